#pragma once
#include <cstdlib>
#include <kj/common.h>

namespace kj {
class StringPtr {
public:
  StringPtr();
  StringPtr(const char *);
  const char *cStr() const;
  size_t size() const;
};
class String {
public:
  String();
  String(String &&) noexcept;
  String &operator=(String &&) noexcept;
  ~String();
  operator StringPtr() const;
  const char *cStr() const;
  size_t size() const;
};
template <class... A> String str(A &&...) { ::std::abort(); }
} // namespace kj
