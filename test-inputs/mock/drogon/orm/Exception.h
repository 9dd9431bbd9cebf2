#pragma once
#include <exception>

namespace drogon::orm {
class DrogonDbException {
public:
  virtual ~DrogonDbException() noexcept;
  virtual const std::exception &base() const noexcept;
};
} // namespace drogon::orm
