#pragma once
#include <drogon/HttpClient.h>

namespace drogon {
namespace internal {
struct [[nodiscard]] WebSocketConnectionAwaiter : public CallbackAwaiter<HttpResponsePtr> {
  void await_suspend(std::coroutine_handle<>);
};
} // namespace internal
class WebSocketClient {
public:
  internal::WebSocketConnectionAwaiter connectToServerCoro(const HttpRequestPtr &);
};
} // namespace drogon
