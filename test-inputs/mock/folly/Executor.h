#pragma once
#include <cstdlib>
#include <folly/Unit.h>
#include <functional>

namespace folly {
template <class ExecutorT> class ExecutorKeepAlive {
public:
  ExecutorKeepAlive() noexcept;
  ExecutorKeepAlive(ExecutorT *);
  template <class Other> ExecutorKeepAlive(const ExecutorKeepAlive<Other> &) noexcept { ::std::abort(); }
  ExecutorT *get() const;
  ExecutorT *operator->() const;
  explicit operator bool() const;
};
class Executor {
public:
  template <class ExecutorT = Executor> using KeepAlive = ExecutorKeepAlive<ExecutorT>;
  virtual ~Executor();
  virtual void add(std::function<void()>) = 0;
};
template <class ExecutorT> Executor::KeepAlive<ExecutorT> getKeepAliveToken(ExecutorT *) { ::std::abort(); }
template <class ExecutorT> Executor::KeepAlive<ExecutorT> getKeepAliveToken(ExecutorT &) { ::std::abort(); }
} // namespace folly
