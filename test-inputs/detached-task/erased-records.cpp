// Records of started work that are erased as soon as the work is done, with the error that is in them.
#include "task.h"
#include <algorithm>
#include <list>
#include <map>
#include <vector>

void report(std::exception_ptr error);
job<void> serve(int peer);

/// Eager, and tells how it ended.
class run {
public:
  struct promise_type : detail::promise_value<void> {
    run get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
  };
  bool done() const;
  bool failed() const;
  std::exception_ptr exception() const;
  detail::awaiter<promise_type, void> operator co_await() const noexcept;
};

class server {
  std::vector<job<void>> sessions_;
  std::list<run> runs_;
  std::map<int, job<void>> by_peer_;
  std::vector<task<void>> waiting_;

public:
  void sweep() {
    std::erase_if(sessions_, [](const job<void> &one) { return one.done(); }); // want: work that is done is erased from 'sessions_' with its error unread
    runs_.remove_if([](const run &one) { return one.done(); });                // want: erased from 'runs_'
    std::erase_if(by_peer_, [](const std::pair<const int, job<void>> &entry) { return entry.second.done(); }); // want: erased from 'by_peer_'
  }
  void sweep_and_look() {
    std::erase_if(runs_, [](const run &one) {
      if (one.done() && one.exception())
        report(one.exception());
      return one.done();
    });
    runs_.remove_if([](const run &one) { return one.done() && !one.failed(); });
  }
  /// A lazy task that is done was awaited by somebody.
  void sweep_awaited() {
    std::erase_if(waiting_, [](const task<void> &one) { return one.done(); });
  }
};

/// All that anybody puts in handles its own errors.
job<void> guarded(int peer) {
  try {
    co_await serve(peer);
  } catch (...) {
    report(std::current_exception());
  }
}
class careful {
  std::vector<job<void>> sessions_;
  std::list<job<void>> adopted_;
  std::vector<job<void>> mixed_;

public:
  void accept(int peer) {
    sessions_.push_back(guarded(peer));
    mixed_.push_back(guarded(peer));
    const auto again = [this, peer] { sessions_.emplace_back(guarded(peer)); };
    again();
    adopt(guarded(peer));
  }
  void accept_another(int peer) { mixed_.push_back(serve(peer)); }
  void adopt(job<void> one) {
    adopted_.remove_if([](const job<void> &other) { return other.done(); });
    adopted_.push_back(std::move(one));
  }
  void sweep() {
    std::erase_if(sessions_, [](const job<void> &one) { return one.done(); });
    std::erase_if(mixed_, [](const job<void> &one) { return one.done(); }); // want: erased from 'mixed_'
  }
};
