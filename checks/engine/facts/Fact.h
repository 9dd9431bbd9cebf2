// One thing that is known about a function, a parameter, a class or a member, with where it comes
// from. Who needs to know something asks for a fact and sees no difference between a model's row, a
// body that could be read, and a guess by a name, but for how sure it is.
//
// An unknown is an answer of its own and never means "no".
#pragma once
#include "checks/Metadata.h"
#include "checks/engine/facts/Program.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include <algorithm>
#include <limits>
#include <map>
#include <string>

namespace corolint {

/// Where a fact comes from, in the order of trust: the first that speaks decides.
enum class FactSource {
  UserModel,    ///< a row of the user's `.corolint.yaml`
  Definition,   ///< the body or the class was read
  Program,      ///< a body in another translation unit was read
  BuiltinModel, ///< a row of the models that are built in
  Type,         ///< what its type allows
  Name,         ///< a word in its name
};

/// How sure a finding is that needs a fact of this source.
constexpr Confidence confidenceOf(FactSource source) {
  switch (source) {
  case FactSource::Definition:
  case FactSource::Program:
    return Confidence::High;
  case FactSource::UserModel:
  case FactSource::BuiltinModel:
  case FactSource::Type:
    return Confidence::Medium;
  case FactSource::Name:
    return Confidence::Low;
  }
  return Confidence::Low;
}

/// A claim with its source. The claim's value-initialised value is its "unknown".
template <class Claim> struct Fact {
  Claim claim{};
  FactSource source = FactSource::Name;
  clang::SourceLocation at{}; ///< what shows it, for a step of a finding; may be invalid
  std::string because{};      ///< the words of that step; may be empty

  /// Whether anything is known.
  explicit operator bool() const { return claim != Claim{}; }
};

/// How sure a finding is that needs all of these facts.
template <class... Claims> Confidence confidenceOf(const Fact<Claims> &...facts) {
  return std::min({confidenceOf(facts.source)...});
}

/// The facts of one kind that a translation unit gives, each worked out when it is first asked for.
/// What is asked for while it is being worked out (a recursion) is unknown there; answers that
/// depend on such an unknown are forgotten again when the recursion's first subject is known, so
/// that no answer depends on who asked first. What was asked of other files for an answer is noted
/// again when the answer is given again. Keep it by Unit::kept.
template <class Subject, class Claim> class FactTable {
public:
  /// @param asked what was asked of other files so far, in its order
  Fact<Claim> of(const Subject &subject, std::vector<Question> &asked,
                 llvm::function_ref<Fact<Claim>()> workOut) {
    const auto [entry, isNew] = known_.try_emplace(subject);
    if (!isNew) {
      dependsOn_ = std::min(dependsOn_, entry->second.dependsOn);
      llvm::append_range(asked, entry->second.asked);
      return entry->second.fact;
    }
    const unsigned depth = depth_++;
    const unsigned outer = dependsOn_;
    entry->second.dependsOn = depth; // in work
    dependsOn_ = Nothing;
    const size_t first = provisional_.size();
    const size_t before = asked.size();
    Fact<Claim> fact = workOut();
    std::vector<Question> needed(asked.begin() + before, asked.end());
    --depth_;
    if (dependsOn_ < depth) {
      entry->second = {fact, dependsOn_, std::move(needed)};
      provisional_.push_back(subject);
    } else {
      for (const Subject &other : llvm::drop_begin(provisional_, first))
        known_.erase(other);
      provisional_.resize(first);
      entry->second = {fact, Nothing, std::move(needed)};
      dependsOn_ = Nothing;
    }
    dependsOn_ = std::min(dependsOn_, outer);
    return fact;
  }

private:
  static constexpr unsigned Nothing = std::numeric_limits<unsigned>::max();
  struct Entry {
    Fact<Claim> fact;
    unsigned dependsOn = Nothing; ///< depth of the first subject in work that the answer needs
    std::vector<Question> asked{};
  };
  std::map<Subject, Entry> known_; // its entries stay where they are
  llvm::SmallVector<Subject, 8> provisional_;
  unsigned depth_ = 0;
  unsigned dependsOn_ = Nothing;
};

} // namespace corolint
