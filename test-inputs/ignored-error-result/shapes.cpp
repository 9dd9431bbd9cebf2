// Results of a project's own, told from their shape.
#include "task.h"
#include <iostream>
#include <string>
#include <system_error>
#include <vector>

/// The members that ask and tell have names of their own.
template <class T> struct reply {
  bool ok() const;
  const std::string &error_message() const;
  T value() const;
};
/// Fields.
struct outcome {
  bool success = false;
  std::string error;
  int rows = 0;
};
/// `operator bool` means that it failed.
struct problem {
  bool has_error() const { return code_ != 0; }
  explicit operator bool() const { return has_error(); }
  int error() const { return code_; }
  int code_ = 0;
};
struct fault {
  bool has_error() const;
  explicit operator bool() const { return !text_.empty(); }
  std::string error() const { return text_; }
  std::string text_;
};
enum class errc_of_ours { ok, refused, timeout_error };
enum class color { red, green };
/// Not a result: nothing tells what went wrong.
struct point {
  int x, y;
  explicit operator bool() const;
};

task<reply<int>> ask(int peer);
task<outcome> store(int row);
task<problem> step();
task<fault> leap();
task<std::vector<problem>> steps();
task<errc_of_ours> connect(int peer);
task<color> paint();
task<point> locate();
task<void> fail(const problem &p);
task<std::error_code> write(const char *text);
struct terminal {
  task<std::error_code> print(const char *text);
};
struct console_stream {
  task<std::error_code> write(const char *text);
};
void use(int value);

task<void> dropped() {
  co_await ask(1);   // want: 'ask' gives its error back as a value, which is dropped
  co_await store(1); // want: 'store' gives its error back as a value
  co_await step();   // want: 'step' gives its error back as a value
  co_await leap();   // want: 'leap' gives its error back as a value
  co_await steps();  // want: 'steps' gives each task's error back as a value
  co_await connect(1); // want-low: 'connect' gives its error back as a value
  co_await paint();
  co_await locate();
}
task<void> unread() {
  auto answer = co_await ask(1); // want: nothing looks at the error in 'answer'
  use(1);
  auto made = co_await step(); // want: nothing looks at the error in 'made'
}
task<void> looked_at(terminal &tty, console_stream &console) {
  if (auto err = co_await step())
    co_await fail(err);
  auto err = co_await step();
  if (err)
    co_await fail(err);
  if (auto why = co_await leap())
    std::cerr << why.error();
  auto answer = co_await ask(1);
  if (!answer.ok())
    std::cerr << answer.error_message();
  auto row = co_await store(1);
  if (row.success)
    use(row.rows);
  if (co_await connect(1) != errc_of_ours::ok)
    co_return;
  // Who could be told that a line wasn't written?
  co_await tty.print("done");     // want-low: 'print' gives its error back as a value
  co_await console.write("done"); // want-low: 'write' gives its error back as a value
}
task<void> writes() {
  co_await write("done"); // want: 'write' gives its error back as a value
}

/// What is sent to a channel fails when nobody is left who would receive it.
struct message_channel {
  task<outcome> async_send(int message);
  task<outcome> receive();
};
task<> talks(message_channel &channel) {
  co_await channel.async_send(1); // want-low: dropped
  co_await channel.receive();     // want: dropped
}

// The exception as a value.
template <class T> class attempt {
public:
  bool hasError() const;
  std::exception_ptr getException() const;
  T &value();
};
task<attempt<int>> attempted();

task<int> drops_an_attempt() {
  co_await attempted(); // want: 'attempted' gives its error back as a value
  auto second = co_await attempted();
  co_return second.value();
}
