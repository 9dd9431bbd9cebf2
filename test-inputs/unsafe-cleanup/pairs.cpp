// What one call begins and another ends: borrowed handles, metrics, atomic flags and counters, saved values.
#include "task.h"
#include <atomic>
#include <memory>
#include <set>
#include <utility>

task<> work(int id);
struct connection {
  task<> send(int);
};
struct pool {
  task<connection *> acquire();
  void release(connection *);
  task<int> checkout();
  void checkin(int);
  task<std::unique_ptr<connection>> borrow();
  void give_back(std::unique_ptr<connection>);
};
struct sharing_pool {
  task<std::shared_ptr<connection>> acquire();
  void release(std::shared_ptr<connection>);
};
struct gauge {
  void inc();
  void dec();
  void increment();
  void decrement();
};
struct span {
  void start();
  void end();
};

struct service {
  pool connections;
  sharing_pool sharing;
  gauge active;
  span *trace;
  std::atomic<bool> busy = false;
  std::atomic<int> running = 0;
  std::set<int> in_flight;
  int priority = 0;

  task<> borrowed() {
    connection *one = co_await connections.acquire();
    co_await one->send(1);
    connections.release(one); // want: 'release' is skipped when the await before it throws, and 'one' is never given back
  }
  task<> checked_out() {
    const int slot = co_await connections.checkout();
    co_await work(slot);
    connections.checkin(slot); // want: 'checkin' is skipped when the await before it throws, and 'slot' is never given back
  }
  task<> shared() {
    auto one = co_await sharing.acquire();
    co_await one->send(1);
    sharing.release(std::move(one)); // want: 'release' is skipped when the await before it throws, and 'one' is never given back
  }
  task<> gauged() {
    active.inc();
    co_await work(1);
    active.dec(); // want: 'dec' is skipped when the await before it throws
  }
  task<> incremented() {
    active.increment();
    co_await work(1);
    active.decrement(); // want: 'decrement' is skipped
  }
  task<> traced() {
    trace->start();
    co_await work(1);
    trace->end(); // want: 'end' is skipped
  }
  task<> atomic_flag() {
    busy.store(true);
    co_await work(1);
    busy.store(false); // want: 'busy' stays true when the await before this throws
  }
  task<> atomic_counter() {
    running.fetch_add(1);
    co_await work(1);
    running.fetch_sub(1, std::memory_order_relaxed); // want: 'running' isn't counted back
  }
  task<> atomic_sum() {
    running += 2;
    co_await work(1);
    running -= 2; // want: 'running' isn't counted back
  }
  task<> in_a_set(int id) {
    in_flight.insert(id);
    co_await work(id);
    in_flight.erase(id); // want: 'erase' is skipped when the await before it throws, and the element stays in 'in_flight'
  }
  task<> saved() {
    const int before = priority;
    priority = 7;
    co_await work(1);
    priority = before; // want: 'priority' isn't put back when the await before this throws
  }
  task<> exchanged() {
    const int before = std::exchange(priority, 7);
    co_await work(1);
    priority = before; // want: 'priority' isn't put back
  }

  // ---- Silent ----

  task<> owned() {
    std::unique_ptr<connection> one = co_await connections.borrow();
    co_await one->send(1);
    connections.give_back(std::move(one));
  }
  task<> given_back_on_failure() {
    connection *one = co_await connections.acquire();
    try {
      co_await one->send(1);
    } catch (...) {
      connections.release(one);
      throw;
    }
    connections.release(one);
  }
  task<> counts_events() {
    active.inc();
    co_await work(1);
    active.inc();
  }
  task<> another_id(int id, int other) {
    in_flight.insert(id);
    co_await work(id);
    in_flight.erase(other);
  }
  task<> another_value(int next) {
    const int before = priority;
    co_await work(before);
    priority = next;
  }
  task<> only_read() {
    const int before = priority;
    co_await work(before);
    priority = before;
  }
  task<> relaxed_load() {
    const bool was = busy.load();
    co_await work(was);
    busy.store(false);
  }
};

// ---- Ended in two places ----

struct database {
  task<> begin();
  task<> exec(int statement);
  task<> commit();
  task<> rollback();
};
task<> rolls_back_behind_the_handler(database &db) {
  co_await db.begin();
  std::exception_ptr error;
  try {
    co_await db.exec(1);
    co_await db.commit();
  } catch (...) {
    error = std::current_exception();
  }
  if (error) {
    co_await db.rollback();
    std::rethrow_exception(error);
  }
}
task<> never_rolls_back(database &db) {
  co_await db.begin();
  co_await db.exec(1);
  co_await db.commit(); // want: 'commit'
}

// ---- A transaction whose class rolls back by itself, by members of its base
class transaction_base {
public:
  task<> begin();
  task<> commit();
  void close() noexcept;
};
class transaction : public transaction_base {
public:
  static task<transaction> make();
  transaction(transaction &&) noexcept;
  ~transaction() { close(); }
};
task<> in_a_transaction() {
  auto current = co_await transaction::make();
  co_await current.begin();
  co_await work(1);
  co_await current.commit();
}
