// Static members and free functions that set something for everybody, and others that set it back.
#include "task.h"
#include <string>

task<int> load(int row);

enum class cursor { arrow, wait };
struct application {
  static void setOverrideCursor(cursor shape);
  static void restoreOverrideCursor();
  static void beginUpdate();
  static void endUpdate();
  static void set_title(const std::string &title);
  static void restore_state();
};
struct other_application {
  static void restoreOverrideCursor();
};
namespace power {
void pause_saving(int device);
void resume_saving(int device);
void push_profile(const char *name);
void pop_profile();
void save_state();
void restore_state();
int start_meter();
void stop_meter();
bool connect_all();
void disconnect_all();
} // namespace power
void start();
void stop();

task<int> cursors() {
  application::setOverrideCursor(cursor::wait);
  const int row = co_await load(1);
  application::restoreOverrideCursor(); // want: 'restoreOverrideCursor' is skipped when the await before it throws, and what 'setOverrideCursor' did stays in force
  co_return row;
}
task<void> updates() {
  application::beginUpdate();
  co_await load(1);
  application::endUpdate(); // want: 'endUpdate' is skipped when the await before it throws, and what 'beginUpdate' did stays in force
}
task<void> of_a_namespace(int device) {
  power::pause_saving(device);
  co_await load(device);
  power::resume_saving(device); // want: 'resume_saving' is skipped when the await before it throws, and what 'pause_saving' did stays in force
}
task<void> profiles() {
  using namespace power;
  push_profile("fast");
  for (int row = 0; row < 3; ++row)
    co_await load(row);
  pop_profile(); // want: 'pop_profile' is skipped when the await before it throws, and what 'push_profile' did stays in force
}
auto lambda = []() -> task<void> {
  power::save_state();
  co_await load(1);
  power::restore_state(); // want: 'restore_state' is skipped when the await before it throws, and what 'save_state' did stays in force
};
template <class T> task<T> in_a_template(T row) {
  application::beginUpdate();
  co_await load(1);
  application::endUpdate(); // want: 'endUpdate' is skipped when the await before it throws
  co_return row;
}
task<int> instance() { co_return co_await in_a_template(1); }

// ---- silent --------------------------------------------------------------------------------------------------------

task<void> of_two_classes() {
  application::setOverrideCursor(cursor::wait);
  co_await load(1);
  other_application::restoreOverrideCursor();
}
task<void> about_two_things() {
  application::set_title("load");
  co_await load(1);
  application::restore_state();
}
task<void> of_two_devices(int one, int two) {
  power::pause_saving(one);
  co_await load(one);
  power::resume_saving(two);
}
task<void> done_before() {
  application::beginUpdate();
  application::endUpdate();
  co_await load(1);
}
task<void> the_other_way_round() {
  application::endUpdate();
  co_await load(1);
  application::beginUpdate();
}
// Whoever has the value may stop it otherwise.
task<int> gives_a_value() {
  const int meter = power::start_meter();
  co_await load(meter);
  power::stop_meter();
  co_return meter;
}
// Nothing but the verb: they may be about anything.
task<void> no_word_in_common() {
  start();
  co_await load(1);
  stop();
}
task<void> caught() {
  application::beginUpdate();
  try {
    co_await load(1);
  } catch (...) {
    application::endUpdate();
    throw;
  }
  application::endUpdate();
}
struct override_cursor {
  override_cursor() { application::setOverrideCursor(cursor::wait); }
  ~override_cursor() { application::restoreOverrideCursor(); }
};
task<void> by_a_guard() {
  override_cursor guard;
  co_await load(1);
}
// Only some ways set it back: others leave it on purpose.
task<bool> kept() {
  application::beginUpdate();
  if (co_await load(1) > 0)
    co_return true;
  application::endUpdate();
  co_return false;
}
template <class F> struct finally {
  F end;
  ~finally() { end(); }
};
template <class F> finally(F) -> finally<F>;
task<void> left_to_a_guard() {
  application::beginUpdate();
  finally guard{[] { application::endUpdate(); }};
  co_await load(1);
}
