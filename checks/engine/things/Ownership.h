// Objects that are made for shared ownership, and code that keeps a reference to its own object.
#pragma once
#include "checks/engine/code/Body.h"

namespace corolint {

/// A class whose objects are made for shared ownership: a base gives references to the object, as
/// std::enable_shared_from_this does.
bool isSharedOwned(const clang::CXXRecordDecl &record);

/// Whether a type is a reference that doesn't keep what it refers to, by the name of its class, or
/// of its only member's: `std::weak_ptr`, `QPointer`.
bool isWeak(clang::QualType type);

/// Whether a type is a class template over the class, or over a base of it: `shared_ptr<session>`.
bool isHandleOf(clang::QualType type, const clang::CXXRecordDecl &record);

/// Whether a member gives a handle of the object that it is called on, strong or weak:
/// `shared_from_this()` and its like.
bool givesItself(const clang::CXXMethodDecl &method, const clang::CXXRecordDecl &record);

/// Whether the function takes a reference to its own object, or is given one as a parameter.
/// @param before where it is too late; invalid for nowhere
bool keepsItself(const Body &body, const clang::CXXRecordDecl &record,
                 clang::SourceLocation before = {});

/// Whether what the function holds of its own object is only a weak reference, which nothing asks
/// between two places: whether the object is still there isn't known at the second.
/// @param from invalid for the beginning
bool isOnlyWatched(const Body &body, const clang::CXXRecordDecl &record, clang::SourceLocation from,
                   clang::SourceLocation to);

/// Whether a part of the body takes, names or captures such a reference: `spawn(run(), [self](auto)
/// {})`.
bool mentionsItself(const Body &body, const clang::Stmt &part, const clang::CXXRecordDecl &record);

/// Whether a part of the body runs where asking for such a reference gave none: `if (auto self =
/// weak_from_this().lock()) ... else <part>`.
bool isUnsharedAt(const Body &body, const clang::Stmt &part, const clang::CXXRecordDecl &record);

} // namespace corolint
