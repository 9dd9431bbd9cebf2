// Classes of Seastar's first versions, which are aliases today, declared as they were there.
#include <cstddef>

namespace seastar {
class semaphore {
public:
  void wait(std::size_t units = 1);
};
class rwlock {};
} // namespace seastar

void uses(seastar::semaphore &semaphore, seastar::rwlock lock) { semaphore.wait(); }
