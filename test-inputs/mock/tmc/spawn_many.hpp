#pragma once
#include <cstdlib>
#include <tmc/task.hpp>
#include <vector>

namespace tmc {
template <class Result> struct many_result { using type = std::vector<Result>; };
template <> struct many_result<void> { using type = void; };
template <class Result> class aw_spawn_many_impl : public detail::awaiter<typename many_result<Result>::type> {};
template <class Result> using aw_spawn_many_fork = detail::rvalue_only_awaitable<aw_spawn_many_impl<Result>>;
template <class Result> class [[nodiscard("You must await or initiate the result of spawn_many().")]] aw_spawn_many {
public:
  aw_spawn_many(aw_spawn_many &&);
  ~aw_spawn_many();
  aw_spawn_many_impl<Result> operator co_await() &&noexcept;
  void detach();
  [[nodiscard]] aw_spawn_many_fork<Result> fork() &&;
};
template <class It>
auto spawn_many(It &&, std::size_t) -> aw_spawn_many<detail::awaitable_result_t<decltype(*std::declval<It>())>> {
  ::std::abort();
}
template <class Range>
auto spawn_many(Range &&)
    -> aw_spawn_many<detail::awaitable_result_t<typename std::remove_cvref_t<Range>::value_type>> {
  ::std::abort();
}
} // namespace tmc
