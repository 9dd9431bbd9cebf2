// Tasks that an ordinary function makes an object of: the object runs them on when what they refer to is gone.
#include <kj/async.h>
#include <memory>

struct worker {
  int number = 0;
};
struct container {
  kj::Promise<void> next();
  kj::Promise<int> ask() {
    co_await next();
    ++asked;
    co_return asked;
  }
  int asked = 0;
};
struct counted : kj::Refcounted {
  kj::Promise<void> next();
  kj::Promise<int> ask() {
    co_await next();
    ++asked;
    co_return asked;
  }
  int asked = 0;
};
kj::Own<container> container_of(int number);
kj::Own<counted> counted_of(int number);
kj::Own<worker> new_promised_worker(kj::Promise<int> promise);
kj::Own<worker> wait_for_worker(kj::Promise<int> promise);

kj::Own<worker> of_a_local() {
  container own;
  return new_promised_worker(own.ask()); // want: 'own' is destroyed when the function returns, but the task of 'ask' still refers to it
}
kj::Own<worker> of_an_owner(int number) {
  auto own = container_of(number);
  return new_promised_worker(own->ask()); // want: 'own' is destroyed when the function returns
}
kj::Promise<int> returned(int number) {
  auto own = container_of(number);
  return own->ask(); // want: 'own' is destroyed when the function returns
}

// ---- Silent

kj::Own<worker> attached(int number) {
  auto own = container_of(number);
  auto &object = *own;
  return new_promised_worker(object.ask().attach(kj::mv(own)));
}
kj::Own<worker> waited_for() {
  container own;
  return wait_for_worker(own.ask());
}
kj::Promise<int> of_a_member(container &other) { return other.ask(); }
/// Holds a lock on what somebody else keeps.
template <class T> class Locked {
public:
  Locked(Locked &&other);
  ~Locked();
  T *operator->();
};
Locked<container> lock_container();
kj::Promise<int> locked() {
  auto own = lock_container();
  return own->ask();
}
/// Others may keep it.
kj::Promise<int> counted_only(int number) {
  auto own = counted_of(number);
  return own->ask();
}
