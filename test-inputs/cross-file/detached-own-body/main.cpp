// A virtual function of a class that has a body for it: unless something else is known, that is what a call reaches.
#include "link.h"

void starts(std::unique_ptr<coro::thread_pool> &pool, std::shared_ptr<tcp_link> link) {
  pool->spawn_detached([](std::shared_ptr<tcp_link> link) -> coro::task<void> { co_await link->send(1); }(link));
  pool->spawn_detached([](std::shared_ptr<tcp_link> link) -> coro::task<void> { co_await link->flush(); }(link)); // want: an exception of the lambda is discarded behind 'spawn_detached'
}
