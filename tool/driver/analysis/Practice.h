// What a program does with a thing nearly everywhere, as evidence about the thing. A check works
// out of a class's code that a dropped task of it never runs; where a program drops such tasks in
// file after file and hardly ever awaits one, the program works, and there is something that the
// check doesn't know: what findings say of it is of low confidence. Where the others are awaited,
// the few that aren't are the mistakes.
//
// After D. Engler et al., "Bugs as Deviant Behavior", SOSP 2001: what code does is what its authors
// believe. Only what a check worked out by itself is a belief that can be wrong: what a model says
// of a library holds however often a program acts against it.
#pragma once
#include "tool/driver/base/Finding.h"
#include "tool/driver/base/JudgedUnit.h"
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace corolint::tool {

/// The practice of a program, by the subjects of findings: see corolint::Subjects.
class Practice {
public:
  /// How often it must be seen at least, and in how many files: what one file does may be one
  /// mistake, copied.
  static constexpr size_t FewestPlaces = 6;
  static constexpr size_t FewestFiles = 3;
  /// For each place where the user does what findings ask for there must be so many where not.
  static constexpr size_t PlacesForEachHeeded = 3;

  /// What these units do together. Of several units' same place, as in a header, one counts.
  explicit Practice(const std::vector<JudgedUnit> &units);

  /// The subjects with which the program does nearly everywhere what findings find fault with.
  std::set<std::uint64_t> practices() const;

  /// Lowers what finds fault with a practice to low confidence, and says so in a step.
  /// @param earlier answers whether an earlier run over all of the program saw a practice; may be
  ///   empty
  void lower(std::vector<Finding> &findings,
             const std::function<bool(const Finding &, std::uint64_t)> &earlier) const;

private:
  struct Seen {
    std::set<Place> faults;         ///< where findings are
    std::set<std::string> files;    ///< that they are in
    std::set<std::uint64_t> heeded; ///< where none is needed
    bool isPractice() const;
  };
  std::map<std::uint64_t, Seen> seen_;
};

} // namespace corolint::tool
