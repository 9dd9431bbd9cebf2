#pragma once
#include <boost/cobalt/detail/util.hpp>

namespace boost::cobalt {
struct thread {
  struct promise_type {
    thread get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
  };
  thread(thread &&) noexcept;
  ~thread();
  void cancel();
  detail::awaiter<void> operator co_await() &;
  detail::awaiter<void> operator co_await() &&;
  void join();
  bool joinable() const;
  void detach();
};
} // namespace boost::cobalt
