#pragma once
#include <coroutine>

namespace boost::cobalt {
class main {
public:
  struct promise_type {
    main get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_value(int);
  };
};
} // namespace boost::cobalt
auto co_main(int argc, char *argv[]) -> boost::cobalt::main;
