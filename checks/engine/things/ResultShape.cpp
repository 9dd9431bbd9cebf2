#include "checks/engine/things/ResultShape.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/code/Vocabulary.h"
#include "checks/engine/things/Task.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

namespace corolint {

using namespace clang;

static bool hasMember(const CXXRecordDecl &record, llvm::StringRef name) {
  return findMember(record, name) != nullptr;
}

static bool hasAnyMember(const CXXRecordDecl &record, llvm::ArrayRef<llvm::StringLiteral> names) {
  return llvm::any_of(names, [&](llvm::StringRef name) { return hasMember(record, name); });
}

bool looksLikeEither(const CXXRecordDecl &record) {
  static constexpr llvm::StringLiteral Fails[] = {"has_exception", "hasException", "has_error",
                                                  "hasError"};
  return (hasMember(record, "error") &&
          (hasMember(record, "has_value") || hasMember(record, "has_error"))) ||
         (hasMember(record, "value") && hasAnyMember(record, Fails) && holdsException(record));
}

static bool convertsToBool(const CXXRecordDecl &record) {
  return llvm::any_of(record.getVisibleConversionFunctions(), [](const NamedDecl *conversion) {
    const auto *function = dyn_cast<CXXConversionDecl>(conversion->getUnderlyingDecl());
    return function && function->getConversionType()->isBooleanType();
  });
}

static constexpr llvm::StringLiteral Asks[] = {
    "ok",       "Ok",         "OK",        "is_ok",     "isOk",      "IsOk",
    "IsOK",     "success",    "Success",   "failed",    "Failed",    "is_error",
    "isError",  "IsError",    "succeeded", "Succeeded", "has_error", "hasError",
    "HasError", "is_success", "IsSuccess", "isValid",   "is_valid"};
static constexpr llvm::StringLiteral Tells[] = {
    "error",        "Error",        "err",         "get_error",  "getError",
    "GetError",     "error_code",   "errorCode",   "ErrorCode",  "error_message",
    "errorMessage", "ErrorMessage", "errorString", "ErrorString"};
static constexpr llvm::StringLiteral Codes[] = {"code", "Code", "GetCode"};
static constexpr llvm::StringLiteral Texts[] = {"message", "Message", "reason", "Reason"};

bool looksLikeStatus(const CXXRecordDecl &record) {
  // `ok()` beside a code and a text.
  const bool isCoded = hasAnyMember(record, Codes) && hasAnyMember(record, Texts);
  return record.hasDefinition() && (hasAnyMember(record, Tells) || isCoded) &&
         (hasAnyMember(record, Asks) || (!isCoded && convertsToBool(record)));
}

bool looksLikeErrorEnum(const EnumDecl &type) {
  if (type.enumerator_begin() == type.enumerator_end())
    return false;
  const EnumConstantDecl &zero = **type.enumerator_begin();
  return zero.getInitVal() == 0 && says(Meaning::NoError, zero.getName()) &&
         (says(Meaning::SomeError, type.getName()) ||
          llvm::any_of(type.enumerators(), [](const EnumConstantDecl *value) {
            return says(Meaning::SomeError, value->getName());
          }));
}

bool holdsException(const CXXRecordDecl &record) {
  static constexpr llvm::StringLiteral Names[] = {"has_exception", "hasException", "exception",
                                                  "get_exception", "getException", "rethrow"};
  return hasAnyMember(record, Names);
}

// ---- Questions --------------------------------------------------------------------------------

static Answer opposite(Answer answer) {
  return answer == Answer::Success   ? Answer::Failure
         : answer == Answer::Failure ? Answer::Success
                                     : answer;
}

static Answer answerOfName(llvm::StringRef name) {
  if (says(Meaning::Failure, name))
    return Answer::Failure;
  return says(Meaning::Success, name) ? Answer::Success : Answer::None;
}

/// What the returned expression of a conversion asks: `return !failed_;`, `return code_ != 0;`.
static Answer answerOfValue(const Expr &value) {
  const Expr *asked = value.IgnoreUnlessSpelledInSource();
  if (const auto *negation = dyn_cast<UnaryOperator>(asked);
      negation && negation->getOpcode() == UO_LNot)
    return opposite(answerOfValue(*negation->getSubExpr()));
  if (const auto *call = dyn_cast<CallExpr>(asked)) {
    if (const auto *operation = dyn_cast<CXXOperatorCallExpr>(call);
        operation && operation->getOperator() == OO_Exclaim)
      return opposite(answerOfValue(*operation->getArg(0)));
    const FunctionDecl *callee = call->getDirectCallee();
    const auto *conversion = dyn_cast_or_null<CXXConversionDecl>(callee);
    if (const auto *member = conversion ? dyn_cast<CXXMemberCallExpr>(call) : nullptr)
      return answerOfValue(*member->getImplicitObjectArgument());
    return callee && callee->getIdentifier() ? answerOfName(callee->getName()) : Answer::None;
  }
  if (const auto *compared = dyn_cast<BinaryOperator>(asked);
      compared && compared->isEqualityOp()) {
    // `code_ != 0`, `state_ == State::ok`
    const Answer left = answerOfValue(*compared->getLHS());
    const Answer right = answerOfValue(*compared->getRHS());
    const Answer equal = right != Answer::None ? right : opposite(left);
    return compared->getOpcode() == BO_EQ ? equal : opposite(equal);
  }
  if (const auto *member = dyn_cast<MemberExpr>(asked))
    return answerOfName(member->getMemberDecl()->getName());
  if (const auto *name = dyn_cast<DeclRefExpr>(asked); name && name->getDecl()->getIdentifier())
    return answerOfName(name->getDecl()->getName());
  return Answer::None;
}

static const Expr *onlyReturned(const CXXMethodDecl &method) {
  const FunctionDecl *definition = definitionOf(&method);
  const auto *block = definition ? dyn_cast_or_null<CompoundStmt>(definition->getBody()) : nullptr;
  const auto *result =
      block && block->size() == 1 ? dyn_cast<ReturnStmt>(block->body_front()) : nullptr;
  return result ? result->getRetValue() : nullptr;
}

/// `T()`, `{}`: what stands for no value.
static bool isDefault(const Expr &value) {
  const Expr *e = value.IgnoreUnlessSpelledInSource();
  while (const auto *named = dyn_cast<CXXFunctionalCastExpr>(e))
    e = named->getSubExpr()->IgnoreUnlessSpelledInSource();
  if (const auto *construct = dyn_cast<CXXConstructExpr>(e))
    return construct->getNumArgs() == 0;
  if (const auto *list = dyn_cast<InitListExpr>(e))
    return list->getNumInits() == 0;
  return isa<CXXScalarValueInitExpr, ImplicitValueInitExpr>(e);
}

bool hidesFailure(const CXXMethodDecl &accessor) {
  const Expr *value = onlyReturned(accessor);
  const auto *choice =
      value ? dyn_cast<ConditionalOperator>(value->IgnoreUnlessSpelledInSource()) : nullptr;
  const Answer asked = choice ? answerOfValue(*choice->getCond()) : Answer::None;
  return (asked == Answer::Success && isDefault(*choice->getFalseExpr())) ||
         (asked == Answer::Failure && isDefault(*choice->getTrueExpr()));
}

Answer answerOf(const CXXMethodDecl &question) {
  if (!isa<CXXConversionDecl>(question))
    return question.getNumParams() == 0 && question.getReturnType()->isBooleanType() &&
                   question.getIdentifier()
               ? answerOfName(question.getName())
               : Answer::None;
  if (!question.getReturnType()->isBooleanType())
    return Answer::None;
  if (const Expr *value = onlyReturned(question))
    if (const Answer told = answerOfValue(*value); told != Answer::None)
      return told;
  const CXXRecordDecl &record = *question.getParent();
  if (hasMember(record, "has_value") || hasMember(record, "hasValue"))
    return Answer::Success;
  if (record.getIdentifier() && says(Meaning::ErrorClass, record.getName()))
    return Answer::Failure;
  return hasMember(record, "value") || hasMember(record, "ok") ? Answer::Success : Answer::Either;
}

} // namespace corolint
