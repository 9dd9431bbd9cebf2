#pragma once

namespace trantor {
class NonCopyable {
protected:
  NonCopyable();
  NonCopyable(NonCopyable &&) noexcept;
  ~NonCopyable();
};
} // namespace trantor
