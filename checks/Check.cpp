#include "checks/Check.h"
#include "checks/Editor.h"
#include "checks/Stages.h"
#include "checks/engine/code/Body.h"
#include "checks/engine/code/Trial.h"
#include "checks/engine/code/Understood.h"
#include "checks/engine/code/UnderstoodClass.h"
#include "checks/engine/facts/ProgramFiles.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Elsewhere.h"
#include "checks/engine/things/Unit.h"
#include "clang/ASTMatchers/ASTMatchers.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Index/USRGeneration.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/PrettyStackTrace.h"
#include "llvm/Support/xxhash.h"

namespace corolint {

using namespace clang;
using namespace clang::ast_matchers;

CheckBase::CheckBase(const Check &value, llvm::StringRef name, tidy::ClangTidyContext *context)
    : ClangTidyCheck(name, context), value_(value), slot_(std::make_shared<UnitSlot>()) {
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

Unit &CheckBase::unit() const { return *slot_->unit; }

const Models &CheckBase::models() const { return unit().models(); }

void CheckBase::registerMatchers(MatchFinder *finder) {
  finder->addMatcher(
      functionDecl(isDefinition(), unless(isImplicit()), unless(isDefaulted())).bind("function"),
      this);
  finder->addMatcher(
      cxxRecordDecl(isDefinition(), unless(isImplicit()), unless(isLambda())).bind("class"), this);
}

void CheckBase::onStartOfTranslationUnit() {
  slot_->unit.reset();
  reported_.clear();
}

void CheckBase::onEndOfTranslationUnit() { onStartOfTranslationUnit(); }

namespace {

/// Of a unit: that a check crashed in it, so that none looks at it any more.
struct Crash {
  bool happened = false;
};

} // namespace

/// Runs a function that may crash: a plain call, unless the program turned crash recovery on, as a
/// language server does, which has more to lose than findings.
/// @returns whether it ran to its end
static bool runGuarded(llvm::function_ref<void()> function) {
  const void *trace = llvm::SavePrettyStackState();
  llvm::CrashRecoveryContext recovery;
  const bool ended = recovery.RunSafely(function);
  if (!ended)
    llvm::RestorePrettyStackState(trace);
  return ended;
}

/// Puts another unit into a slot in which nothing is looked for. What is known of the old one may
/// be half made: it is neither used again nor destroyed.
static void abandonUnit(UnitSlot &slot, ASTContext &context) {
  static_cast<void>(slot.unit.release());
  slot.unit = std::make_unique<Unit>(context, Models::builtin());
  slot.unit->kept<Crash>().happened = true;
}

/// What is known of a unit at first: its models, or those built in where the user's can't be read,
/// which is told.
static std::unique_ptr<Unit> unitOf(const MatchFinder::MatchResult &result,
                                    const tidy::ClangTidyCheck &check, const FindProgram &find) {
  const SourceManager &sources = *result.SourceManager;
  const OptionalFileEntryRef main = sources.getFileEntryRefForID(sources.getMainFileID());
  auto models =
      Models::forFile(main ? main->getName() : "", sources.getFileManager().getVirtualFileSystem());
  if (!models) {
    check.configurationDiag("%0") << llvm::toString(models.takeError());
    models = Models::builtin();
  }
  auto unit = std::make_unique<Unit>(*result.Context, std::move(*models));
  if (const auto *files =
          llvm::dyn_cast<ProgramFiles>(&sources.getFileManager().getVirtualFileSystem()))
    joinProgram(*unit, files->program);
  else if (main && find)
    joinProgram(*unit, find(main->getFileEntry().tryGetRealPathName()));
  return unit;
}

void CheckBase::check(const MatchFinder::MatchResult &result) {
  if (!slot_->unit)
    slot_->unit = unitOf(result, *this, slot_->find);
  if (unit().kept<Crash>().happened)
    return;
  const Stage stage(value_.id);
  const auto *function = result.Nodes.getNodeAs<FunctionDecl>("function");
  const auto *record = result.Nodes.getNodeAs<CXXRecordDecl>("class");
  const bool ended = runGuarded([&] {
    if (function && function->getBody() && isUnderstood(*function))
      examine(unit().body(*function));
    if (record && isUnderstood(*record))
      examine(*record);
  });
  if (ended)
    return;
  abandonUnit(*slot_, *result.Context);
  // What crashed may have been the report itself.
  runGuarded([&] {
    Metadata metadata;
    metadata.severity = Severity::Note;
    const SourceLocation at = function ? function->getLocation() : record->getLocation();
    DiagnosticBuilder diagnostic = diag(at, "%0");
    diagnostic << ("'" + value_.id + "'" + HasCrashed).str();
    diagnostic.addFlagValue(encode(metadata));
  });
}

/// The fixes in the order in which an editor offers them.
static llvm::SmallVector<Fix, 1> forEditor(llvm::ArrayRef<Fix> fixes,
                                           std::optional<Fix> suppression) {
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

/// Where a line that holds only a comment can be put above the line that a place is on; nothing
/// where that line begins within a token or a comment, where the one above goes on in it, and where
/// a comment there already speaks of the next line.
static std::optional<SourceLocation> startOfLine(SourceLocation at, const SourceManager &sources,
                                                 const LangOptions &language) {
  const auto [file, offset] = sources.getDecomposedLoc(at);
  const llvm::StringRef text = sources.getBufferData(file);
  const size_t start = text.take_front(offset).rfind('\n') + 1; // 0 where there is none
  llvm::StringRef above = text.take_front(start).rtrim("\r\n");
  above = above.drop_front(above.rfind('\n') + 1);
  if (above.ends_with("\\") || above.contains("NOLINTNEXTLINE"))
    return std::nullopt;
  const SourceLocation begin = sources.getLocForStartOfFile(file);
  Lexer lexer(begin, language, text.begin(), text.begin(), text.end());
  lexer.SetCommentRetentionState(true);
  Token token;
  for (bool last = false; !last;) {
    last = lexer.LexFromRawLexer(token);
    const size_t reached = sources.getFileOffset(token.getLocation());
    if (reached >= start)
      break;
    if (reached + token.getLength() > start)
      return std::nullopt;
  }
  return begin.getLocWithOffset(static_cast<int>(start));
}

/// A comment above the line of a finding of a check that silences it, where one can stand there.
static std::optional<Fix> suppressionAbove(SourceLocation at, llvm::StringRef check,
                                           const ASTContext &context) {
  const SourceManager &sources = context.getSourceManager();
  const auto start = startOfLine(at, sources, context.getLangOpts());
  if (!start)
    return std::nullopt;
  const llvm::StringRef indent =
      llvm::StringRef(sources.getCharacterData(*start)).take_while([](char c) {
        return c == ' ' || c == '\t';
      });
  return Fix{SuppressAboveTitle.str(),
             Safety::Safe,
             {FixItHint::CreateInsertion(
                 *start, (indent + "// NOLINTNEXTLINE(" + check + "): reason\n").str())}};
}

/// Where the user wrote a range: what stands in the argument of a macro is found there, what the
/// macro writes where it is used.
static CharSourceRange asWritten(SourceRange range, const SourceManager &sources) {
  const SourceLocation begin = sources.getFileLoc(range.getBegin()),
                       end = sources.getFileLoc(range.getEnd());
  const bool isInOrder = sources.isWrittenInSameFile(begin, end) && !(end < begin);
  return CharSourceRange::getTokenRange(begin, isInOrder ? end : begin);
}

/// Whether the program's other files were seen to do the same nearly everywhere.
static bool isPractice(Unit &unit, std::uint64_t subject) {
  const Program *program = programOf(unit);
  return program && program->isPractice(subject);
}

void CheckBase::report(const Finding &finding) {
  if (finding.confidence == Confidence::Low &&
      Options.getLocalOrGlobal(ConfidenceOption) != toString(Confidence::Low))
    return;
  if (isInDeathTest(finding.range.getBegin(), unit().context()) ||
      isOthers(finding.range.getBegin(), unit().context(), models().own()))
    return;
  const SourceManager &sources = unit().context().getSourceManager();
  const CharSourceRange range = asWritten(finding.range, sources);
  const SourceLocation at = range.getBegin();
  // Instances of one template stand at one place, and what they name may differ: one mistake.
  if (finding.function) {
    const FunctionDecl *first =
        reportedIn_.try_emplace(at.getRawEncoding(), finding.function).first->second;
    if (first != finding.function && first->getLocation() == finding.function->getLocation())
      return;
  }
  // Two checks of one module never share this set, and instantiations of one pattern share the
  // place.
  if (!reported_
           .insert({at.getRawEncoding(), static_cast<unsigned>(llvm::hash_value(finding.message))})
           .second)
    return;

  const bool editor = Options.getLocalOrGlobal(EditorOption) == "true";
  Metadata metadata;
  metadata.severity = finding.severity.value_or(value_.severity);
  metadata.confidence = finding.confidence;
  metadata.subjects = keysOf(finding.subjects);
  if (finding.function)
    metadata.function = describe(*finding.function);
  if (llvm::any_of(metadata.subjects,
                   [&](std::uint64_t subject) { return isPractice(unit(), subject); })) {
    if (Options.getLocalOrGlobal(ConfidenceOption) != toString(Confidence::Low))
      return;
    metadata.confidence = Confidence::Low;
  }

  // Where every diagnostic stands for itself (an editor, our own driver), each fix is a note with a
  // name to choose by. On a stock command line the safe one is the diagnostic's own, so that
  // `--fix` applies it and nothing else.
  const bool named = areDiagsSelfContained();
  {
    DiagnosticBuilder diagnostic = diag(at, "%0", DiagnosticIDs::Warning);
    diagnostic << finding.message << range;
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
  llvm::SmallVector<Fix, 1> fixes =
      editor ? forEditor(finding.fixes, suppression(at)) : finding.fixes;
  if (editor)
    if (std::optional<Fix> above = suppressionAbove(at, value_.id, unit().context()))
      fixes.push_back(std::move(*above));
  for (const Fix &fix : fixes) {
    if (!named && fix.safety == Safety::Safe)
      continue;
    metadata.fixSafety = fix.safety;
    DiagnosticBuilder note = diag(at, "%0", DiagnosticIDs::Note);
    note << fix.title << fix.edits;
    note.addFlagValue(encode(metadata));
  }
}

void CheckBase::heed(SourceLocation at, const Subjects &subjects) {
  if (subjects.empty() || Options.getLocalOrGlobal(PracticeOption) != "true")
    return;
  Metadata metadata;
  metadata.subjects = keysOf(subjects);
  metadata.isHeeded = true;
  DiagnosticBuilder diagnostic =
      diag(unit().context().getSourceManager().getFileLoc(at), "%0", DiagnosticIDs::Warning);
  diagnostic << "heeded";
  diagnostic.addFlagValue(encode(metadata));
}

/// The template that all instances share, where it is of one.
static const NamedDecl &patternOf(const NamedDecl &subject) {
  const NamedDecl *pattern = nullptr;
  if (const auto *function = dyn_cast<FunctionDecl>(&subject))
    pattern = function->getTemplateInstantiationPattern(/*ForDefinition=*/false);
  else if (const auto *record = dyn_cast<CXXRecordDecl>(&subject))
    pattern = record->getTemplateInstantiationPattern();
  return pattern ? *pattern : subject;
}

/// Whether files share the subject: what stands in a file only is another program's by the same
/// name in the next.
static bool isShared(const NamedDecl &subject) {
  const SourceManager &sources = subject.getASTContext().getSourceManager();
  return llvm::any_of(subject.redecls(), [&](const Decl *declaration) {
    return !sources.isInMainFile(sources.getFileLoc(declaration->getLocation()));
  });
}

std::vector<std::uint64_t> CheckBase::keysOf(const Subjects &subjects) const {
  std::vector<std::uint64_t> keys;
  for (const NamedDecl *subject : subjects)
    if (llvm::SmallString<128> name;
        isShared(*subject) && !index::generateUSRForDecl(&patternOf(*subject), name))
      keys.push_back(llvm::xxh3_64bits((value_.id + llvm::StringRef(name)).str()));
  return keys;
}

std::optional<Fix> CheckBase::suppression(SourceLocation at) const {
  const ASTContext &context = unit().context();
  const std::optional<SourceLocation> end =
      endOfLine(at, context.getSourceManager(), context.getLangOpts());
  if (!end)
    return std::nullopt;
  return Fix{SuppressTitle.str(),
             Safety::Safe,
             {FixItHint::CreateInsertion(*end, (" // NOLINT(" + value_.id + "): reason").str())}};
}

} // namespace corolint
