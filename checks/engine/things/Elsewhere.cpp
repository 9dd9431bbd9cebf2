#include "checks/engine/things/Elsewhere.h"
#include "checks/engine/things/Unit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/FileManager.h"
#include "clang/Index/USRGeneration.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

namespace corolint {

using namespace clang;

namespace {

/// The USRs of a unit's functions, each worked out once.
struct Usrs {
  llvm::DenseMap<const FunctionDecl *, std::string> known;
};

/// Who is asked about functions of other files, and what was asked if that is what counts.
struct Membership {
  Program *program = nullptr;
  std::shared_ptr<Program> own; ///< what it is, where nobody else keeps it
  std::vector<Question> asked;
};

} // namespace

void joinProgram(Unit &unit, Program &program) { unit.kept<Membership>().program = &program; }

void joinProgram(Unit &unit, std::shared_ptr<Program> program) {
  auto &membership = unit.kept<Membership>();
  membership.program = program.get();
  membership.own = std::move(program);
}

Program *programOf(Unit &unit) { return unit.kept<Membership>().program; }

std::vector<Question> &askedBy(Unit &unit) { return unit.kept<Membership>().asked; }

const std::string &usrOf(const FunctionDecl &function, Unit &unit) {
  const auto [entry, isNew] =
      unit.kept<Usrs>().known.try_emplace(function.getCanonicalDecl(), std::string());
  if (!isNew)
    return entry->second;
  llvm::SmallString<128> usr;
  if (!index::generateUSRForDecl(&function, usr))
    entry->second = usr.str().str();
  return entry->second;
}

/// Whether a function is the user's own, with one body for all of the program if it has any.
static bool isOfProgram(const FunctionDecl &function, Unit &unit) {
  const SourceManager &sources = unit.context().getSourceManager();
  return !function.isImplicit() && !function.isDefaulted() && !function.isDeleted() &&
         !function.getBuiltinID() && function.isExternallyVisible() && !function.isTemplated() &&
         !function.isTemplateInstantiation() && function.getLocation().isValid() &&
         !sources.isInSystemHeader(function.getLocation()) && !unit.models().libraryOf(function);
}

bool isDispatched(const FunctionDecl &function) {
  const auto *method = dyn_cast<CXXMethodDecl>(&function);
  return method && method->isVirtual() && !method->hasAttr<FinalAttr>() &&
         !method->getParent()->hasAttr<FinalAttr>();
}

bool mayBeElsewhere(const FunctionDecl &function, Unit &unit) {
  return !function.isDefined() && !isDispatched(function) && isOfProgram(function, unit);
}

bool isDeclaredInHeader(const FunctionDecl &function) {
  const SourceManager &sources = function.getASTContext().getSourceManager();
  return llvm::any_of(function.redecls(), [&](const FunctionDecl *declaration) {
    return !sources.isInMainFile(sources.getExpansionLoc(declaration->getLocation()));
  });
}

/// Whether something is known of all bodies that a call of a virtual function may reach.
static bool isKnownOfAll(FactKind kind) {
  return kind == FactKind::Blocks || kind == FactKind::Covers || kind == FactKind::Suspends;
}

std::optional<Question> questionAbout(FactKind kind, const FunctionDecl &function, Unit &unit,
                                      int parameter) {
  const Program *program = programOf(unit);
  const bool isOfAll = isDispatched(function) && isKnownOfAll(kind) && isOfProgram(function, unit);
  if (!program || !(isOfAll || mayBeElsewhere(function, unit)) ||
      !(program->joinsWithoutHeader() || isDeclaredInHeader(function)))
    return std::nullopt;
  const std::string &usr = usrOf(function, unit);
  return usr.empty() ? std::nullopt
                     : std::optional(Question{kind, usr, isOfAll ? WhicheverRuns : parameter});
}

static const ProgramFact *answerTo(const std::optional<Question> &question, Unit &unit) {
  if (!question)
    return nullptr;
  Program *program = programOf(unit);
  if (program->isNoting())
    askedBy(unit).push_back(*question);
  return program->ask(*question);
}

const ProgramFact *toldElsewhere(FactKind kind, const FunctionDecl &function, Unit &unit,
                                 int parameter) {
  return answerTo(questionAbout(kind, function, unit, parameter), unit);
}

const ProgramFact *toldOfOwnBody(FactKind kind, const FunctionDecl &function, Unit &unit) {
  std::optional<Question> question =
      isDispatched(function) && !function.isDefined() && !function.isPureVirtual()
          ? questionAbout(kind, function, unit)
          : std::nullopt;
  if (question)
    question->parameter = -1;
  return answerTo(question, unit);
}

SourceLocation placeIn(Unit &unit, const ProgramPlace &place) {
  SourceManager &sources = unit.context().getSourceManager();
  const OptionalFileEntryRef file = sources.getFileManager().getOptionalFileRef(place.file);
  if (!file || place.line == 0)
    return {};
  const FileID id = sources.getOrCreateFileID(*file, SrcMgr::C_User);
  return sources.translateLineCol(id, place.line, place.column);
}

ProgramPlace programPlace(SourceLocation at, const FunctionDecl &in) {
  const SourceManager &sources = in.getASTContext().getSourceManager();
  const SourceLocation inFile = sources.getExpansionLoc(at);
  llvm::SmallString<128> path(sources.getFilename(inFile));
  sources.getFileManager().makeAbsolutePath(path);
  llvm::sys::path::remove_dots(path, /*remove_dot_dot=*/true);
  return {describe(in), path.str().str(), sources.getExpansionLineNumber(inFile),
          sources.getExpansionColumnNumber(inFile)};
}

} // namespace corolint
