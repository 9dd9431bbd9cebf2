// Senders say how they complete: one that only succeeds skips nothing.
#include <coroutine>

namespace ex {
struct set_value_t {};
struct set_error_t {};
struct set_stopped_t {};
template <class... Signatures> struct completion_signatures {};
} // namespace ex

struct task {
  struct promise_type {
    task get_return_object();
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void();
    void unhandled_exception();
    template <class Sender> struct awaiter {
      bool await_ready();
      void await_suspend(std::coroutine_handle<>);
      void await_resume();
    };
    template <class Sender> awaiter<Sender> await_transform(Sender);
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

struct drained {
  using completion_signatures = ex::completion_signatures<ex::set_value_t()>;
};
struct connected {
  using completion_signatures = ex::completion_signatures<ex::set_value_t(int), ex::set_error_t(int)>;
};
struct stoppable {
  using completion_signatures = ex::completion_signatures<ex::set_value_t(), ex::set_stopped_t()>;
};

class signals {
public:
  task until_drained() {
    busy_ = true;
    co_await drained();
    busy_ = false;
  }
  task until_connected() {
    busy_ = true;
    co_await connected();
    busy_ = false; // want: 'busy_' stays true when the await before this throws
  }
  task until_stopped() {
    busy_ = true;
    co_await stoppable();
    busy_ = false; // want: 'busy_' stays true when the await before this throws
  }

private:
  bool busy_ = false;
};
