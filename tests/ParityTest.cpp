// The plugin in a stock clang-tidy gives the same findings as corolint, on every input.
#include "tests/Inputs.h"
#include <array>
#include <cstdio>
#include <regex>
#include <set>
#include <sstream>

namespace corolint::test {

static std::string run(const std::string &command) {
  std::string output;
  std::array<char, 4096> buffer;
  FILE *pipe = popen(command.c_str(), "r");
  while (const std::size_t size = fread(buffer.data(), 1, buffer.size(), pipe))
    output.append(buffer.data(), size);
  pclose(pipe);
  return output;
}

/// "line:column message" of each finding that clang-tidy prints.
static std::set<std::string> findingsOfPlugin(const std::filesystem::path &input) {
  std::ostringstream command;
  command << COROLINT_CLANG_TIDY << " --load " << COROLINT_PLUGIN << " --checks='-*," << checkOf(input) << "' --quiet " << input << " --";
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

class ParityTest : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(ParityTest, PluginFindsTheSame) {
  std::set<std::string> own;
  for (const tool::Finding &finding : analyse(GetParam(), flagsOf(GetParam()), "-*," + checkOf(GetParam())).findings)
    own.insert(std::to_string(finding.line) + ":" + std::to_string(finding.column) + " " + finding.message);
  EXPECT_EQ(own, findingsOfPlugin(GetParam()));
}

static std::string nameOf(const testing::TestParamInfo<std::filesystem::path> &info) {
  return std::regex_replace(checkOf(info.param).substr(5) + "_" + info.param.stem().string(), std::regex("[^A-Za-z0-9]"), "_");
}

INSTANTIATE_TEST_SUITE_P(Inputs, ParityTest, testing::ValuesIn(allInputs()), nameOf);

} // namespace corolint::test
