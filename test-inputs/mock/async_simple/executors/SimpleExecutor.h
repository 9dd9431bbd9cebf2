#pragma once
#include <async_simple/Executor.h>

namespace async_simple::executors {
class SimpleExecutor : public Executor {
public:
  explicit SimpleExecutor(size_t);
  bool schedule(Func) override;
};
} // namespace async_simple::executors
