// What the promises of a library throw derives from one class: whoever catches it has caught all.
#include <kj/async.h>
#include <kj/exception.h>

kj::Promise<int> fetch(int source);
void show(int size);

kj::Promise<void> covered(int source) {
  int size = 0;
  try {
    size = co_await fetch(source);
  } catch (const kj::Exception &) {
    size = -1;
  }
  show(size);
}

kj::Promise<void> raw(int source) {
  int size = co_await fetch(source);
  show(size);
}

void start(int source) {
  covered(source).detach([](kj::Exception &&) {});
  raw(source).detach([](kj::Exception &&) {}); // want: the handler of 'raw' ignores its error
}
