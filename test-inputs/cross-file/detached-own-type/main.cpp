// A coroutine that nobody can await does what its callees in other files do.
#include "save.h"

fire_and_forget on_change(int row) { co_await save(row); }
fire_and_forget on_close(int row) { // want: nobody can await 'on_close'
  co_await save_or_throw(row);
}
