#pragma once
#include <cstdlib>
#include <exception>
#include <string>
#include <utility>

namespace folly {
class exception_wrapper {
public:
  exception_wrapper() noexcept;
  explicit exception_wrapper(std::exception_ptr) noexcept;
  template <class Ex, class... A> explicit exception_wrapper(std::in_place_type_t<Ex>, A &&...) { ::std::abort(); }
  explicit operator bool() const noexcept;
  std::string what() const;
  template <class Ex> bool is_compatible_with() const noexcept { ::std::abort(); }
  template <class Ex> Ex *get_exception() noexcept { ::std::abort(); }
  template <class Ex> const Ex *get_exception() const noexcept { ::std::abort(); }
  std::exception_ptr to_exception_ptr() const noexcept;
  [[noreturn]] void throw_exception() const;
  template <class Ex, class Fn> bool with_exception(Fn) { ::std::abort(); }
};
template <class Ex, class... A> exception_wrapper make_exception_wrapper(A &&...) { ::std::abort(); }
std::exception_ptr current_exception() noexcept;
} // namespace folly
