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

namespace net = boost::asio;
void uses(int token, net::experimental::deferred_async_operation<void(), int> operation) {
  net::experimental::as_tuple(token);
  net::experimental::as_tuple_t<int> tuple(token);
  net::partial_as_tuple()(net::partial_redirect_error()(token));
  net::cancel_after(net::duration<int>(), net::cancel_at(net::duration<int>(), 1));
}
