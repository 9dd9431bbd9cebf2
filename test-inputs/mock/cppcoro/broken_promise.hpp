#pragma once
#include <stdexcept>

namespace cppcoro {
class broken_promise : public std::logic_error {
public:
  broken_promise();
};
} // namespace cppcoro
