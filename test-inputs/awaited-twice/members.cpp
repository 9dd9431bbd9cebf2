// Tasks that are members: a loop that awaits one again, though nobody gives it another.
#include "task.h"
#include <stdexcept>
#include <string>
#include <utility>

task<> use(std::string);
once_task<std::string> fetch();

class service {
public:
  service() : ready_(fetch()), next_(fetch()), spare_(fetch()) {}

  task<> each(int events) {
    for (int i = 0; i < events; ++i) {
      auto text = co_await std::move(ready_); // want: 'ready_' is awaited again by the next turn of the loop, but gives its result only once
      co_await use(std::move(text));
    }
  }
  task<> again() {
    for (;;) {
      try {
        co_await use(co_await std::move(ready_)); // want: 'ready_' is awaited again by the next turn of the loop
      } catch (const std::exception &) {
      }
    }
  }

  // ---- Silent ----
  task<> once() { co_await use(co_await std::move(ready_)); }
  task<> first_only() {
    for (;;) {
      co_await use(co_await std::move(ready_));
      break;
    }
  }
  task<> ended() {
    for (int i = 0; i < 3; ++i)
      co_return co_await use(co_await std::move(ready_));
  }
  task<> renewed() {
    for (;;) {
      auto text = co_await std::move(next_);
      next_ = fetch();
      co_await use(std::move(text));
    }
  }
  task<> of_others() {
    for (;;)
      co_await use(co_await std::move(spare_));
  }
  void renew() { spare_ = fetch(); }

private:
  once_task<std::string> ready_;
  once_task<std::string> next_;
  once_task<std::string> spare_;
};

/// Some of it is elsewhere, and may give it another.
class half_seen {
public:
  half_seen() : ready_(fetch()) {}
  void renew();
  task<> each() {
    for (;;)
      co_await use(co_await std::move(ready_));
  }

private:
  once_task<std::string> ready_;
};
