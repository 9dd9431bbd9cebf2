#pragma once
#include <memory>
#include <stdexcept>

namespace async_simple {
enum SignalType : unsigned long { None = 0, Terminate = 1 };
class Slot;
class Signal : public std::enable_shared_from_this<Signal> {
public:
  SignalType emits(SignalType) noexcept;
  static std::shared_ptr<Signal> create();
};
class SignalException : public std::runtime_error {
public:
  explicit SignalException(SignalType);
};
} // namespace async_simple
