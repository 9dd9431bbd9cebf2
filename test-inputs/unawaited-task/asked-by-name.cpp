// Whoever asks for an awaiter by its name drives it by hand.
#include "task.h"
#include <utility>

struct claim {
  claim(const claim &) = delete;
  ~claim();
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>);
  int await_resume();
};
struct receiving {
  claim operator co_await() &&;
};
struct channel {
  receiving receive();
  int size() const;
};
void check(bool);

task<> by_hand(channel &from) {
  auto waiting = from.receive();
  {
    auto awaiter = std::move(waiting).operator co_await();
    check(from.size() == 0);
  }
  check(from.size() == 1);
  co_await from.receive();
}
task<int> fetch(int id);
task<> tasks_by_hand() {
  auto one = fetch(1);
  auto awaiter = std::move(one).operator co_await();
  check(awaiter.await_ready());
  auto other = fetch(2); // want: the task in 'other' is never awaited
  co_return;
}
