#pragma once
#include <seastar/core/coroutine.hh>

namespace seastar::coroutine {
template <class... Futures> class [[nodiscard("must co_await an all() object")]] all {
  struct awaiter {
    bool await_ready() const;
    void await_suspend(std::coroutine_handle<>);
    std::tuple<typename Futures::value_type...> await_resume();
  };

public:
  template <class... Func> explicit all(Func && ...) {}
  awaiter operator co_await();
};
template <class... Func> explicit all(Func &&...) -> all<futurize_t<std::invoke_result_t<Func>>...>;
} // namespace seastar::coroutine
