// One of the parsers under libFuzzer: `fuzz-parser --parser=nolint [libFuzzer's arguments]`.
#include "tests/Parsers.h"
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iostream>

static const corolint::test::Parser *chosen = nullptr;

extern "C" int LLVMFuzzerInitialize(int *count, char ***arguments) {
  const std::string flag = "--parser=";
  char **const end = *arguments + *count;
  char **const named = std::find_if(*arguments, end, [&](const char *argument) {
    return std::string(argument).starts_with(flag);
  });
  if (named != end) {
    for (const corolint::test::Parser &parser : corolint::test::parsers())
      if (parser.name == std::string(*named).substr(flag.size()))
        chosen = &parser;
    std::copy(named + 1, end, named);
    --*count;
  }
  if (chosen)
    return 0;
  std::cerr << "name one with --parser=:";
  for (const corolint::test::Parser &parser : corolint::test::parsers())
    std::cerr << ' ' << parser.name;
  std::cerr << '\n';
  std::exit(2);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  chosen->parse({reinterpret_cast<const char *>(data), size});
  return 0;
}
