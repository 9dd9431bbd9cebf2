#pragma once
#include <chrono>
#include <folly/coro/Task.h>
#include <folly/io/async/EventBase.h>
#include <string>

namespace folly::coro {
class TransportIf {
public:
  virtual ~TransportIf();
  virtual Task<size_t> read(unsigned char *, std::chrono::milliseconds) = 0;
  virtual Task<Unit> write(const unsigned char *, std::chrono::milliseconds = std::chrono::milliseconds(0)) = 0;
};
class Transport : public TransportIf {
public:
  static Task<Transport> newConnectedSocket(EventBase *, const std::string &, std::chrono::milliseconds);
  Task<size_t> read(unsigned char *, std::chrono::milliseconds) override;
  Task<Unit> write(const unsigned char *, std::chrono::milliseconds = std::chrono::milliseconds(0)) override;
};
} // namespace folly::coro
