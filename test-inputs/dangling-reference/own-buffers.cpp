// A pointer into a local object that a class of the user's gives, by a conversion or a member.
#include "task.h"
#include <array>
#include <cstdio>
#include <memory>
#include <string>

template <std::size_t N> class buffer {
public:
  explicit buffer(const char *format, int value) { std::snprintf(text_.data(), N, format, value); }
  operator const char *() const noexcept { return text_.data(); }
  const char *text() const { return text_.data(); }

private:
  std::array<char, N> text_{};
};
class plain_buffer {
public:
  const char *c_str() const { return text_; }
  const std::string *whole() const { return &more_; }

private:
  char text_[64];
  std::string more_;
};
/// It only leads to what others own.
class handle {
public:
  operator const char *() const { return to_; }
  const char *text() const { return owner_->c_str(); }

private:
  const char *to_;
  std::shared_ptr<std::string> owner_;
};

task<int> fetch(const char *url) {
  const std::string copy = co_await task<std::string>();
  co_return static_cast<int>(copy.size()) + *url;
}
task<int> length(const std::string *text) {
  co_await task<void>();
  co_return static_cast<int>(text->size());
}

task<int> converts(int id) {
  const buffer<256> url("/item/%d", id);
  return fetch(url); // want: 'url'
}
task<int> asks(int id) {
  const buffer<256> url("/item/%d", id);
  return fetch(url.text()); // want: 'url'
}
task<int> asks_a_plain_one() {
  plain_buffer url;
  return fetch(url.c_str()); // want: 'url'
}
task<int> asks_for_a_part() {
  plain_buffer url;
  return length(url.whole()); // want: 'url'
}
task<int> of_others(handle given) {
  handle url = given;
  return fetch(url);
}
task<int> text_of_others(handle given) {
  handle url = given;
  return fetch(url.text());
}
task<int> waits(int id) {
  const buffer<256> url("/item/%d", id);
  co_return co_await fetch(url);
}
