// A callback that is given an error by a reference to the base of several: a copy of it is of the base.
#include "task.h"
#include <coroutine>
#include <exception>
#include <functional>
#include <string>
#include <utility>

class db_error {
public:
  virtual ~db_error() = default;
  virtual std::string what() const;
};
class duplicate : public db_error {
public:
  explicit duplicate(std::string column) : column_(std::move(column)) {}
  std::string what() const override;

private:
  std::string column_;
};
class last_error final : public duplicate {
  using duplicate::duplicate;
};
/// Nothing derives from it.
class parse_error {
public:
  virtual ~parse_error() = default;
};
struct rows {};
class client {
public:
  void run(std::string query, std::function<void(const rows &)> done, std::function<void(const db_error &)> failed);
  void run_last(std::string query, std::function<void(const last_error &)> failed);
  void parse(std::string query, std::function<void(const parse_error &)> failed);
};

struct query {
  client &with;
  std::string text;
  rows result;
  std::exception_ptr error;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> waiting) {
    with.run(
        text,
        [this, waiting](const rows &found) {
          result = found;
          waiting.resume();
        },
        [this, waiting](const db_error &failure) {
          error = std::make_exception_ptr(failure); // want: 'make_exception_ptr' copies 'failure', cut down to the type that its declaration names
          waiting.resume();
        });
  }
  rows await_resume() {
    if (error)
      std::rethrow_exception(error);
    return result;
  }
};
// ---- Silent ----

struct last_query {
  client &with;
  std::string text;
  std::exception_ptr error;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> waiting) {
    with.run_last(text, [this, waiting](const last_error &failure) {
      error = std::make_exception_ptr(failure);
      waiting.resume();
    });
  }
  void await_resume() {
    if (error)
      std::rethrow_exception(error);
  }
};
struct parsed {
  client &with;
  std::string text;
  std::exception_ptr error;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> waiting) {
    with.parse(text, [this, waiting](const parse_error &failure) {
      error = std::make_exception_ptr(failure);
      waiting.resume();
    });
  }
  void await_resume() {
    if (error)
      std::rethrow_exception(error);
  }
};
task<rows> find(client &with) {
  co_await last_query{with, "last"};
  co_await parsed{with, "parse"};
  co_return co_await query{with, "find"};
}
