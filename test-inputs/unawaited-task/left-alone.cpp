// A project's own words for work that is left to itself on purpose: a mark among the arguments, a wrapper's name.
#include "task.h"

struct Uncancellable {};
struct not_cancellable_t {};
inline constexpr not_cancellable_t not_cancellable{};
struct options {
  int detach_after = 0;
};

void note(int row);
job<void> flush(int row);
job<void> flush(Uncancellable, int row);
job<void> flush(not_cancellable_t, int row);
job<void> flush(options, int row);
template <class T> job<T> in_background(job<T> work);
template <class T> job<T> traced(job<T> work);
task<void> lazy(Uncancellable);

task<void> marked() {
  flush(Uncancellable(), 1);
  flush(not_cancellable, 2);
  in_background(flush(3));
  co_await flush(4);
}
task<void> not_marked() {
  flush(1);           // want: the task returned by 'flush' is never awaited: nobody waits for it
  flush(options(), 2); // want: the task returned by 'flush'
  traced(flush(3));   // want: the task returned by 'traced'
  lazy({});           // want: the task returned by 'lazy' is never awaited, so it never runs
  co_await flush(4);
}

// A plain function that hands on another's task doesn't handle the errors of that task.
job<void> flush_soon(int row) { return flush(row); }
job<void> flush_some(int row, bool all) {
  if (all)
    return flush(row);
  return traced(flush(row + 1));
}
job<void> kept_quiet(int row) {
  try {
    co_await flush(row);
  } catch (...) {
    note(row);
  }
}
job<void> quietly(int row) { return kept_quiet(row); }
template <class... Arguments> decltype(auto) any_of(Arguments &&...arguments) {
  return flush(static_cast<Arguments &&>(arguments)...);
}

task<void> handed_on() {
  flush_soon(1);       // want: the task returned by 'flush_soon' is never awaited: nobody waits for it
  flush_some(2, true); // want: the task returned by 'flush_some'
  quietly(3);
  any_of(4); // want: the task returned by 'any_of'
  co_await flush(5);
}
