#pragma once
#include <cstdlib>
#include <drogon/utils/coroutine.h>
#include <string_view>

namespace drogon::nosql {
class RedisResult {};
class RedisTransaction;
namespace internal {
struct [[nodiscard]] RedisAwaiter : public CallbackAwaiter<RedisResult> {
  void await_suspend(std::coroutine_handle<>);
};
struct [[nodiscard]] RedisTransactionAwaiter : public CallbackAwaiter<std::shared_ptr<RedisTransaction>> {
  void await_suspend(std::coroutine_handle<>);
};
} // namespace internal
class RedisClient {
public:
  template <class T, class... A>
  T execCommandSync(std::function<T(const RedisResult &)> &&, std::string_view, A &&...) {
    ::std::abort();
  }
  template <class... A> internal::RedisAwaiter execCommandCoro(std::string_view, A...) { ::std::abort(); }
  internal::RedisTransactionAwaiter newTransactionCoro();
};
using RedisClientPtr = std::shared_ptr<RedisClient>;
} // namespace drogon::nosql
