// Which code of the translation unit may take away, while a coroutine is suspended, what a
// reference, pointer or iterator of it refers to.
//
// Who changes a member is told from the code that is there, so that a container that nobody is seen
// to change makes nothing stale.
#pragma once
#include "checks/engine/code/Body.h"
#include "checks/engine/code/Preamble.h"
#include "checks/engine/values/Shared.h"
#include "checks/engine/work/Activity.h"
#include "llvm/ADT/DenseSet.h"
#include <vector>

namespace corolint {

class Unit;

/// What a statement does to the elements of a container, or to what an optional or a smart pointer
/// holds.
enum class Change {
  Adds,     ///< elements come: others may move
  Removes,  ///< an element goes, or nothing is held any more
  Replaces, ///< all of it is another's
};

struct Mutation {
  Change change = Change::Adds;
  const clang::FunctionDecl *function =
      nullptr; ///< the named function whose code does it, lambdas in it included
  const clang::FunctionDecl *code = nullptr; ///< the function or lambda itself
  const clang::Stmt *at = nullptr;
  SharedObject object;
  bool keyed = false; ///< it is about one element: `erase(k)`
};

/// A change that may happen while a coroutine is suspended, and what shows that it does.
struct Meanwhile {
  const Mutation *mutation = nullptr;
  Concurrency concurrency;
  explicit operator bool() const { return mutation != nullptr; }
};

/// All changes that the code of one translation unit makes. What stands in a preamble is walked
/// through only where the object is mentioned, or code that is asked who calls it.
class Mutations {
public:
  explicit Mutations(Unit &unit);

  /// The change with the most evidence that can happen while `coroutine` is suspended and takes
  /// away what refers into the container: in another function that is not only called by this one,
  /// isn't the program's first, and neither makes nor destroys the object.
  Meanwhile invalidating(const Borrow &borrow, const clang::FunctionDecl &coroutine);

  /// The same for a change that leaves nothing in an optional, pointer or container.
  Meanwhile emptying(const SharedObject &object, const clang::FunctionDecl &coroutine);

private:
  class Survey;

  Meanwhile surest(const SharedObject &object, const clang::FunctionDecl &coroutine,
                   llvm::function_ref<bool(const Mutation &)> matters);
  void survey(llvm::ArrayRef<unsigned> userFiles);
  void surveyMentions(const clang::FunctionDecl &code);

  Unit &unit_;
  Unvisited unvisited_;
  llvm::DenseSet<const clang::FunctionDecl *> surveyed_; ///< all that mention them is known
  Activities activities_;
  llvm::DenseMap<unsigned, std::vector<Mutation>> changes_; ///< by where the object is declared
};

} // namespace corolint
