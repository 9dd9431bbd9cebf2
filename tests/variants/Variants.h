// Whether findings and silences survive when the same program is written otherwise.
#pragma once
#include "tests/variants/Rewriting.h"
#include <map>
#include <set>

namespace corolint::test {

/// What was seen of one check under one rewriting. Only functions count that the rewriting touches.
struct Survival {
  unsigned variants = 0;
  unsigned findings = 0;  ///< of the originals
  unsigned survived = 0;  ///< of those, on their line
  unsigned appeared = 0;  ///< findings where the original is silent
  unsigned discarded = 0; ///< places whose rewriting doesn't compile

  Survival &operator+=(const Survival &other);
};

/// A finding that is lost or appears.
struct Difference {
  std::string rewriting;
  std::string place; ///< folder/file:line of the original
  std::string what;
};

/// The survival by check and rewriting, and every difference.
struct VariantsReport {
  std::map<std::string, std::map<std::string, Survival>> cells;
  std::vector<Difference> differences;
};

/// Rewrites an input in each of these ways and analyses what came of it with the input's check.
/// `keep`: a folder for the variants with differences, empty for none.
void runVariants(const std::filesystem::path &input, const std::vector<Rewriting> &rewritings,
                 const std::filesystem::path &keep, VariantsReport &report);

/// The report as a Markdown table: a row for each check, a column for each rewriting.
std::string tableOf(const VariantsReport &report);

} // namespace corolint::test
