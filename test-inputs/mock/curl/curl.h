// The functions of libcurl that the models name.
#pragma once

typedef void CURL;
typedef void CURLM;
typedef int CURLcode;
struct curl_waitfd;
extern "C" {
CURL *curl_easy_init(void);
CURLcode curl_easy_perform(CURL *);
void curl_easy_cleanup(CURL *);
int curl_multi_wait(CURLM *, struct curl_waitfd *, unsigned int, int, int *);
int curl_multi_poll(CURLM *, struct curl_waitfd *, unsigned int, int, int *);
}
