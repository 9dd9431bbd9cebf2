// A default that the caller can't tell from a success.
#include "task.h"
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

struct settings {
  std::string host;
  int port = 80;
  std::chrono::seconds limit{5};
};
struct answer {
  bool good = false;
  std::string body;
};
struct lease {
  int id = 0;
  bool valid() const { return id != 0; }
};
task<settings> load(const char *path);
task<answer> ask(int peer);
task<lease> take(int id);
task<int> limit(int id);
task<int> status(int id);
task<std::vector<int>> list(int id);
void log_error(const std::exception &error);

struct server {
  settings settings_;
  std::vector<int> peers_;
  std::optional<int> limit_;
  bool loaded_ = false;
  task<void> configure() {
    try {
      settings_ = co_await load("server.conf");
    } catch (const std::exception &) { // want: the error of 'load' ends in this 'catch': nobody learns of it
      settings_ = settings{};
    }
    try {
      peers_ = co_await list(1);
    } catch (...) { // want: the error of 'list'
      peers_ = {};
    }
  }
  task<void> configure_and_tell() {
    try {
      settings_ = co_await load("server.conf");
      loaded_ = true;
    } catch (const std::exception &) {
      settings_ = settings{};
    }
    try {
      limit_ = co_await limit(1);
    } catch (...) {
      limit_ = std::nullopt;
    }
    try {
      settings_ = co_await load("server.conf");
    } catch (const std::exception &e) {
      log_error(e);
      settings_ = settings{};
    }
    try {
      settings_ = co_await load("server.conf");
    } catch (...) {
      settings_ = settings{}; // without a file it runs on the defaults
    }
  }
};

task<settings> loaded() {
  settings result;
  try {
    result = co_await load("client.conf");
  } catch (...) { // want: the error of 'load'
    result = settings{};
  }
  co_return result;
}
task<settings> loaded_or_default() {
  try {
    co_return co_await load("client.conf");
  } catch (...) { // want: the error of 'load'
    co_return settings{};
  }
}
task<int> four() {
  try {
    co_return co_await limit(1);
  } catch (...) { // want: the error of 'limit'
    co_return 4;
  }
}

// ---- Silent: the answer tells, or somebody was told ----------------------------------------------------------------------

task<answer> says_so() {
  try {
    co_return co_await ask(1);
  } catch (...) {
    co_return answer{};
  }
}
task<lease> can_be_asked() {
  try {
    co_return co_await take(1);
  } catch (...) {
    co_return lease{};
  }
}
task<int> exit_code() {
  try {
    co_await limit(1);
    co_return 0;
  } catch (...) {
    co_return 2;
  }
}
task<int> http_status() {
  try {
    co_return co_await status(1);
  } catch (...) {
    co_return 500;
  }
}
task<int> minus_one() {
  try {
    co_return co_await limit(1);
  } catch (...) {
    co_return -1;
  }
}
task<int> explained() {
  try {
    co_return co_await limit(1);
  } catch (...) {
    co_return 4; // what the manual says
  }
}

// ---- Handed on as it is, to whoever can't know either
void done(settings made);
template <class Handler> void completes(Handler handler);
task<void> emplaced(const char *path) {
  std::optional<settings> made;
  try {
    made = co_await load(path);
  } catch (...) { // want: the error of 'load' ends in 'catch (...)': nobody learns of it
    made.emplace();
  }
  done(std::move(*made));
}
task<void> emptied(const char *path) {
  std::optional<settings> made;
  try {
    made = co_await load(path);
  } catch (...) {
    made.reset();
  }
  if (made)
    done(*made);
}
task<void> emplaced_with_another(const char *path) {
  std::optional<settings> made;
  try {
    made = co_await load(path);
  } catch (...) {
    made.emplace("localhost");
  }
  done(*made);
}
task<void> looked_at(const char *path) {
  settings made;
  try {
    made = co_await load(path);
  } catch (...) {
    made = {};
  }
  if (made.host.empty())
    co_return;
  done(made);
}
