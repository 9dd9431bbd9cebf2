#pragma once
#include <utility>
#include <coroutine>
#include <cppcoro/cancellation_token.hpp>
#include <cstddef>

namespace cppcoro::net {
class ip_endpoint {};
class socket_connect_operation {
public:
  bool await_ready() const noexcept;
  bool await_suspend(std::coroutine_handle<>);
  void await_resume();
};
class socket_accept_operation {
public:
  bool await_ready() const noexcept;
  bool await_suspend(std::coroutine_handle<>);
  void await_resume();
};
class socket_disconnect_operation {
public:
  bool await_ready() const noexcept;
  bool await_suspend(std::coroutine_handle<>);
  void await_resume();
};
class socket_send_operation {
public:
  bool await_ready() const noexcept;
  bool await_suspend(std::coroutine_handle<>);
  std::size_t await_resume();
};
class socket_recv_operation {
public:
  bool await_ready() const noexcept;
  bool await_suspend(std::coroutine_handle<>);
  std::size_t await_resume();
};
class socket_send_to_operation : public socket_send_operation {};
class socket_recv_from_operation {
public:
  bool await_ready() const noexcept;
  bool await_suspend(std::coroutine_handle<>);
  std::pair<std::size_t, ip_endpoint> await_resume();
};
class socket_connect_operation_cancellable : public socket_connect_operation {};
class socket {
public:
  socket(socket &&) noexcept;
  ~socket();
  [[nodiscard]] socket_connect_operation connect(const ip_endpoint &) noexcept;
  [[nodiscard]] socket_connect_operation_cancellable connect(const ip_endpoint &, cancellation_token) noexcept;
  [[nodiscard]] socket_accept_operation accept(socket &) noexcept;
  [[nodiscard]] socket_disconnect_operation disconnect() noexcept;
  [[nodiscard]] socket_send_operation send(const void *, std::size_t) noexcept;
  [[nodiscard]] socket_recv_operation recv(void *, std::size_t) noexcept;
  [[nodiscard]] socket_send_to_operation send_to(const ip_endpoint &, const void *, std::size_t) noexcept;
  [[nodiscard]] socket_recv_from_operation recv_from(void *, std::size_t) noexcept;
};
} // namespace cppcoro::net
