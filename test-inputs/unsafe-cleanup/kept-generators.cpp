// Generators that a member keeps, and flags of the same object: both end together.
#include "task.h"
#include <coroutine>
#include <string>
#include <string_view>
#include <utility>

template <class T> class sequence {
public:
  struct promise_type {
    T value{};
    std::exception_ptr error;
    sequence get_return_object() { return sequence{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(T v) {
      value = std::move(v);
      return {};
    }
    void return_void() {}
    void unhandled_exception() { error = std::current_exception(); }
  };
  explicit sequence(std::coroutine_handle<promise_type> h) : handle_(h) {}
  sequence(sequence &&other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  ~sequence() {
    if (handle_)
      handle_.destroy();
  }
  bool next() {
    handle_.resume();
    return !handle_.done();
  }
  const T &value() const { return handle_.promise().value; }

private:
  std::coroutine_handle<promise_type> handle_;
};
std::string_view read(int from);

/// Whoever loops over it may stop at any yield, and the flag stays.
class source {
public:
  sequence<std::string_view> lines() {
    reading_ = true;
    co_yield read(from_);
    reading_ = false; // want: 'reading_' stays true when the loop over this generator ends at the yield before this
  }
  bool is_reading() const { return reading_; }

private:
  int from_ = 0;
  bool reading_ = false;
};

// ---- Silent ----

class stream {
public:
  stream() : reader_(start_read()) {}
  std::string_view read_some() {
    reader_.next();
    return reader_.value();
  }
  bool is_timeout() const { return timeout_; }

private:
  sequence<std::string_view> start_read() {
    for (;;) {
      const std::string_view data = read(from_);
      if (data.empty()) {
        timeout_ = true;
        co_yield data;
        timeout_ = false;
      } else {
        co_yield data;
      }
    }
  }
  int from_ = 0;
  bool timeout_ = false;
  sequence<std::string_view> reader_;
};
