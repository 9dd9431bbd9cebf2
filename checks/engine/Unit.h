// One translation unit as the engine sees it: the AST, the models in force, and what was already found out about types.
#pragma once
#include "checks/Models.h"
#include "checks/engine/Task.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/DenseMap.h"
#include <memory>

namespace corolint {

class Unit {
public:
  Unit(clang::ASTContext &context, std::shared_ptr<const Models> models) : context_(context), models_(std::move(models)) {}

  clang::ASTContext &context() const { return context_; }
  const Models &models() const { return *models_; }

  /// What a value of this type is to coroutine code; the answer is kept.
  const TaskType &taskType(clang::QualType type);

private:
  clang::ASTContext &context_;
  std::shared_ptr<const Models> models_;
  llvm::DenseMap<const clang::Type *, std::unique_ptr<TaskType>> taskTypes_;
};

} // namespace corolint
