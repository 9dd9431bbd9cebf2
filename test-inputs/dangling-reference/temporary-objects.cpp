// Members for temporaries, `as() &&`: a coroutine's frame knows where its object is, and the object is gone at the end of the expression.
#include "task.h"
#include <string>
#include <utility>
#include <vector>

struct client;
task<int> send(std::string url);

class request {
public:
  request(client &of, std::string url) : client_(&of), url_(std::move(url)) {}
  request &&header(std::string name) && {
    headers_.push_back(std::move(name));
    return std::move(*this);
  }
  request &query(std::string text) {
    url_ += text;
    return *this;
  }
  request &&timeout(int seconds) && {
    timeout_ = seconds;
    return static_cast<request &&>(*this);
  }

  task<int> status() && {
    int answer = co_await send(url_);
    co_return answer + timeout_;
  }
  template <class T> task<T> as() && {
    co_await send(url_);
    co_return T(headers_.size());
  }
  task<int> kept() {
    co_await send("");
    co_return static_cast<int>(url_.size());
  }
  task<int> handed_on() && { return own(std::move(url_)); }

private:
  static task<int> own(std::string url) { co_return co_await send(std::move(url)); }
  client *client_;
  std::string url_;
  std::vector<std::string> headers_;
  int timeout_ = 0;
};
struct client {
  request get(std::string url) { return request(*this, std::move(url)); }
};

task<int> later(client &c) {
  auto answer = c.get("a").status(); // want: this temporary is destroyed at the end of this expression, but the task of 'status' still refers to it
  co_return co_await std::move(answer);
}
task<int> by_template(client &c) {
  auto answer = c.get("a").as<int>(); // want: this temporary is destroyed at the end of this expression, but the task of 'as' still refers to it
  co_return co_await std::move(answer);
}
task<int> by_a_chain(client &c) {
  auto answer = c.get("a").header("b").timeout(1).status(); // want: this temporary is destroyed at the end of this expression
  co_return co_await std::move(answer);
}
task<int> by_a_chain_of_references(client &c) {
  auto answer = c.get("a").query("b").kept(); // want: this temporary is destroyed at the end of this expression
  co_return co_await std::move(answer);
}
task<int> returned(client &c) {
  return c.get("a").header("b").status(); // want: this temporary is destroyed at the end of this expression
}

// ---- Silent ----

task<int> at_once(client &c) { co_return co_await c.get("a").header("b").status(); }
task<int> of_a_variable(client &c) {
  auto kept = c.get("a");
  auto answer = std::move(kept).header("b").status();
  co_return co_await std::move(answer);
}
task<int> moved_into_the_task(client &c) {
  auto answer = c.get("a").handed_on();
  co_return co_await std::move(answer);
}
