// Where the object that would be told is gone, nobody is left to be told.
#include <boost/asio.hpp>
#include <exception>
#include <functional>
#include <memory>

namespace asio = boost::asio;
using asio::awaitable;

class Picture : public std::enable_shared_from_this<Picture> {
public:
  awaitable<void> told();
  awaitable<void> toldBehind();
  awaitable<void> toldByBraces();
  awaitable<void> toldOnOneWay(bool quiet);

private:
  awaitable<void> load();
  void failed(const std::exception &error);
};

awaitable<void> Picture::told() {
  std::weak_ptr<Picture> weak = weak_from_this();
  try {
    co_await load();
  } catch (const std::exception &error) {
    if (auto self = weak.lock())
      self->failed(error);
  }
}

awaitable<void> Picture::toldBehind() {
  auto weak = weak_from_this();
  try {
    co_await load();
  } catch (const std::exception &error) {
    const auto self = weak.lock();
    if (!self)
      co_return;
    self->failed(error);
  }
}

awaitable<void> Picture::toldByBraces() {
  const auto weak{weak_from_this()};
  try {
    co_await load();
  } catch (const std::exception &error) {
    const auto self{weak.lock()};
    if (self)
      self->failed(error);
    co_return;
  }
}

awaitable<void> Picture::toldOnOneWay(bool quiet) {
  try {
    co_await load();
  } catch (const std::exception &error) { // want: on one path
    if (!quiet)
      failed(error);
  }
}
