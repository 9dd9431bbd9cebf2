// What a reference, pointer or iterator into a container refers to, and which code of the translation unit may take that away while a coroutine is
// suspended.
//
// Only members of this object and variables of the program count as shared; who changes them is told from the code that is there, so that a container
// that nobody is seen to change makes nothing stale.
#pragma once
#include "checks/engine/Body.h"
#include "llvm/ADT/DenseSet.h"
#include <vector>

namespace corolint {

class Unit;

/// What a statement does to the elements of a container, or to what an optional or a smart pointer holds.
enum class Change {
  Adds,     ///< elements come: others may move
  Removes,  ///< an element goes, or nothing is held any more
  Replaces, ///< all of it is another's
};

struct Mutation {
  Change change = Change::Adds;
  const clang::FunctionDecl *function = nullptr; ///< the function whose code does it, lambdas in it included
  const clang::Stmt *at = nullptr;
};

/// How something refers into a container.
enum class Reference {
  Element,  ///< a reference or pointer
  Iterator,
};

/// A way into a container that others share.
struct Borrow {
  const clang::ValueDecl *container = nullptr; ///< a field of this object, or a variable of the program; null: none that is known
  Reference reference = Reference::Element;
  explicit operator bool() const { return container != nullptr; }
};

/// What a reference, pointer or iterator refers into that an expression initialises: `f.find(k)`, `&f[i]`, `f.back()`, `*p` where p is a variable that was
/// initialised so. None where the way leads through a pointer or a handle to an object elsewhere.
Borrow borrowedFrom(const clang::Expr &initialiser);

/// The shared container, optional or pointer that an expression names itself; null for others.
const clang::ValueDecl *sharedObject(const clang::Expr &expression);

/// All changes that the code of one translation unit makes.
class Mutations {
public:
  explicit Mutations(Unit &unit);

  /// The first change that can happen while `coroutine` is suspended and takes away what refers into the container: in another function that is not only called by
  /// this one, isn't the program's first, and neither makes nor destroys the object. Null where there is none.
  const Mutation *invalidating(const Borrow &borrow, const clang::FunctionDecl &coroutine) const;

  /// The first such change that leaves nothing in an optional, pointer or container.
  const Mutation *emptying(const clang::ValueDecl &object, const clang::FunctionDecl &coroutine) const;

  const Unit &unit() const { return unit_; }

private:
  class Survey;

  struct Caller {
    const clang::FunctionDecl *function;
    bool awaits; ///< calls it in the operand of a `co_await`
  };

  bool isOnlyAwaitedBy(const clang::FunctionDecl &coroutine, const clang::FunctionDecl &function, llvm::DenseSet<const clang::FunctionDecl *> &seen) const;
  bool canRunBeside(const clang::FunctionDecl &function, const clang::FunctionDecl &coroutine, llvm::DenseSet<const clang::FunctionDecl *> &seen) const;

  Unit &unit_;
  llvm::DenseMap<unsigned, std::vector<Mutation>> changes_; ///< by where the container is declared
  llvm::DenseMap<const clang::FunctionDecl *, llvm::SmallVector<Caller, 2>> callers_;
};

} // namespace corolint
