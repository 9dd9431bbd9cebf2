// Who keeps the closure of a lambda coroutine, told from what the project's own functions and classes do with it, through
// any number of hops, and where only a declaration can be seen from its type.
#include "task.h"
#include <deque>
#include <functional>
#include <memory>
#include <queue>
#include <string>
#include <utility>
#include <vector>

job<int> read();
job<> tick();

/// Work whose continuations run later, and are dropped when they have returned.
template <class T> class chain {
public:
  struct promise_type : detail::promise_value<T> {
    chain get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
  };
  template <class F> chain<void> then(F continuation);
  detail::awaiter<promise_type, T> operator co_await() const noexcept;
};
chain<void> acquire(int which);

// ---- Hops ----

template <class F> chain<void> with_lock(int which, F &&work) {
  return acquire(which).then([work = std::forward<F>(work)]() mutable { return work(); });
}
template <class F> chain<void> with_gate(int which, F &&work) {
  acquire(which);
  return work();
}
template <class F> chain<void> run_op(F work) {
  return with_gate(1, [work] { return with_lock(2, std::move(work)); });
}
template <class F> chain<void> run_twice_removed(F &&work) { return run_op(std::forward<F>(work)); }
template <class F> chain<void> named_first(F &&work) {
  auto own = std::forward<F>(work);
  auto result = own();
  return result;
}
template <class F> void starts(F &&work) { std::forward<F>(work)(); }
template <class F> void starts_own(F work) { work(); }
template <class F> void starts_through(F &&work) { starts_own(std::forward<F>(work)); }
template <class F> void forever(F work) {
  static std::vector<F> all;
  all.push_back(std::move(work));
}
struct runner {
  template <class F> chain<void> run(F &&work) const { return with_gate(1, std::forward<F>(work)); }
  template <class F, class L> chain<void> run_and_log(F &&work, L log) {
    logs.push_back(log);
    return std::forward<F>(work)();
  }
  std::vector<std::function<void()>> logs;
};
class pool {
public:
  void post(std::function<void()> work) { jobs_.push_back(std::move(work)); }
  void run() {
    while (!jobs_.empty()) {
      auto work = std::move(jobs_.front());
      jobs_.pop_front();
      work();
    }
  }

private:
  std::deque<std::function<void()>> jobs_;
};
class signal {
public:
  void connect(std::function<void(int)> handler) { handlers_.push_back(std::move(handler)); }
  void emit(int n) {
    for (auto &handler : handlers_)
      handler(n);
  }

private:
  std::vector<std::function<void(int)>> handlers_;
};

struct server {
  int state = 0;

  chain<void> hops() {
    co_await run_op([this]() -> chain<void> { // want: 'run_op' destroys this lambda once it has returned
      co_await tick();
      state = 1;
    });
  }
  chain<void> more_hops() {
    co_await run_twice_removed([this]() -> chain<void> { // want: 'run_twice_removed' destroys this lambda once it has returned
      co_await tick();
      state = 1;
    });
  }
  chain<void> locked() {
    co_await with_lock(1, [this]() -> chain<void> { // want: 'with_lock' destroys this lambda once it has returned
      co_await tick();
      state = 1;
    });
  }
  chain<void> gated() {
    return with_gate(1, [this]() -> chain<void> { // want: the captures of this lambda are destroyed at the end of this expression
      co_await tick();
      state = 1;
    });
  }
  chain<void> by_member(runner &r) {
    return r.run([this]() -> chain<void> { // want: the captures of this lambda are destroyed at the end of this expression
      co_await tick();
      state = 1;
    });
  }
  chain<void> first_of_two(runner &r) {
    return r.run_and_log([this]() -> chain<void> { // want: the captures of this lambda are destroyed at the end of this expression
      co_await tick();
      state = 1;
    }, [this] { state = 2; });
  }
  chain<void> copied_inside() {
    co_await named_first([this]() -> chain<void> { // want: 'named_first' destroys this lambda once it has returned
      co_await tick();
      state = 1;
    });
  }
  void started() {
    starts([this]() -> fire_and_forget { // want: the captures of this lambda are destroyed at the end of this expression
      co_await tick();
      state = 1;
    });
  }
  void started_by_hops() {
    starts_through([this]() -> job<> { // want: 'starts_through' destroys this lambda once it has returned
      co_await tick();
      state = 1;
    });
  }
  void posted(pool &p) {
    p.post([this]() -> fire_and_forget { // want: 'post' destroys this lambda once it has returned
      co_await tick();
      state = 1;
    });
  }
  void posted_eager(pool &p) {
    p.post([self = this]() -> job<> { // want: 'post' destroys this lambda once it has returned
      co_await tick();
      self->state = 1;
    });
  }
  void posted_by_name(pool &p) {
    auto work = [this]() -> job<> { // want: 'post' destroys this lambda once it has returned
      co_await tick();
      state = 1;
    };
    p.post(work);
  }

  // ---- Silent ----

  chain<void> gated_and_awaited() {
    co_await with_gate(1, [this]() -> chain<void> {
      co_await tick();
      state = 1;
    });
  }
  chain<void> by_member_and_awaited(runner &r) {
    co_await r.run([this]() -> chain<void> {
      co_await tick();
      state = 1;
    });
  }
  chain<void> logs_are_kept(runner &r) {
    co_await r.run_and_log([] { return acquire(1); }, [this]() -> job<> { // want-low: nobody can keep this lambda until its coroutine is done
      co_await tick();
      state = 2;
    });
  }
  void kept_for_ever() {
    forever([this]() -> job<> {
      co_await tick();
      state = 1;
    });
  }
  void connected(signal &s) {
    s.connect([this](int n) -> job<> { // want-low: nobody can keep this lambda until its coroutine is done
      co_await tick();
      state = n;
    });
  }
  void posted_and_copied(pool &p) {
    p.post([this]() -> fire_and_forget {
      auto *self = this;
      co_await tick();
      self->state = 1;
    });
  }
  void posted_without_captures(pool &p) {
    p.post([]() -> fire_and_forget { co_await tick(); });
  }
};

// ---- Recursion has an answer, and it is none ----

template <class F> chain<void> again(int n, F work) {
  if (n == 0)
    return acquire(0);
  return again(n - 1, std::move(work));
}
chain<void> recursive(int n) {
  co_await again(n, [n]() -> chain<void> {
    co_await tick();
    acquire(n);
  });
}

// ---- Declared only: a class that is made of any function object, and whose call gives no task ----

namespace ui {
class work_item {
public:
  work_item(std::nullptr_t = nullptr);
  template <class F> work_item(F handler);
  void operator()() const;
};
using callback = std::function<void()>;
template <class D> struct queue_base {
  bool enqueue(const work_item &item) const;
};
struct queue : queue_base<queue> {};
void run_async(callback work);
void on_idle(callback &&work);
job<> offload(std::function<void()> work);
} // namespace ui

struct window {
  int frames = 0;

  void by_delegate(ui::queue &queue) {
    queue.enqueue([this]() -> job<> { // want: nobody can keep this lambda until its coroutine is done
      co_await tick();
      frames = 1;
    });
  }
  void by_alias() {
    ui::run_async([this]() -> fire_and_forget { // want: nobody can keep this lambda until its coroutine is done
      co_await tick();
      frames = 1;
    });
  }
  void by_moved_alias() {
    ui::on_idle([this]() -> job<> { // want: nobody can keep this lambda until its coroutine is done
      co_await tick();
      frames = 1;
    });
  }
  job<> awaited_without_its_task() {
    co_await ui::offload([this]() -> job<> { // want: nobody can keep this lambda until its coroutine is done
      co_await tick();
      frames = 1;
    });
  }

  // ---- Silent ----

  void never_runs() {
    ui::run_async([this]() -> task<> {
      co_await tick();
      frames = 1;
    });
  }
  void no_coroutine(ui::queue &queue) {
    queue.enqueue([this] { frames = 1; });
  }
  void before_the_suspension(ui::queue &queue) {
    queue.enqueue([this]() -> job<> {
      frames = 1;
      co_await tick();
    });
  }
};
