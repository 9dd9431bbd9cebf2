#include "tool/driver/base/Descriptor.h"
#include <cerrno>
#include <cstdint>
#include <unistd.h>

namespace corolint::tool {

bool writeAll(int descriptor, const char *data, std::size_t size) {
  while (size > 0) {
    const ssize_t written = ::write(descriptor, data, size);
    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0)
      return false;
    data += written;
    size -= static_cast<std::size_t>(written);
  }
  return true;
}

bool readAll(int descriptor, char *data, std::size_t size) {
  while (size > 0) {
    const ssize_t count = ::read(descriptor, data, size);
    if (count < 0 && errno == EINTR)
      continue;
    if (count <= 0)
      return false;
    data += count;
    size -= static_cast<std::size_t>(count);
  }
  return true;
}

bool writeMessage(int descriptor, const std::string &bytes) {
  const std::uint64_t size = bytes.size();
  return writeAll(descriptor, reinterpret_cast<const char *>(&size), sizeof size) &&
         writeAll(descriptor, bytes.data(), bytes.size());
}

std::optional<std::string> readMessage(int descriptor) {
  std::uint64_t size = 0;
  if (!readAll(descriptor, reinterpret_cast<char *>(&size), sizeof size))
    return std::nullopt;
  std::string bytes(size, '\0');
  return readAll(descriptor, bytes.data(), bytes.size()) ? std::optional(std::move(bytes))
                                                         : std::nullopt;
}

} // namespace corolint::tool
