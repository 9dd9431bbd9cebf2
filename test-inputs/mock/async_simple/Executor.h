#pragma once
#include <chrono>
#include <coroutine>
#include <cstdint>
#include <functional>

namespace async_simple {
class Executor {
public:
  using Func = std::function<void()>;
  using Duration = std::chrono::duration<int64_t, std::micro>;
  class TimeAwaiter {
  public:
    bool await_ready() const noexcept;
    void await_suspend(std::coroutine_handle<>);
    void await_resume();
  };
  class TimeAwaitable {
  public:
    TimeAwaiter coAwait(Executor *);
  };
  virtual ~Executor();
  virtual bool schedule(Func) = 0;
  virtual bool currentThreadInExecutor() const;
  TimeAwaitable after(Duration);
};
} // namespace async_simple
