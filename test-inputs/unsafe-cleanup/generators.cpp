// A generator is destroyed where whoever iterates stops: what stands behind the yields is skipped then.
#include "task.h"
#include <cstdio>
#include <memory>

struct result;
result *result_create(int row);
void result_free(result *list);
int next_of(result *list);
bool has_more(result *list);

generator<int> rows(int from) {
  result *list = result_create(from);
  while (has_more(list))
    co_yield next_of(list);
  result_free(list); // want: 'result_free' is skipped when the loop over this generator ends at the yield before it, and 'list' leaks
}
class table {
public:
  generator<int> all() {
    ++readers_;
    for (int row = 0; row < 8; ++row)
      co_yield row;
    --readers_; // want: 'readers_' isn't counted back when the loop over this generator ends at the yield before this
  }
  generator<int> marked() {
    busy_ = true;
    co_yield 1;
    busy_ = false; // want: 'busy_' stays true when the loop over this generator ends at the yield before this
  }

  // ---- Silent ----
  generator<int> before_the_first() {
    ++readers_;
    const int count = readers_;
    --readers_;
    co_yield count;
  }
  generator<int> position() {
    for (;;) {
      co_yield at_;
      ++at_;
    }
  }

private:
  int readers_ = 0;
  int at_ = 0;
  bool busy_ = false;
};
struct freeing {
  void operator()(result *list) const { result_free(list); }
};
generator<int> owned(int from) {
  std::unique_ptr<result, freeing> list(result_create(from));
  while (has_more(list.get()))
    co_yield next_of(list.get());
}
