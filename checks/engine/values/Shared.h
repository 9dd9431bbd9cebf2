// What others share with a coroutine, and what refers into it: members that are reached from this
// object, variables of the program, and the references, pointers and iterators that were taken out
// of them.
#pragma once
#include "checks/engine/code/Body.h"

namespace corolint {

/// An object that others share, by the way that leads to it.
struct SharedObject {
  llvm::SmallVector<const clang::ValueDecl *, 3>
      path; ///< `a_.b_` is {a_, b_}; what a getter returns stands in its place; empty: none
  bool elsewhere = false; ///< the way leads through a pointer or a reference to another object

  /// The member or variable itself; null for none.
  const clang::ValueDecl *declaration() const { return path.empty() ? nullptr : path.back(); }
  explicit operator bool() const { return !path.empty(); }
};

/// The shared object that an expression names; none for others.
SharedObject sharedObject(const clang::Expr &expression);

/// Whether two ways may lead to one object: `conn_.items_` of one class and `items_` of the other,
/// but not `left_.items_` and `right_.items_`.
bool mayBeOne(const SharedObject &one, const SharedObject &other);

/// Whether the expression is this object by another name: `self` of `auto self =
/// shared_from_this();`.
bool isThisObject(const clang::Expr &expression);

/// How something refers into a container.
enum class Reference {
  Element, ///< a reference or pointer
  Owned,   ///< to what an element alone owns: it stays where it is when the elements move
  Iterator,
};

/// A way into a container that others share.
struct Borrow {
  SharedObject container;
  Reference reference = Reference::Element;
  explicit operator bool() const { return bool(container); }
};

/// What a reference, pointer or iterator refers into that an expression initialises: `f.find(k)`,
/// `&f[i]`, `f.back()`, `*p` where p is a variable that was initialised so. None where the way
/// leads through a pointer that is kept elsewhere.
Borrow borrowedFrom(const clang::Expr &initialiser);

/// The class of a type or of what it refers to; null where it has no definition.
const clang::CXXRecordDecl *recordOf(clang::QualType type);

/// Whether values of the type are used as iterators: dereferenced, and owning nothing.
bool isIterator(clang::QualType type);

/// Whether an assigned value stands for nothing: null, nullopt, `{}`.
bool standsForNothing(const clang::Expr &value);

/// What a condition says of a shared optional, pointer or container.
struct PresenceTest {
  SharedObject object;
  bool there =
      false; ///< what is asked is whether something is there, rather than whether nothing is
};

/// What must be so for a condition to hold, those with `there`, and what must be so where it
/// doesn't: `a && b.has_value()` asks for both in its branch, `!a || b.empty()` behind one that
/// leaves.
llvm::SmallVector<PresenceTest, 2> presenceTestsIn(const clang::Expr &condition);

/// The shared container whose `size()` this is.
SharedObject sizedBy(const clang::Expr &value);

} // namespace corolint
