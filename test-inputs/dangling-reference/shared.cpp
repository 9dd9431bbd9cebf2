// `this` in coroutines of objects that are made for shared ownership: by the standard base, by an intrusive count, by a base
// of the project.
#include "task.h"
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

job<int> load();
task<> later();

/// Work that runs by itself; its handle is copied freely.
struct action {
  struct promise_type : detail::promise_base {
    action get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
    void return_void() noexcept {}
  };
  action(const action &);
  void on_done(std::function<void()> then) const;
  detail::awaiter<promise_type, void> operator co_await() const noexcept;
};

/// A count inside of the object, and the pointer over it.
class counted {
public:
  void AddRef();
  void Release();
};
template <class T> class ref_ptr {
public:
  ref_ptr(T *object);
  ref_ptr(const ref_ptr &);
  ~ref_ptr();
  T *operator->() const;
};
template <class D> struct shareable {
  ref_ptr<D> strong();
};

struct session : std::enable_shared_from_this<session> {
  int state = 0;
  action runs_by_itself() {
    co_await load();
    state = 1; // want: 'this' may be destroyed while 'runs_by_itself' is suspended
  }
  action awaits_itself() {
    auto self = shared_from_this();
    co_await load();
    state = 1;
  }
  job<> let_go() {
    co_await load();
    state = 1; // want: 'this' may be destroyed while 'let_go' is suspended
  }
  void lets_go() { let_go(); }
  void lets_go_later() {
    auto pending = let_go();
    (void)pending.done();
  }

  // A weak reference keeps nothing, and nobody asks it before the use.
  action only_watches() {
    auto weak = weak_from_this();
    co_await load();
    state = 1; // want: 'this' may be destroyed while 'only_watches' is suspended
    if (auto self = weak.lock())
      self->state = 2;
  }
  action asks_too_late() {
    const auto weak = weak_from_this();
    try {
      co_await load();
      state = 1; // want: 'this' may be destroyed while 'asks_too_late' is suspended
    } catch (...) {
      if (const auto self = weak.lock())
        self->state = 2;
    }
  }

  // ---- Silent ----

  action asks_first() {
    auto weak = weak_from_this();
    co_await load();
    if (weak.expired())
      co_return;
    state = 1;
  }
  action holds_from_there_on() {
    auto weak = weak_from_this();
    co_await load();
    auto self = weak.lock();
    if (!self)
      co_return;
    state = 1;
  }
  action holds_and_watches() {
    auto self = shared_from_this();
    std::weak_ptr<session> weak = self;
    co_await load();
    state = 1;
  }
  job<> waited_for() {
    co_await load();
    state = 1;
  }
  job<> waits() {
    auto self = shared_from_this();
    co_await waited_for();
  }
  job<> unknown_caller() {
    co_await load();
    state = 1;
  }
  action uses_before() {
    state = 1;
    co_await load();
  }
  action uses_nothing() { co_await load(); }
  action asks_weak() {
    auto weak = weak_from_this();
    co_await load();
    if (auto self = weak.lock())
      self->state = 1;
  }
};

struct widget : counted {
  int frames = 0;
  fire_and_forget draws() {
    co_await load();
    frames = 1; // want: 'this' may be destroyed while 'draws' is suspended
  }
  fire_and_forget draws_protected() {
    ref_ptr<widget> protect(this);
    co_await load();
    frames = 1;
  }
};
struct panel : shareable<panel> {
  int frames = 0;
  action draws() {
    co_await load();
    frames = 1; // want: 'this' may be destroyed while 'draws' is suspended
  }
  action draws_protected() {
    auto own = strong();
    co_await load();
    frames = 1;
  }
};

class loop {
public:
  void adopt(task<> work);
};
loop &main_loop();
struct job_runner : std::enable_shared_from_this<job_runner> {
  int state = 0;
  task<> run() {
    co_await later();
    state = 1;
  }
  void start() {
    main_loop().adopt(run()); // want: 'this' may be destroyed while this runs in the background
  }
  void start_beside() {
    if (auto self = weak_from_this().lock()) {
      main_loop().adopt(run()); // want: 'this' may be destroyed while this runs in the background
      self->state = 2;
    }
  }
  void start_lambda() {
    main_loop().adopt([this]() -> task<> { // want: the captures of this lambda are destroyed at the end of this expression
      co_await later();
      state = 1;
    }());
  }

  // ---- Silent ----

  static task<> run_kept(std::shared_ptr<job_runner> self) { co_await self->run(); }
  void start_kept() { main_loop().adopt(run_kept(shared_from_this())); }
  // Where nobody shares it, there is nothing to keep.
  void start_if_shared() {
    if (auto self = weak_from_this().lock()) {
      main_loop().adopt(run_kept(self));
    } else {
      main_loop().adopt(run());
    }
  }
};

/// Gives others of its kind, not itself.
struct node {
  int state = 0;
  std::optional<node> next() const;
  std::vector<node> children() const;
  fire_and_forget visit() {
    co_await load();
    state = 1;
  }
};

/// Nobody shares it.
struct plain {
  int state = 0;
  action run() {
    co_await load();
    state = 1;
  }
};
