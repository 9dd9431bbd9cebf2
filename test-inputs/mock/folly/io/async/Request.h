#pragma once
#include <memory>

namespace folly {
class RequestContext {};
class RequestContextScopeGuard {
public:
  RequestContextScopeGuard();
  explicit RequestContextScopeGuard(std::shared_ptr<RequestContext>);
  ~RequestContextScopeGuard();
};
struct ShallowCopyRequestContextScopeGuard {
  ShallowCopyRequestContextScopeGuard();
  ~ShallowCopyRequestContextScopeGuard();
};
} // namespace folly
