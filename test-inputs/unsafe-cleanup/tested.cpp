// What begins in a condition, which says whether it did.
#include "task.h"
#include <atomic>
#include <map>
#include <set>
#include <utility>

task<> build(int key);
task<> wait_for(int key);

struct builder {
  std::set<int> building;
  std::map<int, int> by_key;
  std::atomic<bool> busy = false;
  std::atomic<int> users = 0;
  bool drawing = false;
  int running = 0;

  task<> once(int key) {
    if (!building.insert(key).second)
      co_return;
    co_await build(key);
    building.erase(key); // want: 'erase' is skipped when the await before it throws, and the element stays in 'building'
  }
  task<> if_fresh(int key) {
    if (building.insert(key).second) {
      co_await build(key);
      building.erase(key); // want: 'erase' is skipped
    }
  }
  task<> told_in_a_binding(int key) {
    auto [place, fresh] = by_key.emplace(key, 1);
    if (!fresh)
      co_return;
    co_await build(key);
    by_key.erase(key); // want: 'erase' is skipped
  }
  task<> tried(int key) {
    if (!by_key.try_emplace(key, 1).second)
      co_return;
    co_await build(key);
    by_key.erase(key); // want: 'erase' is skipped
  }
  task<> exchanged() {
    if (busy.exchange(true))
      co_return;
    co_await build(1);
    busy = false; // want: 'busy' stays true when the await before this throws
  }
  task<> exchanged_and_stored() {
    if (busy.exchange(true))
      co_return;
    co_await build(1);
    busy.store(false); // want: 'busy' stays true
  }
  task<> compared_and_exchanged() {
    bool expected = false;
    if (!busy.compare_exchange_strong(expected, true))
      co_return;
    co_await build(1);
    busy.store(false); // want: 'busy' stays true
  }
  task<> exchanged_plainly() {
    if (std::exchange(drawing, true))
      co_return;
    co_await build(1);
    drawing = false; // want: 'drawing' stays true
  }
  task<> at_most_three() {
    if (++running > 3) {
      --running;
      co_return;
    }
    co_await build(1);
    --running; // want: 'running' isn't counted back
  }
  task<> the_last_turns_off() {
    users.fetch_add(1);
    co_await build(1);
    if (users.fetch_sub(1) == 1) // want: 'users' isn't counted back
      drawing = true;
  }
  task<> numbered() {
    const int place = users.fetch_add(1);
    co_await build(place);
    users.fetch_sub(1); // want: 'users' isn't counted back
  }

  // ---- Silent ----

  task<> waits_for_the_other(int key) {
    if (!building.insert(key).second) {
      co_await wait_for(key);
      co_return;
    }
    running = key;
    building.erase(key);
  }
  task<> erased_on_failure(int key) {
    if (!building.insert(key).second)
      co_return;
    try {
      co_await build(key);
    } catch (...) {
      building.erase(key);
      throw;
    }
    building.erase(key);
  }
  task<> of_another(int key, int other) {
    if (!building.insert(key).second)
      co_return;
    co_await build(key);
    building.erase(other);
  }
  task<> only_seen(int key) {
    if (building.insert(key).second)
      co_await build(key);
  }
  task<> own_set(int key) {
    std::set<int> own;
    if (!own.insert(key).second)
      co_return;
    co_await build(key);
    own.erase(key);
  }
};
