// What is taken out of a member container before a suspension and used after it, while other code of the class may change the container.
#include "task.h"
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

task<int> query(int key);
task<void> send(std::string text);

struct session {
  std::string name;
  int hits = 0;
  task<void> run();
};

/// Calls its handlers when something happens.
struct bus {
  void subscribe(std::function<void(int)> handler);
};

// ---- References, pointers, iterators ---------------------------------------------------------------------------------

class server {
public:
  explicit server(bus &events) {
    events.subscribe([this](int id) {
      forget(id);
      append("left");
      name("left", id);
    });
  }
  task<void> by_iterator(int id) {
    auto found = sessions_.find(id);
    if (found == sessions_.end())
      co_return;
    co_await send("hello");
    found->second.hits++; // want: 'found' may refer to nothing
  }
  task<void> by_reference(int id) {
    session &s = sessions_[id];
    co_await send(s.name);
    s.hits++; // want: 's' may refer to nothing
  }
  task<void> by_pointer(int id) {
    session *s = &sessions_.at(id);
    int answer = co_await query(id);
    s->hits = answer; // want: 's' may refer to nothing
  }
  task<void> of_a_vector() {
    auto &last = log_.back();
    co_await send(last);
    last += "!"; // want: 'last' may refer to nothing
  }
  task<void> behind_a_smart_pointer(int id) {
    session *s = owned_[id].get();
    co_await send("hello");
    s->hits++; // want: 's' may refer to nothing
  }
  task<void> on_the_next_turn(int id) {
    auto found = sessions_.find(id);
    for (int i = 0; i < 3; ++i) {
      found->second.hits++; // want: 'found' may refer to nothing
      co_await send("again");
    }
  }
  task<void> of_an_unordered_map(std::string name) {
    auto found = names_.find(name);
    co_await send(name);
    names_.erase(found); // want: 'found' may refer to nothing
  }
  task<void> every_session() {
    for (auto &[id, s] : sessions_) // want: 'sessions_' is walked through across a suspension
      co_await send(s.name);
  }
  task<void> only_referring(std::string name) {
    int &id = names_[name];
    co_await send(name);
    id = 1; // want: 'id' may refer to nothing
  }

  // What the others do meanwhile.
  void forget(int id) {
    sessions_.erase(id);
    owned_.erase(id);
  }
  void append(std::string line) { log_.push_back(line); }
  void name(std::string name, int id) { names_.emplace(name, id); }

  // Silent: taken anew, looked up again, only before, a copy.
  task<void> looked_up_again(int id) {
    auto found = sessions_.find(id);
    co_await send("hello");
    found = sessions_.find(id);
    if (found != sessions_.end())
      found->second.hits++;
  }
  task<void> looked_whether_it_is_there(int id) {
    session &s = sessions_[id];
    co_await send(s.name);
    if (sessions_.contains(id))
      s.hits++;
  }
  task<void> only_before(int id) {
    session &s = sessions_[id];
    s.hits++;
    co_await send(s.name);
  }
  task<void> a_copy(int id) {
    session s = sessions_[id];
    co_await send(s.name);
    s.hits++;
  }
  task<void> a_shared_one(int id) {
    auto s = shared_[id];
    co_await send(s->name);
    s->hits++;
  }
  task<void> in_a_block_of_its_own(int id) {
    {
      session &s = sessions_[id];
      s.hits++;
    }
    co_await send("x");
  }
  task<void> taken_after(int id) {
    co_await send("x");
    session &s = sessions_[id];
    s.hits++;
  }
  task<void> under_a_lock(int id) {
    auto held = co_await mutex_.acquire();
    session &s = sessions_[id];
    co_await send(s.name);
    s.hits++;
  }
  task<void> a_copy_of_all() {
    auto all = sessions_;
    for (auto &[id, s] : all)
      co_await send(s.name);
  }
  task<void> left_at_once() {
    for (auto &[id, s] : sessions_)
      if (s.hits == 0) {
        co_await send("first");
        break;
      }
  }

private:
  std::map<int, session> sessions_;
  std::map<int, std::unique_ptr<session>> owned_;
  std::map<int, std::shared_ptr<session>> shared_;
  std::unordered_map<std::string, int> names_;
  std::vector<std::string> log_;
  async_mutex mutex_;
};

// Nobody else takes anything away: a node of a map or list stays where it is.
class only_grows {
public:
  task<void> use(int id) {
    session &s = sessions_[id];
    co_await send(s.name);
    s.hits++;
  }
  task<void> leave(std::string line) {
    auto place = lines_.insert(lines_.end(), line);
    co_await send(line);
    lines_.erase(place);
  }
  task<void> configured() {
    auto &first = settings_.front();
    co_await send(first);
    first = "";
  }
  void add(int id, std::string line) {
    sessions_[id].hits = 1;
    lines_.push_back(line);
  }
  explicit only_grows(std::vector<std::string> settings) { settings_ = settings; }
  ~only_grows() { sessions_.clear(); }

private:
  std::map<int, session> sessions_;
  std::list<std::string> lines_;
  std::vector<std::string> settings_;
};

static std::vector<int> queue;
void push(int value) { queue.push_back(value); }
void listen(bus &events) { events.subscribe(push); }
task<void> of_a_global() {
  int &first = queue.front();
  co_await send("x");
  first = 0; // want: 'first' may refer to nothing
}

// ---- Conditions ------------------------------------------------------------------------------------------------------

class client {
public:
  explicit client(bus &events) {
    events.subscribe([this](int) { disconnect(); });
  }
  task<void> tested(std::string text) {
    if (session_) {
      co_await send(text);
      session_->hits++; // want: 'session_' was tested before the suspension
    }
  }
  task<void> has_value(std::string text) {
    if (!token_.has_value())
      co_return;
    co_await send(text);
    co_await send(*token_); // want: 'token_' was tested before the suspension
  }
  task<void> not_empty() {
    if (pending_.empty())
      co_return;
    co_await send("next");
    auto next = pending_.front(); // want: 'pending_' was tested before the suspension
    pending_.pop_front();
  }
  task<void> not_null() {
    if (raw_ == nullptr)
      co_return;
    co_await send("x");
    raw_->hits++; // want: 'raw_' was tested before the suspension
  }

  void disconnect() {
    session_.reset();
    token_ = std::nullopt;
    pending_.clear();
    raw_ = nullptr;
  }

  task<void> tested_again(std::string text) {
    if (!session_)
      co_return;
    co_await send(text);
    if (session_)
      session_->hits++;
  }
  task<void> drained() {
    while (!pending_.empty()) {
      auto next = pending_.front();
      pending_.pop_front();
      co_await send(next);
    }
  }
  task<void> made_anew() {
    if (!session_)
      session_ = std::make_unique<session>();
    co_await send("x");
  }
  task<void> assigned_after() {
    if (token_)
      co_await send("x");
    token_ = "new";
    co_await send(*token_);
  }
  task<void> never_tested() {
    co_await send("x");
    session_->hits++;
  }
  task<void> kept() {
    if (!shared_)
      co_return;
    auto own = shared_;
    co_await send("x");
    own->hits++;
  }

private:
  std::unique_ptr<session> session_;
  std::shared_ptr<session> shared_;
  std::optional<std::string> token_;
  std::deque<std::string> pending_;
  session *raw_ = nullptr;
};

// ---- Loops and sizes -------------------------------------------------------------------------------------------------

class pump {
public:
  explicit pump(bus &events) {
    events.subscribe([this](int) {
      stop();
      forget("left");
    });
  }
  task<void> drains() {
    while (!pending_.empty()) {
      co_await send(pending_.front());
      pending_.pop_front(); // want: 'pending_' was tested before the suspension
    }
  }
  task<void> drains_by_size() {
    while (pending_.size() > 0) {
      co_await send("next");
      auto next = pending_.front(); // want: 'pending_' was tested before the suspension
    }
  }
  task<void> while_running() {
    for (; running_ && !pending_.empty();) {
      co_await send("next");
      pending_.pop_front(); // want: 'pending_' was tested before the suspension
    }
  }
  task<void> in_range(unsigned i) {
    if (i < rows_.size()) {
      co_await send("x");
      rows_[i] = 2; // want: 'rows_' was tested before the suspension, and 'stop' may have emptied it since
    }
  }
  task<void> out_of_range(unsigned i) {
    if (i >= rows_.size())
      co_return;
    co_await send("x");
    rows_[i] = 2; // want: 'rows_' was tested before the suspension
  }
  task<void> not_empty() {
    if (rows_.empty())
      co_return;
    co_await send("x");
    rows_[0] = 1; // want: 'rows_' was tested before the suspension
  }
  task<void> counted_before() {
    const auto count = rows_.size();
    for (unsigned i = 0; i < count; ++i)
      co_await query(rows_[i]); // want: 'rows_' may have fewer than 'count' elements after the suspension: 'stop' removes some
  }
  task<void> counted_in_the_loop() {
    for (unsigned i = 0, count = rows_.size(); i < count; ++i)
      co_await query(rows_[i]); // want: 'rows_' may have fewer than 'count' elements
  }

  void stop() {
    pending_.clear();
    rows_.clear();
  }

  // Silent.
  task<void> takes_first() {
    while (!pending_.empty()) {
      auto next = pending_.front();
      pending_.pop_front();
      co_await send(next);
    }
  }
  task<void> tests_again() {
    while (!pending_.empty()) {
      co_await send("next");
      if (!pending_.empty())
        pending_.pop_front();
    }
  }
  task<void> leaves_the_loop() {
    while (!pending_.empty()) {
      pending_.pop_front();
      co_await send("one");
      break;
    }
    co_await send("done");
  }
  task<void> asks_each_turn() {
    for (unsigned i = 0; i < rows_.size(); ++i)
      co_await query(rows_[i]);
  }
  task<void> checked(unsigned i) {
    if (i < rows_.size()) {
      co_await send("x");
      rows_.at(i) = 2;
    }
  }
  task<void> by_name(std::string name) {
    if (names_.size() > 3) {
      co_await send(name);
      names_[name] = 2;
    }
  }
  task<void> counted_and_checked() {
    const auto count = rows_.size();
    for (unsigned i = 0; i < count && i < rows_.size(); ++i)
      co_await query(rows_[i]);
  }
  task<void> counts_only() {
    const auto count = rows_.size();
    for (unsigned i = 0; i < count; ++i)
      co_await query(1);
  }
  task<void> of_another_size() {
    const auto count = rows_.size();
    co_await send(std::to_string(count));
  }
  void forget(std::string name) { names_.erase(name); }

private:
  std::deque<std::string> pending_;
  std::vector<int> rows_;
  std::map<std::string, int> names_;
  bool running_ = true;
};

// The only one that takes anything out.
class single {
public:
  explicit single(bus &events) {
    events.subscribe([this](int) { push("new"); });
  }
  task<void> drains() {
    while (!pending_.empty()) {
      co_await send(pending_.front());
      pending_.pop_front();
    }
  }
  task<void> indexes() {
    const auto count = rows_.size();
    for (unsigned i = 0; i < count; ++i)
      co_await query(rows_[i]);
  }
  void push(std::string text) {
    pending_.push_back(text);
    rows_.push_back(1);
  }

private:
  std::deque<std::string> pending_;
  std::vector<int> rows_;
};
