// What shows that others run meanwhile: work that is started and not waited for, handlers that are registered, timers.
#include "task.h"
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

task<> send(std::string text);
task<std::string> receive();
void background(task<> work);

struct session {
  std::string name;
  int hits = 0;
};
struct timer {
  explicit timer(std::function<void()> expired);
  void set_callback(std::function<void()> expired);
  void arm(int seconds);
};
struct bus {
  void subscribe(std::function<void(int)> handler);
  template <class F> void on_close(F handler) { handlers_.push_back(std::move(handler)); }
  std::vector<std::function<void(int)>> handlers_;
};

// ---- A handler takes it away ----

class with_handler {
public:
  with_handler(bus &events) {
    events.subscribe([this](int id) { sessions_.erase(id); });
  }
  task<> greet(int id) {
    session &s = sessions_.at(id);
    co_await send(s.name);
    s.hits++; // want: 's' may refer to nothing after the suspension: 'with_handler' changes 'sessions_'
  }
  task<> all() {
    for (auto &[id, s] : sessions_) // want: 'sessions_' is walked through across a suspension
      co_await send(s.name);
  }

private:
  std::map<int, session> sessions_;
};
class with_timer {
public:
  with_timer() : timer_([this] { expire(); }) {}
  task<> first() {
    if (cache_.empty())
      co_return;
    co_await send("first");
    cache_.front() += "!"; // want: 'cache_' was tested before the suspension, and 'expire' may have emptied it since
  }

private:
  void expire() { cache_.clear(); }
  timer timer_;
  std::vector<std::string> cache_;
};
class with_named_handler {
public:
  void connect(bus &events) {
    events.on_close(std::bind(&with_named_handler::closed, this));
  }
  task<> use() {
    if (!session_)
      co_return;
    co_await send("x");
    session_->hits++; // want: 'session_' was tested before the suspension, and 'closed' may have emptied it since
  }

private:
  void closed() { session_.reset(); }
  std::unique_ptr<session> session_;
};
class with_thread {
public:
  void start() {
    worker_ = std::thread([this] { lines_.clear(); });
  }
  task<> use() {
    std::string &line = lines_.back();
    co_await send(line);
    line = ""; // want: 'line' may refer to nothing
  }

private:
  std::thread worker_;
  std::vector<std::string> lines_;
};

// ---- Both run in the background ----

class pump {
public:
  void start() {
    background(fills());
    background(drains());
  }

private:
  task<> fills() {
    for (;;)
      lines_.push_back(co_await receive());
  }
  task<> drains() {
    std::string &first = lines_.front();
    co_await send(first);
    first = ""; // want: 'first' may refer to nothing after the suspension: 'fills' changes 'lines_'
  }
  std::vector<std::string> lines_;
};

// Started again and again on one object.
class acceptor {
public:
  task<> run() {
    for (;;) {
      std::string line = co_await receive();
      background(serve(line));
    }
  }

private:
  task<> serve(std::string line) {
    co_await add(line);
    co_await flush();
  }
  task<> add(std::string line) {
    lines_.push_back(line);
    co_await send(line);
  }
  task<> flush() {
    for (auto &line : lines_) // want: 'lines_' is walked through across a suspension, and 'add' changes it meanwhile
      co_await send(line);
  }
  std::vector<std::string> lines_;
};

// ---- One runs in the background, the other is there to be called ----

class server {
public:
  void start() { background(report()); }
  void leave(int id) { sessions_.erase(id); }

private:
  task<> report() {
    for (;;)
      for (auto &[id, s] : sessions_) // want: 'sessions_' is walked through across a suspension, and 'leave' changes it meanwhile
        co_await send(s.name);
  }
  std::map<int, session> sessions_;
};
class lambda_server {
public:
  void start() {
    background([](lambda_server *self) -> task<> { co_await self->report(); }(this));
  }
  void leave(int id) { sessions_.erase(id); }

private:
  task<> report() {
    auto found = sessions_.find(1);
    co_await send("x");
    found->second.hits++; // want: 'found' may refer to nothing
  }
  std::map<int, session> sessions_;
};

// ---- Behind another member ----

struct store {
  std::map<int, session> &rows() { return rows_; }
  std::map<int, session> rows_;
};
class behind {
public:
  explicit behind(bus &events) {
    events.subscribe([this](int id) {
      store_.rows().erase(id);
      other_->rows_.clear();
    });
  }
  task<> through_a_getter(int id) {
    session &s = store_.rows().at(id);
    co_await send(s.name);
    s.hits++; // want: 's' may refer to nothing
  }
  task<> through_a_pointer(int id) {
    auto found = other_->rows_.find(id);
    co_await send("x");
    found->second.hits++; // want: 'found' may refer to nothing
  }
  task<> below_a_member(int id) {
    session &s = store_.rows_[id];
    co_await send(s.name);
    s.hits++; // want: 's' may refer to nothing
  }

private:
  store store_;
  store *other_;
};
class shares_itself : public std::enable_shared_from_this<shares_itself> {
public:
  void listen(bus &events) {
    auto self = shared_from_this();
    events.subscribe([self](int id) { self->sessions_.erase(id); });
  }
  task<> greet(int id) {
    session &s = sessions_.at(id);
    co_await send(s.name);
    s.hits++; // want: 's' may refer to nothing
  }

private:
  std::map<int, session> sessions_;
};

// ---- One loop, two iterators ----

class two_iterators {
public:
  explicit two_iterators(bus &events) {
    events.subscribe([this](int id) { sessions_.erase(id); });
  }
  task<> walk() {
    auto at = sessions_.begin();
    auto end = sessions_.end();
    while (at != end) {
      co_await send(at->second.name);
      ++at; // want: 'at' may refer to nothing
    }
  }

private:
  std::map<int, session> sessions_;
};

// ---- Both are there for others to call, who say which element ----

class only_public {
public:
  void leave(int id) { sessions_.erase(id); }
  task<> leave_later(int id) {
    auto found = late_.find(id);
    if (found == late_.end())
      co_return;
    late_.erase(found);
    co_await send("gone");
  }
  task<> greet(int id) {
    session &s = sessions_[id];
    co_await send(s.name);
    s.hits++; // want: 's' may refer to nothing after the suspension: 'leave' changes 'sessions_'
  }
  task<> greet_found(int id) {
    auto it = late_.find(id);
    session &s = it->second;
    co_await send(s.name);
    s.hits++; // want: 's' may refer to nothing after the suspension: 'leave_later' changes 'late_'
  }

private:
  std::map<int, session> sessions_;
  std::map<int, session> late_;
};

// ---- Nothing shows that anybody calls it meanwhile ----

class the_first {
public:
  void leave(int id) { sessions_.erase(id); }
  task<> greet() {
    session &s = sessions_[0];
    co_await send(s.name);
    s.hits++; // want-low: 's' may refer to nothing after the suspension: 'leave' changes 'sessions_'
  }

private:
  std::map<int, session> sessions_;
};
class all_at_once {
public:
  void leave() { sessions_.clear(); }
  task<> greet(int id) {
    session &s = sessions_[id];
    co_await send(s.name);
    s.hits++; // want-low: 's' may refer to nothing after the suspension: 'leave' changes 'sessions_'
  }

private:
  std::map<int, session> sessions_;
};
class its_own {
public:
  task<> greet(int id) {
    session &s = sessions_[id];
    co_await send(s.name);
    s.hits++; // want-low: 's' may refer to nothing after the suspension: 'leave' changes 'sessions_'
  }

protected:
  void leave(int id) { sessions_.erase(id); }

private:
  std::map<int, session> sessions_;
};
