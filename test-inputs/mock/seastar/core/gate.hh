#pragma once
#include <cstdlib>
#include <optional>
#include <seastar/core/future.hh>

namespace seastar {
class gate_closed_exception : public std::exception {};
class gate {
public:
  gate() noexcept;
  gate(gate &&) noexcept;
  virtual ~gate();
  bool try_enter() noexcept;
  void enter();
  void leave() noexcept;
  void check() const;
  future<> close() noexcept;
  size_t get_count() const noexcept;
  bool is_closed() const noexcept;

  class holder {
  public:
    holder() noexcept;
    explicit holder(gate &);
    holder(const holder &) noexcept;
    holder(holder &&) noexcept;
    ~holder();
    void release() noexcept;
  };
  holder hold();
  std::optional<holder> try_hold() noexcept;
};
class named_gate : public gate {
public:
  explicit named_gate(sstring) noexcept;
};
template <class Func> futurize_t<std::invoke_result_t<Func>> with_gate(gate &, Func &&) { ::std::abort(); }
template <class Func> futurize_t<std::invoke_result_t<Func>> try_with_gate(gate &, Func &&) noexcept { ::std::abort(); }
} // namespace seastar
