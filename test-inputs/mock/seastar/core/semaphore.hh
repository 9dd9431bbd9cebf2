#pragma once
#include <cstdlib>
#include <chrono>
#include <optional>
#include <seastar/core/abort_source.hh>
#include <seastar/core/future.hh>
#include <seastar/core/timer.hh>

namespace seastar {
class broken_semaphore : public std::exception {};
class semaphore_timed_out : public timed_out_error {};
class semaphore_aborted : public abort_requested_exception {};
struct semaphore_default_exception_factory {};
struct named_semaphore_exception_factory {
  sstring name;
};

template <class ExceptionFactory, class Clock = typename timer<>::clock> class basic_semaphore {
public:
  using duration = typename timer<Clock>::duration;
  using time_point = typename timer<Clock>::time_point;
  explicit basic_semaphore(size_t) noexcept;
  basic_semaphore(size_t, ExceptionFactory &&) noexcept;
  future<> wait(size_t = 1) noexcept;
  future<> wait(time_point, size_t = 1) noexcept;
  future<> wait(duration, size_t = 1) noexcept;
  future<> wait(abort_source &, size_t = 1) noexcept;
  void signal(size_t = 1) noexcept;
  void consume(size_t = 1) noexcept;
  bool try_wait(size_t = 1) noexcept;
  size_t waiters() const noexcept;
  void broken() noexcept;
};

template <class ExceptionFactory, class Clock = typename timer<>::clock> class semaphore_units {
public:
  semaphore_units() noexcept;
  semaphore_units(basic_semaphore<ExceptionFactory, Clock> &, size_t) noexcept;
  semaphore_units(semaphore_units &&) noexcept;
  semaphore_units &operator=(semaphore_units &&) noexcept;
  semaphore_units(const semaphore_units &) = delete;
  ~semaphore_units();
  void return_all() noexcept;
  size_t release() noexcept;
  explicit operator bool() const noexcept;
};

using semaphore = basic_semaphore<semaphore_default_exception_factory>;
using named_semaphore = basic_semaphore<named_semaphore_exception_factory>;

template <class F, class C> future<semaphore_units<F, C>> get_units(basic_semaphore<F, C> &, size_t) noexcept {
  ::std::abort();
}
template <class F, class C>
future<semaphore_units<F, C>> get_units(basic_semaphore<F, C> &, size_t,
                                        typename basic_semaphore<F, C>::duration) noexcept {
  ::std::abort();
}
template <class F, class C>
future<semaphore_units<F, C>> get_units(basic_semaphore<F, C> &, size_t, abort_source &) noexcept {
  ::std::abort();
}
template <class F, class C>
std::optional<semaphore_units<F, C>> try_get_units(basic_semaphore<F, C> &, size_t) noexcept {
  ::std::abort();
}
template <class F, class C> semaphore_units<F, C> consume_units(basic_semaphore<F, C> &, size_t) noexcept {
  ::std::abort();
}
template <class F, class Func, class C>
futurize_t<std::invoke_result_t<Func>> with_semaphore(basic_semaphore<F, C> &, size_t, Func &&) noexcept {
  ::std::abort();
}
} // namespace seastar
