// Names everything of Seastar that checks/models/seastar.yaml models.
#include <seastar/core/abort_on_expiry.hh>
#include <seastar/core/condition-variable.hh>
#include <seastar/core/coroutine.hh>
#include <seastar/core/do_with.hh>
#include <seastar/core/gate.hh>
#include <seastar/core/internal/run_in_background.hh>
#include <seastar/core/iostream.hh>
#include <seastar/core/loop.hh>
#include <seastar/core/map_reduce.hh>
#include <seastar/core/memory.hh>
#include <seastar/core/reactor.hh>
#include <seastar/core/rwlock.hh>
#include <seastar/core/semaphore.hh>
#include <seastar/core/sharded.hh>
#include <seastar/core/shared_mutex.hh>
#include <seastar/core/sleep.hh>
#include <seastar/core/smp.hh>
#include <seastar/core/thread.hh>
#include <seastar/core/when_all.hh>
#include <seastar/core/when_any.hh>
#include <seastar/core/with_scheduling_group.hh>
#include <seastar/core/with_timeout.hh>
#include <seastar/coroutine/all.hh>
#include <seastar/coroutine/as_future.hh>
#include <seastar/coroutine/generator.hh>
#include <seastar/coroutine/maybe_yield.hh>
#include <seastar/coroutine/parallel_for_each.hh>
#include <seastar/coroutine/switch_to.hh>
#include <seastar/http/client.hh>
#include <seastar/net/dns.hh>
#include <seastar/net/tls.hh>
#include <seastar/util/critical_alloc_section.hh>
#include <vector>

using namespace std::chrono_literals;

seastar::future<int> number();
seastar::future<> work();
seastar::coroutine::experimental::generator<int> numbers();

seastar::future<> tasks(seastar::scheduling_group group) {
  co_await seastar::coroutine::all([] { return number(); }, [] { return work(); });
  co_await seastar::coroutine::maybe_yield();
  co_await seastar::coroutine::switch_to(group);
  auto next = numbers();
  co_await next();
}

seastar::future<> streams(seastar::input_stream<char> &in, seastar::output_stream<char> &out) {
  co_await in.close();
  co_await out.close();
}

seastar::future<int> locks(seastar::semaphore &semaphore, seastar::rwlock &lock, seastar::shared_mutex &mutex, seastar::gate &gate) {
  seastar::semaphore_units units = co_await seastar::get_units(semaphore, 1);
  seastar::gate::holder holder = gate.hold();
  co_await semaphore.wait(1);
  semaphore.signal(1);
  gate.enter();
  gate.leave();
  co_await lock.read_lock();
  lock.read_unlock();
  co_await lock.write_lock();
  lock.write_unlock();
  seastar::rwlock_for_read<> &read = lock.for_read();
  co_await read.lock();
  read.unlock();
  seastar::rwlock_for_write<> &write = lock.for_write();
  co_await write.lock();
  write.unlock();
  co_await mutex.lock();
  mutex.unlock();
  co_await mutex.lock_shared();
  mutex.unlock_shared();
  co_return 1;
}

seastar::future<> starts(std::vector<int> list, seastar::semaphore &semaphore, seastar::shared_mutex &mutex, seastar::gate &gate,
                         seastar::scheduling_group group) {
  seastar::engine().run_in_background(work());
  seastar::internal::run_in_background(work());
  co_await seastar::with_gate(gate, [] { return work(); });
  co_await seastar::try_with_gate(gate, [] { return work(); });
  co_await seastar::with_semaphore(semaphore, 1, [] { return work(); });
  co_await seastar::with_lock(mutex, [] { return work(); });
  co_await seastar::with_shared(mutex, [] { return work(); });
  co_await seastar::with_scheduling_group(group, [] { return work(); });
  co_await seastar::do_with(1, [](int &) { return work(); });
  co_await seastar::do_for_each(list, [](int) { return work(); });
  co_await seastar::do_until([] { return true; }, [] { return work(); });
  co_await seastar::keep_doing([] { return work(); });
  co_await seastar::repeat([] { return seastar::stop_iteration::yes; });
  co_await seastar::parallel_for_each(list, [](int) { return work(); });
  co_await seastar::max_concurrent_for_each(list, 2, [](int) { return work(); });
  co_await seastar::map_reduce(list.begin(), list.end(), [](int) { return number(); }, 0, [](int a, int b) { return a + b; });
  co_await seastar::coroutine::parallel_for_each(list, [](int) { return work(); });
  co_await seastar::async([] {});
  seastar::thread thread([] {});
  co_await thread.join();
  co_await seastar::smp::submit_to(1, [] { return work(); });
  co_await seastar::smp::invoke_on_all([] { return work(); });
  co_await work().then(seastar::coroutine::lambda([]() -> seastar::future<> { co_await work(); }));
}

struct service {
  seastar::future<> stop();
};
seastar::future<> shards(seastar::sharded<service> &all) {
  co_await all.start();
  co_await all.invoke_on_all([](service &) { return work(); });
  co_await all.invoke_on_others([](service &) { return work(); });
  co_await all.invoke_on(0, [](service &) { return work(); });
  co_await all.stop();
}

seastar::future<> futures() {
  auto [first, second] = co_await seastar::when_all(number(), work());
  if (first.available() && first.failed())
    throw first.get_exception();
  second.ignore_ready_future();
  co_await seastar::when_all_succeed(number(), number());
  co_await seastar::when_any(number(), number());
  auto waited = co_await seastar::coroutine::as_future(number());
  auto unchecked = co_await seastar::coroutine::as_future_without_preemption_check(number());
  waited.get();
  unchecked.wait();
  seastar::promise<int> promise;
  number().forward_to(std::move(promise));
  co_await number().then([](int) {}).then_wrapped([](seastar::future<>) {}).finally([] {});
  co_await work().handle_exception([](std::exception_ptr) {}).handle_exception_type([](seastar::sleep_aborted &) {});
  co_await seastar::make_ready_future<std::tuple<int>>(1).then_unpack([](std::tuple<int>) {});
  seastar::timer<> timer;
  timer.set_callback([] {});
  co_await seastar::sleep(1s);
  co_await seastar::sleep_abortable(1s);
  co_await seastar::with_timeout(seastar::lowres_clock::now() + 1s, work());
  seastar::abort_on_expiry<> expiry(seastar::lowres_clock::now() + 1s);
}

seastar::future<> network(seastar::socket &socket, seastar::net::dns_resolver &resolver, seastar::http::client &client,
                          seastar::shared_ptr<seastar::tls::certificate_credentials> credentials) {
  co_await seastar::connect({});
  co_await socket.connect({});
  co_await seastar::tls::wrap_client(credentials, co_await seastar::tls::connect(credentials, {}));
  co_await seastar::net::dns::get_host_by_name("a");
  co_await seastar::net::dns::resolve_name("a");
  co_await resolver.get_host_by_name("a");
  co_await resolver.resolve_name("a");
  co_await resolver.get_host_by_addr({});
  co_await resolver.resolve_addr({});
  co_await resolver.get_srv_records(1, "a", "b");
  co_await seastar::net::dns::get_host_by_addr({});
  co_await seastar::net::dns::resolve_addr({});
  co_await seastar::net::dns::get_srv_records(1, "a", "b");
  co_await seastar::engine().connect({});
  seastar::net::datagram_channel datagrams;
  co_await datagrams.receive();
  co_await client.make_request({}, {});
}

void sections() {
  seastar::memory::scoped_critical_alloc_section critical;
  seastar::memory::scoped_large_allocation_warning_threshold threshold(1);
  seastar::memory::scoped_large_allocation_warning_disable disable;
}

bool cancelled(std::exception_ptr error) try {
  std::rethrow_exception(error);
} catch (const seastar::sleep_aborted &) {
  return true;
} catch (const seastar::semaphore_aborted &) {
  return true;
} catch (const seastar::abort_requested_exception &) {
  return true;
} catch (const seastar::gate_closed_exception &) {
  return true;
} catch (const seastar::broken_semaphore &) {
  return true;
} catch (const seastar::broken_condition_variable &) {
  return true;
}
