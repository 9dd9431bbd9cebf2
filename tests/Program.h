// The built program, driven as a user drives it, in a folder of its own that is gone after the
// test.
#pragma once
#include "tests/Inputs.h"
#include <chrono>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <sys/resource.h>
#include <unistd.h>

namespace corolint::test {

namespace fs = std::filesystem;
using Json = nlohmann::json;

/// What a run of the program left.
struct Outcome {
  int exit = -1; ///< the exit code, or 128 + the signal that killed it
  std::string out;
  std::string err;
};

/// How a run differs from a plain one.
struct Setting {
  std::vector<std::string> environment{};
  std::chrono::milliseconds interruptAfter{0}; ///< sends SIGINT then; 0 for never
  rlim_t addressSpace = 0;                     ///< bytes; 0 for no limit
  uid_t user = 0;                              ///< runs as this user; 0 for the own
  std::function<void()> meanwhile{};           ///< called once while the program runs
};

inline constexpr const char *Header = R"(#pragma once
#include <coroutine>
#ifndef START
#define START std::suspend_always
#endif
struct Task {
  struct promise_type {
    Task get_return_object() { return {}; }
    START initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { throw; }
  };
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
};
Task work(int = 0);
)";

inline constexpr const char *Dropped =
    "#include \"task.h\"\nTask run() {\n  work();\n  co_return;\n}\n";
/// A task that starts itself: to drop it is a warning, and the fix needs a review.
inline constexpr const char *DroppedEager =
    "#define START std::suspend_never\n#include \"task.h\"\nTask run() {\n  work();\n  "
    "co_return;\n}\n";
inline constexpr const char *Clean =
    "#include \"task.h\"\nTask run() {\n  co_await work();\n  co_return;\n}\n";

/// Runs the program in the folder, where task.h has a task type.
class Program : public testing::Test {
protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "corolint-test-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    root_ = fs::canonical(pattern);
    fs::permissions(root_, fs::perms(0755));
    write("task.h", Header);
  }
  void TearDown() override { fs::remove_all(root_); }

  void write(const fs::path &file, const std::string &text) {
    fs::create_directories((root_ / file).parent_path());
    std::ofstream(root_ / file, std::ios::binary) << text;
  }
  std::string read(const fs::path &file) { return readFile(root_ / file); }

  /// A compile_commands.json that compiles these files, each with these flags.
  void writeDatabase(const std::vector<std::string> &files, const std::string &flags = "-std=c++20",
                     const fs::path &folder = "build") {
    Json entries = Json::array();
    for (const std::string &file : files)
      entries.push_back({{"directory", root_.string()},
                         {"file", file},
                         {"command", "c++ " + flags + " -c " + file + " -o " + file + ".o"}});
    write(folder / "compile_commands.json", entries.dump(1));
  }

  Outcome run(const std::vector<std::string> &arguments, const Setting &setting = {});

  Json report(std::vector<std::string> arguments) {
    arguments.push_back("--format=json");
    last_ = run(arguments);
    const Json result = Json::parse(last_.out, nullptr, false);
    EXPECT_FALSE(result.is_discarded()) << last_.out << last_.err;
    return result;
  }

  fs::path root_;
  Outcome last_;
};

#define EXPECT_HAS(text, part) EXPECT_NE((text).find(part), std::string::npos) << (text)
#define EXPECT_LACKS(text, part) EXPECT_EQ((text).find(part), std::string::npos) << (text)

} // namespace corolint::test
