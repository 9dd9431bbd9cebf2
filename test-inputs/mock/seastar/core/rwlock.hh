#pragma once
#include <optional>
#include <seastar/core/lowres_clock.hh>
#include <seastar/core/semaphore.hh>

namespace seastar {
template <class Clock> class basic_rwlock;
template <class Clock = typename timer<>::clock> class rwlock_for_read {
public:
  future<> lock();
  void unlock();
};
template <class Clock = typename timer<>::clock> class rwlock_for_write {
public:
  future<> lock();
  void unlock();
};
template <class Clock = typename timer<>::clock>
class basic_rwlock : private rwlock_for_read<Clock>, rwlock_for_write<Clock> {
public:
  using holder = semaphore_units<semaphore_default_exception_factory, Clock>;
  rwlock_for_read<Clock> &for_read();
  rwlock_for_write<Clock> &for_write();
  future<> read_lock();
  void read_unlock();
  future<> write_lock();
  void write_unlock();
  bool try_read_lock();
  bool try_write_lock();
  future<holder> hold_read_lock();
  future<holder> hold_write_lock();
  std::optional<holder> try_hold_read_lock() noexcept;
  std::optional<holder> try_hold_write_lock() noexcept;
};
using rwlock = basic_rwlock<>;
} // namespace seastar
