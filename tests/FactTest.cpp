// Facts worked out on demand: each once, recursion included, with no answer that depends on who
// asked first.
#include "checks/engine/facts/Fact.h"
#include <functional>
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <vector>

namespace corolint::test {

namespace {

enum class Blocks { Unknown, No, Yes };

/// Functions that call each other; those of `blocking` block by themselves.
class CallGraph {
public:
  std::map<int, std::vector<int>> calls;
  std::set<int> blocking, elsewhere;
  unsigned workedOut = 0;
  std::vector<Question> asked;

  Blocks blocks(int function) { return factOf(function).claim; }

private:
  Fact<Blocks> factOf(int function) {
    return table_.of(function, asked, [&]() -> Fact<Blocks> {
      ++workedOut;
      if (elsewhere.contains(function))
        asked.push_back({FactKind::Blocks, std::to_string(function)});
      if (blocking.contains(function))
        return {Blocks::Yes, FactSource::Definition};
      for (const int callee : calls[function])
        if (factOf(callee).claim == Blocks::Yes)
          return {Blocks::Yes, FactSource::Definition};
      return {Blocks::No, FactSource::Definition};
    });
  }

  FactTable<int, Blocks> table_;
};

} // namespace

TEST(Fact, SaysAgainWhatWasAskedForIt) {
  CallGraph graph;
  graph.calls = {{1, {2}}, {2, {3}}, {5, {2}}};
  graph.elsewhere = {3};
  graph.blocks(1);
  const std::vector<Question> once = std::exchange(graph.asked, {});
  ASSERT_EQ(once.size(), 1u);
  EXPECT_EQ(once.front().function, "3");
  graph.blocks(1);
  EXPECT_EQ(std::exchange(graph.asked, {}), once);
  graph.blocks(5);
  EXPECT_EQ(graph.asked, once);
}

TEST(Fact, IsWorkedOutOnce) {
  CallGraph graph;
  graph.calls = {{1, {2, 3}}, {2, {4}}, {3, {4}}};
  graph.blocking = {4};
  EXPECT_EQ(graph.blocks(1), Blocks::Yes);
  EXPECT_EQ(graph.blocks(3), Blocks::Yes);
  EXPECT_EQ(graph.blocks(1), Blocks::Yes);
  EXPECT_EQ(graph.workedOut, 4u);
}

TEST(Fact, RecursionDoesNotDependOnWhoAsksFirst) {
  // 2 and 3 call each other; only 2 reaches what blocks, behind the recursive call.
  for (const int first : {1, 2, 3}) {
    CallGraph graph;
    graph.calls = {{1, {3}}, {2, {3, 4}}, {3, {2}}};
    graph.blocking = {4};
    graph.blocks(first);
    EXPECT_EQ(graph.blocks(1), Blocks::Yes) << first;
    EXPECT_EQ(graph.blocks(2), Blocks::Yes) << first;
    EXPECT_EQ(graph.blocks(3), Blocks::Yes) << first;
  }
}

TEST(Fact, RingsAreWorkedOutInBoundedWork) {
  CallGraph graph;
  constexpr int Size = 12;
  for (int from = 0; from < Size; ++from)
    for (int to = 0; to < Size; ++to)
      graph.calls[from].push_back(to);
  EXPECT_EQ(graph.blocks(0), Blocks::No);
  EXPECT_LE(graph.workedOut, 200u);
}

TEST(Fact, TheWeakestSourceDecidesTheConfidence) {
  const Fact<Blocks> read{Blocks::Yes, FactSource::Definition};
  const Fact<Blocks> modelled{Blocks::Yes, FactSource::BuiltinModel};
  const Fact<Blocks> guessed{Blocks::Yes, FactSource::Name};
  EXPECT_EQ(confidenceOf(read), Confidence::High);
  EXPECT_EQ(confidenceOf(read, modelled), Confidence::Medium);
  EXPECT_EQ(confidenceOf(modelled, guessed, read), Confidence::Low);
  EXPECT_FALSE(Fact<Blocks>());
  EXPECT_TRUE(read);
}

TEST(Metadata, TravelsInADiagnostic) {
  Metadata metadata;
  metadata.severity = Severity::Error;
  metadata.confidence = Confidence::Low;
  metadata.function = "net::session::run";
  metadata.fixSafety = Safety::Safe;
  const std::optional<Metadata> back = decode(encode(metadata));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->severity, Severity::Error);
  EXPECT_EQ(back->confidence, Confidence::Low);
  EXPECT_EQ(back->function, "net::session::run");
  EXPECT_EQ(back->fixSafety, Safety::Safe);
  EXPECT_FALSE(decode("deprecated-declarations"));
}

} // namespace corolint::test
