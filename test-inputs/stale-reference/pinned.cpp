// An element that says that somebody is at it isn't taken away.
#include <boost/asio.hpp>
#include <map>
#include <string>

namespace net = boost::asio;
net::awaitable<void> write(const std::string &);

struct slot {
  std::string name;
  int users = 0;
};
class slots {
  std::map<int, slot> slots_;
  std::map<int, slot> others_;
  net::io_context &context_;

  net::awaitable<void> use(int id) {
    slot &mine = slots_[id];
    ++mine.users;
    co_await write("used");
    --mine.users;
  }
  net::awaitable<void> use_other(int id) {
    slot &mine = others_[id];
    ++mine.users;
    co_await write("used");
    --mine.users; // want: 'mine' may refer to nothing after the suspension: 'expire' changes 'others_'
  }

public:
  void alarm() {
    for (auto it = slots_.begin(); it != slots_.end();)
      if (it->second.users == 0)
        it = slots_.erase(it);
      else
        ++it;
  }
  void expire() {
    for (auto it = others_.begin(); it != others_.end();)
      if (it->second.name.empty())
        it = others_.erase(it);
      else
        ++it;
  }
  void start(int id) {
    net::co_spawn(context_, use(id), net::detached);
    net::co_spawn(context_, use_other(id), net::detached);
  }
};
