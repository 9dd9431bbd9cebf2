// Templates that make an exception of what they are given: of a pointer to one, too.
#include "task.h"
#include <exception>
#include <stdexcept>
#include <type_traits>
#include <vector>

struct promise {
  void set_exception(std::exception_ptr error);
};
class waiters {
public:
  template <class E> void fail(E error) {
    for (promise &each : waiting_)
      each.set_exception(std::make_exception_ptr(error)); // want: this makes an exception of the 'std::exception_ptr' itself: no handler will match the one in it
  }
  template <class E> void fail_rightly(E error) {
    for (promise &each : waiting_)
      if constexpr (std::is_same_v<E, std::exception_ptr>)
        each.set_exception(error);
      else
        each.set_exception(std::make_exception_ptr(error));
  }
  template <class E> void fail_with_exceptions(E error) {
    for (promise &each : waiting_)
      each.set_exception(std::make_exception_ptr(error));
  }
  void both(std::exception_ptr error) {
    fail(error);
    fail(std::runtime_error("closed"));
    fail_rightly(error);
    fail_rightly(std::runtime_error("closed"));
    fail_with_exceptions(std::runtime_error("closed"));
  }

private:
  std::vector<promise> waiting_;
};
void plainly(promise &to, std::exception_ptr error) {
  to.set_exception(std::make_exception_ptr(error)); // want: this makes an exception of the 'std::exception_ptr' itself: no handler will match the one in it
}
