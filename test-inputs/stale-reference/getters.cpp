// References and pointers into a container that a member function finds for the coroutine.
#include "task.h"
#include <map>
#include <memory>
#include <string>
#include <vector>

task<> send(std::string text);
void background(task<> work);

struct entry {
  std::string text;
  int hits = 0;
};

class table {
public:
  int add(entry next) {
    rows_.push_back(std::move(next));
    return static_cast<int>(rows_.size()) - 1;
  }
  void drop(const std::string &key) { named_.erase(key); }
  void name(const std::string &key) { named_[key] = {}; }
  entry &at(int index) { return rows_[index]; }
  const entry &back() const { return rows_.back(); }
  entry *find(const std::string &key) {
    auto found = named_.find(key);
    if (found == named_.end())
      return nullptr;
    return &found->second;
  }
  entry *lookup(const std::string &key) {
    auto found = named_.find(key);
    return found == named_.end() ? nullptr : &found->second;
  }
  entry copy(int index) const { return rows_[index]; }
  entry *by_handle(int index) { return handles_[index].get(); }
  void add_handle() { handles_.push_back(std::make_unique<entry>()); }

private:
  std::vector<entry> rows_;
  std::map<std::string, entry> named_;
  std::vector<std::unique_ptr<entry>> handles_;
};

class server {
public:
  void begin(std::string key) {
    background(read(0));
    background(fill());
    background(look(key));
    background(inner(key));
    background(safe(0, key));
  }

private:
  entry *own(const std::string &key) { return table_.lookup(key); }

  task<> fill() {
    co_await send("fill");
    table_.add({"a", 0});
    table_.drop("a");
    table_.name("b");
    table_.add_handle();
  }
  task<> read(int index) {
    entry &row = table_.at(index);
    co_await send(row.text);
    row.hits++; // want: 'row' may refer to nothing after the suspension: 'add' changes 'rows_'
    const entry &last = table_.back();
    co_await send("last");
    co_await send(last.text); // want: 'last' may refer to nothing after the suspension: 'add' changes 'rows_'
  }
  task<> look(std::string key) {
    entry *found = table_.find(key);
    if (!found)
      co_return;
    co_await send(found->text);
    found->hits++; // want: 'found' may refer to nothing after the suspension: 'drop' changes 'named_'
  }
  task<> inner(std::string key) {
    entry *found = own(key);
    co_await send("one");
    found->hits++; // want: 'found' may refer to nothing after the suspension: 'drop' changes 'named_'
  }

  // ---- Silent
  task<> safe(int index, std::string key) {
    entry row = table_.copy(index);
    co_await send(row.text);
    row.hits++;
    table_.at(index).hits++;
    if (entry *found = table_.find(key))
      found->hits++;
    entry *handle = table_.by_handle(index); // what the vector holds stays where it is
    co_await send("handle");
    handle->hits++;
    entry *anew = table_.find(key);
    co_await send("anew");
    anew = table_.find(key);
    anew->hits++;
  }

  table table_;
};
