// Elements that others take away by their key: nobody is seen to call it, but whoever does may at any time.
#include "task.h"
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

struct session {
  int version = 0;
  std::string text;
};
struct pool {
  unsigned intern(const std::string &path);
};
std::string to_path(const std::string &uri);
task<int> query(session &of);
task<int> ask(const std::string &name);

class server {
public:
  void open(unsigned id, std::string text) { sessions_[id].text = std::move(text); }
  void close(unsigned id) { sessions_.erase(id); }

  task<int> links(std::string uri) {
    auto path = to_path(uri);
    auto id = pool_.intern(path);
    auto found = sessions_.find(id);
    if (found == sessions_.end())
      co_return 0;
    auto result = co_await query(found->second);
    co_return result + found->second.version; // want: 'found' may refer to nothing after the suspension: 'close' changes 'sessions_'
  }
  task<int> again(std::string uri) {
    auto id = pool_.intern(to_path(uri));
    auto found = sessions_.find(id);
    auto result = co_await query(found->second);
    found = sessions_.find(id);
    co_return result + found->second.version;
  }
  // The key is its own.
  task<int> first() {
    auto found = sessions_.find(0);
    auto result = co_await query(found->second);
    co_return result + found->second.version; // want-low: 'found' may refer to nothing after the suspension
  }

private:
  pool pool_;
  std::unordered_map<unsigned, session> sessions_;
};

class overlays {
public:
  void add(std::string name) { all_[name] = 1; }
  void remove(const std::string &name) { all_.erase(name); }
  task<int> ask_all() {
    int sum = 0;
    for (auto &[name, count] : all_) // want: 'all_' is walked through across a suspension, and 'remove' changes it meanwhile
      sum += co_await ask(name);
    co_return sum;
  }
  task<int> ask_copies() {
    std::vector<std::string> names;
    for (auto &[name, count] : all_)
      names.push_back(name);
    int sum = 0;
    for (const std::string &name : names)
      sum += co_await ask(name);
    co_return sum;
  }

private:
  std::map<std::string, int> all_;
};

/// Only what is removed is known here.
class jobs {
public:
  void forget() { all_.erase(done_); }
  task<int> ask_all() {
    int sum = 0;
    for (auto &[name, count] : all_) // want-low: 'all_' is walked through across a suspension
      sum += co_await ask(name);
    co_return sum;
  }

private:
  std::string done_;
  std::map<std::string, int> all_;
};
