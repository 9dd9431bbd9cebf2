// What corolint parses by itself, each as a function of any bytes: none of them may crash or go on
// for ever. libFuzzer feeds them (-DCOROLINT_FUZZERS=ON), and a sample of the suite.
#pragma once
#include <string>
#include <vector>

namespace corolint::test {

struct Parser {
  const char *name;
  void (*parse)(const std::string &text);
  std::vector<std::string> samples; ///< texts to begin with
};

const std::vector<Parser> &parsers();

} // namespace corolint::test
