#include "tests/Inputs.h"
#include "tests/LanguageServer.h"
#include "tool/driver/analysis/Analyse.h"
#include "tool/driver/edits/Fixes.h"
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <unistd.h>

namespace corolint::test {

namespace fs = std::filesystem;

static const fs::path Inputs = fs::path(COROLINT_SOURCE_DIR) / "test-inputs";

std::string readFile(const fs::path &path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

static std::vector<std::string> words(const std::string &text) {
  std::istringstream stream(text);
  std::vector<std::string> result;
  for (std::string word; stream >> word;)
    result.push_back(word);
  return result;
}

std::vector<std::string> flagsOf(const fs::path &input) {
  std::vector<std::string> flags = {"-std=c++20",
                                    "-fPIC",
                                    "-I" + (Inputs / "mock").string(),
                                    "-I" + (Inputs / "support").string(),
                                    "-DASIO_HAS_CO_AWAIT",
                                    "-DASIO_HAS_STD_COROUTINE"};
  for (const std::string &flag : words(COROLINT_LIBRARY_FLAGS))
    flags.push_back(flag);
  std::ifstream stream(input);
  std::string first;
  std::getline(stream, first);
  if (first.starts_with("// flags: "))
    for (const std::string &flag : words(first.substr(10)))
      flags.push_back(flag);
  return flags;
}

std::string checkOf(const fs::path &input) {
  return "coro-" + input.parent_path().filename().string();
}

std::vector<fs::path> allInputs() {
  static const std::vector<std::string> NotOfAChecks = {"mock",   "support",    "models",
                                                        "driver", "cross-file", "example"};
  std::vector<fs::path> result;
  for (const fs::directory_entry &folder : fs::directory_iterator(Inputs)) {
    if (!folder.is_directory() ||
        std::ranges::count(NotOfAChecks, folder.path().filename().string()))
      continue;
    for (const fs::directory_entry &file : fs::directory_iterator(folder.path()))
      if (file.path().extension() == ".cpp")
        result.push_back(file.path());
  }
  std::ranges::sort(result);
  return result;
}

std::vector<std::string> codeBlocks(const std::string &markdown, const std::string &kind) {
  std::vector<std::string> result;
  const std::string fence = "```" + kind + "\n";
  for (auto at = markdown.find(fence); at != std::string::npos; at = markdown.find(fence, at + 1)) {
    const auto begin = at + fence.size();
    result.push_back(markdown.substr(begin, markdown.find("```", begin) - begin));
  }
  return result;
}

tool::Report analyse(const fs::path &input, const std::vector<std::string> &flags,
                     const std::string &checks) {
  return tool::analyseInProcess(input.string(), flags, checks);
}

static bool isLow(const tool::Finding &finding) { return finding.confidence == Confidence::Low; }

/// A finding, wanted or found: its text, and whether it is only worth a look.
struct Told {
  std::string text;
  bool isLow = false;
};

/// The annotations of one line.
struct Annotation {
  std::vector<Told> wants;
  bool todoWant = false;
  bool todoSilent = false;
};

static std::string trimmed(const std::string &text) {
  const auto first = text.find_first_not_of(" \t\r");
  return first == std::string::npos
             ? ""
             : text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

static std::map<unsigned, Annotation> annotationsOf(const std::string &text) {
  std::map<unsigned, Annotation> result;
  std::istringstream stream(text);
  unsigned number = 0;
  for (std::string line; std::getline(stream, line);) {
    ++number;
    for (auto at = line.find("// "); at != std::string::npos; at = line.find("// ", at + 3)) {
      const std::string rest = line.substr(at + 3, line.find(" // ", at + 3) - at - 3);
      if (rest.starts_with("want: "))
        result[number].wants.push_back({trimmed(rest.substr(6))});
      else if (rest.starts_with("want-low: "))
        result[number].wants.push_back({trimmed(rest.substr(10)), true});
      else if (rest.starts_with("todo-want: "))
        result[number].todoWant = true;
      else if (rest.starts_with("todo-silent: "))
        result[number].todoSilent = true;
    }
  }
  return result;
}

static void expectCompiles(const tool::Report &report, const fs::path &input) {
  for (const tool::NotAnalysed &lost : report.notAnalysed)
    ADD_FAILURE() << input << " doesn't compile: " << lost.reason;
}

static void compareWithAnnotations(const tool::Report &report, const fs::path &input) {
  const auto annotations = annotationsOf(readFile(input));
  std::map<unsigned, std::vector<Told>> found;
  for (const tool::Finding &finding : report.findings)
    if (fs::path(finding.file).filename() == input.filename())
      found[finding.line].push_back({finding.message, isLow(finding)});
    else
      ADD_FAILURE() << "a finding outside of the input: " << finding.file << ":" << finding.line
                    << ": " << finding.message;

  for (const auto &[line, annotation] : annotations) {
    if (annotation.todoWant && found.contains(line))
      ADD_FAILURE() << input.string() << ":" << line
                    << ": no longer missed, make it a want: " << found[line].front().text;
    if (annotation.todoSilent && !found.contains(line))
      ADD_FAILURE() << input.string() << ":" << line
                    << ": no longer a false alarm, remove the todo-silent";
    if (annotation.todoSilent)
      found.erase(line);
    for (const Told &want : annotation.wants) {
      auto &messages = found[line];
      const auto match = std::ranges::find_if(messages, [&](const Told &told) {
        return told.isLow == want.isLow && told.text.find(want.text) != std::string::npos;
      });
      if (match == messages.end())
        ADD_FAILURE() << input.string() << ":" << line << ": missed: " << want.text
                      << (want.isLow ? " (of low confidence)" : "")
                      << (messages.empty() ? "" : "\n  found: " + messages.front().text)
                      << (!messages.empty() && messages.front().isLow ? " (low)" : "");
      else
        messages.erase(match);
    }
  }
  for (const auto &[line, messages] : found)
    for (const Told &told : messages)
      ADD_FAILURE() << input.string() << ":" << line << ": unwanted: " << told.text
                    << (told.isLow ? " (of low confidence)" : "");
}

static std::string fixedText(const tool::Report &report, const fs::path &input) {
  const tool::Fixing fixing =
      tool::prepareFixes(report.findings, tool::FixLevel::Unsafe, report.contents);
  for (const std::string &error : fixing.errors)
    ADD_FAILURE() << error;
  std::string result = readFile(input);
  for (const tool::FilePatch &patch : fixing.patches)
    result = tool::applyEdits(patch.before, patch.edits);
  return result;
}

static bool offersFix(const tool::Report &report) {
  return std::ranges::any_of(report.findings,
                             [](const tool::Finding &finding) { return !finding.fixes.empty(); });
}

/// The first line in which two texts differ, with its number; empty when they are the same.
static std::string firstDifference(const std::string &actual, const std::string &expected) {
  std::istringstream one(actual), other(expected);
  std::string left, right;
  for (unsigned line = 1;; ++line) {
    const bool more = bool(std::getline(one, left)), wanted = bool(std::getline(other, right));
    if (!more && !wanted)
      return actual == expected ? "" : "the last line end";
    if (!more || !wanted || left != right)
      return "line " + std::to_string(line) + ": '" + (more ? left : "") + "' instead of '" +
             (wanted ? right : "") + "'";
  }
}

/// The golden file is what the fixes make; it compiles; and fixing it again changes nothing.
static void compareWithGolden(const tool::Report &report, const fs::path &input,
                              const std::vector<std::string> &flags) {
  const fs::path golden = input.string() + ".fixed";
  if (!offersFix(report)) {
    EXPECT_FALSE(fs::exists(golden)) << golden << " is of an input without fixes";
    return;
  }
  const std::string fixed = fixedText(report, input);
  if (std::getenv("COROLINT_UPDATE_GOLDEN"))
    std::ofstream(golden, std::ios::binary) << fixed;
  EXPECT_EQ(firstDifference(fixed, readFile(golden)), "")
      << "of " << golden << "; with COROLINT_UPDATE_GOLDEN=1 set it is written anew";

  const fs::path folder =
      fs::temp_directory_path() / ("corolint-fixed-" + std::to_string(::getpid()));
  fs::create_directories(folder);
  const fs::path again = folder / input.filename();
  std::ofstream(again, std::ios::binary) << fixed;
  std::vector<std::string> flagsThere = flags;
  flagsThere.push_back("-I" + input.parent_path().string());
  const tool::Report second = analyse(again, flagsThere, "-*," + checkOf(input));
  expectCompiles(second, golden);
  EXPECT_EQ(firstDifference(fixedText(second, again), fixed), "")
      << "fixing " << golden << " again changes it";
  fs::remove_all(folder);
}

std::string run(const std::string &command) {
  std::string output;
  std::array<char, 4096> buffer;
  FILE *pipe = popen(command.c_str(), "r");
  while (const std::size_t size = fread(buffer.data(), 1, buffer.size(), pipe))
    output.append(buffer.data(), size);
  pclose(pipe);
  return output;
}

/// "line:column message" of each finding that clang-tidy prints.
static std::set<std::string> findingsOfPlugin(const fs::path &input) {
  std::ostringstream command;
  command << COROLINT_CLANG_TIDY << " --load " << COROLINT_PLUGIN << " --checks='-*,"
          << checkOf(input) << "' --quiet " << input << " --";
  for (const std::string &flag : flagsOf(input))
    command << " '" << flag << "'";
  command << " 2>/dev/null";
  std::istringstream lines(run(command.str()));
  const std::regex finding("^[^ ]*:([0-9]+:[0-9]+): warning: (.*) \\[coro-[a-z-]+\\]$");
  std::set<std::string> result;
  std::smatch match;
  for (std::string line; std::getline(lines, line);)
    if (std::regex_match(line, match, finding))
      result.insert(match[1].str() + " " + match[2].str());
  return result;
}

/// A session for all inputs: starting one for each would take longer than the checks do. Every
/// check is on in it.
class EditorSession {
public:
  static EditorSession &instance() {
    static EditorSession session;
    return session;
  }

  void open(const fs::path &input) { server_->open(input, readFile(input)); }

  /// "line:column message" of each finding of the input's check that the editor is shown; closes
  /// the input.
  std::set<std::string> findings(const fs::path &input) {
    const std::string &text = server_->text(input);
    std::set<std::string> result;
    for (const Json &finding : server_->findings(input, checkOf(input))) {
      const std::size_t offset = offsetOf(text, finding["range"]["start"]);
      const std::size_t line = offset == 0 ? 0 : text.rfind('\n', offset - 1) + 1;
      std::string message = finding["message"];
      for (const char *count : {" (fix available)", " (fixes available)"}) // clangd's own words
        if (message.ends_with(count))
          message.resize(message.size() - std::string_view(count).size());
      message.front() =
          static_cast<char>(std::tolower(static_cast<unsigned char>(message.front())));
      result.insert(std::to_string(finding["range"]["start"]["line"].get<unsigned>() + 1) + ":" +
                    std::to_string(offset - line + 1) + " " + message);
    }
    server_->close(input);
    return result;
  }

  ~EditorSession() {
    server_.reset();
    fs::remove_all(folder_);
  }

private:
  EditorSession() {
    std::string pattern = (fs::temp_directory_path() / "corolint-inputs-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    Json database = Json::array();
    for (const fs::path &input : allInputs()) {
      std::vector<std::string> command = flagsOf(input);
      command.insert(command.begin(), "clang++");
      command.push_back(input.string());
      database.push_back(
          {{"directory", folder_.string()}, {"file", input.string()}, {"arguments", command}});
    }
    std::ofstream(folder_ / "compile_commands.json") << database;
    fs::create_directories(folder_ / "clangd");
    std::ofstream(folder_ / "clangd/config.yaml") << "Diagnostics: {ClangTidy: {Add: coro-*}}\n";
    server_ = std::make_unique<LanguageServer>(
        std::vector<std::string>{
            COROLINT_LANGUAGE_SERVER, "--compile-commands-dir=" + folder_.string(),
            "--background-index=false", "--pch-storage=memory", "-j=1", "--log=error"},
        folder_);
  }

  fs::path folder_;
  std::unique_ptr<LanguageServer> server_;
};

/// A stock clang-tidy can't load a plugin that is built with the sanitizers.
static constexpr bool HasPlugin = !__has_feature(address_sanitizer);
static const bool HasEditor = !std::string(COROLINT_LANGUAGE_SERVER).empty();

/// The plugin in a stock clang-tidy finds the same, and so does the editor.
static void compareFaces(const tool::Report &report, const fs::path &input) {
  std::set<std::string> own;
  for (const tool::Finding &finding : report.findings)
    if (!isLow(finding)) // those are for audits, which only the command line makes
      own.insert(std::to_string(finding.line) + ":" + std::to_string(finding.column) + " " +
                 finding.message);
  if (HasPlugin)
    EXPECT_EQ(own, findingsOfPlugin(input)) << "corolint, and clang-tidy with the plugin";
  if (HasEditor)
    EXPECT_EQ(own, EditorSession::instance().findings(input)) << "corolint, and corolint-clangd";
}

/// A message is read aloud at the end of a long day: short, lower case, no full stop.
static void checkMessages(const tool::Report &report) {
  for (const tool::Finding &finding : report.findings) {
    SCOPED_TRACE(finding.file + ":" + std::to_string(finding.line) + ": " + finding.message);
    EXPECT_LE(finding.message.size(), 120u);
    EXPECT_FALSE(finding.message.ends_with("."));
    EXPECT_FALSE(std::isupper(static_cast<unsigned char>(finding.message.front())));
  }
}

class InputTest : public testing::Test {
public:
  explicit InputTest(fs::path input) : input_(std::move(input)) {}

  void TestBody() override {
    if (HasEditor)
      EditorSession::instance().open(input_); // it works while we do
    const std::vector<std::string> flags = flagsOf(input_);
    const tool::Report report = tool::analyseInProcess(
        input_.string(), flags, "-*," + checkOf(input_), tool::Bodies::Needed, Confidence::Low);
    expectCompiles(report, input_);
    compareWithAnnotations(report, input_);
    checkMessages(report);
    compareWithGolden(report, input_, flags);
    compareFaces(report, input_);
  }

private:
  fs::path input_;
};

void registerInputTests() {
  for (const fs::path &input : allInputs()) {
    // A filter of GoogleTest takes '-' for the beginning of what it leaves out.
    std::string name = input.parent_path().filename().string() + "/" + input.stem().string();
    std::ranges::replace(name, '-', '_');
    testing::RegisterTest("Input", name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                          [input]() -> testing::Test * { return new InputTest(input); });
  }
}

} // namespace corolint::test
