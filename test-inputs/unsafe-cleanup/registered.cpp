// What a member registers and gives a number for, and another member takes back by that number.
#include "task.h"
#include <functional>
#include <map>
#include <string>

using token = unsigned long;

class emitter {
public:
  token on(const std::string &event, std::function<void(std::string)> handler) {
    handlers_.emplace(++last_, std::make_pair(event, std::move(handler)));
    return last_;
  }
  void off(token which) { handlers_.erase(which); }
  token add_listener(std::function<void(std::string)> handler);
  bool remove_listener(token which);
  int subscribe(std::string topic);
  void unsubscribe(int subscription);
  bool add(std::string topic);
  void remove(bool added);

private:
  token last_ = 0;
  std::map<token, std::pair<std::string, std::function<void(std::string)>>> handlers_;
};
task<std::string> receive();
task<int> wait_for(int seconds) noexcept;

task<std::string> wait_for_event(emitter *from, std::string event) {
  const auto which = from->on(event, [](std::string) {});
  auto result = co_await receive();
  from->off(which); // want: 'off' is skipped when the await before it throws, and what 'which' stands for stays registered
  co_return result;
}
task<std::string> listens(emitter &from) {
  const token which = from.add_listener([](std::string) {});
  auto result = co_await receive();
  from.remove_listener(which); // want: 'remove_listener' is skipped when the await before it throws
  co_return result;
}
task<std::string> subscribes(emitter &from) {
  int subscription = from.subscribe("news");
  auto result = co_await receive();
  from.unsubscribe(subscription); // want: 'unsubscribe' is skipped when the await before it throws
  co_return result;
}

// ---- Silent

task<std::string> in_both_ways(emitter &from) {
  const token which = from.on("news", [](std::string) {});
  std::string result;
  try {
    result = co_await receive();
  } catch (...) {
    from.off(which);
    throw;
  }
  from.off(which);
  co_return result;
}
task<std::string> of_another(emitter &from, emitter &other) {
  const token which = from.on("news", [](std::string) {});
  auto result = co_await receive();
  other.off(which);
  co_return result;
}
task<std::string> of_another_number(emitter &from, token which) {
  from.on("news", [](std::string) {});
  auto result = co_await receive();
  from.off(which);
  co_return result;
}
