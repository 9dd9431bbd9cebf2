#pragma once
#include <cstdlib>
#include <async_simple/Executor.h>
#include <async_simple/Try.h>

namespace async_simple {
template <class T> class Future;
namespace detail {
template <class R> struct Inner { using type = R; };
template <class R> struct Inner<Future<R>> { using type = R; };
template <class F, class... A> using then_t = Future<typename Inner<std::invoke_result_t<F, A...>>::type>;
} // namespace detail
template <class T> class Future {
public:
  using value_type = T;
  Future(Future &&);
  Future &operator=(Future &&);
  Future(const Future &) = delete;
  ~Future();
  bool valid() const;
  bool hasResult() const;
  std::add_rvalue_reference_t<T> value() &&;
  Try<T> &result() &;
  T get() &&;
  void wait();
  Future<T> via(Executor *) &&;
  template <class F> detail::then_t<F, Try<T> &&> thenTry(F &&) && { ::std::abort(); }
  template <class F> detail::then_t<F, T &&> thenValue(F &&) && { ::std::abort(); }
  template <class F> void setContinuation(F &&) { ::std::abort(); }
  Executor *getExecutor();
};
template <class T> class Promise {
public:
  Future<T> getFuture();
  void setValue(T &&);
  void setException(std::exception_ptr);
};
} // namespace async_simple
