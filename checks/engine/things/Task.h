// What a type is to coroutine code: a task, a generator, an operation, or nothing of the kind. Told
// from the type itself (promise type, awaiter members, what initial_suspend returns); a model row
// only adds what the type can't say.
#pragma once
#include "checks/Models.h"
#include "clang/AST/Type.h"
#include <string>

namespace clang {
class CXXRecordDecl;
class NamedDecl;
} // namespace clang

namespace corolint {

/// What a class's values stand for.
enum class TaskKind {
  None,         ///< nothing that coroutine code waits for
  Task,         ///< work or its result: the return type of coroutines, awaitable
  Operation,    ///< an awaiter or a sender: describes an operation that starts when it is awaited
  Unobservable, ///< a coroutine's return type that nothing can await or query: fire and forget
  Generator,    ///< iterated, not awaited
};

struct TaskType {
  TaskKind kind = TaskKind::None;
  Start start = Start::Unknown;
  Dropped dropped = Dropped::Unknown;
  bool singleShot = false; ///< `operator co_await` is &&-qualified, or a model says so
  bool selfReporting =
      false;              ///< starts itself and reports its errors elsewhere: dropping it is normal
  clang::QualType result; ///< what awaiting it gives; null where that can't be told
  const clang::CXXRecordDecl *record = nullptr;
  Known<TaskRow> model;

  /// Dropping a value of this type un-awaited loses something.
  bool isAwaitable() const { return kind == TaskKind::Task || kind == TaskKind::Operation; }
  /// The work doesn't begin before somebody awaits or starts it.
  bool isLazy() const { return start == Start::Lazy; }
};

/// Classifies a type as written or canonical; references and pointers are nothing of the kind.
TaskType classifyTask(clang::QualType type, const Models &models);

/// The promise type of a coroutine type: a member `promise_type`, or that of the
/// std::coroutine_traits specialisation that fits; where the class template isn't instantiated far
/// enough, the pattern's. Null when there is none.
const clang::CXXRecordDecl *promiseTypeOf(const clang::CXXRecordDecl &record);

/// Finds a member by name in a class, its bases, and, where those aren't instantiated, in their
/// patterns.
const clang::NamedDecl *findMember(const clang::CXXRecordDecl &record, llvm::StringRef name);

/// All of its overloads.
llvm::SmallVector<const clang::NamedDecl *, 4> findMembers(const clang::CXXRecordDecl &record,
                                                           llvm::StringRef name);

/// Whether values of a class, which has a definition, can be copied.
bool isCopyable(const clang::CXXRecordDecl &record);

/// What `co_await` of this type gives, as far as awaiters tell; null where that can't be told.
clang::QualType awaitResult(const clang::CXXRecordDecl &record);

/// Whether a value of this type is a held resource that its destructor gives back, such as a lock:
/// a class that can't be copied and has a destructor of its own.
bool isHeldResource(clang::QualType type, const Models &models);

} // namespace corolint
