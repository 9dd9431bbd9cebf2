#include "sim.h"
#include <vector>

static std::vector<std::coroutine_handle<>> agenda;

process process::promise_type::get_return_object() {
  agenda.push_back(std::coroutine_handle<promise_type>::from_promise(*this));
  return {};
}
bool process::await_ready() const noexcept { return true; }
void process::await_suspend(std::coroutine_handle<>) noexcept {}

void run_until(int) {
  for (std::size_t next = 0; next < agenda.size(); ++next)
    agenda[next].resume();
}
