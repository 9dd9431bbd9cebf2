// Awaiters that take the result where there is one, where its error comes out, too; the form for void asks nothing.
#include "task.h"
#include <future>
#include <memory>
#include <type_traits>
#include <utility>

template <class T> class reply {
public:
  bool has_come() const;
  T result() const; // throws what went wrong
  void on_end(std::coroutine_handle<> waiting);
};
template <> class reply<void> {
public:
  bool has_come() const;
  void wait_until_done() const; // throws what went wrong
  void on_end(std::coroutine_handle<> waiting);
};

// Beside each other, with one base.
template <class T> class coming {
  template <class U> class base {
  public:
    explicit base(const reply<U> &of) : reply_(of) {}
    bool await_ready() const noexcept { return reply_.has_come(); }
    void await_suspend(std::coroutine_handle<> waiting) { reply_.on_end(waiting); }

  protected:
    reply<U> reply_;
  };
  class of_value : public base<T> {
  public:
    using base<T>::base;
    T await_resume() const { return this->reply_.result(); }
  };
  class of_nothing : public base<void> {
  public:
    using base<void>::base;
    void await_resume() const noexcept {} // want: this 'await_resume' never asks 'reply_': whoever awaits takes a failure for a success
  };
  using chosen = std::conditional_t<std::is_void_v<T>, of_nothing, of_value>;
  reply<T> reply_;

public:
  explicit coming(reply<T> of) : reply_(of) {}
  chosen wait() { return chosen{reply_}; }
};
template <class T> auto operator co_await(const reply<T> &of) { return coming<T>(of).wait(); }

// By a specialization.
template <class T> struct waits {
  std::future<T> result_;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  T await_resume() { return result_.get(); }
};
template <> struct waits<void> {
  std::future<void> result_;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {} // want: this 'await_resume' never asks 'result_': whoever awaits takes a failure for a success
};

// By a constraint.
template <class T> struct delivers {
  std::future<T> from;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  T await_resume()
    requires(!std::is_void_v<T>)
  {
    return from.get();
  }
  void await_resume() // want: this 'await_resume' never asks 'from': whoever awaits takes a failure for a success
    requires(std::is_void_v<T>)
  {
  }
};

task<int> uses(reply<void> saved, reply<int> loaded, std::future<void> one, std::future<void> other) {
  co_await saved;
  co_await waits<void>{std::move(one)};
  co_await delivers<void>{std::move(other)};
  co_return co_await loaded + co_await waits<int>{};
}

// ---- Silent ----

/// What it holds for void has nothing to ask.
template <class T> struct slot {
  T value;
  T take() noexcept { return std::move(value); }
};
template <> struct slot<void> {};
template <class T> struct takes {
  slot<T> of;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  T await_resume() { return of.take(); }
};
template <> struct takes<void> {
  slot<void> of;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
};
/// It asks.
template <class T> struct asks {
  std::future<T> result_;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  T await_resume() { return result_.get(); }
};
template <> struct asks<void> {
  std::future<void> result_;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() { result_.get(); }
};
/// Asking can't fail.
class counter {
public:
  int value() const noexcept;
  void wait() const noexcept;
};
template <class T> struct counts {
  counter of;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  T await_resume() { return of.value(); }
};
template <> struct counts<void> {
  counter of;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
};
/// It only wants to know when it is over, and says so.
template <class T> struct ends {
  std::future<T> result_;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  T await_resume() { return result_.get(); }
};
template <> struct ends<void> {
  std::future<void> result_;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  // The error stays in the future, for whoever has the other end.
  void await_resume() {}
};
task<int> uses_more(std::future<void> one) {
  co_await takes<void>{};
  co_await asks<void>{std::move(one)};
  co_await counts<void>{};
  co_await ends<void>{};
  co_return co_await takes<int>{} + co_await asks<int>{} + co_await counts<int>{} + co_await ends<int>{};
}
