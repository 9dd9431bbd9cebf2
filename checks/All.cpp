#include "checks/All.h"
#include "checks/engine/things/Unit.h"
#include "clang-tidy/ClangTidyModule.h"
#include "llvm/ADT/STLExtras.h"
#include <iterator>
#include <map>
#include <mutex>

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
  const auto found =
      llvm::find_if(allChecks(), [&](const Check *check) { return check->id == id; });
  return found == allChecks().end() ? nullptr : *found;
}

std::string defaultChecks() {
  std::string result;
  for (const Check *check : allChecks())
    if (check->onByDefault)
      result += (result.empty() ? "" : ",") + check->id.str();
  return result;
}

namespace {

/// The slots of the runs under way, which an editor has several of at a time. Each lives as long as
/// the checks that share it.
class Slots {
public:
  explicit Slots(FindProgram find) : find_(std::move(find)) {}

  std::shared_ptr<UnitSlot> of(const clang::tidy::ClangTidyContext *context) {
    const std::lock_guard lock(mutex_);
    std::erase_if(slots_, [](const auto &entry) { return entry.second.expired(); });
    std::weak_ptr<UnitSlot> &known = slots_[context];
    std::shared_ptr<UnitSlot> slot = known.lock();
    if (!slot)
      known = slot = std::make_shared<UnitSlot>(UnitSlot{nullptr, find_});
    return slot;
  }

private:
  const FindProgram find_;
  std::mutex mutex_;
  std::map<const clang::tidy::ClangTidyContext *, std::weak_ptr<UnitSlot>> slots_;
};

} // namespace

void registerAll(clang::tidy::ClangTidyCheckFactories &factories, FindProgram find) {
  const auto slots = std::make_shared<Slots>(std::move(find));
  for (const Check *check : allChecks())
    factories.registerCheckFactory(
        check->id, [check, slots](llvm::StringRef name, clang::tidy::ClangTidyContext *context) {
          std::unique_ptr<CheckBase> made = check->make(*check, name, context);
          made->share(slots->of(context));
          return made;
        });
}

} // namespace corolint
