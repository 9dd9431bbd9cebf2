// What is lost with a task that is dropped un-awaited, in the words of messages.
#pragma once
#include "checks/Metadata.h"
#include "checks/engine/things/Task.h"

namespace corolint {

/// The words of a message that depend on what a type does when it is dropped.
struct Harm {
  llvm::StringRef one, many; ///< the end of the sentence
  Severity severity;
};

Harm harmOf(const TaskType &task);

/// How sure it is that dropping a task of this type loses something: high where its promise was
/// read, medium where a model or its shape tells.
Confidence confidenceOf(const TaskType &task);

/// "task" or "operation".
llvm::StringRef nounOf(const TaskType &task);

} // namespace corolint
