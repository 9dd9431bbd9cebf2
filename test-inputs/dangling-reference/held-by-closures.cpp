// A callable that a closure holds is still there when the closure has called it: it lives as long as whoever keeps the closure.
#include "task.h"
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

job<> tick();
void spawn(job<> work);

/// Keeps what is to be called when the command line was read.
class command {
public:
  command *callback(std::function<void()> chosen);
  command *on_parse(std::function<void()> chosen) {
    chosen_ = std::move(chosen);
    return this;
  }

private:
  std::function<void()> chosen_;
};
void run_once(std::function<void()> work) { work(); }

struct options {
  std::string name;
  int count = 0;
};

void when_parsed(command *c, std::shared_ptr<options> o, auto f) {
  c->on_parse([o, f] { spawn(f(o->count)); });
}
template <class F> void at_once(std::shared_ptr<options> o, F f) {
  run_once([o, f = std::move(f)] { spawn(f(o->count)); });
}

void start(task<> work);
template <class F> void when_chosen_lazily(command *c, std::shared_ptr<options> o, F f) {
  c->callback([o, f = std::move(f)] { start(f(o->count)); });
}

void define(command &root) {
  auto o = std::make_shared<options>();
  when_chosen_lazily(&root, o, [o](int) -> task<> {
    co_await tick();
    o->name = "a";
  });
  when_parsed(&root, o, [o](int) -> job<> { // want-low: nobody can keep this lambda until its coroutine is done
    co_await tick();
    o->name = "b";
  });
  at_once(o, [o](int) -> job<> { // want: 'at_once' destroys this lambda once it has returned, but its coroutine uses the captures
    co_await tick();
    o->name = "c";
  });
}
