#pragma once
#include <utility>

namespace seastar {
template <class Func> class [[nodiscard]] deferred_action {
  Func _func;

public:
  explicit deferred_action(Func &&func) noexcept : _func(std::move(func)) {}
  deferred_action(deferred_action &&) noexcept = default;
  ~deferred_action() { _func(); }
  void cancel() {}
};
template <class Func> deferred_action<Func> defer(Func &&func) {
  return deferred_action<Func>(std::forward<Func>(func));
}
} // namespace seastar
