// The keys of `.corolint.yaml`, for whoever tells what a misspelt one may mean.
#pragma once
#include <string>
#include <vector>

namespace corolint {

/// Every key that a configuration may have, at whatever depth.
std::vector<std::string> configurationKeys();

} // namespace corolint
