#pragma once
#include <memory>
#include <string>

namespace drogon {
enum HttpStatusCode { k200OK = 200, k500InternalServerError = 500 };
class HttpResponse {
public:
  static std::shared_ptr<HttpResponse> newHttpResponse();
  void setBody(std::string);
  void setStatusCode(HttpStatusCode);
};
using HttpResponsePtr = std::shared_ptr<HttpResponse>;
} // namespace drogon
