// Code that never runs at the same time, although each of it could be called by others.
#include "task.h"
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

task<> send(std::string text);
task<std::string> receive();
void background(task<> work);
struct bus {
  void subscribe(std::function<void(int)> handler);
};
struct session {
  std::string name;
  int hits = 0;
};

// One fiber calls one after another.
class protocol {
public:
  void start() { background(run()); }
  task<> run() {
    for (;;) {
      co_await read_header();
      co_await read_body();
    }
  }
  task<> read_header() {
    lines_.clear();
    lines_.push_back(co_await receive());
  }
  task<> read_body() {
    for (auto &line : lines_)
      co_await send(line);
    auto &first = lines_.front();
    co_await send("x");
    first = "";
  }

private:
  std::vector<std::string> lines_;
};

// Filled once, before the work begins.
class routes {
public:
  void add(std::string route) { routes_.push_back(route); }
  void start() { background(serve()); }

private:
  task<> serve() {
    for (auto &route : routes_)
      co_await send(route);
  }
  std::vector<std::string> routes_;
};

// Changed before it is started, or after it was waited for.
class in_order {
public:
  void start() {
    lines_.clear();
    background(work());
  }
  task<> stop() {
    co_await join();
    lines_.clear();
  }

private:
  task<> join();
  task<> work() {
    for (auto &line : lines_)
      co_await send(line);
  }
  std::vector<std::string> lines_;
};

// An object for each coroutine: what is started many times has many of them.
class parser {
public:
  task<> next() {
    buffer_.clear();
    buffer_.push_back(co_await receive());
  }
  task<> use() {
    for (auto &line : buffer_)
      co_await send(line);
  }

private:
  std::vector<std::string> buffer_;
};
task<> serve_one() {
  parser p;
  co_await p.next();
  co_await p.use();
}
task<> serves_many() {
  for (;;) {
    co_await receive();
    background(serve_one());
  }
}
class connection {
public:
  task<> run() {
    co_await fill();
    co_await drain();
  }

private:
  task<> fill() { pending_.push_back(co_await receive()); }
  task<> drain() {
    for (auto &line : pending_)
      co_await send(line);
  }
  std::deque<std::string> pending_;
};
task<> accepts() {
  for (;;) {
    auto one = std::make_shared<connection>();
    background(one->run());
  }
}

// All callers hold the same lock.
class serialised {
public:
  explicit serialised(bus &events) {
    events.subscribe([this](int id) { background(drop(id)); });
  }
  task<> get(int id) {
    auto held = co_await mutex_.acquire();
    co_await greet(id);
  }
  task<> drop(int id) {
    auto held = co_await mutex_.acquire();
    sessions_.erase(id);
  }

private:
  task<> greet(int id) {
    session &s = sessions_[id];
    co_await send(s.name);
    s.hits++;
  }
  async_mutex mutex_;
  std::map<int, session> sessions_;
};
struct semaphore {
  task<> wait(int units);
  void signal(int units);
};
class serialised_by_hand {
public:
  explicit serialised_by_hand(bus &events) {
    events.subscribe([this](int id) { sessions_.erase(id); });
  }
  task<> greet(int id) {
    co_await one_at_a_time_.wait(1);
    session &s = sessions_[id];
    co_await send(s.name);
    s.hits++;
    one_at_a_time_.signal(1);
  }

private:
  semaphore one_at_a_time_;
  std::map<int, session> sessions_;
};

// Another object's member.
class copied {
public:
  explicit copied(bus &events) {
    events.subscribe([this](int) { last_ = clone(); });
  }
  std::shared_ptr<copied> clone() const {
    auto copy = std::make_shared<copied>(*this);
    copy->map_.clear();
    return copy;
  }
  task<> walk() {
    for (auto &[id, s] : map_)
      co_await send(s.name);
  }

private:
  std::map<int, session> map_;
  std::shared_ptr<copied> last_;
};
struct half {
  std::map<int, session> rows;
};
class two_halves {
public:
  explicit two_halves(bus &events) {
    events.subscribe([this](int id) { right_.rows.erase(id); });
  }
  task<> left(int id) {
    session &s = left_.rows[id];
    co_await send(s.name);
    s.hits++;
  }

private:
  half left_, right_;
};

// Nothing is suspended.
class never_suspends {
public:
  explicit never_suspends(bus &events) {
    events.subscribe([this](int id) { sessions_.erase(id); });
  }
  task<> greet(int id) {
    session &s = sessions_[id];
    co_await count(s);
    co_await twice(s);
    s.hits++;
  }

private:
  task<> count(session &s) {
    s.hits++;
    co_return;
  }
  task<> twice(session &s) {
    co_await count(s);
    if (s.hits < 3)
      co_await twice(s);
  }
  std::map<int, session> sessions_;
};
// But of two, one may be.
class sometimes_suspends {
public:
  explicit sometimes_suspends(bus &events) {
    events.subscribe([this](int id) { sessions_.erase(id); });
  }
  task<> greet(int id) {
    session &s = sessions_[id];
    co_await flush(s);
    s.hits++; // want: 's' may refer to nothing
  }

private:
  task<> flush(session &s) {
    if (s.hits > 3)
      co_await send(s.name);
  }
  std::map<int, session> sessions_;
};

// Each has an element of its own.
class own_element {
public:
  task<> run() {
    for (int id = 0;; ++id)
      background(serve(id));
  }

private:
  task<> serve(int id) {
    co_await greet(id);
    leave(id);
  }
  task<> greet(int id) {
    session &s = sessions_[id];
    co_await send(s.name);
    s.hits++;
  }
  void leave(int id) { sessions_.erase(id); }
  std::map<int, session> sessions_;
};
