// Declarations of Seastar's futures, for tests: true names and signatures, no behaviour.
#pragma once
#include <cstdlib>
#include <cstddef>
#include <exception>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

namespace seastar {

using sstring = std::string;

template <class T = void> class future;
template <class T = void> class promise;

template <class T> struct is_future : std::false_type {};
template <class T> struct is_future<future<T>> : std::true_type {};

template <class T> struct futurize {
  using type = future<T>;
  template <class Arg> static type make_exception_future(Arg &&arg) noexcept;
};
template <class T> struct futurize<future<T>> {
  using type = future<T>;
  template <class Arg> static type make_exception_future(Arg &&arg) noexcept;
};
template <class T> using futurize_t = typename futurize<T>::type;

namespace internal {
struct monostate {};
class future_base {
protected:
  future_base() noexcept;
};
template <class T> struct stored { using type = T; };
template <> struct stored<void> { using type = monostate; };
template <class F, class T> struct then_result { using type = std::invoke_result_t<F, T &&>; };
template <class F> struct then_result<F, void> { using type = std::invoke_result_t<F>; };
template <class F, class T> using then_result_t = futurize_t<typename then_result<F, T>::type>;
} // namespace internal

template <class T> class [[nodiscard]] future : private internal::future_base {
public:
  using value_type = typename internal::stored<T>::type;

  future(future &&) noexcept;
  future &operator=(future &&) noexcept;
  future(const future &) = delete;
  ~future();

  T get();
  T get0(); // until 2024
  std::exception_ptr get_exception() noexcept;
  void wait() noexcept;
  bool available() const noexcept;
  bool failed() const noexcept;
  void ignore_ready_future() noexcept;
  void forward_to(promise<T> &&) noexcept;

  template <class Func> internal::then_result_t<Func, T> then(Func &&) noexcept { ::std::abort(); }
  template <class Func> auto then_unpack(Func &&) noexcept -> internal::then_result_t<Func, T> { ::std::abort(); }
  template <class Func> futurize_t<std::invoke_result_t<Func, future>> then_wrapped(Func &&) &noexcept {
    ::std::abort();
  }
  template <class Func> futurize_t<std::invoke_result_t<Func, future &&>> then_wrapped(Func &&) &&noexcept {
    ::std::abort();
  }
  template <class Func> future<T> finally(Func &&) noexcept { ::std::abort(); }
  template <class Func> future<T> handle_exception(Func &&) noexcept { ::std::abort(); }
  template <class Func> future<T> handle_exception_type(Func &&) noexcept { ::std::abort(); }
  future<> or_terminate() noexcept;
  future<> discard_result() noexcept;
};

template <class T> class promise {
public:
  promise() noexcept;
  promise(promise &&) noexcept;
  future<T> get_future() noexcept;
  template <class... A> void set_value(A &&...) noexcept { ::std::abort(); }
  void set_exception(std::exception_ptr) noexcept;
  template <class E> void set_exception(E &&) noexcept { ::std::abort(); }
};

template <class T = void, class... A> future<T> make_ready_future(A &&...) noexcept { ::std::abort(); }
template <class T = void> future<T> make_exception_future(std::exception_ptr &&) noexcept { ::std::abort(); }
template <class T = void, class E> future<T> make_exception_future(E &&) noexcept { ::std::abort(); }
template <class T = void> future<T> current_exception_as_future() noexcept { ::std::abort(); }
template <class Func, class... A>
futurize_t<std::invoke_result_t<Func, A...>> futurize_invoke(Func &&, A &&...) noexcept {
  ::std::abort();
}

} // namespace seastar
