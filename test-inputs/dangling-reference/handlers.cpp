// Reference parameters of coroutines that are handed on: whoever calls them gives what it owns, and can't wait.
#include "task.h"
#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

job<std::string> download(std::string url);
job<> tick();

struct message {
  std::string text;
  void reply(const std::string &with) const;
};
template <class E> struct router {
  template <class F> void attach(F &&handler);
};
struct bus {
  void subscribe(std::function<void(const message &)> handler);
  void each(std::function<void(std::string_view)> handler);
};
using message_ptr = std::shared_ptr<message>;

inline void attaches(router<message> &messages, bus &all) {
  messages.attach([](const message &incoming) -> fire_and_forget { // want: 'incoming' belongs to whoever calls this coroutine and can't wait for it
    std::string file = co_await download(incoming.text);
    incoming.reply(file);
  });
  messages.attach([](const message_ptr &incoming) -> fire_and_forget { // want: 'incoming' belongs to whoever calls this coroutine
    co_await tick();
    incoming->reply("late");
  });
  messages.attach([](message &&incoming) -> fire_and_forget { // want: 'incoming' belongs to whoever calls this coroutine
    co_await tick();
    incoming.reply("late");
  });
  all.subscribe([](const message &incoming) -> job<> { // want: 'incoming' belongs to whoever calls this coroutine
    co_await tick();
    incoming.reply("late");
  });
  all.each([](std::string_view text) -> fire_and_forget { // want: 'text' belongs to whoever calls this coroutine
    co_await tick();
    co_await download(std::string(text));
  });
}

// ---- Silent ----

inline void attaches_safely(router<message> &messages, bus &all) {
  messages.attach([](message incoming) -> fire_and_forget {
    std::string file = co_await download(incoming.text);
    incoming.reply(file);
  });
  messages.attach([](const message &incoming) -> fire_and_forget {
    message own = incoming;
    co_await tick();
    own.reply("late");
  });
  messages.attach([](const message &incoming) -> fire_and_forget {
    incoming.reply("at once");
    co_await tick();
  });
  all.subscribe([](const message &incoming) { incoming.reply("at once"); });
  // What isn't const is somebody's service rather than an argument.
  messages.attach([](message &shared) -> fire_and_forget {
    co_await tick();
    shared.reply("late");
  });
  // What a range holds stays there.
  static const std::vector<message> known(3);
  std::for_each(known.begin(), known.end(), [](const message &each) -> fire_and_forget {
    co_await tick();
    each.reply("late");
  });
  // Its task goes to whoever calls it.
  messages.attach([](const message &incoming) -> task<> {
    co_await tick();
    incoming.reply("late");
  });
}
