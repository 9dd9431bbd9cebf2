#pragma once
#include <cstdlib>
#include <drogon/HttpRequest.h>
#include <drogon/HttpResponse.h>
#include <drogon/nosql/RedisClient.h>
#include <drogon/orm/DbClient.h>

namespace drogon {
namespace internal {
struct [[nodiscard]] ForwardAwaiter : public CallbackAwaiter<HttpResponsePtr> {
  void await_suspend(std::coroutine_handle<>) noexcept;
};
} // namespace internal
class HttpAppFramework {
public:
  void run();
  void quit();
  trantor::EventLoop *getLoop() const;
  trantor::EventLoop *getIOLoop(size_t) const;
  template <class F> HttpAppFramework &registerHandler(const std::string &, F &&) { ::std::abort(); }
  HttpAppFramework &registerBeginningAdvice(const std::function<void()> &);
  orm::DbClientPtr getDbClient(const std::string & = "default");
  nosql::RedisClientPtr getRedisClient(const std::string & = "default");
  internal::ForwardAwaiter forwardCoro(const HttpRequestPtr &, std::string = "", double = 0);
};
HttpAppFramework &app();
} // namespace drogon
