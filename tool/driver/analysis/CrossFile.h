// Facts across files: what the units of a program say of their functions, joined, and carried to
// whoever calls them over any number of files, without parsing again.
#pragma once
#include "checks/engine/facts/Program.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace corolint::tool {

/// Which functions of one name, in different files, are one.
enum class Joins {
  InHeaders, ///< those that a header declares
  All,
};

/// Whether what was said comes of all of the program, so that a call of a virtual function reaches
/// none but the bodies that are known.
enum class Told { InPart, Wholly };

/// What is known of the functions of a program. The same for any order in which it is told.
class CrossFile {
public:
  /// @param joins which functions of one name are one
  explicit CrossFile(Joins joins = Joins::All) : joins_(joins) {}

  /// Takes what a unit says. A function that two units define differently is nobody's.
  void add(const StatedFacts &facts);

  /// Works out what follows from all that was said.
  void resolve(Told told);

  /// Null where nothing is known.
  const ProgramFact *answer(const Question &question) const;

  /// What tells an answer apart; zero where nothing is known.
  std::uint64_t digest(const Question &question) const;

  /// The questions that the answers to these depend on, about functions that no unit has defined,
  /// and about those that units which weren't read may override.
  std::set<Question> missing(const std::set<Question> &asked) const;

  /// What is known, as facts that hold by themselves: told to another, it knows the same.
  StatedFacts resolved() const;

  /// The files whose code the answer comes of: that of the function, and of all others that it
  /// needs; nothing where those are more than so many answers.
  std::optional<std::set<std::string>> filesBehind(const Question &question, size_t most) const;

  Joins joins() const { return joins_; }

  /// How much is known.
  size_t size() const { return known_.size(); }

  /// What is known of the functions of a name, qualified or not: a line for each of them, and one
  /// for each fact and place below it.
  std::vector<std::string> describe(llvm::StringRef name) const;

private:
  using Stated = std::map<Question, const StatedFact *>;

  /// Visits questions and all that the answers to them depend on, each once, with what is said of
  /// its function; null where no unit has defined it. Ends where the visit answers false.
  void visitNeeded(const std::set<Question> &asked,
                   llvm::function_ref<bool(const Question &, const FunctionFacts *)> visit) const;
  /// What holds of a virtual function where it holds of every body that a call may reach.
  std::map<Question, StatedFact> ofWhateverRuns() const;
  std::vector<StatedFact::Need> bodiesOf(const Question &question) const;
  void resolvePromises(const Stated &stated);
  void resolveBlocking(const Stated &stated, bool isSure);
  void resolveRole(const Question &question, const Stated &stated);

  Joins joins_;
  std::map<std::string, FunctionFacts> functions_;
  std::map<std::string, std::set<std::string>>
      bodies_; ///< by virtual function: what a call of it may reach
  std::set<std::string> contested_;
  std::map<Question, ProgramFact> known_;
};

/// The name in a USR as a definition in a file of its own has it: `Class::name` of a member, `name`
/// of any other.
std::string nameIn(llvm::StringRef usr);

/// The functions that a source seems to define, by their names, and where they are written
/// `scope::name` by those, too. It errs on the side of naming too many.
std::set<std::string> definedIn(llvm::StringRef source);

} // namespace corolint::tool
