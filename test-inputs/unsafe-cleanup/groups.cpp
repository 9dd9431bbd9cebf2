// Work that is started in a group, and cancelled there.
#include "task.h"

/// A block is given a group, which is ended by whoever opened it.
struct block_group {
  template <class F> void start(F work) {}
  void cancel();
};
template <class F> task<void> with_group(F block) { return block(*new block_group); }
task<void> pause_for(int);
task<void> opens_a_group() {
  co_await with_group([](block_group &group) -> task<void> {
    group.start([]() -> task<void> { co_await pause_for(5); });
    co_await pause_for(1);
    group.cancel();
    co_await pause_for(0);
  });
}
/// Work that one has started oneself, in a group of one's own, stays.
struct owner_of_group {
  block_group group_;
  task<void> runs() {
    group_.start([]() -> task<void> { co_await pause_for(5); });
    co_await pause_for(1);
    group_.cancel(); // want: 'cancel' is skipped when the await before it throws, and 'group_' stays running
  }
};
