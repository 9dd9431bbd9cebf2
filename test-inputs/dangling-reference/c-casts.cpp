// References that are handed on by casts of C, as libraries do that keep std::forward out of their headers, to operations that are
// started and not awaited.
#include <coroutine>
#include <exception>
#include <string>
#include <utility>

/// Nothing awaits it: it runs when it is told to.
template <class Receiver> class operation {
public:
  struct promise_type {
    operation get_return_object() noexcept { return operation{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() noexcept { std::terminate(); }
    void return_void() noexcept {}
  };
  explicit operation(std::coroutine_handle<promise_type> coroutine) noexcept : coroutine_(coroutine) {}
  operation(operation &&other) noexcept : coroutine_(std::exchange(other.coroutine_, {})) {}
  ~operation() {
    if (coroutine_)
      coroutine_.destroy();
  }
  void start() noexcept { coroutine_.resume(); }

private:
  std::coroutine_handle<promise_type> coroutine_;
};
struct reads {
  int file;
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>);
  int await_resume();
};
struct printer {
  std::string name;
  void done(int bytes);
};

template <class Awaited, class Receiver> operation<Receiver> connects(Awaited &&awaited, Receiver &&receiver) {
  int bytes = co_await (Awaited &&)awaited;
  ((Receiver &&)receiver).done(bytes);
}
template <class Awaited, class Receiver> operation<Receiver> by_cast(Awaited &&awaited, Receiver &&receiver) {
  return connects((Awaited &&)awaited, (Receiver &&)receiver);
}
struct connect_t {
  template <class Awaited, class Receiver> operation<Receiver> operator()(Awaited &&awaited, Receiver &&receiver) const {
    return connects((Awaited &&)awaited, (Receiver &&)receiver);
  }
};
inline constexpr connect_t connect{};

class reader {
public:
  explicit reader(int file) : operation_(connect(reads{file}, printer{"reader"})) {} // want: 'awaited' refers to a temporary that is destroyed before the task of 'connect' uses it
  void start() noexcept { operation_.start(); }

private:
  operation<printer> operation_;
};
void starts_a_local(int file) {
  auto made = by_cast(reads{file}, printer{"local"}); // want: 'awaited' refers to a temporary that is destroyed before the task of 'by_cast' uses it
  made.start();
}

// ---- Silent ----

template <class Awaited, class Receiver> operation<Receiver> owns(Awaited awaited, Receiver receiver) {
  int bytes = co_await (Awaited &&)awaited;
  ((Receiver &&)receiver).done(bytes);
}
template <class Awaited, class Receiver> operation<Receiver> by_cast_to_owner(Awaited &&awaited, Receiver &&receiver) {
  return owns((Awaited &&)awaited, (Receiver &&)receiver);
}
void starts_an_owner(int file) {
  auto made = by_cast_to_owner(reads{file}, printer{"owner"});
  made.start();
}
void keeps_both(int file) {
  reads awaited{file};
  printer receiver{"kept"};
  auto made = by_cast(awaited, receiver);
  made.start();
}
