// The same bugs behind functions that forward, and in blocks and branches inside of the scope that ends.
#include "task.h"
#include <string>
#include <utility>

job<> pause();
int use(const std::string &text);
bool ready();
job<int> later(const std::string &key) {
  co_await pause();
  co_return use(key);
}
job<int> owning(std::string key) {
  co_await pause();
  co_return use(key);
}

// ---- Functions that forward ----

template <class... A> decltype(auto) by_cast(A &&...a) { return later(static_cast<A &&>(a)...); }
template <class... A> decltype(auto) by_forward(A &&...a) { return later(std::forward<A>(a)...); }
template <class T> job<int> one_by_one(T &&a) { return by_forward(std::forward<T>(a)); }
template <class... A> decltype(auto) owned(A &&...a) { return owning(std::forward<A>(a)...); }

job<int> cast() {
  std::string key;
  return by_cast(key); // want: 'key' is destroyed when the function returns
}
job<int> forwarded() {
  std::string key;
  return by_forward(key); // want: 'key' is destroyed when the function returns
}
job<int> forwarded_twice() {
  std::string key;
  return one_by_one(key); // want: 'key' is destroyed when the function returns
}
job<int> forwarded_copy() {
  std::string key;
  return owned(key);
}

// ---- In blocks ----

void in_a_block(std::string key) {
  { later(key); } // want: 'key' is destroyed at the end of its scope
}
void in_a_do(std::string key) {
  do {
    later(key); // want: 'key' is destroyed at the end of its scope
  } while (false);
}
void in_a_branch(std::string key) {
  if (ready()) {
    later(key); // want: 'key' is destroyed at the end of its scope
    return;
  }
  use(key);
}
job<> waits_behind_the_block(std::string key) {
  { later(key); }
  co_await pause();
}
job<> waits_in_the_block(std::string key) {
  if (ready()) {
    later(key);
    co_await pause();
  }
}
job<> in_a_loop(std::string key) {
  while (ready())
    later(key); // want: 'key' is destroyed at the end of its scope
}
