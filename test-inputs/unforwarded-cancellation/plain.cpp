// Calls that could have been given the cancellation token at hand, and those that were, or can't.
#include "task.h"
#include <cppcoro/cancellation_token.hpp>
#include <cppcoro/net/socket.hpp>
#include <cppcoro/task.hpp>
#include <stop_token>
#include <string>

task<int> query(int key, std::stop_token stop = {});
task<int> query_by_name(std::string name);
task<int> query_by_name(std::string name, std::stop_token stop);
task<int> with_two_defaults(int key, int retries = 3, std::stop_token stop = {});
task<int> by_reference(int key, const std::stop_token &stop = std::stop_token());
task<int> without(int key);
task<void> tidy_up(std::stop_token stop = {});

task<int> defaulted(int key, std::stop_token stop) {
  co_return co_await query(key); // want: 'query' could be given 'stop', and goes on when that asks it to end
}
task<int> overloaded(std::string name, std::stop_token stop) {
  int one = co_await query_by_name(name); // want: 'query_by_name' could be given 'stop'
  co_return one;
}
task<int> between_defaults(int key, std::stop_token stop) {
  co_return co_await with_two_defaults(key); // want: 'with_two_defaults' could be given 'stop'
}
task<int> reference(int key, const std::stop_token &stop) {
  co_return co_await by_reference(key); // want: 'by_reference' could be given 'stop'
}
task<int> a_local(int key, std::stop_source &source) {
  std::stop_token stop = source.get_token();
  co_return co_await query(key); // want: 'query' could be given 'stop'
}
task<int> in_an_expression(int key, std::stop_token stop) {
  co_return 1 + co_await query( // want: 'query' could be given 'stop'
                    key);
}
cppcoro::task<> connects(cppcoro::net::socket &socket, const cppcoro::net::ip_endpoint &to, cppcoro::cancellation_token stop) {
  co_await socket.connect(to); // want: 'connect' could be given 'stop'
}
auto as_a_lambda = [](int key, std::stop_token stop) -> task<int> {
  co_return co_await query(key); // want: 'query' could be given 'stop'
};
struct reader {
  task<int> read(int size, std::stop_token stop = {});
  task<int> all(std::stop_token stop) {
    co_return co_await read(1) + // want: 'read' could be given 'stop'
        co_await read(2, stop);
  }
};

// ---- Silent ----------------------------------------------------------------------------------------------------------

task<int> given(int key, std::stop_token stop) { co_return co_await query(key, stop); }
task<int> given_another(int key, std::stop_token stop, std::stop_token other) { co_return co_await query(key, other); }
task<int> none_at_hand(int key) { co_return co_await query(key); }
task<int> takes_none(int key, std::stop_token stop) {
  if (stop.stop_requested())
    co_return 0;
  co_return co_await without(key);
}
task<int> which_one(int key, std::stop_token one, std::stop_token other) { co_return co_await query(key); }
template <class T> T bound(std::stop_token stop, T work);
task<int> by_a_wrapper(int key, std::stop_token stop) { co_return co_await bound(stop, query(key)); }
task<void> cleans_up_after(int key, std::stop_token stop) {
  co_await query(key, stop);
  if (stop.stop_requested())
    co_await tidy_up();
}
task<void> on_purpose(int key, std::stop_token stop) { co_await query(key, std::stop_token()); }
task<int> by_an_inner_lambda(std::stop_token stop) {
  auto inner = [](int key) -> task<int> { co_return co_await query(key); };
  co_return co_await inner(stop.stop_requested());
}
task<int> unnamed(int key, std::stop_token) { co_return co_await query(key); }
