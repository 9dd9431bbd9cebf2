// Member coroutines that expect their object to be gone when they go on: they take a weak reference
// before they suspend, and ask it afterwards. What one member knows holds for the others.
#pragma once
#include "checks/engine/things/CallSites.h"
#include <optional>

namespace corolint {

/// A member that expects the end of its object.
struct Watcher {
  const clang::CXXMethodDecl *member = nullptr;
  const clang::VarDecl *reference = nullptr; ///< the weak one
  const clang::CallExpr *awaits = nullptr;   ///< the call that it awaits with that reference only
};

/// Another member coroutine of the class that asks after a suspension whether the object is still
/// there. None where that is what the body awaits at the suspension, and its answer is looked at.
std::optional<Watcher> watcherAmong(const Body &body, const clang::CXXRecordDecl &record,
                                    clang::SourceLocation suspension, Unit &unit);

/// Whether at one of its calls a member coroutine of the same object awaits with nothing but a weak
/// reference to it, which it asks behind.
std::optional<Watcher> watcherThatAwaits(llvm::ArrayRef<CallSites::Site> sites,
                                         const clang::CXXRecordDecl &record, Unit &unit);

} // namespace corolint
