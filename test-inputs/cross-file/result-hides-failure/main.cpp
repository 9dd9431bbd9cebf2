// The `false` of a function in another file is all that is left of an error there.
#include "updater.h"

task<void> drops(updater all) {
  co_await all.update(1); // want: the result of 'update' is dropped: its 'false' is all that is left of an error there
  co_await all.told(1);
  co_await all.next();
}
task<bool> asks(updater all) { co_return co_await all.update(1); }
