#include "session.h"

session::session(std::string url) : url_(std::move(url)) {}
job<int> session::uses() {
  int n = co_await request("first");
  co_return n + static_cast<int>(url_.size());
}
job<int> session::forgets() { co_return co_await request("first"); }
