// Seastar: a continuation that is given the ready future, and asks it no more than whether it failed.
#include <exception>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>

seastar::future<int> probe(int k);
void note(std::exception_ptr error);
void count_failure();

seastar::future<int> forgets(int k) {
  return probe(k).then_wrapped([](seastar::future<int> f) { // want: the error ends in the function given to 'then_wrapped'
    if (f.failed()) {
      f.ignore_ready_future();
      return 0;
    }
    return f.get();
  });
}
seastar::future<int> generic(int k) {
  return probe(k).then_wrapped([](auto f) { // want: given to 'then_wrapped'
    if (!f.failed())
      return f.get();
    f.ignore_ready_future();
    return 0;
  });
}
seastar::future<int> catches(int k) {
  return probe(k).then_wrapped([](seastar::future<int> f) {
    try {
      return f.get();
    } catch (...) { // want: the error of 'get' ends in 'catch (...)'
      return 0;
    }
  });
}

// ---- Silent ----

seastar::future<int> notes(int k) {
  return probe(k).then_wrapped([](seastar::future<int> f) {
    if (f.failed()) {
      note(f.get_exception());
      return 0;
    }
    return f.get();
  });
}
seastar::future<int> says_so(int k) {
  return probe(k).then_wrapped([](seastar::future<int> f) {
    if (f.failed()) {
      f.ignore_ready_future();
      return -1;
    }
    return f.get();
  });
}
seastar::future<bool> asks(int k) {
  return probe(k).then_wrapped([](seastar::future<int> f) {
    const bool worked = !f.failed();
    f.ignore_ready_future();
    return worked;
  });
}
seastar::future<int> counts(int k) {
  return probe(k).then_wrapped([](seastar::future<int> f) {
    if (f.failed()) {
      f.ignore_ready_future();
      count_failure();
      return 0;
    }
    return f.get();
  });
}
seastar::future<int> rethrows(int k) {
  return probe(k).then_wrapped([](seastar::future<int> f) {
    if (f.failed())
      return seastar::make_exception_future<int>(f.get_exception());
    return seastar::make_ready_future<int>(f.get());
  });
}
seastar::future<int> explains(int k) {
  return probe(k).then_wrapped([](seastar::future<int> f) {
    if (f.failed()) {
      f.ignore_ready_future(); // a missing probe counts as none
      return 0;
    }
    return f.get();
  });
}
