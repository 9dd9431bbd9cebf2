// Type-erased callables of a project's own: made of any callable, and what their call returns is nothing.
#include "task.h"
#include <memory>

task<void> refresh();

namespace own {
/// By value, and by a base that gives it its call.
class delegate {
public:
  template <class F> delegate(F) {}
  void operator()(int value) const;
};
template <class Derived> struct handler_base {
  template <class Sender> void operator()(const Sender &sender) const;
};
struct click_handler : handler_base<click_handler> {
  click_handler() = default;
  template <class F> click_handler(F &&) {}
};
/// Takes what the callable returns.
class query {
public:
  template <class F> query(F) {}
  task<void> operator()(int value) const;
};
/// Keeps a value of any type, which it never calls.
class any_value {
public:
  template <class T> any_value(T) {}
};

void on_value(const delegate &handler);
void on_click(click_handler handler);
void on_query(query handler);
void keep(any_value value);
} // namespace own

void setup() {
  own::on_value([](int) -> task<void> { co_await refresh(); }); // want: 'handler' drops the task that this callback returns: it never runs
  own::on_click([](auto &&...) -> task<void> { co_await refresh(); });
  own::on_click([](int) -> task<void> { co_await refresh(); }); // want: 'handler' drops the task that this callback returns
  own::delegate kept = [](int) -> task<void> { co_await refresh(); }; // want: 'kept' drops the task that this callback returns
  own::on_value([](int) { (void)0; });
  own::on_query([](int) -> task<void> { co_await refresh(); });
  own::keep([](int) -> task<void> { co_await refresh(); });
  own::delegate copied = kept;
}
