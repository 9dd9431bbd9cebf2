#include "fetch.h"

job<int> measured(const std::string &url) {
  int n = co_await request("first");
  co_return n + static_cast<int>(url.size());
}
job<int> copied(const std::string &url) {
  std::string own = url;
  int n = co_await request("first");
  co_return n + static_cast<int>(own.size());
}
job<int> unused(const std::string &) { co_return co_await request("first"); }
task<int> lazily(const std::string &url) { co_return co_await request(url); }
task<int> lazily_unused(const std::string &) { co_return co_await request("first"); }
