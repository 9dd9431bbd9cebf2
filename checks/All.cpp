#include "checks/All.h"
#include "clang-tidy/ClangTidyModule.h"
#include "llvm/ADT/STLExtras.h"
#include <iterator>

namespace corolint {

extern const Check UnawaitedTask;
extern const Check VoidCallback;
extern const Check DetachedTask;
extern const Check BlockingCall;
extern const Check SwallowedException;
extern const Check SwallowedCancellation;
extern const Check LostExceptionContext;
extern const Check IgnoredErrorResult;
extern const Check SequentialAwaits;
extern const Check MissingTimeout;
extern const Check UnsafeCleanup;
extern const Check ThrowType;
extern const Check NoAwait;
extern const Check HeldAcrossSuspension;
extern const Check DanglingReference;
extern const Check AwaitedTwice;
extern const Check ReturnTaskInTry;
extern const Check StaleReference;
extern const Check UnforwardedCancellation;

llvm::ArrayRef<const Check *> allChecks() {
  static constexpr const Check *Table[] = {
      &UnawaitedTask,
      &VoidCallback,
      &DetachedTask,
      &BlockingCall,
      &SwallowedException,
      &SwallowedCancellation,
      &LostExceptionContext,
      &IgnoredErrorResult,
      &SequentialAwaits,
      &MissingTimeout,
      &UnsafeCleanup,
      &ThrowType,
      &NoAwait,
      &HeldAcrossSuspension,
      &DanglingReference,
      &AwaitedTwice,
      &ReturnTaskInTry,
      &StaleReference,
      &UnforwardedCancellation,
  };
  return Table;
}

const Check *findCheck(llvm::StringRef id) {
  const auto found = llvm::find_if(allChecks(), [&](const Check *check) { return check->id == id; });
  return found == allChecks().end() ? nullptr : *found;
}

std::string defaultChecks() {
  std::string result;
  for (const Check *check : allChecks())
    if (check->onByDefault)
      result += (result.empty() ? "" : ",") + check->id.str();
  return result;
}

void registerAll(clang::tidy::ClangTidyCheckFactories &factories) {
  for (const Check *check : allChecks())
    factories.registerCheckFactory(check->id, [check](llvm::StringRef name, clang::tidy::ClangTidyContext *context) {
      return check->make(*check, name, context);
    });
}

} // namespace corolint
