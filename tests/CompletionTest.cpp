// What shells complete, and the manual page: made of the verbs and flags of the program itself.
#include "tests/Program.h"

namespace corolint::test {
namespace {

class Completion : public Program {
protected:
  /// What bash completes behind these words; the last is the one that is being typed.
  std::string completed(const std::string &words) {
    write("complete.sh", run({"completion", "bash"}).out + "COMP_WORDS=(corolint " + words +
                             ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_corolint\n"
                             "echo \"${COMPREPLY[*]}\"\n");
    return test::run("cd '" + root_.string() + "' && bash complete.sh 2>&1");
  }
};

TEST_F(Completion, BashCompletesFlagsValuesAndVerbs) {
  EXPECT_EQ(completed("--confid"), "--confidence\n");
  EXPECT_EQ(completed("check --show-s"), "--show-suppressed\n");
  EXPECT_EQ(completed("expl"), "explain\n");
  EXPECT_EQ(completed("tas"), "task.h\n");
  EXPECT_EQ(completed("explain --format = mark"), "markdown\n");
  EXPECT_EQ(completed("--color a"), "auto always\n");
  EXPECT_EQ(completed("rules --show-s"), "\n") << "a flag of another verb";
}

TEST_F(Completion, EachShellKnowsEachVerb) {
  for (const char *shell : {"bash", "zsh", "fish"}) {
    const Outcome outcome = run({"completion", shell});
    ASSERT_EQ(outcome.exit, 0) << outcome.err;
    for (const char *word : {"check", "suppress", "doctor", "confidence", "baseline", "markdown"})
      EXPECT_HAS(outcome.out, word) << shell;
    EXPECT_LACKS(outcome.out, "manual") << "no verb of users";
  }
  EXPECT_EQ(run({"completion", "tcsh"}).exit, 2);
}

TEST_F(Completion, TheManualHasEachFlag) {
  const Outcome outcome = run({"manual"});
  ASSERT_EQ(outcome.exit, 0) << outcome.err;
  for (const char *text : {".TH COROLINT 1", ".SH CHECK", ".SH EXPLAIN", "\\-\\-fix\\-unsafe",
                           "one of: high, medium, low"})
    EXPECT_HAS(outcome.out, text);
}

} // namespace
} // namespace corolint::test
