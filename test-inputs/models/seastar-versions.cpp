// Names of Seastar's earlier versions and of its optional parts, declared as they are there.
#include <future>
#include <seastar/core/coroutine.hh>
#include <seastar/core/semaphore.hh>

namespace seastar {
class named_semaphore_aborted : public semaphore_aborted {};
future<> yield() noexcept;
namespace alien {
class instance;
template <class Func> std::future<int> submit_to(instance &, unsigned, Func) { return {}; }
} // namespace alien
} // namespace seastar

seastar::future<int> number();
seastar::future<> uses(seastar::alien::instance &instance) {
  number().get0();
  seastar::alien::submit_to(instance, 0, [] {});
  try {
    co_await seastar::yield();
  } catch (const seastar::named_semaphore_aborted &) {
  }
}
