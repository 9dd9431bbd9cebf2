#pragma once
#include <coroutine>
#include <cppcoro/cancellation_token.hpp>
#include <cstddef>
#include <cstdint>

namespace cppcoro {
class file_read_operation {
public:
  bool await_ready() const noexcept;
  bool await_suspend(std::coroutine_handle<>);
  std::size_t await_resume();
};
class file_read_operation_cancellable {
public:
  bool await_ready() const noexcept;
  bool await_suspend(std::coroutine_handle<>);
  std::size_t await_resume();
};
class file_write_operation {
public:
  bool await_ready() const noexcept;
  bool await_suspend(std::coroutine_handle<>);
  std::size_t await_resume();
};
} // namespace cppcoro
