#pragma once
#include <drogon/HttpRequest.h>
#include <drogon/HttpResponse.h>
#include <drogon/utils/coroutine.h>
#include <utility>

namespace drogon {
enum class ReqResult { Ok, BadResponse, NetworkFailure, Timeout };
namespace internal {
struct HttpRespAwaiter : public CallbackAwaiter<HttpResponsePtr> {
  void await_suspend(std::coroutine_handle<>);
};
} // namespace internal
class HttpException : public std::exception {};
class HttpClient {
public:
  using HttpReqCallback = std::function<void(ReqResult, const HttpResponsePtr &)>;
  virtual ~HttpClient();
  virtual void sendRequest(const HttpRequestPtr &, const HttpReqCallback &, double = 0) = 0;
  std::pair<ReqResult, HttpResponsePtr> sendRequest(const HttpRequestPtr &, double = 0);
  internal::HttpRespAwaiter sendRequestCoro(HttpRequestPtr, double = 0);
  static std::shared_ptr<HttpClient> newHttpClient(const std::string &);
};
using HttpClientPtr = std::shared_ptr<HttpClient>;
} // namespace drogon
