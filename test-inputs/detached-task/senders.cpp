// Chains of senders that are started and left: what a callable in them throws ends the process.
#include <exec/start_detached.hpp>
#include <exec/static_thread_pool.hpp>
#include <exception>
#include <functional>
#include <stdexcept>
#include <stdexec/execution.hpp>

void keep(std::exception_ptr error) noexcept;

void runs_what_it_is_given(exec::static_thread_pool &pool, std::function<void()> work) {
  exec::start_detached(stdexec::then(stdexec::schedule(pool.get_scheduler()), [work] { work(); })); // want: an exception of the lambda ends the process: nobody can catch it behind 'exec::start_detached'
  exec::start_detached(stdexec::schedule(pool.get_scheduler()) | stdexec::then([work] { work(); })); // want: an exception of the lambda ends the process
}
void throws(exec::static_thread_pool &pool, int size) {
  exec::start_detached(stdexec::then(stdexec::schedule(pool.get_scheduler()), [size] { // want: an exception of the lambda
    if (size < 0)
      throw std::invalid_argument("size");
  }));
}
void catches(exec::static_thread_pool &pool, std::function<void()> work) {
  exec::start_detached(stdexec::then(stdexec::schedule(pool.get_scheduler()), [work]() noexcept { work(); }));
  exec::start_detached(stdexec::then(stdexec::schedule(pool.get_scheduler()), [work] {
    try {
      work();
    } catch (...) {
      keep(std::current_exception());
    }
  }));
  exec::start_detached(stdexec::then(stdexec::schedule(pool.get_scheduler()), [work] { work(); }) | // todo-silent: a handler that stands behind a pipe isn't seen yet
                          stdexec::upon_error([](std::exception_ptr error) noexcept { keep(error); }));
}
