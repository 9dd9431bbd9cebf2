#include "checks/engine/answers/Harm.h"

namespace corolint {

Harm harmOf(const TaskType &task) {
  switch (task.dropped) {
  case Dropped::NeverRuns:
    if (task.kind == TaskKind::Operation)
      return {"never awaited, so it never starts", "never awaited, so they never start",
              Severity::Error};
    return {"never awaited, so it never runs", "never awaited, so they never run", Severity::Error};
  case Dropped::RunsOn:
    return {"never awaited: nobody waits for it, and its error is lost",
            "never awaited: nobody waits for them, and their errors are lost", Severity::Warning};
  case Dropped::Cancelled:
    return {"dropped un-awaited, which cancels its work",
            "dropped un-awaited, which cancels their work", Severity::Error};
  case Dropped::EndsProcess:
    return {"never awaited: its destructor ends the process",
            "never awaited: their destructors end the process", Severity::Error};
  case Dropped::Unknown:
    break;
  }
  return {"never awaited: its work may not run, and its error is lost",
          "never awaited: their work may not run, and their errors are lost", Severity::Warning};
}

llvm::StringRef nounOf(const TaskType &task) {
  return task.kind == TaskKind::Operation ? "operation" : "task";
}

Confidence confidenceOf(const TaskType &task) {
  const bool read = task.kind == TaskKind::Task && !task.model && task.start != Start::Unknown;
  return read ? Confidence::High : Confidence::Medium;
}

} // namespace corolint
