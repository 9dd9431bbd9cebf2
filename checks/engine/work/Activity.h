// Which code can be in progress at the same time: work that was started in the background, handlers
// that are called when something happens, and what both call and await in turn.
//
// Evidence counts, not possibility: that a function is public says that others may call it, a
// handler that is registered in sight says that somebody does.
#pragma once
#include "checks/engine/code/Body.h"
#include "checks/engine/time/Suspension.h"
#include "checks/engine/work/Mention.h"
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace corolint {

class Unit;

/// What is known of two pieces of code being in progress at the same time.
struct Concurrency {
  enum Kind {
    Never,
    Possible,   ///< nothing speaks against it, nothing for it
    Convention, ///< one runs in the background, and the other is there for others to call
    Seen,       ///< both are started, or one is called when something happens
  } kind = Never;
  const clang::Stmt *at = nullptr; ///< of Convention and Seen: what shows it
  std::string because;             ///< what happens there
};

/// What the other code does.
struct Intrusion {
  const clang::FunctionDecl *code = nullptr; ///< the function or lambda
  const clang::Stmt *at = nullptr;           ///< the place in it
  bool fills = false;   ///< only adds something, as is done before the work begins
  bool ownPart = false; ///< touches one element by its name: of several of a kind, each has its own
};

/// The code of one translation unit, with who starts, calls and awaits it.
class Activities {
public:
  /// @param complete adds the bodies that mention a piece of code, as far as they weren't yet;
  ///   called before its mentions are looked at
  Activities(Unit &unit, std::function<void(const clang::FunctionDecl &)> complete);

  /// Notes what a body mentions. Once for each body of the user's code.
  void add(const Body &body);

  /// Whether the other code can run while `coroutine` is suspended.
  Concurrency concurrency(const clang::FunctionDecl &coroutine, const Intrusion &other) const;

private:
  /// One way that leads to a piece of code from outside of all that waits for it.
  struct Root {
    enum Kind { Outside, Private, Started, Registered } kind = Outside;
    const Mention *start = nullptr;             ///< of all but Outside
    const clang::FunctionDecl *top = nullptr;   ///< of Outside: what others call
    llvm::SmallVector<const Mention *, 4> path; ///< from the code outwards
    bool sameObject = true;
    bool serialised = false;
  };
  using Roots = llvm::SmallVector<Root, 4>;

  Roots rootsOf(const clang::FunctionDecl &code) const;
  void collectRoots(const clang::FunctionDecl &code, Root way, Roots &roots,
                    llvm::SmallVectorImpl<const clang::FunctionDecl *> &open) const;
  bool isSerialised(const Mention &mention) const;
  bool isRepeated(const Mention &start, unsigned depth) const;
  llvm::SmallVector<const Mention *, 4> startedFrom(const Mention &start) const;
  bool comesBehind(llvm::ArrayRef<const Mention *> path, const Intrusion &intrusion,
                   const Mention &start) const;
  Concurrency between(const Root &suspended, const Root &other, const Intrusion &intrusion) const;
  bool isOnlyAwaitedBy(const clang::FunctionDecl &coroutine, const clang::FunctionDecl &function,
                       llvm::SmallVectorImpl<const clang::FunctionDecl *> &seen) const;
  bool canRunBeside(const clang::FunctionDecl &function, const clang::FunctionDecl &coroutine,
                    llvm::SmallVectorImpl<const clang::FunctionDecl *> &seen) const;
  llvm::ArrayRef<Mention> mentionsOf(const clang::FunctionDecl &code) const;

  Unit &unit_;
  std::function<void(const clang::FunctionDecl &)> complete_;
  llvm::DenseMap<const clang::FunctionDecl *, std::vector<Mention>> mentions_;
  mutable std::map<const Mention *, bool> serialised_;
};

/// Whether something is held at the suspension that may keep others out: a guard, units of a
/// semaphore, a mutex that was locked before and is unlocked behind.
bool keepsOthersOut(const Suspensions &suspensions, const clang::Expr &suspension, Unit &unit);

} // namespace corolint
