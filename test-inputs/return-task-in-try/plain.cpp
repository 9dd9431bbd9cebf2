// Functions that are no coroutines and return tasks out of a try or a guarded scope.
#include "task.h"
#include <stdexcept>
#include <string>

task<int> query(int key);
job<int> start(int key);
task<int> failed(std::exception_ptr error);
task<> store(int key);
void log_failure();
void close(int handle);

/// Calls what it is given when the scope ends.
template <class F> class scope_exit {
public:
  explicit scope_exit(F f) : f_(f) {}
  scope_exit(const scope_exit &) = delete;
  ~scope_exit() { f_(); }

private:
  F f_;
};

task<int> logs(int key) {
  try {
    return query(key); // want: the task of 'query' fails after this function has returned: the handler never sees its error
  } catch (...) {
    log_failure();
    throw;
  }
}
job<int> eager(int key) {
  try {
    return start(key); // want: the task of 'start' fails after this function has returned
  } catch (const std::exception &) {
    log_failure();
    throw;
  }
}
task<> nothing(int key) {
  try {
    if (key == 0)
      return store(1); // want: the task of 'store' fails after this function has returned
    return store(key);
  } catch (const std::runtime_error &error) {
    throw std::logic_error("store");
  }
}
task<int> falls_back(int key) {
  try {
    return query(key); // want: the task of 'query' fails after this function has returned
  } catch (...) {
    return query(0);
  }
}
task<int> cleans_up(int handle) {
  scope_exit guard([handle] { close(handle); });
  return query(handle); // want: 'guard' ends when this function returns, before the task of 'query' is done
}
task<int> chosen(bool big) {
  try {
    return big ? query(1) : query(2); // want: fails after this function has returned
  } catch (...) {
    log_failure();
    throw;
  }
}
task<int> named(int key) {
  try {
    auto work = query(key);
    return work; // want: the task of 'query' fails after this function has returned
  } catch (...) {
    log_failure();
    throw;
  }
}
struct service {
  task<int> member(int key) try {
    return query(key); // want: the task of 'query' fails after this function has returned
  } catch (...) {
    log_failure();
    throw;
  }
};
task<int> none();
task<int> cached();
extern "C" int puts(const char *);
task<int> falls_back_on_another(int key) {
  try {
    return query(key); // want: the task of 'query' fails after this function has returned
  } catch (const std::exception &error) {
    puts(error.what());
    return none();
  }
}
task<int> says_so_first(int key) {
  try {
    puts("asks");
    return query(key); // want: the task of 'query' fails after this function has returned
  } catch (...) {
    return cached();
  }
}
auto in_a_lambda = [](int key) -> task<int> {
  try {
    return query(key); // want: the task of 'query' fails after this function has returned
  } catch (...) {
    log_failure();
    throw;
  }
};

// ---- Silent ----

task<int> awaits(int key) {
  try {
    co_return co_await query(key);
  } catch (...) {
    log_failure();
    throw;
  }
}
task<int> converts(int key) {
  try {
    return query(std::stoi("1") + key);
  } catch (...) {
    return failed(std::current_exception());
  }
}
task<int> failed_by_now() { return failed(std::current_exception()); }
struct maker {
  static task<int> failed_now() { return failed_by_now(); }
};
task<int> converts_by_a_helper(int key) {
  try {
    return query(std::stoi("1") + key);
  } catch (...) {
    return maker::failed_now();
  }
}
task<int> fail_now();
task<int> converts_by_an_unseen_helper(int key) {
  try {
    return query(key);
  } catch (...) {
    return fail_now();
  }
}
int parsed(const std::string &text);
task<int> falls_back_from_its_arguments(const std::string &text) {
  try {
    return query(parsed(text));
  } catch (...) {
    return none();
  }
}
task<int> promises_not_to_throw(int key) noexcept {
  try {
    return query(std::stoi("1") + key);
  } catch (...) {
    log_failure();
    return query(0);
  }
}
task<int> parses_first(const std::string &text) {
  try {
    const int key = std::stoi(text);
    return query(key);
  } catch (...) {
    log_failure();
    return query(0);
  }
}
task<int> outside(int key) {
  int parsed = 0;
  try {
    parsed = std::stoi("1");
  } catch (...) {
    log_failure();
    throw;
  }
  return query(parsed + key);
}
task<int> handler_returns(int key) {
  try {
    log_failure();
  } catch (...) {
    return query(key);
  }
  return query(0);
}
task<int> an_error() {
  try {
    return failed(std::make_exception_ptr(std::runtime_error("no")));
  } catch (...) {
    throw;
  }
}
int waits(int key) {
  try {
    return sync_wait(query(key));
  } catch (...) {
    return 0;
  }
}

// ---- Locks of threads ----

class store {
public:
  task<int> guarded(int key) {
    std::lock_guard guard(mutex_);
    return read(key); // want: 'guard' ends when this function returns, before the task of 'read' is done
  }
  task<int> guarded_by_a_scope() {
    std::scoped_lock guard(mutex_);
    return cache_.read(1); // want: 'guard' ends when this function returns, before the task of 'read' is done
  }

  // Silent: the lock is for what is read or done here.
  task<int> reads_state() {
    std::lock_guard guard(mutex_);
    return read(last_);
  }
  task<int> reads_by_a_call() {
    std::lock_guard guard(mutex_);
    return read(next());
  }
  task<int> reads_a_pointer() {
    std::lock_guard guard(mutex_);
    return current_->read(1);
  }
  task<int> counts(int key) {
    std::lock_guard guard(mutex_);
    last_ = key;
    return read(key);
  }
  job<int> starts_at_once(int key) {
    std::lock_guard guard(mutex_);
    return start(key);
  }
  task<int> no_coroutine(int key) {
    std::lock_guard guard(mutex_);
    return counted(key);
  }
  task<int> counted(int key) { return read(last_ = key); }
  task<int> not_taken(int key) {
    std::unique_lock guard(mutex_, std::defer_lock);
    return read(key);
  }

private:
  struct file {
    task<int> read(int key);
  };
  task<int> read(int key);
  int next();
  std::mutex mutex_;
  file cache_;
  file *current_ = nullptr;
  int last_ = 0;
};
