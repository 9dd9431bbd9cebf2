#include "tool/corolint/Verbs.h"
#include "tool/driver/base/Files.h"
#include <cstring>
#include <unistd.h>

namespace corolint::tool {

int runLsp(const Arguments &arguments) {
  std::vector<std::string> words{besideProgram("corolint-clangd")};
  words.insert(words.end(), arguments.own.begin(), arguments.own.end());
  std::vector<char *> pointers;
  for (std::string &word : words)
    pointers.push_back(word.data());
  pointers.push_back(nullptr);
  ::execv(pointers.front(), pointers.data());
  complain(words.front() + ": " + std::strerror(errno) +
           "; this corolint may have been built without its language server");
  return Failed;
}

} // namespace corolint::tool
