// Every body that the call may reach blocks, in files without coroutines.
#include "store.h"
#include "task.h"

task<void> saves(store &to) {
  to.save(1); // want: 'save' ends in
  co_return;
}
// One of them doesn't.
task<void> loads(store &to) {
  to.load(1);
  co_return;
}
// One that is inline doesn't.
task<void> drops(store &to) {
  to.drop(1);
  co_return;
}
// The body of the base class doesn't.
task<void> syncs(store &to) {
  to.sync(1);
  co_return;
}
// What is called is known.
task<void> syncs_last(remote_store &to) {
  to.sync(1); // want: 'sync' ends in 'sleep_for'
  co_return;
}
