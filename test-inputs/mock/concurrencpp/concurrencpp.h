// Declarations of concurrencpp, for tests: true names and signatures, no behaviour.
#pragma once
#include <cstdlib>
#include <chrono>
#include <coroutine>
#include <exception>
#include <functional>
#include <iterator>
#include <memory>
#include <mutex>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace concurrencpp {

template <class type> class result;
template <class type> class lazy_result;
struct null_result {};
struct executor_tag {};
enum class result_status { idle, value, exception };

namespace errors {
struct empty_result : public std::runtime_error {
  using runtime_error::runtime_error;
};
struct interrupted_task : public std::runtime_error {
  using runtime_error::runtime_error;
};
struct broken_task : public interrupted_task {
  using interrupted_task::interrupted_task;
};
struct runtime_shutdown : public interrupted_task {
  using interrupted_task::interrupted_task;
};
} // namespace errors

namespace details {
template <class type> struct basic_awaitable {
  bool await_ready() const noexcept;
  bool await_suspend(std::coroutine_handle<>) noexcept;
  type await_resume();
};
struct initialy_resumed_promise {
  std::suspend_never initial_suspend() const noexcept;
};
struct null_result_promise {
  null_result get_return_object() const noexcept;
  std::suspend_never final_suspend() const noexcept;
  void unhandled_exception() const noexcept {}
  void return_void() const noexcept;
};
template <class type> struct result_coro_promise {
  result<type> get_return_object() noexcept;
  std::suspend_always final_suspend() const noexcept;
  void unhandled_exception() noexcept;
  template <class value_type> void return_value(value_type &&) { ::std::abort(); }
};
template <> struct result_coro_promise<void> {
  result<void> get_return_object() noexcept;
  std::suspend_always final_suspend() const noexcept;
  void unhandled_exception() noexcept;
  void return_void() noexcept;
};
template <class type> struct lazy_promise {
  lazy_result<type> get_return_object() noexcept;
  std::suspend_always initial_suspend() const noexcept;
  std::suspend_always final_suspend() const noexcept;
  void unhandled_exception() noexcept;
  template <class value_type> void return_value(value_type &&) { ::std::abort(); }
};
template <> struct lazy_promise<void> {
  lazy_result<void> get_return_object() noexcept;
  std::suspend_always initial_suspend() const noexcept;
  std::suspend_always final_suspend() const noexcept;
  void unhandled_exception() noexcept;
  void return_void() noexcept;
};
struct initialy_resumed_null_result_promise : initialy_resumed_promise, null_result_promise {};
template <class type> struct initialy_resumed_result_promise : initialy_resumed_promise, result_coro_promise<type> {};
} // namespace details

template <class type> class result {
public:
  result() noexcept;
  result(result &&) noexcept;
  result &operator=(result &&) noexcept;
  result(const result &) = delete;
  ~result();
  explicit operator bool() const noexcept;
  result_status status() const;
  void wait() const;
  template <class rep, class period> result_status wait_for(std::chrono::duration<rep, period>) const {
    ::std::abort();
  }
  template <class clock, class duration> result_status wait_until(std::chrono::time_point<clock, duration>) const {
    ::std::abort();
  }
  type get();
  details::basic_awaitable<type> operator co_await();
  details::basic_awaitable<result<type>> resolve();
};

template <class type> class lazy_result {
public:
  lazy_result() noexcept;
  lazy_result(lazy_result &&) noexcept;
  lazy_result &operator=(lazy_result &&) noexcept;
  ~lazy_result() noexcept;
  explicit operator bool() const noexcept;
  result_status status() const;
  details::basic_awaitable<type> operator co_await();
  details::basic_awaitable<lazy_result<type>> resolve();
  result<type> run();
};

template <class type> class shared_result {
public:
  shared_result() noexcept;
  shared_result(result<type>);
  shared_result(const shared_result &) noexcept;
  shared_result(shared_result &&) noexcept;
  ~shared_result() noexcept;
  operator bool() const noexcept;
  result_status status() const;
  void wait();
  template <class rep, class period> result_status wait_for(std::chrono::duration<rep, period>) { ::std::abort(); }
  std::add_lvalue_reference_t<type> get();
  details::basic_awaitable<std::add_lvalue_reference_t<type>> operator co_await();
  details::basic_awaitable<shared_result<type>> resolve();
};

template <class type> class result_promise {
public:
  result_promise();
  template <class... A> void set_result(A &&...) { ::std::abort(); }
  void set_exception(std::exception_ptr);
  template <class callable, class... A> void set_from_function(callable &&, A &&...) noexcept { ::std::abort(); }
  result<type> get_result();
};

template <class type> result<type> make_ready_result() { ::std::abort(); }
template <class type> result<type> make_exceptional_result(std::exception_ptr) { ::std::abort(); }

class executor {
public:
  explicit executor(std::string_view);
  virtual ~executor() noexcept;
  virtual bool shutdown_requested() const = 0;
  virtual void shutdown() = 0;
  template <class callable, class... A> void post(callable &&, A &&...) { ::std::abort(); }
  template <class callable, class... A>
  auto submit(callable &&, A &&...) -> result<std::invoke_result_t<callable, A...>> {
    ::std::abort();
  }
  template <class callable> void bulk_post(std::span<callable>) { ::std::abort(); }
  template <class callable> std::vector<result<std::invoke_result_t<callable>>> bulk_submit(std::span<callable>) {
    ::std::abort();
  }
};
template <class concrete> struct derivable_executor : public executor {
  using executor::executor;
  bool shutdown_requested() const override;
  void shutdown() override;
  template <class callable, class... A> void post(callable &&, A &&...) { ::std::abort(); }
  template <class callable, class... A>
  auto submit(callable &&, A &&...) -> result<std::invoke_result_t<callable, A...>> {
    ::std::abort();
  }
  template <class callable> void bulk_post(std::span<callable>) { ::std::abort(); }
  template <class callable> std::vector<result<std::invoke_result_t<callable>>> bulk_submit(std::span<callable>) {
    ::std::abort();
  }
};
class inline_executor final : public executor {
public:
  inline_executor() noexcept;
  bool shutdown_requested() const override;
  void shutdown() override;
};
class thread_pool_executor final : public derivable_executor<thread_pool_executor> {};
class thread_executor final : public derivable_executor<thread_executor> {};
class worker_thread_executor final : public derivable_executor<worker_thread_executor> {};
class manual_executor final : public derivable_executor<manual_executor> {
public:
  bool loop_once();
  std::size_t loop(std::size_t);
  std::size_t loop_for(std::size_t, std::chrono::milliseconds);
  void wait_for_task();
  void wait_for_tasks(std::size_t);
};

namespace details {
template <class executor_type> class resume_on_awaitable {
public:
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>);
  void await_resume() const;
};
} // namespace details
template <class executor_type> details::resume_on_awaitable<executor_type> resume_on(std::shared_ptr<executor_type>) {
  ::std::abort();
}
template <class executor_type> details::resume_on_awaitable<executor_type> resume_on(executor_type &) noexcept {
  ::std::abort();
}

template <class sequence_type> struct when_any_result {
  std::size_t index;
  sequence_type results;
};
template <class executor_type, class... results>
lazy_result<std::tuple<std::decay_t<results>...>> when_all(std::shared_ptr<executor_type>, results &&...) {
  ::std::abort();
}
template <class executor_type, class iterator>
requires requires { typename std::iterator_traits<iterator>::iterator_category; }
lazy_result<std::vector<typename std::iterator_traits<iterator>::value_type>> when_all(std::shared_ptr<executor_type>,
                                                                                       iterator, iterator) {
  ::std::abort();
}
template <class executor_type, class... results>
lazy_result<when_any_result<std::tuple<results...>>> when_any(std::shared_ptr<executor_type>, results &&...) {
  ::std::abort();
}

class timer {
public:
  timer() noexcept;
  timer(timer &&) noexcept;
  timer &operator=(timer &&) noexcept;
  ~timer() noexcept;
  void cancel();
};
class timer_queue {
public:
  template <class callable, class... A>
  timer make_timer(std::chrono::milliseconds, std::chrono::milliseconds, std::shared_ptr<executor>, callable &&,
                   A &&...) {
    ::std::abort();
  }
  template <class callable, class... A>
  timer make_one_shot_timer(std::chrono::milliseconds, std::shared_ptr<executor>, callable &&, A &&...) {
    ::std::abort();
  }
  lazy_result<void> make_delay_object(std::chrono::milliseconds, std::shared_ptr<executor>);
};

class scoped_async_lock;
class async_lock {
public:
  ~async_lock() noexcept;
  lazy_result<scoped_async_lock> lock(std::shared_ptr<executor>);
  lazy_result<bool> try_lock();
  void unlock();
};
class scoped_async_lock {
public:
  scoped_async_lock() noexcept;
  scoped_async_lock(scoped_async_lock &&) noexcept;
  scoped_async_lock(async_lock &, std::defer_lock_t) noexcept;
  ~scoped_async_lock() noexcept;
  lazy_result<void> lock(std::shared_ptr<executor>);
  void unlock();
  bool owns_lock() const noexcept;
};
class async_condition_variable {
public:
  lazy_result<void> await(std::shared_ptr<executor>, scoped_async_lock &);
  template <class predicate> lazy_result<void> await(std::shared_ptr<executor>, scoped_async_lock &, predicate) {
    ::std::abort();
  }
  void notify_one();
  void notify_all();
};

template <class type> class generator {
  class iterator {
  public:
    iterator &operator++();
    type &operator*() const;
    bool operator!=(const iterator &) const;
  };

public:
  class promise_type {
  public:
    generator get_return_object() noexcept;
    std::suspend_always initial_suspend() const noexcept;
    std::suspend_always final_suspend() const noexcept;
    std::suspend_always yield_value(type) noexcept;
    void unhandled_exception() noexcept;
    void return_void() const noexcept;
  };
  generator(generator &&) noexcept;
  ~generator() noexcept;
  iterator begin();
  static iterator end() noexcept;
};

class runtime {
public:
  runtime();
  ~runtime() noexcept;
  std::shared_ptr<concurrencpp::timer_queue> timer_queue() const noexcept;
  std::shared_ptr<concurrencpp::inline_executor> inline_executor() const noexcept;
  std::shared_ptr<concurrencpp::thread_pool_executor> thread_pool_executor() const noexcept;
  std::shared_ptr<concurrencpp::thread_pool_executor> background_executor() const noexcept;
  std::shared_ptr<concurrencpp::thread_executor> thread_executor() const noexcept;
  std::shared_ptr<concurrencpp::worker_thread_executor> make_worker_thread_executor();
  std::shared_ptr<concurrencpp::manual_executor> make_manual_executor();
};

} // namespace concurrencpp

template <class... A> struct std::coroutine_traits<concurrencpp::null_result, A...> {
  using promise_type = concurrencpp::details::initialy_resumed_null_result_promise;
};
template <class type, class... A> struct std::coroutine_traits<concurrencpp::result<type>, A...> {
  using promise_type = concurrencpp::details::initialy_resumed_result_promise<type>;
};
template <class type, class... A> struct std::coroutine_traits<concurrencpp::lazy_result<type>, A...> {
  using promise_type = concurrencpp::details::lazy_promise<type>;
};
