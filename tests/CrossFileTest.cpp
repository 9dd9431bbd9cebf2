// Facts across files: each folder of test-inputs/cross-file is a program of a few files, annotated
// as inputs are; `// want: text` is met by a finding of any check.
#include "tool/driver/analysis/CrossFile.h"
#include "tests/Program.h"
#include <regex>
#include <set>

namespace corolint::test {

static const fs::path Cases = fs::path(COROLINT_SOURCE_DIR) / "test-inputs/cross-file";

static std::vector<std::string> caseNames() {
  std::vector<std::string> names;
  for (const fs::directory_entry &folder : fs::directory_iterator(Cases))
    names.push_back(folder.path().filename().string());
  std::ranges::sort(names);
  return names;
}

/// The files of a case that are compiled, sorted.
static std::vector<fs::path> sourcesOf(const std::string &name) {
  std::vector<fs::path> sources;
  for (const fs::directory_entry &file : fs::directory_iterator(Cases / name))
    if (file.path().extension() == ".cpp" || file.path().extension() == ".cc")
      sources.push_back(file.path());
  std::ranges::sort(sources);
  return sources;
}

/// "file:line" with the text that is wanted there.
using Wanted = std::multimap<std::string, std::string>;

static Wanted wantedIn(const std::string &name) {
  Wanted wanted;
  for (const fs::directory_entry &file : fs::directory_iterator(Cases / name)) {
    std::istringstream text(readFile(file.path()));
    std::string line;
    for (unsigned number = 1; std::getline(text, line); ++number)
      if (const auto at = line.find("// want: "); at != std::string::npos)
        wanted.insert(
            {file.path().filename().string() + ":" + std::to_string(number), line.substr(at + 9)});
  }
  return wanted;
}

class CrossFile : public Program {
protected:
  void writeCase(const std::vector<fs::path> &sources) {
    Json entries = Json::array();
    for (const fs::path &source : sources) {
      std::vector<std::string> command = flagsOf(source);
      command.insert(command.begin(), "clang++");
      command.push_back(source.string());
      entries.push_back(
          {{"directory", root_.string()}, {"file", source.string()}, {"arguments", command}});
    }
    write("build/compile_commands.json", entries.dump(1));
  }

  /// "file:line: message" of each finding.
  std::multiset<std::string> findingsOf(const Json &report) {
    std::multiset<std::string> result;
    for (const Json &finding : report["findings"])
      if (const std::string file = finding["file"]; file.find("/mock/") == std::string::npos)
        result.insert(fs::path(std::string(finding["file"])).filename().string() + ":" +
                      std::to_string(int(finding["line"])) + ": " +
                      std::string(finding["message"]));
    return result;
  }

  Json checked(std::vector<std::string> arguments = {}) {
    arguments.insert(arguments.begin(), {"check", "--cross-file", "-p", "build"});
    Json result = report(arguments);
    EXPECT_TRUE(result["notAnalysed"].empty()) << result["notAnalysed"].dump(1);
    return result;
  }
};

class CrossFileCase : public CrossFile, public testing::WithParamInterface<std::string> {};

TEST_P(CrossFileCase, FindsWhatIsWanted) {
  writeCase(sourcesOf(GetParam()));
  Wanted wanted = wantedIn(GetParam());
  for (const std::string &finding : findingsOf(checked({"--no-cache"}))) {
    const auto colon = finding.find(": ");
    const auto [begin, end] = wanted.equal_range(finding.substr(0, colon));
    const auto met = std::find_if(begin, end, [&](const auto &want) {
      return finding.find(want.second, colon) != std::string::npos;
    });
    if (met == end)
      ADD_FAILURE() << "nobody wants " << finding;
    else
      wanted.erase(met);
  }
  for (const auto &[place, text] : wanted)
    ADD_FAILURE() << "nothing found at " << place << ": " << text;
}

INSTANTIATE_TEST_SUITE_P(Cases, CrossFileCase, testing::ValuesIn(caseNames()),
                         [](const auto &info) {
                           std::string name = info.param;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

TEST_F(CrossFile, WhatTheProgramDoesEverywhereIsOfLowConfidence) {
  writeCase(sourcesOf("practice-dropped"));
  const Json low = checked({"--no-cache", "--confidence=low"})["findings"];
  EXPECT_EQ(low.size(), 7u);
  for (const Json &finding : low) {
    EXPECT_EQ(finding["confidence"], "low");
    EXPECT_EQ(finding["steps"].back()["message"],
              "the program does the same at 7 places in 3 files, and next to nothing else: it "
              "seems to know that nothing goes wrong");
  }
  const std::string one = (Cases / "practice-dropped/bank.cpp").string();
  const auto alone = [&](const std::vector<std::string> &more) {
    std::vector<std::string> arguments{"check", "-p", "build", one};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return report(arguments)["findings"].size();
  };
  EXPECT_EQ(alone({}), 2u) << "nobody has seen the program";
  EXPECT_TRUE(checked()["findings"].empty());
  EXPECT_EQ(alone({}), 0u) << "an earlier run has seen it";
  EXPECT_EQ(alone({"--no-cross-file"}), 2u);
  EXPECT_EQ(checked({"--no-cross-file"})["findings"].size(), 7u);
}

TEST_F(CrossFile, AnyOrderAndAnyNumberOfJobsGiveTheSame) {
  for (const std::string name : {"blocking-chain", "detached-handled-below"}) {
    std::vector<fs::path> sources = sourcesOf(name);
    writeCase(sources);
    const std::string first = checked({"--no-cache", "-j1"})["findings"].dump();
    std::ranges::reverse(sources);
    writeCase(sources);
    EXPECT_EQ(checked({"--no-cache", "-j4"})["findings"].dump(), first);
    EXPECT_EQ(checked({"-j2"})["findings"].dump(), first);
    EXPECT_EQ(checked({"-j2"})["findings"].dump(), first) << "from the cache";
  }
}

/// One file a machine, and nothing kept there: what the reports bring along is all that is known.
TEST_F(CrossFile, PartsKnowWhatOtherPartsSayOnceTheyAreJoined) {
  for (const std::string name : {"blocking-leaf", "callable-kept"}) {
    const std::vector<fs::path> sources = sourcesOf(name);
    const std::string count = std::to_string(sources.size());
    writeCase(sources);
    const Outcome whole =
        run({"check", "--cross-file", "-p", "build", "--no-cache", "--format=json"});
    std::vector<std::string> merge{"merge"};
    for (size_t part = 1; part <= sources.size(); ++part) {
      const std::string file = std::to_string(part) + ".json";
      run({"check", "--cross-file", "-p", "build", "--no-cache",
           "--shard=" + std::to_string(part) + "/" + count, "--output=json=" + file});
      merge.push_back(file);
    }
    merge.push_back("--format=json");
    EXPECT_NE(run(merge).out, whole.out) << "nothing was to be joined";
    merge.insert(merge.end(), {"-p", "build", "--cross-file", "--no-cache", "--statistics"});
    const Outcome joined = run(merge);
    EXPECT_EQ(joined.out, whole.out) << name;
    EXPECT_EQ(joined.exit, whole.exit);
    EXPECT_HAS(joined.err, "results of an earlier run: ");
  }
}

/// A file that isn't what its part saw is analysed, and so is one that no report is about.
TEST_F(CrossFile, WhatAReportDoesNotKnowIsAnalysedWhereItIsJoined) {
  write("task.h", "#include <coroutine>\n");
  for (const char *file : {"a.cpp", "b.cpp"})
    write(file, "#include <coroutine>\nint f() { return 0; }\n");
  writeDatabase({"a.cpp", "b.cpp"});
  const auto shard = [&](const char *part) {
    run({"-p", "build", "--shard=" + std::string(part) + "/2", "--no-cache",
         "--output=json=" + std::string(part) + ".json"});
  };
  shard("1");
  shard("2");
  const auto analysed = [&](std::vector<std::string> reports) {
    reports.insert(reports.begin(), "merge");
    reports.insert(reports.end(), {"-p", "build", "--no-cache", "--statistics"});
    const Outcome joined = run(reports);
    EXPECT_EQ(joined.exit, 0) << joined.err;
    return joined.err;
  };
  EXPECT_HAS(analysed({"1.json", "2.json"}), "results of an earlier run: 2");
  EXPECT_HAS(analysed({"1.json"}), "results of an earlier run: 1");
  write("b.cpp", "#include <coroutine>\nint f() { return 1; }\n");
  EXPECT_HAS(analysed({"1.json", "2.json"}), "results of an earlier run: 1");
  Json spoilt = Json::parse(readFile(root_ / "1.json"));
  for (const char *results : {"zstd:100:AAAA", "zstd:99999999999:AAAA", "plain:1:AA==", "x"}) {
    spoilt["results"] = results;
    write("1.json", spoilt.dump());
    EXPECT_HAS(analysed({"1.json"}), "1.json: it brings no results of a shard along");
  }
}

TEST_F(CrossFile, AFileIsJudgedAloneWhereThatIsAskedFor) {
  writeCase(sourcesOf("blocking-leaf"));
  EXPECT_TRUE(findingsOf(checked({"--no-cross-file"})).empty());
  EXPECT_EQ(findingsOf(checked()).size(), 1u);
  EXPECT_TRUE(findingsOf(checked({"--no-cross-file"})).empty()) << "what was kept is another's";
}

TEST_F(CrossFile, WhatIsAnalysedAnywayCountsByItself) {
  writeCase(sourcesOf("detached-handled-below"));
  const auto together = findingsOf(checked());
  const auto byItself = findingsOf(report({"check", "-p", "build", "--no-cache"}));
  EXPECT_EQ(byItself, together);
  EXPECT_GT(findingsOf(checked({"--no-cross-file"})).size(), together.size());
}

/// Two examples of one folder, which happen to use one name.
TEST_F(CrossFile, OnlyWhatAHeaderDeclaresIsOneByItself) {
  write("one.cpp", "#include \"task.h\"\nTask example();\nvoid spawn(Task);\n"
                   "void start() { spawn(example()); }\n");
  write("other.cpp", "#include \"task.h\"\nTask example() {\n  try {\n    co_await Task();\n  } "
                     "catch (...) {\n    throw;\n  }\n}\n");
  writeDatabase({"one.cpp", "other.cpp"});
  checked({"--statistics"});
  EXPECT_HAS(last_.err, "  facts across files: 1;");
  EXPECT_HAS(run({"check", "-p", "build", "--statistics"}).err, "  facts across files: 0;");
}

/// A file that is judged again stays parsed, as far as there is memory for it.
TEST_F(CrossFile, StayingParsedChangesNothingButTheTime) {
  for (const std::string name : {"detached-handled-below", "reference-used-later"}) {
    writeCase(sourcesOf(name));
    const std::string kept =
        checked({"--no-cache", "--statistics", "--keep-parsed=2000"})["findings"].dump();
    EXPECT_HAS(last_.err, " files judged again, 0 of them parsed again");
    const std::string parsed =
        checked({"--no-cache", "--statistics", "--keep-parsed=0"})["findings"].dump();
    EXPECT_EQ(last_.err.find("judged again, 0 of them"), std::string::npos) << last_.err;
    EXPECT_EQ(kept, parsed);
    EXPECT_EQ(checked({"--no-cache", "--keep-parsed=1"})["findings"].dump(), parsed)
        << "with memory for none";
    EXPECT_EQ(checked({"--no-cache"})["findings"].dump(), parsed) << "where it pays";
  }
}

TEST_F(CrossFile, WhatStayedParsedEndsWithTheRun) {
  const fs::path temporary = root_ / "tmp";
  fs::create_directories(temporary);
  setenv("TMPDIR", temporary.c_str(), 1);
  writeCase(sourcesOf("detached-handled-below"));
  checked({"--no-cache", "--keep-parsed=2000"});
  unsetenv("TMPDIR");
  EXPECT_TRUE(fs::is_empty(temporary)) << "a folder is left";
}

TEST_F(CrossFile, StepsNameTheOtherFile) {
  writeCase(sourcesOf("blocking-chain"));
  const Json report = checked();
  for (const Json &finding : report["findings"]) {
    if (fs::path(std::string(finding["file"])).filename() != "main.cpp")
      continue;
    std::vector<std::string> files;
    for (const Json &step : finding["steps"])
      files.push_back(fs::path(std::string(step["file"])).filename().string() + ":" +
                      std::to_string(int(step["line"])));
    EXPECT_EQ(files, (std::vector<std::string>{"first.cpp:3", "second.cpp:5", "third.cpp:5"}));
  }
}

/// Which bodies a call may reach is known where all of the program is.
TEST_F(CrossFile, OfAVirtualFunctionCountsWhateverOverridesIt) {
  const std::vector<fs::path> sources = sourcesOf("blocking-overriders");
  writeCase(sources);
  EXPECT_HAS(run({"facts", "store::save", "-p", "build"}).out,
             "store::save, which has no body\n"
             "  whatever overrides it blocks the thread by 'sleep_for'");
  const auto isMain = [](const fs::path &source) { return source.filename() == "main.cpp"; };
  const Json part = report({"check", "--cross-file", "--no-cache", "-p", "build",
                            *std::ranges::find_if(sources, isMain)});
  EXPECT_TRUE(part["findings"].empty()) << part["findings"].dump(1);
  // Whoever names all of it has analysed all of it.
  EXPECT_EQ(findingsOf(checked({"--no-cache", sources.front().parent_path()})),
            findingsOf(checked({"--no-cache"})));
}

/// Of some files of a program nobody knows what else overrides it.
TEST_F(CrossFile, OfAVirtualFunctionItsOwnBodyCountsWhereNothingElseIsKnown) {
  const std::vector<fs::path> sources = sourcesOf("detached-own-body");
  writeCase(sources);
  std::vector<std::string> named{"--no-cache"};
  named.insert(named.end(), sources.begin(), sources.end());
  const auto found = findingsOf(checked(named));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_TRUE(found.begin()->starts_with("main.cpp:6:")) << *found.begin();
}

TEST_F(CrossFile, FactsAreToldOfAFunction) {
  writeCase(sourcesOf("blocking-member"));
  const Outcome told = run({"facts", "store::load", "-p", "build"});
  EXPECT_EQ(told.exit, 0) << told.err;
  EXPECT_HAS(told.out, "app::store::load");
  EXPECT_HAS(told.out, "blocks the thread by 'ifstream'");
  EXPECT_HAS(told.out, "store.cpp:8:");
  EXPECT_HAS(run({"facts", "nobody", "-p", "build"}).err, "no file that was parsed defines");
}

// ---- A long chain
// ---------------------------------------------------------------------------------------------------

/// A coroutine, a chain of functions in a file each, and a coroutine that has nothing to do with
/// it.
class Chain : public CrossFile {
protected:
  static constexpr unsigned Length = 60;

  void SetUp() override {
    CrossFile::SetUp();
    std::vector<std::string> files{"main.cpp", "other.cpp"};
    write("main.cpp", "#include \"task.h\"\nvoid f0();\nTask run() {\n  f0();\n  co_return;\n}\n");
    write("other.cpp", "#include \"task.h\"\nvoid g();\nTask other() {\n  g();\n  co_return;\n}\n");
    for (unsigned i = 0; i < Length; ++i) {
      files.push_back("f" + std::to_string(i) + ".cpp");
      write(files.back(), link(i));
    }
    writeLeaf(true);
    writeDatabase(files);
  }

  static std::string link(unsigned i) {
    const std::string next = "f" + std::to_string(i + 1) + "()";
    return "void " + next + ";\nvoid f" + std::to_string(i) + "() { " + next + "; }\n";
  }

  void writeLeaf(bool sleeps) {
    write("f" + std::to_string(Length - 1) + ".cpp",
          std::string(sleeps ? "#include <unistd.h>\n" : "") + "void f" +
              std::to_string(Length - 1) + "() { " + (sleeps ? "::usleep(1); " : "") + "}\n");
  }

  /// How many files were parsed for facts, and how many judged again.
  std::pair<int, int> counts() {
    std::smatch found;
    EXPECT_TRUE(
        std::regex_search(last_.err, found,
                          std::regex("(\\d+) files without coroutines parsed for them, "
                                     "\\d+ known from earlier runs, (\\d+) files judged again")))
        << last_.err;
    return {std::stoi(found[1]), std::stoi(found[2])};
  }
};

TEST_F(Chain, AChangedLeafJudgesAgainOnlyWhatDependsOnIt) {
  EXPECT_EQ(findingsOf(checked({"--statistics"})).size(), 1u);
  EXPECT_EQ(counts(), std::pair(int(Length), 1));
  EXPECT_EQ(findingsOf(checked({"--statistics"})).size(), 1u);
  EXPECT_EQ(counts(), std::pair(int(Length), 0)) << "all of it is known";
  writeLeaf(false);
  EXPECT_TRUE(findingsOf(checked({"--statistics"})).empty());
  EXPECT_EQ(counts(), std::pair(int(Length), 1));
  writeLeaf(true);
  EXPECT_EQ(findingsOf(checked({"--statistics"})).size(), 1u);
  EXPECT_EQ(counts(), std::pair(int(Length), 1));
}

// ---- Names in sources
// -----------------------------------------------------------------------------------------------

TEST(DefinedIn, KnowsDefinitionsFromCalls) {
  const std::set<std::string> names = tool::definedIn(
      "// void commented() {}\nint called(int);\nnamespace a {\nvoid plain(int n) { called(n); }\n"
      "int store::load() const noexcept { return 1; }\nstore::store(int n) : n_(n) {}\n"
      "auto late() -> int { return called(2); }\nconst char *text = \"quoted() {\";\n}\n");
  // Rather one too many: what is initialised last in front of a body looks like a function.
  EXPECT_EQ(names, (std::set<std::string>{"plain", "load", "store::load", "store", "store::store",
                                          "n_", "late"}));
}

TEST(DefinedIn, NamesAFunctionAsItsUsrDoes) {
  EXPECT_EQ(tool::nameIn("c:@F@settle#"), "settle");
  EXPECT_EQ(tool::nameIn("c:@N@app@S@store@F@load#1"), "store::load");
  EXPECT_EQ(tool::nameIn("c:@N@app@F@load#I#"), "load");
}

} // namespace corolint::test
