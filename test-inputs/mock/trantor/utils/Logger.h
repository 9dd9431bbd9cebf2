#pragma once
#include <cstdlib>

namespace trantor {
class LogStream {
public:
  template <class T> LogStream &operator<<(const T &) { ::std::abort(); }
};
class Logger {
public:
  static LogStream &stream(int);
};
} // namespace trantor
#define LOG_TRACE ::trantor::Logger::stream(0)
#define LOG_DEBUG ::trantor::Logger::stream(1)
#define LOG_INFO ::trantor::Logger::stream(2)
#define LOG_WARN ::trantor::Logger::stream(3)
#define LOG_ERROR ::trantor::Logger::stream(4)
