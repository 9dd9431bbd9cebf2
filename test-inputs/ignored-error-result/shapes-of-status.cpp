// Classes that say whether it worked beside a code and a text.
#include "task.h"
#include <string>

struct Status {
  bool ok() const;
  int code() const;
  std::string message() const;
};
struct Message { // no question whether it worked
  int code() const;
  std::string message() const;
};
task<Status> execute(std::string text);
task<Message> next();

task<void> statements() {
  co_await execute("rollback"); // want: 'execute' gives its error back as a value, which is dropped
  if (Status status = co_await execute("commit"); !status.ok())
    co_return;
  co_await next();
}

// ---- The same in capitals, of a class template

enum class Code { OK = 0, Failed = 1 };
template <class... T> class Outcome {
public:
  bool OK() const { return code_ == Code::OK; }
  explicit operator bool() const { return OK(); }
  ::Code Code() const { return code_; }
  const char *Reason() const { return reason_.c_str(); }
  void Set(::Code code) { code_ = code; }

private:
  ::Code code_ = ::Code::OK;
  std::string reason_;
};
task<Outcome<>> save(int number);
task<Outcome<>> restore(int number);
task<Outcome<>> send_answer(Code code);
task<Outcome<>> roll_back(int number);
task<Outcome<>> hint(int number);

task<Outcome<>> saves(int number) {
  co_await save(number); // want: 'save' gives its error back as a value, which is dropped
  co_return co_await restore(number);
}
task<Outcome<>> forgets_its_result(int number) {
  auto result = co_await save(number); // want: nothing looks at the error in 'result'
  co_return Outcome<>();
}
/// The error that the answer is about goes to the caller.
task<Outcome<>> answers(int number) {
  auto result = co_await save(number);
  if (!result) {
    co_await roll_back(number); // want: 'roll_back' gives its error back as a value, which is dropped
    co_await send_answer(result.Code()); // want-low: 'send_answer' gives its error back as a value, which is dropped
    co_return result;
  }
  co_return Outcome<>();
}
/// Nobody here asks what becomes of a hint.
task<void> hints() {
  co_await hint(1); // want-low: 'hint' gives its error back as a value, which is dropped
  co_await hint(2); // want-low: 'hint' gives its error back as a value, which is dropped
}
/// What fails while it ends has nobody to be told.
struct store {
  task<void> close() {
    co_await save(1); // want-low: 'save' gives its error back as a value, which is dropped
  }
};
