#pragma once
#include <exception>

namespace seastar {
class abort_requested_exception : public std::exception {};
class timed_out_error : public std::exception {};
class abort_source {
public:
  void request_abort() noexcept;
  void request_abort_ex(std::exception_ptr) noexcept;
  bool abort_requested() const noexcept;
  void check() const;
};
} // namespace seastar
