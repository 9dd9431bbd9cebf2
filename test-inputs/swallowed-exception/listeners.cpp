// Handlers that tell whoever listens, if anybody does.
#include "task.h"
#include <exception>
#include <functional>
#include <memory>
#include <string>

task<> work(int row);
struct logger {
  void error(const std::string &text);
};

class session {
public:
  task<> by_function(int row) {
    try {
      co_await work(row);
    } catch (const std::exception &e) {
      if (log_)
        log_(std::string("failed: ") + e.what());
    }
  }
  task<> by_pointer(int row) {
    try {
      co_await work(row);
    } catch (const std::exception &e) {
      if (logger_ != nullptr)
        logger_->error(e.what());
    }
  }
  task<> by_shared(int row) {
    try {
      co_await work(row);
    } catch (const std::exception &e) {
      if (shared_)
        shared_->error(e.what());
    }
  }
  task<> by_something_else(int row) {
    try {
      co_await work(row);
    } catch (const std::exception &e) { // want: on one path through this 'catch' the error of 'work' is dropped
      if (verbose_)
        shared_->error(e.what());
    }
  }
  task<> of_another(int row) {
    try {
      co_await work(row);
    } catch (const std::exception &e) { // want: on one path through this 'catch' the error of 'work' is dropped
      if (log_)
        shared_->error(e.what());
    }
  }

private:
  std::function<void(std::string)> log_;
  logger *logger_ = nullptr;
  std::shared_ptr<logger> shared_;
  bool verbose_ = false;
};
