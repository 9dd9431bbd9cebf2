#pragma once
#include <cstdlib>
#include <string>

namespace seastar {
enum class log_level { error, warn, info, debug, trace };
class logger {
public:
  explicit logger(std::string);
  template <class... A> void log(log_level, const char *, A &&...) noexcept { ::std::abort(); }
  template <class... A> void error(const char *, A &&...) noexcept { ::std::abort(); }
  template <class... A> void warn(const char *, A &&...) noexcept { ::std::abort(); }
  template <class... A> void info(const char *, A &&...) noexcept { ::std::abort(); }
  template <class... A> void debug(const char *, A &&...) noexcept { ::std::abort(); }
  template <class... A> void trace(const char *, A &&...) noexcept { ::std::abort(); }
};
} // namespace seastar
