#include "checks/Check.h"
#include "checks/Editor.h"
#include "checks/engine/Body.h"
#include "checks/engine/Source.h"
#include "checks/engine/Unit.h"
#include "clang/ASTMatchers/ASTMatchers.h"
#include "clang/Basic/SourceManager.h"

namespace corolint {

using namespace clang;
using namespace clang::ast_matchers;

CheckBase::CheckBase(const Check &value, llvm::StringRef name, tidy::ClangTidyContext *context) : ClangTidyCheck(name, context), value_(value) {
  for (const Option &option : value.options)
    optionValues_.push_back(Options.get(option.name, option.defaultValue).str());
}

CheckBase::~CheckBase() = default;

void CheckBase::storeOptions(tidy::ClangTidyOptions::OptionMap &map) {
  for (std::size_t i = 0; i < value_.options.size(); ++i)
    Options.store(map, value_.options[i].name, optionValues_[i]);
}

std::string CheckBase::option(llvm::StringRef name) const {
  for (std::size_t i = 0; i < value_.options.size(); ++i)
    if (value_.options[i].name == name)
      return optionValues_[i];
  llvm_unreachable("an option that is not in the table of the check");
}

const Models &CheckBase::models() const { return unit_->models(); }

void CheckBase::registerMatchers(MatchFinder *finder) {
  finder->addMatcher(functionDecl(isDefinition(), unless(isImplicit()), unless(isDefaulted())).bind("function"), this);
  finder->addMatcher(cxxRecordDecl(isDefinition(), unless(isImplicit()), unless(isLambda())).bind("class"), this);
}

void CheckBase::onStartOfTranslationUnit() {
  unit_.reset();
  reported_.clear();
}

void CheckBase::onEndOfTranslationUnit() { onStartOfTranslationUnit(); }

void CheckBase::check(const MatchFinder::MatchResult &result) {
  if (!unit_) {
    const SourceManager &sources = *result.SourceManager;
    const OptionalFileEntryRef main = sources.getFileEntryRefForID(sources.getMainFileID());
    auto models = Models::forFile(main ? main->getName() : "", sources.getFileManager().getVirtualFileSystem());
    if (!models) {
      configurationDiag("%0") << llvm::toString(models.takeError());
      models = Models::builtin();
    }
    unit_ = std::make_unique<Unit>(*result.Context, std::move(*models));
  }
  if (const auto *function = result.Nodes.getNodeAs<FunctionDecl>("function")) {
    if (function->getBody())
      examine(Body(*function));
  } else if (const auto *record = result.Nodes.getNodeAs<CXXRecordDecl>("class")) {
    examine(*record);
  }
}

/// The fixes in the order in which an editor offers them.
static llvm::SmallVector<Fix, 1> forEditor(llvm::ArrayRef<Fix> fixes, std::optional<Fix> suppression) {
  llvm::SmallVector<Fix, 1> result;
  for (const Safety safety : {Safety::Safe, Safety::Unsafe})
    for (const Fix &fix : fixes)
      if (fix.safety == safety) {
        result.push_back(fix);
        if (safety == Safety::Unsafe)
          result.back().title += NeedsReview;
      }
  if (suppression)
    result.push_back(std::move(*suppression));
  return result;
}

void CheckBase::report(const Finding &finding) {
  if (isInDeathTest(finding.range.getBegin(), unit_->context()))
    return;
  const SourceManager &sources = unit_->context().getSourceManager();
  const SourceLocation at = sources.getExpansionLoc(finding.range.getBegin());
  // Two checks of one module never share this set, and instantiations of one pattern share the place.
  if (!reported_.insert({at.getRawEncoding(), static_cast<unsigned>(llvm::hash_value(finding.message))}).second)
    return;

  const bool editor = Options.getLocalOrGlobal(EditorOption) == "true";
  Metadata metadata;
  metadata.severity = finding.severity.value_or(value_.severity);
  if (finding.function)
    metadata.function = describe(*finding.function);

  // Where every diagnostic stands for itself (an editor, our own driver), each fix is a note with a name to choose by. On
  // a stock command line the safe one is the diagnostic's own, so that `--fix` applies it and nothing else.
  const bool named = areDiagsSelfContained();
  {
    DiagnosticBuilder diagnostic = diag(at, "%0", DiagnosticIDs::Warning);
    diagnostic << finding.message << CharSourceRange::getTokenRange(sources.getExpansionRange(finding.range).getAsRange());
    diagnostic.addFlagValue(encode(metadata));
    if (!named)
      for (const Fix &fix : finding.fixes)
        if (fix.safety == Safety::Safe) {
          diagnostic << fix.edits;
          break;
        }
  }
  for (const Step &step : finding.steps)
    diag(step.at, "%0", DiagnosticIDs::Note) << step.message;
  for (const Fix &fix : editor ? forEditor(finding.fixes, suppression(at)) : finding.fixes) {
    if (!named && fix.safety == Safety::Safe)
      continue;
    metadata.fixSafety = fix.safety;
    DiagnosticBuilder note = diag(at, "%0", DiagnosticIDs::Note);
    note << fix.title << fix.edits;
    note.addFlagValue(encode(metadata));
  }
}

std::optional<Fix> CheckBase::suppression(SourceLocation at) const {
  const ASTContext &context = unit_->context();
  const std::optional<SourceLocation> end = endOfLine(at, context.getSourceManager(), context.getLangOpts());
  if (!end)
    return std::nullopt;
  return Fix{SuppressTitle.str(), Safety::Safe, {FixItHint::CreateInsertion(*end, (" // NOLINT(" + value_.id + "): reason").str())}};
}

} // namespace corolint
