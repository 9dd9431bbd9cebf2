#pragma once

namespace stdexec {
class inplace_stop_token {
public:
  bool stop_requested() const noexcept;
  bool stop_possible() const noexcept;
};
class inplace_stop_source {
public:
  inplace_stop_token get_token() const noexcept;
  bool request_stop() noexcept;
};
} // namespace stdexec
