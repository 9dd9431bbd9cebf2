// No bytes end what reads them; a sample of what libFuzzer does.
#include "tests/Parsers.h"
#include <csignal>
#include <gtest/gtest.h>
#include <random>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

namespace corolint::test {
namespace {

/// A sample with some bytes changed, doubled, or taken out.
std::string broken(const std::string &sample, unsigned seed) {
  static const std::string Marks = "{}[]\"\\:,\n\r\t/*#@-&!|>%0";
  std::mt19937 random(seed);
  std::string text = sample;
  for (unsigned left = 1 + random() % 5; left > 0 && !text.empty(); --left) {
    const std::size_t at = random() % text.size(), size = 1 + random() % 12;
    switch (random() % 6) {
    case 0:
      text.erase(at, size);
      break;
    case 1:
      text.insert(at, text.substr(random() % text.size(), size * 3));
      break;
    case 2:
      text.resize(at);
      break;
    case 3:
      text[at] = static_cast<char>(random());
      break;
    default:
      text.insert(at, 1, Marks[random() % Marks.size()]);
    }
  }
  return text;
}

class Parsing : public testing::TestWithParam<Parser> {};

TEST_P(Parsing, EndsWithEveryText) {
  constexpr unsigned Texts = 400;
  auto *const current = static_cast<unsigned *>(
      ::mmap(nullptr, sizeof(unsigned), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  const auto textOf = [](unsigned seed) {
    const std::vector<std::string> &samples = GetParam().samples;
    return broken(samples[seed % samples.size()], seed);
  };
  const pid_t process = ::fork();
  if (process == 0) {
    for (const std::string &sample : GetParam().samples)
      GetParam().parse(sample);
    for (unsigned seed = 0; seed < Texts; ++seed) {
      *current = seed;
      const itimerval limit{{0, 0}, {20, 0}}; // of CPU
      ::setitimer(ITIMER_PROF, &limit, nullptr);
      GetParam().parse(textOf(seed));
    }
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(process, &status, 0);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0)
      << "signal " << (WIFSIGNALED(status) ? WTERMSIG(status) : 0) << " at:\n"
      << textOf(*current);
  ::munmap(current, sizeof(unsigned));
}

INSTANTIATE_TEST_SUITE_P(Each, Parsing, testing::ValuesIn(parsers()),
                         [](const testing::TestParamInfo<Parser> &info) {
                           std::string name = info.param.name;
                           std::erase(name, '-');
                           return name;
                         });

} // namespace
} // namespace corolint::test
