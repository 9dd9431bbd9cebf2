// The same program written in other ways: a sample of what `--target table-of-variants` does with
// every input.
#include "tests/variants/Variants.h"
#include "tests/Inputs.h"
#include <gtest/gtest.h>
#include <random>

namespace corolint::test {
namespace {

TEST(Variants, EditsAreMadeInTheOrderOfTheText) {
  EXPECT_EQ(rewritten("a b c", {{{4, 1, "3"}}, {{0, 1, "1"}, {2, 0, "<"}, {3, 0, ">"}}}),
            "1 <b> 3");
}

TEST(Variants, KeepLines) {
  VariantsReport report;
  runVariants(allInputs().front(), allRewritings(), "", report);
  unsigned variants = 0;
  for (const auto &[rewriting, seen] : report.cells.begin()->second)
    variants += seen.variants;
  EXPECT_GT(variants, 5u) << "hardly anything is rewritten";
}

static Survival sumOf(const VariantsReport &report) {
  Survival all;
  for (const auto &[check, cells] : report.cells)
    for (const auto &[rewriting, seen] : cells)
      all += seen;
  return all;
}

/// Two rewritings of each of a few inputs, drawn with a fixed seed, until enough findings were
/// rewritten. The table in docs/precision.md says what is still to be done; the sample holds that
/// it doesn't become more.
TEST(Variants, FindingsAndSilencesSurviveInASample) {
  constexpr unsigned Inputs = 9, Most = 18, RewritingsOfEach = 2, Enough = 30, Seed = 7;
  std::mt19937 random(Seed);
  VariantsReport report;
  const std::vector<std::filesystem::path> inputs = allInputs();
  for (unsigned count = 0; count < Inputs || (count < Most && sumOf(report).findings <= Enough);
       ++count) {
    std::vector<Rewriting> drawn;
    for (unsigned other = 0; other < RewritingsOfEach; ++other)
      drawn.push_back(allRewritings()[random() % allRewritings().size()]);
    runVariants(inputs[random() % inputs.size()], drawn, "", report);
  }
  const Survival all = sumOf(report);
  std::string differences;
  for (const Difference &difference : report.differences)
    differences += difference.place + ": " + difference.rewriting + ": " + difference.what + "\n";
  EXPECT_GT(all.findings, Enough);
  EXPECT_GE(100 * all.survived, 97 * all.findings) << differences;
  EXPECT_LE(100 * all.appeared, 3 * all.findings) << differences;
}

} // namespace
} // namespace corolint::test
