// Pointers and iterators that a search leaves in a variable which referred to nothing before.
#include "task.h"
#include <map>
#include <string>
#include <vector>

task<> send(std::string text);
task<std::vector<int>> load(int query);
void background(task<> work);

struct row {
  int id = 0;
  std::string name;
};

class model {
public:
  void search(int query) { background(fill(query)); }
  void open(int id) { background(show(id)); }
  void find(int id) { background(by_key(id)); }
  void each(int id) { background(again(id)); }
  void keep(int id) { background(copied(id)); }
  void count(int id) { background(before(id)); }
  void ask(int id) { background(only_asked(id)); }

private:
  task<> fill(int query) {
    auto ids = co_await load(query);
    rows_.clear();
    for (int id : ids)
      rows_.push_back({id, ""});
    names_.clear();
  }
  task<> show(int id) {
    const row *found = nullptr;
    for (const auto &each : rows_) {
      if (each.id == id) {
        found = &each;
        break;
      }
    }
    co_await send("opening");
    if (found)
      co_await send(found->name); // want: 'found' may refer to nothing after the suspension: 'fill' changes 'rows_'
  }
  task<> by_key(int id) {
    std::map<int, std::string>::iterator at;
    at = names_.find(id);
    co_await send("found");
    co_await send(at->second); // want: 'at' may refer to nothing after the suspension: 'fill' changes 'names_'
  }

  // ---- silent ----

  task<> again(int id) {
    const row *found = nullptr;
    for (const auto &each : rows_)
      if (each.id == id)
        found = &each;
    co_await send("opening");
    found = nullptr;
    for (const auto &each : rows_)
      if (each.id == id)
        found = &each;
    if (found)
      background(send(found->name));
  }
  task<> only_asked(int id) {
    const row *found = nullptr;
    for (const auto &each : rows_)
      if (each.id == id)
        found = &each;
    co_await send("asked");
    if (!found)
      co_await send("nothing");
  }
  task<> copied(int id) {
    row found;
    for (const auto &each : rows_)
      if (each.id == id)
        found = each;
    co_await send("opening");
    co_await send(found.name);
  }
  task<> before(int id) {
    const row *found = nullptr;
    for (const auto &each : rows_)
      if (each.id == id)
        found = &each;
    const std::string name = found ? found->name : "";
    co_await send(name);
    co_await send(name);
  }

  std::vector<row> rows_;
  std::map<int, std::string> names_;
};

/// Started in the background by a name that nobody uses.
class pages {
public:
  void load_page(int page) {
    auto task = fill_page(page);
    (void)task;
  }
  void open_row(int id) {
    auto task = show_row(id);
    (void)task;
  }

private:
  job<> fill_page(int page) {
    auto ids = co_await load(page);
    rows_.clear();
  }
  job<> show_row(int id) {
    auto &first = rows_.front();
    co_await send("opening");
    co_await send(first.name); // want: 'first' may refer to nothing after the suspension: 'fill_page' changes 'rows_'
  }
  std::vector<row> rows_;
};

/// The name is waited for.
class awaited_pages {
public:
  void open_row(int id) {
    auto task = show_row(id);
    (void)task;
  }
  job<> refresh(int page) {
    auto task = show_row(page);
    co_await task;
    auto filled = fill_page(page);
    co_await filled;
  }

private:
  job<> fill_page(int page) {
    auto ids = co_await load(page);
    rows_.clear();
  }
  job<> show_row(int id) {
    auto &first = rows_.front();
    co_await send("opening");
    co_await send(first.name); // want: 'first' may refer to nothing after the suspension: 'fill_page' changes 'rows_'
  }
  std::vector<row> rows_;
};

// Its own rows, which nobody else has.
task<> local(int id) {
  std::vector<row> rows(3);
  const row *found = nullptr;
  for (const auto &each : rows)
    if (each.id == id)
      found = &each;
  co_await send("opening");
  if (found)
    co_await send(found->name);
}
