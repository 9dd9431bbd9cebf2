// What was tested before a suspension, in conditions that ask for more than one thing.
#include "task.h"
#include <memory>
#include <optional>
#include <string>

task<int> ask(std::string question);
struct connection {
  void answer(int value);
  int version() const;
};
struct handle {
  task<int> update();
};

class publisher {
public:
  publisher(connection *session, std::shared_ptr<handle> updates) : session_(session), updates_(std::move(updates)) {}
  /// The connection's end; an update may be on its way.
  void reset() { session_ = nullptr; }

  task<void> either_missing() {
    if (!session_ || !updates_)
      co_return;
    const int value = co_await updates_->update();
    session_->answer(value); // want: 'session_' was tested before the suspension, and 'reset' may have emptied it since
  }
  task<void> both_there() {
    if (session_ && updates_) {
      const int value = co_await updates_->update();
      session_->answer(value); // want: 'session_' was tested before the suspension
    }
  }
  task<void> not_both_there() {
    if (!(session_ && updates_))
      co_return;
    const int value = co_await ask("a");
    if (session_->version() > 1) // want: 'session_' was tested before the suspension
      co_await ask("b");
  }

  // ---- silent ------------------------------------------------------------------------------------------------------

  task<void> tested_again() {
    if (!session_ || !updates_)
      co_return;
    const int value = co_await updates_->update();
    if (session_)
      session_->answer(value);
  }
  task<void> one_of_both() {
    if (session_ || updates_) {
      co_await ask("a");
      if (updates_)
        co_await updates_->update();
    }
  }
  task<void> behind_one_that_needs_both() {
    if (!session_ && !updates_)
      co_return;
    co_await ask("a");
  }
  task<void> taken_before() {
    if (!session_ || !updates_)
      co_return;
    connection &session = *session_;
    const int version = session.version();
    co_await ask(std::to_string(version));
  }

private:
  connection *session_;
  std::shared_ptr<handle> updates_;
};
