// Delegates that keep what they are made of in a member that returns nothing, and those that are
// made of an object and its member function.
#include "task.h"
#include <functional>
#include <utility>

struct click_handler {
  template <class L> click_handler(L handler) : run_(std::move(handler)) {}
  template <class O, class M>
  click_handler(O *object, M method) : run_([object, method](int at) { (object->*method)(at); }) {}
  std::function<void(int)> run_;
};
struct asks_handler {
  template <class L> asks_handler(L handler) : run_(std::move(handler)) {}
  std::function<task<void>(int)> run_;
};
struct button {
  int click(const click_handler &handler) const;
  int ask(const asks_handler &handler) const;
};
task<void> save(int at);

struct page {
  button load;
  void set_up() {
    load.click({this, &page::on_click}); // want: 'handler' drops the task that '&page::on_click' returns: it never runs
    load.click({this, &page::on_plain});
    load.click([](int at) -> task<void> { co_await save(at); }); // want: 'handler' drops the task that this callback returns
    load.ask([](int at) -> task<void> { co_await save(at); });
  }
  task<void> on_click(int at) { co_await save(at); }
  void on_plain(int at);
};
