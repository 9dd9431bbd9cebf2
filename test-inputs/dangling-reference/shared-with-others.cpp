// A handle of shared ownership that is the only one, and one of what somebody else holds, too.
#include "task.h"
#include <kj/async.h>
#include <memory>

task<int> twice(int n);
class app {
public:
  static std::shared_ptr<app> current();
  static std::shared_ptr<app> create();
  std::shared_ptr<app> parent() const;
  task<int> close() {
    co_await twice(1);
    co_return ++closed_;
  }

private:
  int closed_ = 0;
};
std::shared_ptr<app> made() { return std::make_shared<app>(); }
std::shared_ptr<app> root;
std::shared_ptr<app> held() { return root; }

task<int> alone() {
  auto one = std::make_shared<app>();
  return one->close(); // want: 'one' is destroyed when the function returns
}
task<int> created() {
  auto one = app::create();
  return one->close(); // want: 'one' is destroyed when the function returns
}
task<int> made_by_a_function() {
  auto one = made();
  return one->close(); // want: 'one' is destroyed when the function returns
}

// ---- silent --------------------------------------------------------------------------------------------------------

task<int> of_the_program() {
  auto one = app::current();
  return one->close();
}
task<int> of_another(const app &child) {
  auto one = child.parent();
  return one->close();
}
task<int> of_a_global() {
  auto one = held();
  return one->close();
}

/// The wrapper moves the closure into the frame of the task.
kj::Promise<void> wait(int);
void keeps_the_closure(kj::TaskSet &tasks, int count) {
  tasks.add(kj::coCapture([count]() mutable -> kj::Promise<void> {
    for (int i = 0; i < count; ++i)
      co_await wait(i);
  })());
}
