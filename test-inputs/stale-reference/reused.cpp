// Results that live in a variable of the function, which its next call fills again: others call it while the coroutine is suspended.
#include "task.h"
#include <arpa/inet.h>
#include <ctime>
#include <map>
#include <string>

task<> send(std::string text);
task<int> apply(const std::string &key, int size);

struct request {
  std::string key;
  int size = 0;
  bool counted = false;
};
struct settings {
  int limit = 0;
  void load(const char *path);
};

struct source {
  const request &next(int pool) {
    static request own;
    own.key = std::to_string(pool);
    own.size = pool * 16;
    return own;
  }
  const std::string &text(int number) {
    static std::string buffer;
    buffer.clear();
    buffer += std::to_string(number);
    return buffer;
  }
  const char *digits(int number) {
    static char buffer[16];
    for (int at = 0; at < 15; ++at, number /= 10)
      buffer[at] = static_cast<char>('0' + number % 10);
    return buffer;
  }
  // ---- Made once, or never filled again
  const settings &configuration() {
    static settings own;
    static bool loaded = false;
    if (!loaded) {
      own.load("app.conf");
      own.limit = 10;
      loaded = true;
    }
    return own;
  }
  settings &shared() {
    static settings own;
    return own;
  }
  const std::string &kept(int number) {
    return kept_[number] = std::to_string(number);
  }
  std::map<int, std::string> kept_;
};

void note(int code);

struct stressor {
  source &from;
  task<> run() {
    for (int i = 0; i < 10; ++i) {
      const auto &next = from.next(i);
      int code = co_await apply(next.key, next.size);
      if (next.counted) // want: 'next' refers to what each call of 'next' overwrites, and others may call it during the suspension
        note(code);
    }
  }
  task<> texts(int number) {
    auto &text = from.text(number);
    co_await send("first");
    co_await send(text); // want: 'text' refers to what each call of 'text' overwrites
  }
  task<> by_pointer(int number) {
    const auto *own = &from.next(number);
    co_await send("first");
    note(own->size); // want: 'own' refers to what each call of 'next' overwrites
  }
  task<> characters(int number) {
    const char *digits = from.digits(number);
    co_await send("first");
    co_await send(digits); // want: 'digits' refers to what each call of 'digits' overwrites
  }

  // ---- Silent
  task<> copied(int number) {
    const request own = from.next(number);
    co_await send("first");
    note(own.size);
  }
  task<> before(int number) {
    const auto &own = from.next(number);
    note(own.size);
    co_await send(own.key);
  }
  task<> again(int number) {
    const request *own = &from.next(number);
    co_await send(own->key);
    own = &from.next(number);
    note(own->size);
  }
  task<> configured() {
    const auto &own = from.configuration();
    co_await send("first");
    note(own.limit);
  }
  task<> one_for_all() {
    auto &own = from.shared();
    co_await send("first");
    note(own.limit);
  }
  task<> in_a_map(int number) {
    const std::string &own = from.kept(number);
    co_await send("first");
    co_await send(own);
  }
};

// ---- Functions of the C library

task<> address(in_addr from) {
  const char *text = inet_ntoa(from);
  co_await send("who");
  co_await send(text); // want: 'text' refers to what each call of 'inet_ntoa' overwrites
}
task<> today(std::time_t now) {
  const std::tm *day = std::localtime(&now);
  co_await send("day");
  note(day->tm_mday); // want: 'day' refers to what each call of 'localtime' overwrites
}
task<> own_day(std::time_t now) {
  const std::tm day = *std::localtime(&now);
  co_await send("day");
  note(day.tm_mday);
}
