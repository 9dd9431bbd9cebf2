// What is set and put back anywhere: elements, members of members, pointers, shared markers.
#include "task.h"
#include <atomic>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>

task<> work();
task<bool> build(int id);
struct event {
  void set();
  void reset();
  void post();
};
struct entry {
  bool busy = false;
  int users = 0;
  std::shared_ptr<event> building;
  std::optional<int> owner;
};
struct state {
  entry current;
  entry *parent = nullptr;
};
struct socket_like {
  void pause();
  void resume();
  void pause_reading();
  void resume_reading();
};

struct cache {
  std::map<int, entry> entries;
  std::unordered_map<int, std::shared_ptr<event>> pending;
  state state_;
  entry slots[4];
  socket_like *current = nullptr;
  event idle;

  task<> element(int id) {
    entries[id].busy = true;
    co_await work();
    entries[id].busy = false; // want: 'entries[id].busy' stays true
  }
  task<> element_at(int id) {
    entries.at(id).users++;
    co_await work();
    entries.at(id).users--; // want: 'entries.at(id).users' isn't counted back
  }
  task<> of_an_array(int i) {
    slots[i].busy = true;
    co_await work();
    slots[i].busy = false; // want: 'slots[i].busy' stays true
  }
  task<> below_a_member() {
    state_.current.busy = true;
    co_await work();
    state_.current.busy = false; // want: 'state_.current.busy' stays true
  }
  task<> behind_a_pointer() {
    state_.parent->busy = true;
    co_await work();
    state_.parent->busy = false; // want: 'state_.parent->busy' stays true
  }
  task<> of_a_shared_one(std::shared_ptr<entry> one) {
    one->busy = true;
    co_await work();
    one->busy = false; // want: 'one->busy' stays true
  }
  task<> through_a_reference(int id) {
    entry &e = entries[id];
    e.busy = true;
    co_await work();
    e.busy = false; // want: 'e.busy' stays true
  }
  task<> a_marker(int id) {
    auto done = std::make_shared<event>();
    entries[id].building = done;
    if (!co_await build(id)) {
      entries[id].building.reset(); // want: 'entries[id].building' stays set when the await before this throws
      co_return;
    }
    entries[id].building.reset();
  }
  task<> a_pointer(socket_like &s) {
    current = &s;
    co_await work();
    current = nullptr; // want: 'current' stays set
  }
  task<> an_optional(int id) {
    entries[id].owner = id;
    co_await work();
    entries[id].owner = std::nullopt; // want: 'entries[id].owner' stays set
  }
  task<> a_set_element(int id) {
    pending[id] = std::make_shared<event>();
    co_await work();
    pending.erase(id); // want: 'erase' is skipped when the await before it throws, and the element stays in 'pending'
  }
  task<> an_event() {
    idle.reset();
    co_await work();
    idle.post(); // want: 'post' is skipped when the await before it throws, and whoever waits for 'idle' waits for ever
  }

  // ---- Silent ----

  task<> another_element(int id, int other) {
    entries[id].busy = true;
    co_await work();
    entries[other].busy = false;
  }
  task<> another_member(int id) {
    state_.current.busy = true;
    co_await work();
    state_.parent->busy = false;
  }
  task<> of_a_local(int id) {
    std::map<int, entry> own;
    own[id].busy = true;
    co_await work();
    own[id].busy = false;
  }
  task<> of_its_own() {
    auto one = std::make_unique<entry>();
    one->busy = true;
    co_await work();
    one->busy = false;
  }
  task<> emptied_before() {
    current = nullptr;
    co_await work();
    current = nullptr;
  }
  task<> handled(int id) {
    entries[id].busy = true;
    try {
      co_await work();
    } catch (...) {
      entries[id].busy = false;
      throw;
    }
    entries[id].busy = false;
  }
};

// ---- Members that belong together by what they are called ----

struct view {
  void beginUpdate();
  void endUpdate();
  void lockTable();
  void unlockTable();
  void endReading();
  task<> redraw();
  task<> updates() {
    beginUpdate();
    co_await work();
    endUpdate(); // want: 'endUpdate' is skipped when the await before it throws
  }
  task<> locks() {
    lockTable();
    co_await work();
    unlockTable(); // want: 'unlockTable' is skipped when the await before it throws
  }
  task<> of_something_else() {
    beginUpdate();
    co_await work();
    endReading();
  }
};
task<> pauses(socket_like &s) {
  s.pause();
  co_await work();
  s.resume(); // want: 'resume' is skipped when the await before it throws, and 's' stays paused
}
task<> pauses_a_part(socket_like &s) {
  s.pause_reading();
  co_await work();
  s.resume_reading(); // want: 'resume_reading' is skipped
}

// ---- Handles of C ----

extern "C" {
struct db;
struct db_statement;
int db_prepare_v2(db *of, const char *text, db_statement **statement);
int db_finalize(db_statement *statement);
db *db_open(const char *path);
void db_close(db *of);
struct codec_state {
  int depth;
};
void codec_init(codec_state *state);
void codec_destroy(codec_state *state);
char *text_new(int size);
void text_free(char *text);
int create_watch(int of);
void destroy_watch(int watch);
void destroy_timer(int timer);
}
task<> statement(db *of) {
  db_statement *prepared = nullptr;
  db_prepare_v2(of, "select 1", &prepared);
  co_await work();
  db_finalize(prepared); // want: 'db_finalize' is skipped when the await before it throws, and 'prepared' leaks
}
task<> database() {
  db *of = db_open("x");
  co_await work();
  db_close(of); // want: 'db_close' is skipped when the await before it throws, and 'of' leaks
}
task<> by_address() {
  codec_state state;
  codec_init(&state);
  co_await work();
  codec_destroy(&state); // want: 'codec_destroy' is skipped
}
task<> made_new() {
  char *text = text_new(3);
  co_await work();
  text_free(text); // want: 'text_free' is skipped
}
task<> verb_first() {
  int watch = create_watch(1);
  co_await work();
  destroy_watch(watch); // want: 'destroy_watch' is skipped
}
task<> of_another_kind() {
  int watch = create_watch(1);
  co_await work();
  destroy_timer(watch);
}
task<> closed_before() {
  db *of = db_open("x");
  db_close(of);
  co_await work();
}
task<> closed_on_failure() {
  db *of = db_open("x");
  try {
    co_await work();
  } catch (...) {
    db_close(of);
    throw;
  }
  db_close(of);
}
task<db *> handed_on(bool good) {
  db *of = db_open("x");
  co_await work();
  if (good)
    co_return of;
  db_close(of);
  co_return nullptr;
}

// ---- Statements of SQL ----

struct session {
  task<> execute(std::string statement);
};
task<> run(session &s, const char *statement);
task<> transaction(session &s) {
  co_await s.execute("BEGIN");
  co_await s.execute("update x");
  co_await s.execute("COMMIT"); // want: 'COMMIT' is skipped when the await before it throws, and the transaction on 's' stays open
}
task<> transaction_by_function(session &s) {
  co_await run(s, "begin immediate");
  co_await run(s, "update x");
  co_await run(s, "commit;"); // want: 'commit' is skipped
}
task<> rolled_back(session &s) {
  co_await s.execute("START TRANSACTION");
  std::exception_ptr error;
  try {
    co_await s.execute("update x");
    co_await s.execute("COMMIT");
  } catch (...) {
    error = std::current_exception();
  }
  if (error) {
    co_await s.execute("ROLLBACK");
    std::rethrow_exception(error);
  }
}
task<> only_one(session &s) {
  co_await s.execute("COMMIT");
  co_await s.execute("update x");
}
