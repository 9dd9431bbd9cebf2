#include "later.h"

void call_at_once(const std::function<int()> &work) { work(); }
handlers::handlers(std::function<job<>()> first, std::function<job<>()> second)
    : kept_(first), other_(std::move(second)) {}
void handlers::keep(std::function<job<>()> work) { kept_ = std::move(work); }
void handlers::run_now(const std::function<job<>()> &work) {
  work(); // want: the task returned by 'work' is never awaited
}
