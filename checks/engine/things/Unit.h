// One translation unit as the engine sees it: the AST, the models in force, and what was already
// found out about types.
#pragma once
#include "checks/Models.h"
#include "checks/engine/code/Body.h"
#include "checks/engine/code/Preamble.h"
#include "checks/engine/facts/Program.h"
#include "checks/engine/things/Task.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace corolint {

class Unit {
public:
  Unit(clang::ASTContext &context, std::shared_ptr<const Models> models)
      : context_(context), models_(std::move(models)) {}

  clang::ASTContext &context() const { return context_; }
  const Models &models() const { return *models_; }

  /// What a value of this type is to coroutine code; the answer is kept.
  const TaskType &taskType(clang::QualType type);

  /// Whether it has read a test or benchmark framework: what it runs may block or be forgotten on
  /// purpose. The answer is kept.
  bool isTest();

  /// The body of a function's definition; worked out once. The function has a body.
  const Body &body(const clang::FunctionDecl &definition);

  /// What a concept keeps of this translation unit, made by its default constructor when it is
  /// first asked for: one T for each unit, whoever asks.
  template <class T> T &kept() {
    std::shared_ptr<void> &slot = kept_[&keyOf<T>];
    if (!slot)
      slot = std::make_shared<T>();
    return *static_cast<T *>(slot.get());
  }

private:
  /// Its address tells the types of what is kept apart.
  template <class T> static constexpr char keyOf = 0;

  clang::ASTContext &context_;
  std::shared_ptr<const Models> models_;
  llvm::DenseMap<const clang::Type *, std::unique_ptr<TaskType>> taskTypes_;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<Body>> bodies_;
  std::map<const void *, std::shared_ptr<void>> kept_;
  std::optional<bool> isTest_;
};

/// Who knows the program of a file that is judged alone, by its absolute path; may answer null.
/// Asked from any thread.
using FindProgram = std::function<std::shared_ptr<Program>(llvm::StringRef file)>;

/// Where the checks of one run find the translation unit at hand.
class UnitSlot {
public:
  std::unique_ptr<Unit> unit; ///< null until the first check asks
  FindProgram find;           ///< who knows the program of a file that is judged alone
};

} // namespace corolint
