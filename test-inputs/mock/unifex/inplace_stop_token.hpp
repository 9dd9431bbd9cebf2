#pragma once

namespace unifex {
class inplace_stop_token {
public:
  bool stop_requested() const noexcept;
};
class inplace_stop_source {
public:
  bool request_stop() noexcept;
  inplace_stop_token get_token() const noexcept;
};
} // namespace unifex
