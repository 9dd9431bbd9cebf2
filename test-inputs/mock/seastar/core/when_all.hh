#pragma once
#include <cstdlib>
#include <iterator>
#include <seastar/core/future.hh>
#include <tuple>
#include <vector>

namespace seastar {
namespace internal {
template <class... F> struct values_of { using type = future<std::tuple<typename futurize_t<F>::value_type...>>; };
} // namespace internal
template <class... FutOrFuncs>
future<std::tuple<std::remove_cvref_t<FutOrFuncs>...>> when_all(FutOrFuncs &&...) noexcept {
  ::std::abort();
}
template <class It, class = typename std::iterator_traits<It>::iterator_category>
future<std::vector<typename std::iterator_traits<It>::value_type>> when_all(It, It) noexcept {
  ::std::abort();
}
template <class... FutOrFuncs>
typename internal::values_of<std::remove_cvref_t<FutOrFuncs>...>::type when_all_succeed(FutOrFuncs &&...) noexcept {
  ::std::abort();
}
template <class It, class = typename std::iterator_traits<It>::iterator_category>
future<std::vector<typename std::iterator_traits<It>::value_type::value_type>> when_all_succeed(It, It) noexcept {
  ::std::abort();
}
template <class T> future<std::vector<T>> when_all_succeed(std::vector<future<T>> &&) noexcept { ::std::abort(); }
} // namespace seastar
