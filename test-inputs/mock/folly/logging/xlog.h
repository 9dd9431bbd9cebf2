#pragma once
#include <cstdlib>

namespace folly {
class LogStream {
public:
  template <class T> LogStream &operator<<(const T &) { ::std::abort(); }
};
LogStream &logStream(int);
} // namespace folly
enum { DBG, INFO, WARN, WARNING, ERR, CRITICAL, FATAL };
#define XLOG(level) ::folly::logStream(level)
#define LOG(level) ::folly::logStream(level)
#define ERROR ERR
