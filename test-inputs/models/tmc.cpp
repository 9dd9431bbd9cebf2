// Names everything of TooManyCooks that checks/models/tmc.yaml models.
#include <tmc/all_headers.hpp>
#include <vector>

tmc::task<int> number();
tmc::task<void> work();

tmc::task<int> starts(std::vector<tmc::task<void>> many) {
  tmc::post(tmc::cpu_executor(), work());
  tmc::post_bulk(tmc::cpu_executor(), many.begin(), 1);
  tmc::post_waitable(tmc::cpu_executor(), work()).get();
  tmc::post_bulk_waitable(tmc::cpu_executor(), many.begin(), 1).get();
  tmc::aw_spawn<tmc::task<void>> one = tmc::spawn(work());
  one.detach();
  tmc::aw_spawn_tuple<tmc::task<void>, tmc::task<int>> two = tmc::spawn_tuple(work(), number());
  two.detach();
  tmc::aw_spawn_many<void> all = tmc::spawn_many(many);
  all.detach();
  tmc::aw_spawn_func<void> function = tmc::spawn_func([] {});
  function.detach();
  tmc::aw_spawn_group<0, tmc::task<void>> group = tmc::spawn_group();
  group.add(work());
  co_await std::move(group);
  tmc::aw_fork_group<0, void> forks = tmc::fork_group();
  forks.fork(work());
  co_await std::move(forks);
  tmc::detail::rvalue_only_awaitable<tmc::aw_spawn_fork_impl<tmc::task<int>, int>> forked = tmc::spawn(number()).fork();
  co_return co_await std::move(forked);
}

tmc::task<int> awaits(tmc::mutex &mutex, tmc::semaphore &semaphore, tmc::rw_lock &lock) {
  tmc::mutex_scope held = co_await mutex.lock_scope();
  tmc::semaphore_scope permit = co_await semaphore.acquire_scope();
  tmc::rw_lock_read_scope reading = co_await lock.lock_read_scope();
  tmc::rw_lock_write_scope writing = co_await lock.lock_write_scope();
  co_await lock.lock_read();
  lock.unlock_read();
  co_await lock.lock_write();
  lock.unlock_write();
  co_await tmc::select(tmc::cancellable(number(), [] {}));
  co_await tmc::resume_on(tmc::cpu_executor());
  auto scope = co_await tmc::enter(tmc::cpu_executor());
  co_await scope.exit();
  co_return 1;
}

int blocks() { return tmc::async_main(number()); }
