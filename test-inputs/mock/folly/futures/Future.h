// Declarations of folly's futures, for tests: true names and signatures, no behaviour.
#pragma once
#include <cstdlib>
#include <chrono>
#include <coroutine>
#include <folly/Executor.h>
#include <folly/Try.h>
#include <stdexcept>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace folly {

using HighResDuration = std::chrono::microseconds;
class Timekeeper;
template <class T> class Future;
template <class T> class SemiFuture;
template <class T> class Promise;

class FutureException : public std::logic_error {
public:
  using std::logic_error::logic_error;
};
class FutureTimeout : public FutureException {
public:
  FutureTimeout();
};
class FutureCancellation : public FutureException {
public:
  FutureCancellation();
};

template <class T> struct tag_t {};

namespace futures::detail {
template <class R> struct unwrap { using type = R; };
template <> struct unwrap<void> { using type = Unit; };
template <class R> struct unwrap<Future<R>> { using type = R; };
template <class R> struct unwrap<SemiFuture<R>> { using type = R; };
template <class F, class... A> using result_t = typename unwrap<std::invoke_result_t<F, A...>>::type;

template <class T> class FutureBase {
public:
  bool valid() const noexcept;
  T &value() &;
  Try<T> &result() &;
  bool isReady() const;
  bool hasValue() const;
  bool hasException() const;
  Try<T> *poll();
  template <class F> void setCallback_(F &&) { ::std::abort(); }
  void raise(exception_wrapper);
  void cancel();
};
template <class T> class FutureAwaiter {
public:
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
} // namespace futures::detail

template <class T> class SemiFuture : private futures::detail::FutureBase<T> {
  using Base = futures::detail::FutureBase<T>;

public:
  using value_type = T;
  using Base::cancel, Base::hasException, Base::hasValue, Base::isReady, Base::poll, Base::raise, Base::result,
      Base::valid, Base::value;
  SemiFuture(SemiFuture &&) noexcept;
  SemiFuture(Future<T> &&) noexcept;
  SemiFuture &operator=(SemiFuture &&) noexcept;
  ~SemiFuture();
  T get() &&;
  T get(HighResDuration) &&;
  Try<T> getTry() &&;
  Try<T> getTry(HighResDuration) &&;
  SemiFuture<T> &wait() &;
  SemiFuture<T> &&wait() &&;
  bool wait(HighResDuration) &&;
  Future<T> via(Executor::KeepAlive<>) &&;
  template <class F> SemiFuture<futures::detail::result_t<F, Try<T> &&>> defer(F &&) && { ::std::abort(); }
  template <class F> SemiFuture<futures::detail::result_t<F, T &&>> deferValue(F &&) && { ::std::abort(); }
  template <class Ex, class F> SemiFuture<T> deferError(tag_t<Ex>, F &&) && { ::std::abort(); }
  template <class F> SemiFuture<T> deferError(F &&) && { ::std::abort(); }
  template <class F> SemiFuture<T> deferEnsure(F &&) && { ::std::abort(); }
  SemiFuture<Unit> unit() &&;
  SemiFuture<T> within(HighResDuration, Timekeeper * = nullptr) &&;
  SemiFuture<T> delayed(HighResDuration, Timekeeper * = nullptr) &&;
  Future<T> toUnsafeFuture() &&;
  friend Future<T> co_viaIfAsync(Executor::KeepAlive<>, SemiFuture<T> &&) noexcept;
};

template <class T> class Future : private futures::detail::FutureBase<T> {
  using Base = futures::detail::FutureBase<T>;

public:
  using value_type = T;
  using Base::cancel, Base::hasException, Base::hasValue, Base::isReady, Base::poll, Base::raise, Base::result,
      Base::setCallback_, Base::valid, Base::value;
  Future(Future &&) noexcept;
  Future &operator=(Future &&) noexcept;
  ~Future();
  T get() &&;
  T get(HighResDuration) &&;
  Try<T> getTry() &&;
  T getVia(class DrivableExecutor *) &&;
  Future<T> &wait() &;
  Future<T> &&wait() &&;
  Future<T> &wait(HighResDuration) &;
  Future<T> &waitVia(class DrivableExecutor *) &;
  Future<T> via(Executor::KeepAlive<>) &&;
  template <class F> Future<futures::detail::result_t<F, Try<T> &&>> thenTry(F &&) && { ::std::abort(); }
  template <class F> Future<futures::detail::result_t<F, Try<T> &&>> thenTryInline(F &&) && { ::std::abort(); }
  template <class F> Future<futures::detail::result_t<F, T &&>> thenValue(F &&) && { ::std::abort(); }
  template <class F> Future<futures::detail::result_t<F, T &&>> thenValueInline(F &&) && { ::std::abort(); }
  template <class Ex, class F> Future<T> thenError(tag_t<Ex>, F &&) && { ::std::abort(); }
  template <class F> Future<T> thenError(F &&) && { ::std::abort(); }
  template <class F> Future<T> thenErrorInline(F &&) && { ::std::abort(); }
  template <class F> Future<T> ensure(F &&) && { ::std::abort(); }
  template <class F> Future<T> onTimeout(HighResDuration, F &&, Timekeeper * = nullptr) && { ::std::abort(); }
  Future<T> within(HighResDuration, Timekeeper * = nullptr) &&;
  Future<T> delayed(HighResDuration, Timekeeper * = nullptr) &&;
  Future<Unit> unit() &&;
  SemiFuture<T> semi() &&;
};
template <class T> futures::detail::FutureAwaiter<T> operator co_await(Future<T> &&) noexcept { ::std::abort(); }

template <class T> class Promise {
public:
  Promise();
  Promise(Promise &&) noexcept;
  SemiFuture<T> getSemiFuture();
  Future<T> getFuture();
  template <class U> void setValue(U &&) { ::std::abort(); }
  void setTry(Try<T> &&);
  void setException(exception_wrapper);
  template <class F> void setWith(F &&) { ::std::abort(); }
};

SemiFuture<Unit> makeSemiFuture();
template <class T> SemiFuture<std::decay_t<T>> makeSemiFuture(T &&) { ::std::abort(); }
Future<Unit> makeFuture();
template <class T> Future<std::decay_t<T>> makeFuture(T &&) { ::std::abort(); }
template <class F> Future<futures::detail::result_t<F>> via(Executor::KeepAlive<>, F &&) { ::std::abort(); }

template <class... Fs>
SemiFuture<std::tuple<Try<typename std::remove_cvref_t<Fs>::value_type>...>> collectAll(Fs &&...) {
  ::std::abort();
}
template <class It>
SemiFuture<std::vector<Try<typename std::iterator_traits<It>::value_type::value_type>>> collectAll(It, It) {
  ::std::abort();
}
template <class... Fs> SemiFuture<std::tuple<typename std::remove_cvref_t<Fs>::value_type...>> collect(Fs &&...) {
  ::std::abort();
}
template <class It>
SemiFuture<std::pair<size_t, Try<typename std::iterator_traits<It>::value_type::value_type>>> collectAny(It, It) {
  ::std::abort();
}
template <class It>
SemiFuture<std::pair<size_t, typename std::iterator_traits<It>::value_type::value_type>>
collectAnyWithoutException(It, It) {
  ::std::abort();
}

namespace futures {
SemiFuture<Unit> sleep(HighResDuration, Timekeeper * = nullptr);
template <class T> void detachOn(Executor::KeepAlive<>, SemiFuture<T> &&) { ::std::abort(); }
template <class T> void detachOnGlobalCPUExecutor(SemiFuture<T> &&) { ::std::abort(); }
template <class T> void maybeDetachOnGlobalExecutorAfter(HighResDuration, SemiFuture<T> &&) { ::std::abort(); }
} // namespace futures

} // namespace folly
