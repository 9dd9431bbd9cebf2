// A caller tells errors apart by their class, and gets another one: that it was logged before is no help to it.
#include "task.h"
#include <optional>
#include <stdexcept>
#include <string>

struct hresult_error {
  int code() const noexcept;
};
struct disk_error : std::runtime_error {
  using std::runtime_error::runtime_error;
  int number = 0;
};
struct full : disk_error {
  using disk_error::disk_error;
};
struct refused : std::runtime_error {
  using std::runtime_error::runtime_error;
};
void trace(const char *where, int code) noexcept;
task<> copy(int file);
int parse(const std::string &text);

task<> stores(int file) {
  try {
    co_await copy(file);
  } catch (const hresult_error &e) {
    trace("store", e.code());
    throw std::runtime_error("copying failed"); // want: the new exception doesn't hold the one that led to it: what really failed is lost
  }
}
task<bool> tries(int file) {
  std::optional<int> failed;
  try {
    co_await stores(file);
  } catch (const hresult_error &e) {
    failed = e.code();
  }
  co_return !failed;
}

/// By a base, around an object's member, in a loop.
struct archive {
  task<> put(int file) {
    try {
      co_await copy(file);
    } catch (const full &e) {
      trace(e.what(), e.number);
      throw refused("no room"); // want: the new exception doesn't hold the one that led to it
    }
  }
};
task<> fills(archive &into) {
  for (int file = 0; file < 3; ++file)
    try {
      co_await into.put(file);
    } catch (const disk_error &e) {
      trace("fills", e.number);
    }
}

// ---- silent ----

/// Nobody looks for the first one.
task<> logs(int file) {
  try {
    co_await copy(file);
  } catch (const hresult_error &e) {
    trace("store", e.code());
    throw std::runtime_error("copying failed");
  }
}
task<> calls_it(int file) {
  try {
    co_await logs(file);
  } catch (const std::runtime_error &) {
    throw;
  }
}
/// The caller's handler gets the new one, too.
task<> narrows(int file) {
  try {
    co_await copy(file);
  } catch (const full &e) {
    trace(e.what(), e.number);
    throw disk_error("no room");
  }
}
task<> takes_both(int file) {
  try {
    co_await narrows(file);
  } catch (const disk_error &e) {
    trace("takes", e.number);
    throw;
  }
}
/// What is called in a handler isn't tried.
task<> in_a_handler(int file) {
  try {
    co_await copy(file);
  } catch (const hresult_error &e) {
    trace("again", e.code());
    throw;
  }
}
/// The caller's handler may be there for something else that its try awaits.
task<> logs_too(int file) {
  try {
    co_await copy(file);
  } catch (const hresult_error &e) {
    trace("store", e.code());
    throw std::runtime_error("copying failed");
  }
}
task<> awaits_more(int file) {
  try {
    co_await copy(file + 1);
    co_await logs_too(file);
  } catch (const hresult_error &e) {
    trace("again", e.code());
  }
}
