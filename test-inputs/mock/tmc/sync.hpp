#pragma once
#include <cstdlib>
#include <future>
#include <tmc/task.hpp>

namespace tmc {
template <class E, class TaskOrFunc> void post(E &&, TaskOrFunc &&, std::size_t = 0) noexcept { ::std::abort(); }
template <class E, class Result>
[[nodiscard]] std::future<Result> post_waitable(E &&, task<Result> &&, std::size_t = 0) {
  ::std::abort();
}
template <class E, class Func>
requires std::is_invocable_v<Func>
[[nodiscard]] std::future<std::invoke_result_t<Func>> post_waitable(E &&, Func &&, std::size_t = 0) { ::std::abort(); }
template <class E, class It> [[nodiscard]] std::future<void> post_bulk_waitable(E &&, It &&, std::size_t) {
  ::std::abort();
}
template <class E, class It> void post_bulk(E &&, It &&, std::size_t) { ::std::abort(); }
} // namespace tmc
