// Bytes through pipes and sockets, whole or not at all.
#pragma once
#include <cstddef>
#include <optional>
#include <string>

namespace corolint::tool {

/// Whether all was written; a signal in between doesn't count. Whoever may write to what nobody
/// reads any more ignores SIGPIPE.
bool writeAll(int descriptor, const char *data, std::size_t size);

/// Whether so much came before the end.
bool readAll(int descriptor, char *data, std::size_t size);

/// A message: its length, and its bytes.
bool writeMessage(int descriptor, const std::string &bytes);
std::optional<std::string> readMessage(int descriptor);

} // namespace corolint::tool
