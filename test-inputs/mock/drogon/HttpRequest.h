#pragma once
#include <memory>
#include <string>

namespace drogon {
class HttpRequest {
public:
  const std::string &body() const;
  const std::string &getParameter(const std::string &) const;
};
using HttpRequestPtr = std::shared_ptr<HttpRequest>;
} // namespace drogon
