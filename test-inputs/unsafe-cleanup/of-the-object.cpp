// What the object itself begins and ends is named by what begins it.
#include <boost/asio.hpp>

namespace asio = boost::asio;
using asio::awaitable;

awaitable<int> load();

class Reader {
public:
  void beginReset();
  void endReset();
};

class Model : public Reader {
public:
  bool isResetting() const { return resetting_; }
  awaitable<void> reset() {
    beginReset();
    count_ = co_await load();
    endReset(); // want: 'endReset' is skipped when the await before it throws, and 'beginReset' never ends
  }

private:
  int count_ = 0;
  bool resetting_ = false;
};
