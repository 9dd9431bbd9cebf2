// Names everything of concurrencpp that checks/models/concurrencpp.yaml models.
#include <concurrencpp/concurrencpp.h>

using namespace std::chrono_literals;
using concurrencpp::executor;

concurrencpp::result<int> number();
concurrencpp::lazy_result<int> lazy();
concurrencpp::shared_result<int> shared();
concurrencpp::generator<int> numbers();
concurrencpp::null_result forget();

void starts(executor &any, concurrencpp::thread_pool_executor &pool, concurrencpp::timer_queue &timers, std::shared_ptr<executor> background,
            std::span<int (*)()> many) {
  any.post([] {});
  pool.post([] {});
  any.bulk_post(many);
  pool.bulk_post(many);
  any.submit([] { return 1; });
  pool.submit([] { return 1; });
  any.bulk_submit(many);
  pool.bulk_submit(many);
  lazy().run();
  timers.make_timer(1s, 1s, background, [] {});
  timers.make_one_shot_timer(1s, background, [] {});
  any.shutdown();
  pool.shutdown();
}

concurrencpp::result<int> awaits(std::shared_ptr<executor> pool, concurrencpp::async_lock &lock, concurrencpp::async_condition_variable &changed) {
  auto [first, second] = co_await concurrencpp::when_all(pool, number(), number());
  auto any = co_await concurrencpp::when_any(pool, number(), number());
  co_await concurrencpp::resume_on(pool);
  concurrencpp::scoped_async_lock held = co_await lock.lock(pool);
  co_await held.lock(pool);
  (void)co_await lock.try_lock();
  co_await changed.await(pool, held);
  held.unlock();
  auto done = co_await number().resolve();
  auto lazyDone = co_await lazy().resolve();
  auto sharedDone = co_await shared().resolve();
  for (int value : numbers())
    (void)value;
  if (lazyDone.status() == concurrencpp::result_status::exception || sharedDone.status() == concurrencpp::result_status::exception)
    co_return std::get<0>(any.results).get();
  co_return first.get() + second.get() + done.get();
}

int blocks(concurrencpp::manual_executor &manual) {
  number().wait();
  number().wait_for(1s);
  number().wait_until(std::chrono::steady_clock::now());
  shared().wait();
  shared().wait_for(1s);
  manual.loop_once();
  manual.loop(1);
  manual.loop_for(1, 1s);
  manual.wait_for_task();
  manual.wait_for_tasks(1);
  return number().get() + shared().get();
}

bool cancelled(std::exception_ptr error) try {
  std::rethrow_exception(error);
} catch (const concurrencpp::errors::broken_task &) {
  return true;
} catch (const concurrencpp::errors::runtime_shutdown &) {
  return true;
} catch (const concurrencpp::errors::interrupted_task &) {
  return true;
}
