// Cleanup behind an await that may throw.
#include "task.h"
#include <atomic>
#include <cstdio>
#include <memory>
#include <system_error>
#include <tuple>
#include <vector>

task<> work();
task<int> value(int *);
void log_failure();

struct coroutine_mutex {
  task<> lock();
  task<> lock_async();
  void unlock();
};
struct semaphore {
  task<> acquire();
  task<> wait();
  void release();
  void signal();
};
struct connection {
  task<> open();
  task<> send(int);
  task<> close();
  void start();
  void stop();
  task<> begin();
  task<> commit();
  ~connection();
};
/// What waits for it gets the error as a value.
struct quiet {
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  void await_resume() noexcept;
};
task<std::error_code> reports();
task<std::tuple<std::error_code, int>> reports_more();

struct service {
  coroutine_mutex mutex;
  semaphore slots;
  connection remote;
  bool busy = false;
  bool ready = false;
  int running = 0;
  std::atomic<int> total = 0;

  task<> locks() {
    co_await mutex.lock();
    co_await work();
    mutex.unlock(); // want: 'unlock' is skipped when the await before it throws, and 'mutex' stays locked
  }
  task<> locks_async() {
    co_await mutex.lock_async();
    co_await work();
    co_await work();
    mutex.unlock(); // want: 'unlock' is skipped
  }
  task<> acquires() {
    co_await slots.acquire();
    co_await work();
    slots.release(); // want: 'release' is skipped when the await before it throws, and 'slots' stays acquired
  }
  task<> waits() {
    co_await slots.wait();
    co_await work();
    slots.signal(); // want: 'signal' is skipped
  }
  task<> opens() {
    co_await remote.open();
    co_await remote.send(1);
    co_await remote.close(); // want: 'close' is skipped when the await before it throws, and 'remote' stays open
  }
  task<> transaction(connection *to) {
    co_await to->begin();
    co_await to->send(1);
    co_await to->commit(); // want: 'commit' is skipped when the await before it throws, and the transaction on 'to' stays open
  }
  task<> runs() {
    remote.start();
    co_await work();
    remote.stop(); // want: 'stop' is skipped when the await before it throws, and 'remote' stays running
  }
  task<> flag() {
    busy = true;
    co_await work();
    busy = false; // want: 'busy' stays true when the await before this throws
  }
  task<> flag_of_another(service &other) {
    other.busy = true;
    co_await work();
    other.busy = false; // want: 'other.busy' stays true
  }
  task<> counter() {
    ++running;
    co_await work();
    --running; // want: 'running' isn't counted back when the await before this throws
  }
  task<> atomic_counter() {
    total++;
    co_await work();
    total--; // want: 'total' isn't counted back
  }
  task<> handler_without_cleanup() {
    co_await mutex.lock();
    try {
      co_await work();
      mutex.unlock(); // want: 'unlock' is skipped
    } catch (...) {
      log_failure();
      throw;
    }
  }
  task<> handler_that_leaves() {
    busy = true;
    try {
      co_await work();
    } catch (...) {
      log_failure();
      throw;
    }
    busy = false; // want: 'busy' stays true
  }
  task<> in_a_loop(std::vector<int> rows) {
    for (int row : rows) {
      co_await slots.acquire();
      co_await remote.send(row);
      slots.release(); // want: 'release' is skipped
    }
  }
  task<> in_a_lambda() {
    auto run = [this]() -> task<> {
      co_await mutex.lock();
      co_await work();
      mutex.unlock(); // want: 'unlock' is skipped
    };
    co_await run();
  }
};
task<> memory() {
  int *buffer = new int(0);
  co_await value(buffer);
  delete buffer; // want: 'buffer' leaks when the await before this throws
}
task<> file() {
  std::FILE *log = std::fopen("log", "a");
  co_await work();
  std::fclose(log); // want: 'fclose' is skipped when the await before it throws, and 'log' leaks
}

// ---- Silent ----

struct careful : service {
  task<> no_await_between() {
    co_await mutex.lock();
    running = 1;
    mutex.unlock();
    co_await work();
  }
  task<> handler_cleans_up() {
    co_await mutex.lock();
    try {
      co_await work();
    } catch (...) {
      mutex.unlock();
      throw;
    }
    mutex.unlock();
  }
  task<> handler_leads_to_it() {
    std::exception_ptr failure;
    co_await remote.open();
    try {
      co_await remote.send(1);
    } catch (...) {
      failure = std::current_exception();
    }
    co_await remote.close();
    if (failure)
      std::rethrow_exception(failure);
  }
  task<> does_not_throw() {
    busy = true;
    co_await quiet{};
    busy = false;
  }
  task<> gives_its_error() {
    busy = true;
    std::error_code error = co_await reports();
    auto [more, size] = co_await reports_more();
    busy = false;
  }
  task<> progress() {
    ready = false;
    co_await work();
    ready = true;
  }
  task<> only_counts() {
    ++running;
    co_await work();
    ++running;
  }
  task<> own_object() {
    connection own;
    own.start();
    co_await work();
    own.stop();
  }
  task<> own_flag() {
    bool first = true;
    int depth = 0;
    ++depth;
    co_await work();
    first = false;
    --depth;
  }
  task<> other_object(coroutine_mutex &other) {
    co_await mutex.lock();
    mutex.unlock();
    co_await work();
    other.unlock();
  }
  task<> released_before() {
    co_await slots.acquire();
    slots.release();
    co_await work();
    co_await slots.acquire();
    slots.release();
  }
  fire_and_forget ends_the_process() {
    co_await mutex.lock();
    co_await work();
    mutex.unlock();
  }
  task<> seen_not_to_throw() {
    busy = true;
    co_await harmless();
    busy = false;
  }
  task<> harmless() {
    running = 0;
    co_await quiet{};
  }
  task<> on_purpose() {
    busy = true;
    co_await work();
    // No guard: when the write failed, nobody may write any more.
    busy = false;
  }
  task<> iterates(std::vector<int> rows) {
    for (auto at = rows.begin(); at != rows.end(); ++at)
      co_await remote.send(*at);
  }
};
task<> owned() {
  auto buffer = std::make_unique<int>(0);
  co_await value(buffer.get());
}

struct readers_and_writers {
  task<> read_lock();
  void read_unlock();
  task<> write_lock();
  void write_unlock();
};
task<> writes(readers_and_writers &lock, int row) {
  co_await lock.write_lock();
  co_await value(&row);
  lock.write_unlock(); // want: 'write_unlock' is skipped when the await before it throws, and 'lock' stays locked
}

// ---- Silent: a pointer of its own, which goes with the frame ---------------------------------------------------------------

task<int> next_block(int number);
task<int> walks_over_its_own(int *first) {
  int *at = nullptr;
  at = first;
  int sum = co_await next_block(1) + *at;
  at = nullptr;
  co_return sum;
}
