// What one translation unit says of its functions to the rest of the program, and what it asks:
// plain values, small and ordered, which the driver joins, keeps and hands between processes.
#pragma once
#include "checks/Metadata.h"
#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace corolint {

/// What can be told of a function whose body is in another file. Its claims are the values of an
/// enumeration; zero is always "unknown".
enum class FactKind {
  Blocks,        ///< 1 + BlockingKind
  Covers,        ///< Covering
  Suspends,      ///< Suspends::Never only
  EndOfTask,     ///< TaskEnd, of a parameter
  Callable,      ///< CallableUse as claimOf() packs it, of a parameter
  UsedLater,     ///< LaterUse's answer, of a parameter or the object, where the work begins later
  UsedOnceBegun, ///< the same, where it begins inside of the call
  HidesFailure,  ///< 1: its `false` is all that it leaves of an error
  OneResult,     ///< 1: it gives the same whatever happens
};

/// Whether an error leaves a coroutine.
enum class Covering {
  Unknown,
  Covers, ///< none of visible origin does
  Leaves, ///< one does, from the place that is shown
};

/// In place of a parameter: asked is what holds of a virtual function whichever body a call of it
/// reaches, its own or one that overrides it.
constexpr int WhicheverRuns = -2;

/// What is asked of a function.
struct Question {
  FactKind kind = FactKind::Blocks;
  std::string function; ///< its USR
  int parameter = -1; ///< the index of the parameter that it is about; -1 for none, or the object;
                      ///< or WhicheverRuns
  friend auto operator<=>(const Question &, const Question &) = default;
};

/// A place in a file of the program, which the unit at hand may not have read.
struct ProgramPlace {
  std::string in;   ///< the function that it stands in, as messages show it
  std::string file; ///< absolute
  unsigned line = 0;
  unsigned column = 0;
  friend bool operator==(const ProgramPlace &, const ProgramPlace &) = default;
};

/// One thing that is known of a function.
struct ProgramFact {
  int claim = 0;         ///< of the enumeration that its kind names
  std::string subject{}; ///< of Blocks: the name of what blocks
  std::string reason{};  ///< words for a step; may be empty
  Confidence confidence = Confidence::High;
  bool deadlocks = false;             ///< of Blocks
  std::vector<ProgramPlace> places{}; ///< what shows it, in run-time order
  friend bool operator==(const ProgramFact &, const ProgramFact &) = default;
};

/// A fact that holds as far as others do. Of Blocks: the first of `needs` that holds is as good as
/// `fact`. Of Covers and Suspends: `fact` is known where all of `needs` hold. Of the roles of
/// parameters: what is known of the one need is known of this.
struct StatedFact {
  struct Need {
    Question on;
    ProgramPlace at;
    friend bool operator==(const Need &, const Need &) = default;
  };
  ProgramFact fact;
  std::vector<Need> needs;
  friend bool operator==(const StatedFact &, const StatedFact &) = default;
};

/// What a unit says of one function that it defines; of most it says only where.
struct FunctionFacts {
  ProgramPlace defined;
  bool isInHeader = false; ///< a header declares it, so that whoever calls it says the same
  bool isVirtual = false;  ///< a call of it may reach the body of another
  std::map<std::string, bool>
      overrides; ///< the functions that it overrides, and whether those have a body of their own
  std::map<std::pair<FactKind, int>, StatedFact> facts; ///< by kind and parameter
  friend bool operator==(const FunctionFacts &, const FunctionFacts &) = default;
};

/// By USR.
using StatedFacts = std::map<std::string, FunctionFacts>;

/// The rest of the program, as a unit that is judged can ask about it.
class Program {
public:
  virtual ~Program() = default;
  /// What is known, null where nothing is. The question is noted either way.
  virtual const ProgramFact *ask(const Question &question) = 0;
  /// Whether nearly all of the program does what findings about this subject find fault with, as
  /// the last run over all of it saw.
  virtual bool isPractice(std::uint64_t) const { return false; }
  /// Whether functions of one name are one although no header declares them: files of one folder
  /// of tests or examples needn't be one program.
  virtual bool joinsWithoutHeader() const { return true; }
  /// Whether what a function would need to know is noted rather than answered.
  virtual bool isNoting() const { return false; }
};

} // namespace corolint
