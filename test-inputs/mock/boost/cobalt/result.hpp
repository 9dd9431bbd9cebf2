#pragma once
#include <cstdlib>
#include <boost/cobalt/detail/util.hpp>
#include <boost/system/result.hpp>
#include <tuple>

namespace boost::cobalt {
template <class Aw> struct as_result_t : detail::awaiter<system::result<detail::lifted_t<Aw>, std::exception_ptr>> {};
template <class Aw> auto as_result(Aw &&) -> as_result_t<Aw> { ::std::abort(); }
template <class Aw> struct as_tuple_t : detail::awaiter<std::tuple<std::exception_ptr, detail::lifted_t<Aw>>> {};
template <class Aw> auto as_tuple(Aw &&) -> as_tuple_t<Aw> { ::std::abort(); }
} // namespace boost::cobalt
