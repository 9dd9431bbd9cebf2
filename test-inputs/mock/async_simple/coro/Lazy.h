// Declarations of async_simple's Lazy, for tests: true names and signatures, no behaviour.
#pragma once
#include <cstdlib>
#include <async_simple/Executor.h>
#include <async_simple/Signal.h>
#include <async_simple/Try.h>
#include <async_simple/coro/DetachedCoroutine.h>
#include <coroutine>
#include <memory>

namespace async_simple {
struct CurrentExecutor {};
namespace coro {
template <class T> class Lazy;
template <class T> class RescheduleLazy;
struct Yield {};
struct CurrentSlot {};

template <class T> struct ReadyAwaiter {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) const noexcept;
  T await_resume() noexcept;
};

namespace detail {
template <class A>
concept HasCoAwait = requires(A &&a) {
  static_cast<A &&>(a).coAwait(static_cast<Executor *>(nullptr));
};
class LazyPromiseBase {
public:
  std::suspend_always initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  template <HasCoAwait A> auto await_transform(A &&a) -> decltype(static_cast<A &&>(a).coAwait(nullptr)) {
    ::std::abort();
  }
  template <class A>
  requires(!HasCoAwait<A>) A && await_transform(A &&) { ::std::abort(); }
  ReadyAwaiter<Executor *> await_transform(CurrentExecutor);
  ReadyAwaiter<Slot *> await_transform(CurrentSlot);
  ReadyAwaiter<void> await_transform(Yield);
};
template <class T> class LazyPromise : public LazyPromiseBase {
public:
  Lazy<T> get_return_object() noexcept;
  template <class V> void return_value(V &&) { ::std::abort(); }
  void unhandled_exception() noexcept;
};
template <> class LazyPromise<void> : public LazyPromiseBase {
public:
  Lazy<void> get_return_object() noexcept;
  void return_void() noexcept;
  void unhandled_exception() noexcept;
};
template <class T, bool reschedule> class LazyBase {
public:
  using promise_type = LazyPromise<T>;
  using ValueType = T;
  struct TryAwaiter {
    bool await_ready() const noexcept;
    std::coroutine_handle<> await_suspend(std::coroutine_handle<>);
    Try<T> await_resume() noexcept;
    TryAwaiter coAwait(Executor *);
  };
  struct ValueAwaiter {
    bool await_ready() const noexcept;
    std::coroutine_handle<> await_suspend(std::coroutine_handle<>);
    T await_resume();
  };
  ~LazyBase();
  LazyBase(LazyBase &&) noexcept;
  LazyBase(const LazyBase &) = delete;
  Executor *getExecutor();
  template <class F> void start(F &&) { ::std::abort(); }
  bool isReady() const;
  ValueAwaiter operator co_await();
  TryAwaiter coAwaitTry();
};
} // namespace detail

template <class T = void> class [[nodiscard]] Lazy : public detail::LazyBase<T, false> {
  using Base = detail::LazyBase<T, false>;

public:
  using Base::Base;
  using Base::start;
  RescheduleLazy<T> via(Executor *) &&;
  [[deprecated]] Lazy<T> setEx(Executor *) &&;
  template <class... A> Lazy<T> setLazyLocal(A &&...) && { ::std::abort(); }
  template <class F> void directlyStart(F &&, Executor *) { ::std::abort(); }
  typename Base::ValueAwaiter coAwait(Executor *);
};
template <class T = void> class [[nodiscard]] RescheduleLazy : public detail::LazyBase<T, true> {
  using Base = detail::LazyBase<T, true>;

public:
  using Base::Base;
  using Base::start;
  void detach();
};
} // namespace coro
} // namespace async_simple
