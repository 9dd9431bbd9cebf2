// The flags that `.corolint.yaml` gives where the command line doesn't.
#pragma once
#include "tool/corolint/Verbs.h"

namespace corolint::tool {

/// Adds the flags of the `.corolint.yaml` upward from the working directory that the verb has and the arguments don't name. Answers the error of
/// a file that can't be read, empty on success.
std::string addDefaults(const CLI::App &app, std::vector<std::string> &arguments);

} // namespace corolint::tool
