// The flags that `.corolint.yaml` gives where the command line doesn't.
#pragma once
#include "tool/corolint/Verbs.h"
#include <map>
#include <string>
#include <vector>

namespace corolint::tool {

/// What a `.corolint.yaml` gives.
struct GivenDefaults {
  std::vector<std::string> arguments;
  std::map<std::string, std::string> places; ///< for each flag "file:line: " where it is given
  std::string error; ///< of a file that can't be read, or that names what isn't there
};

/// The flags of the `.corolint.yaml` upward from the working directory that the verb has and the
/// arguments don't name.
GivenDefaults defaultsFor(const CLI::App &app, const std::vector<std::string> &arguments);

} // namespace corolint::tool
