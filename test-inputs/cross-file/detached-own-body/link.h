#pragma once
#include <coro/coro.hpp>
#include <memory>
#include <stdexcept>

void log_failure(std::exception_ptr error);
coro::task<void> transmit(int bytes);

struct link {
  virtual ~link() = default;
  virtual coro::task<bool> send(int bytes) = 0;
  virtual coro::task<bool> flush() = 0;
};
struct tcp_link : link {
  coro::task<bool> send(int bytes) override;
  coro::task<bool> flush() override;
};
