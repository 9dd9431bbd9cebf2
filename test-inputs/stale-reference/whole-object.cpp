// Who replaces the whole object, or changes another one, changes nothing meanwhile.
#include "task.h"
#include <memory>
#include <utility>
#include <vector>

task<int> query(int key);
void background(task<void> work);

struct info {
  std::unique_ptr<int> p;
  info() = default;
  info &operator=(info &&other) {
    p = std::move(other.p);
    return *this;
  }
};
class client {
public:
  client &operator=(client &&other) {
    info_ = std::move(other.info_);
    std::swap(kept_, other.kept_);
    return *this;
  }
  void swap(client &other) { kept_.swap(other.kept_); }
  task<void> receives() {
    auto *p = info_.p.get();
    co_await query(1);
    ++*p;
  }
  task<void> walks() {
    for (int key : kept_)
      co_await query(key);
  }

private:
  info info_;
  std::vector<int> kept_;
};
struct layout {
  std::vector<int> groups;
  static task<layout> create() {
    layout result;
    result.groups.resize(2);
    co_return result;
  }
  static layout changed(layout given) {
    given.groups.clear();
    return given;
  }
  task<void> destroy() {
    for (int group : groups)
      co_await query(group);
  }
};

// Inside of the class, what is reached otherwise is another object; outside of it, it may be this one.
struct registry {
  std::vector<int> keys, names;
  static void fill(registry &into) { into.keys.push_back(1); }
  void swap(int name) { names.push_back(name); }
  task<void> walks() {
    for (int key : keys)
      co_await query(key);
    for (int name : names) // want-low: 'names' is walked through across a suspension
      co_await query(name);
  }
};
struct through_a_pointer {
  std::vector<int> keys;
  task<void> walks() {
    for (int key : keys) // want-low: 'keys' is walked through across a suspension
      co_await query(key);
  }
};
void adds(through_a_pointer *to) { to->keys.push_back(1); }

class downloads {
public:
  task<void> run(int count) {
    for (int i = 0; i < count; ++i)
      kept_.push_back(co_await query(i));
    co_await wait();
    kept_.clear();
  }
  void start() {
    started_.push_back(1);
    background(watch());
    started_.clear();
  }

private:
  task<void> wait() { co_await each(); }
  task<void> each() {
    for (int key : kept_)
      co_await query(key);
  }
  task<void> watch() {
    for (int key : started_) // want: 'started_' is walked through across a suspension, and 'start' changes it meanwhile
      co_await query(key);
  }
  std::vector<int> kept_, started_;
};

std::vector<int> configured;
task<void> works_through_what_was_configured() {
  for (int key : configured)
    co_await query(key);
}
int main() {
  configured.push_back(1);
  background(works_through_what_was_configured());
}
