// Declarations of stdexec's senders, for tests: true names, results instead of completion signatures, no behaviour.
#pragma once
#include <cstdlib>
#include <exception>
#include <optional>
#include <stdexec/coroutine.hpp>
#include <stdexec/stop_token.hpp>
#include <tuple>
#include <type_traits>
#include <variant>

namespace stdexec {
struct sender_tag {};
using sender_t = sender_tag;
template <class T>
concept sender = requires {
  typename std::remove_cvref_t<T>::sender_concept;
};

template <class Tag, class Value> struct __desc {
  using tag = Tag;
  using value = Value;
};
namespace {
template <auto Descriptor> struct __sexpr {
  using sender_concept = sender_tag;
  using value = typename decltype(Descriptor())::value;
};
} // namespace
template <class Tag, class Value>
using __sexpr_t = __sexpr<static_cast<__desc<Tag, Value> (*)()>([]() -> __desc<Tag, Value> { return {}; })>;
template <class S> using value_of_t = typename std::remove_cvref_t<S>::value;
template <class T> using __tuple_of = std::conditional_t<std::is_void_v<T>, std::tuple<>, std::tuple<T>>;
template <class T> using __lift = std::conditional_t<std::is_void_v<T>, std::monostate, T>;
template <class F, class T> struct __then_result { using type = std::invoke_result_t<F, T>; };
template <class F> struct __then_result<F, void> { using type = std::invoke_result_t<F>; };
template <class F> struct __closure { F fun; };

struct just_t {
  template <class... T>
  auto operator()(T &&...) const -> __sexpr_t<just_t, std::tuple_element_t<0, std::tuple<std::decay_t<T>..., void *>>> {
    ::std::abort();
  }
};
inline constexpr just_t just{};
struct just_error_t {
  template <class E> auto operator()(E &&) const -> __sexpr_t<just_error_t, void> { ::std::abort(); }
};
inline constexpr just_error_t just_error{};
struct then_t {
  template <sender S, class F>
  auto operator()(S &&, F) const -> __sexpr_t<then_t, typename __then_result<F, value_of_t<S>>::type> {
    ::std::abort();
  }
  template <class F> auto operator()(F) const -> __closure<F> { ::std::abort(); }
};
inline constexpr then_t then{};
struct upon_error_t {
  template <sender S, class F> auto operator()(S &&, F) const -> __sexpr_t<upon_error_t, value_of_t<S>> {
    ::std::abort();
  }
  template <class F> auto operator()(F) const -> __closure<F> { ::std::abort(); }
};
inline constexpr upon_error_t upon_error{};
struct let_error_t {
  template <sender S, class F> auto operator()(S &&, F) const -> __sexpr_t<let_error_t, value_of_t<S>> {
    ::std::abort();
  }
  template <class F> auto operator()(F) const -> __closure<F> { ::std::abort(); }
};
inline constexpr let_error_t let_error{};
struct let_value_t {
  template <sender S, class F> auto operator()(S &&, F) const -> __sexpr_t<let_value_t, void> { ::std::abort(); }
};
inline constexpr let_value_t let_value{};
template <sender S, class F> auto operator|(S &&, __closure<F>) -> __sexpr_t<then_t, value_of_t<S>> { ::std::abort(); }
struct stopped_as_optional_t {
  template <sender S>
  auto operator()(S &&) const -> __sexpr_t<stopped_as_optional_t, std::optional<__lift<value_of_t<S>>>> {
    ::std::abort();
  }
};
inline constexpr stopped_as_optional_t stopped_as_optional{};
struct when_all_t {
  template <sender... S> auto operator()(S &&...) const -> __sexpr_t<when_all_t, std::tuple<__lift<value_of_t<S>>...>> {
    ::std::abort();
  }
};
inline constexpr when_all_t when_all{};
struct when_all_with_variant_t {
  template <sender... S> auto operator()(S &&...) const -> __sexpr_t<when_all_t, std::tuple<__lift<value_of_t<S>>...>> {
    ::std::abort();
  }
};
inline constexpr when_all_with_variant_t when_all_with_variant{};
struct schedule_t {
  template <class Scheduler> auto operator()(Scheduler &&) const -> __sexpr_t<schedule_t, void> { ::std::abort(); }
};
inline constexpr schedule_t schedule{};
struct starts_on_t {
  template <class Scheduler, sender S>
  auto operator()(Scheduler &&, S &&) const -> __sexpr_t<starts_on_t, value_of_t<S>> {
    ::std::abort();
  }
};
inline constexpr starts_on_t starts_on{};
struct on_t {
  template <class Scheduler, sender S> auto operator()(Scheduler &&, S &&) const -> __sexpr_t<on_t, value_of_t<S>> {
    ::std::abort();
  }
};
inline constexpr on_t on{};
struct sync_wait_t {
  template <sender S> auto operator()(S &&) const -> std::optional<__tuple_of<value_of_t<S>>> { ::std::abort(); }
};
inline constexpr sync_wait_t sync_wait{};
struct sync_wait_with_variant_t {
  template <sender S> auto operator()(S &&) const -> std::optional<std::variant<__tuple_of<value_of_t<S>>>> {
    ::std::abort();
  }
};
inline constexpr sync_wait_with_variant_t sync_wait_with_variant{};
struct spawn_t {
  template <sender S, class Token> void operator()(S &&, Token &&) const { ::std::abort(); }
};
inline constexpr spawn_t spawn{};
struct spawn_future_t {
  template <sender S, class Token> auto operator()(S &&, Token &&) const -> __sexpr_t<spawn_future_t, value_of_t<S>> {
    ::std::abort();
  }
};
inline constexpr spawn_future_t spawn_future{};

namespace __counting_scopes {
struct __scope_join_t {};
} // namespace __counting_scopes
class counting_scope {
public:
  struct token {};
  token get_token() noexcept;
  void close() noexcept;
  __sexpr_t<__counting_scopes::__scope_join_t, void> join() noexcept { ::std::abort(); }
  void request_stop() noexcept;
};
class simple_counting_scope {
public:
  struct token {};
  token get_token() noexcept;
  void close() noexcept;
  __sexpr_t<__counting_scopes::__scope_join_t, void> join() noexcept { ::std::abort(); }
};
class run_loop {
public:
  void run() noexcept;
  void finish() noexcept;
};

template <class T> struct __awaiter {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
template <class Promise> struct with_awaitable_senders {
  template <sender S> __awaiter<value_of_t<S>> await_transform(S &&) { ::std::abort(); }
  std::coroutine_handle<> unhandled_stopped() noexcept;
};

template <class T = void> class [[nodiscard]] task {
public:
  using sender_concept = sender_tag;
  using value = T;
  struct promise_type : with_awaitable_senders<promise_type> {
    task get_return_object() noexcept;
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception() noexcept;
    template <class U> void return_value(U &&) { ::std::abort(); }
  };
  task(task &&) noexcept;
  ~task();
};
} // namespace stdexec
