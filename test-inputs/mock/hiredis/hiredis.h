// The functions of hiredis that the models name.
#pragma once

typedef struct redisContext redisContext;
extern "C" {
redisContext *redisConnect(const char *, int);
void *redisCommand(redisContext *, const char *, ...);
}
