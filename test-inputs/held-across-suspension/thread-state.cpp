// Classes that set a state of the thread by a function of the system, and set it back when they are destroyed.
#include "task.h"
#include <locale.h>
#include <optional>
#include <sched.h>
#include <signal.h>

task<> send(int value);

class in_namespace {
public:
  explicit in_namespace(int other) : old_(open_own()) { setns(other, CLONE_NEWPID); }
  ~in_namespace() { setns(old_, CLONE_NEWPID); }

private:
  static int open_own();
  int old_;
};
struct without_signals {
  sigset_t old;
  explicit without_signals(const sigset_t &blocked) { pthread_sigmask(SIG_BLOCK, &blocked, &old); }
  ~without_signals() { pthread_sigmask(SIG_SETMASK, &old, nullptr); }
};
struct in_locale {
  locale_t old;
  explicit in_locale(locale_t other) : old(uselocale(other)) {}
  ~in_locale() { uselocale(old); }
};
/// Sets it once and for all.
struct sets_locale {
  explicit sets_locale(locale_t other) { uselocale(other); }
  ~sets_locale() { note(); }
  static void note();
};

task<> spawns(int other) {
  in_namespace scope(other);
  co_await send(1); // want: 'scope' belongs to this thread, but is alive while the coroutine is suspended
}
task<> perhaps(int other, bool wanted) {
  std::optional<in_namespace> scope;
  if (wanted)
    scope.emplace(other);
  co_await send(1); // want: 'scope' belongs to this thread
}
task<> blocks_signals(sigset_t blocked) {
  without_signals scope(blocked);
  co_await send(1); // want: 'scope' belongs to this thread
}
task<> formats(locale_t other) {
  in_locale scope(other);
  co_await send(1); // want: 'scope' belongs to this thread
}

// ---- Silent ----

task<> before(int other) {
  {
    in_namespace scope(other);
  }
  co_await send(1);
}
task<> once(locale_t other) {
  sets_locale now(other);
  co_await send(1);
}
