// Names of Asio's versions before and after the installed ones, declared as they are there.
#include <utility>

namespace boost::asio {
template <class Clock> struct duration {};
template <class Token, class Clock> Token cancel_after(duration<Clock>, Token &&token) { return std::forward<Token>(token); }
template <class Token, class Clock> Token cancel_at(duration<Clock>, Token &&token) { return std::forward<Token>(token); }
struct partial_as_tuple {
  template <class Token> Token operator()(Token &&token) const { return std::forward<Token>(token); }
};
struct partial_redirect_error {
  template <class Token> Token operator()(Token &&token) const { return std::forward<Token>(token); }
};
namespace experimental {
template <class Token> class as_tuple_t {
public:
  explicit as_tuple_t(Token token) : token_(token) {}

private:
  Token token_;
};
template <class Token> as_tuple_t<Token> as_tuple(Token token) { return as_tuple_t<Token>(token); }
template <class Signature, class Initiation> class deferred_async_operation {};
} // namespace experimental
} // namespace boost::asio

// Boost.MySQL, newer than the installed Boost.
namespace boost::mysql {
template <class Result = void> struct operation {};
class any_connection {
public:
  operation<> async_connect(), async_execute(), async_prepare_statement(), async_start_execution(), async_read_some_rows(), async_ping(), async_reset_connection(), async_run_pipeline();
};
template <class Stream> class connection {
public:
  operation<> async_connect() { return {}; }
  operation<> async_handshake() { return {}; }
  operation<> async_execute() { return {}; }
  operation<> async_prepare_statement() { return {}; }
  operation<> async_start_execution() { return {}; }
  operation<> async_read_some_rows() { return {}; }
  operation<> async_ping() { return {}; }
};
} // namespace boost::mysql

void queries(boost::mysql::any_connection &any, boost::mysql::connection<int> &one) {
  any.async_connect(), any.async_execute(), any.async_prepare_statement(), any.async_start_execution();
  any.async_read_some_rows(), any.async_ping(), any.async_reset_connection(), any.async_run_pipeline();
  one.async_connect(), one.async_handshake(), one.async_execute(), one.async_prepare_statement();
  one.async_start_execution(), one.async_read_some_rows(), one.async_ping();
}

namespace net = boost::asio;
void uses(int token, net::experimental::deferred_async_operation<void(), int> operation) {
  net::experimental::as_tuple(token);
  net::experimental::as_tuple_t<int> tuple(token);
  net::partial_as_tuple()(net::partial_redirect_error()(token));
  net::cancel_after(net::duration<int>(), net::cancel_at(net::duration<int>(), 1));
}
