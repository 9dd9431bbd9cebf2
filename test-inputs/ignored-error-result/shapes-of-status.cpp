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
