// What a check is: one value that holds all a user can read about it, and one small base class over
// ClangTidyCheck.
//
// A check derives from CheckBase in an anonymous namespace, overrides one of the examine functions,
// and reports Finding values. It never prints, reads files, or keeps state between translation
// units. Everything that users see (rules, explain, pages, SARIF) is printed from its Check value.
#pragma once
#include "checks/Metadata.h"
#include "clang-tidy/ClangTidyCheck.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace corolint {

class Body;
class CheckBase;
class Models;
class Unit;
class UnitSlot;
struct Check;

/// One option of a check, read as `<check>.<name>` from `.clang-tidy`.
struct Option {
  llvm::StringRef name;
  llvm::StringRef type; ///< "bool", "integer", "string", or "list" (separated by semicolons)
  llvm::StringRef defaultValue;
  llvm::StringRef meaning;
};

/// One check as a value: what it is called, what it says, how it is made.
struct Check {
  llvm::StringRef id; ///< "coro-" and the name of its folder of test inputs
  llvm::StringRef summary;
  Severity severity = Severity::Warning;
  bool onByDefault = true;
  llvm::StringRef
      fix; ///< what its fixes do and how safe they are, in a sentence; empty when it offers none
  llvm::StringRef confidence; ///< what makes a finding of high, medium and low confidence
  llvm::ArrayRef<Option> options;
  llvm::StringRef
      documentation; ///< Markdown; its `cpp bad` blocks warn, its `cpp good` blocks are silent
  using Maker = std::unique_ptr<CheckBase> (*)(const Check &, llvm::StringRef,
                                               clang::tidy::ClangTidyContext *);
  Maker make = nullptr;
};

/// Something that happens at run time on the way to the harm, in run-time order.
struct Step {
  clang::SourceLocation at;
  std::string message;
};

/// One way out: edits that compile and mean what the user meant.
struct Fix {
  std::string title; ///< what it does, in the imperative: "await it"
  Safety safety = Safety::Unsafe;
  llvm::SmallVector<clang::FixItHint, 2> edits;
};

/// The things whose use a finding finds fault with: the function that gives what is dropped, its
/// class. Where nearly all of a program does the same with one of them, the program knows something
/// of it that the check doesn't: see tool/driver/analysis/Practice.h.
using Subjects = llvm::SmallVector<const clang::NamedDecl *, 2>;

/// What a check reports. The message is lower case, has no full stop and names the culprit in
/// quotes.
struct Finding {
  clang::SourceRange range;
  std::string message;
  std::optional<Severity> severity{};         ///< the check's own where empty
  Confidence confidence = Confidence::Medium; ///< that of the weakest fact that the finding needs
  const clang::FunctionDecl *function = nullptr;
  llvm::SmallVector<Step, 2> steps{};
  llvm::SmallVector<Fix, 1> fixes{};
  Subjects subjects{}; ///< whose use it finds fault with, where that was worked out of their code
};

/// The base of all checks: walks the function bodies and the classes of the user's code, and turns
/// findings into diagnostics of clang-tidy.
class CheckBase : public clang::tidy::ClangTidyCheck {
public:
  CheckBase(const Check &value, llvm::StringRef name, clang::tidy::ClangTidyContext *context);
  ~CheckBase() override;

  bool isLanguageVersionSupported(const clang::LangOptions &options) const override {
    return options.CPlusPlus20;
  }
  void registerMatchers(clang::ast_matchers::MatchFinder *finder) final;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &result) final;
  void onStartOfTranslationUnit() final;
  void onEndOfTranslationUnit() final;
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &map) final;

  /// Looks at translation units through the same slot as the other checks of a run, so that what is
  /// known of one is worked out once.
  void share(std::shared_ptr<UnitSlot> slot) { slot_ = std::move(slot); }

protected:
  /// Called for every function of the user's code that has a body: functions, members, lambdas,
  /// each pattern and each of its instantiations.
  virtual void examine(const Body &) {}
  /// Called for every class definition of the user's code, patterns and instantiations included.
  virtual void examine(const clang::CXXRecordDecl &) {}

  /// Reports one finding, where it is sure enough to be asked for. A second one at the same place
  /// and with the same text, as another instantiation of the same template would give it, is
  /// dropped.
  void report(const Finding &finding);

  /// Says that the user does at this place with these what findings of the check ask for.
  void heed(clang::SourceLocation at, const Subjects &subjects);

  /// The value of an option of the table in the Check value.
  std::string option(llvm::StringRef name) const;
  bool flag(llvm::StringRef name) const { return option(name) == "true"; }

  /// What is known of the translation unit at hand, shared between the functions that a check
  /// examines.
  Unit &unit() const;
  const Models &models() const;

private:
  /// What tells the subjects of this check's findings apart, in all units of a program.
  std::vector<std::uint64_t> keysOf(const Subjects &subjects) const;

  /// The comment that silences a finding at this place, where one can stand there.
  std::optional<Fix> suppression(clang::SourceLocation at) const;

  const Check &value_;
  llvm::SmallVector<std::string, 4> optionValues_;
  std::shared_ptr<UnitSlot> slot_;
  llvm::DenseSet<std::pair<unsigned, unsigned>> reported_;
  /// By the place of a finding, the function that it was reported in first.
  llvm::DenseMap<unsigned, const clang::FunctionDecl *> reportedIn_;
};

/// Makes a check of class T: the `make` of a Check value.
template <class T>
std::unique_ptr<CheckBase> make(const Check &value, llvm::StringRef name,
                                clang::tidy::ClangTidyContext *context) {
  return std::make_unique<T>(value, name, context);
}

} // namespace corolint
