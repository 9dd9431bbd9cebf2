// The HTML report as a browser shows it, and two reports that are compared.
#include "tests/NodeModules.h"
#include "tests/Program.h"

namespace corolint::test {

class ReportPage : public Program {
protected:
  /// Writes the report of these files, in which findings stand, and what is left of them later.
  void writeReports() {
    write("a.cpp", Dropped);
    write("b.cpp", DroppedEager);
    write("lost.cpp", "#include \"task.h\"\nint x = nothing;\n");
    writeDatabase({"a.cpp", "b.cpp", "lost.cpp"});
    EXPECT_EQ(run({"-p", "build", "--output=json=old.json"}).exit, 1);
    write("a.cpp", Clean);
    write("b.cpp", std::string(DroppedEager) + "Task g() {\n  work(1);\n  co_return;\n}\n");
    EXPECT_EQ(run({"-p", "build", "--output=json=new.json"}).exit, 1);
  }
};

TEST_F(ReportPage, TellsWhatIsNewFixedAndUnchanged) {
  writeReports();
  const Outcome compared = run({"report", "--compare=old.json", "new.json", "--format=json"});
  EXPECT_EQ(compared.exit, 1);
  EXPECT_HAS(compared.err, "1 new finding (1 warning), 1 fixed, 1 unchanged");
  const Json report = Json::parse(compared.out);
  ASSERT_EQ(report["findings"].size(), 1u);
  EXPECT_EQ(report["findings"][0]["file"], "b.cpp");
  EXPECT_EQ(report["findings"][0]["line"], 8);
  const Json &comparison = report["comparison"];
  EXPECT_EQ(comparison["before"], "old.json");
  ASSERT_EQ(comparison["fixed"].size(), 1u);
  EXPECT_EQ(comparison["fixed"][0]["file"], "a.cpp");
  ASSERT_EQ(comparison["unchanged"].size(), 1u);
  EXPECT_EQ(comparison["unchanged"][0]["line"], 4);
}

TEST_F(ReportPage, WithNothingNewIsClean) {
  writeReports();
  const Outcome same = run({"report", "--compare=new.json", "new.json"});
  EXPECT_EQ(same.exit, 3); // lost.cpp
  EXPECT_HAS(same.err, "0 new findings, 0 fixed, 2 unchanged");
  EXPECT_EQ(same.out.find("never awaited"), std::string::npos) << same.out;
  EXPECT_HAS(run({"report", "--compare=none.json", "new.json"}).err, "none.json: it can't be read");
}

TEST_F(ReportPage, AsABrowserShowsIt) {
  if (std::string(COROLINT_CHROMIUM).empty())
    GTEST_SKIP() << "there is no Chromium";
  const std::string modules = nodeModules("report");
  if (modules.empty())
    GTEST_SKIP() << "there is no npm, which brings the browser's driver";
  if (!fs::exists(fs::path(COROLINT_BUILD_DIR) / "report/node_modules/preact"))
    GTEST_SKIP() << "the page was built without its libraries";
  writeReports();
  ASSERT_EQ(run({"-p", "build", "--output=html=report.html"}).exit, 1);
  const fs::path log = root_ / "log";
  const std::string command =
      "timeout 500 " COROLINT_NODE " '" COROLINT_SOURCE_DIR "/tests/report/report.mjs' '" +
      (root_ / "report.html").string() + "' '" + modules +
      "' '" COROLINT_CHROMIUM "' '" COROLINT_BUILD_DIR "/report/report.html' > '" + log.string() +
      "' 2>&1";
  EXPECT_EQ(std::system(command.c_str()), 0) << readFile(log);
}

} // namespace corolint::test
