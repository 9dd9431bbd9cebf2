#pragma once
#include <cppcoro/cancellation_token.hpp>
#include <functional>

namespace cppcoro {
class cancellation_registration {
public:
  cancellation_registration(cancellation_token, std::function<void()>);
  ~cancellation_registration();
};
} // namespace cppcoro
