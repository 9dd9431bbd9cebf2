#include "tool/driver/analysis/Carried.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Base64.h"
#include "llvm/Support/Compression.h"
#include "llvm/Support/Error.h"
#include <nlohmann/json.hpp>
#include <vector>

namespace corolint::tool {

namespace compression = llvm::compression;

/// The most that packed results may take: a report may say anything.
static constexpr size_t MostBytes = size_t(1) << 30;

/// How results are compressed; the first one that is available is used to write. The units of a
/// program read the same headers, whose names are most of what there is.
static constexpr compression::Format Formats[] = {compression::Format::Zstd,
                                                  compression::Format::Zlib};

static llvm::StringRef nameOf(compression::Format format) {
  return format == compression::Format::Zstd ? "zstd" : "zlib";
}

static llvm::ArrayRef<std::uint8_t> bytesOf(llvm::StringRef text) {
  return {reinterpret_cast<const std::uint8_t *>(text.data()), text.size()};
}

std::string pack(const CarriedResults &results) {
  nlohmann::json object = nlohmann::json::object();
  for (const auto &[key, bytes] : results)
    object[key] = nlohmann::json::binary({bytes.begin(), bytes.end()});
  std::string plain;
  nlohmann::json::to_cbor(object, plain);
  for (const compression::Format format : Formats)
    if (!compression::getReasonIfUnsupported(format)) {
      llvm::SmallVector<std::uint8_t, 0> compressed;
      compression::compress(compression::Params(format), bytesOf(plain), compressed);
      return (nameOf(format) + ":" + llvm::Twine(plain.size()) + ":").str() +
             llvm::encodeBase64(compressed);
    }
  return "plain:" + std::to_string(plain.size()) + ":" + llvm::encodeBase64(plain);
}

/// The bytes of a text that was written with this format's name.
static std::optional<std::string> decompressed(llvm::StringRef name, llvm::StringRef bytes,
                                               size_t size) {
  if (name == "plain" && bytes.size() == size)
    return bytes.str();
  for (const compression::Format format : Formats)
    if (name == nameOf(format) && !compression::getReasonIfUnsupported(format)) {
      llvm::SmallVector<std::uint8_t, 0> plain;
      if (llvm::Error error = compression::decompress(format, bytesOf(bytes), plain, size)) {
        llvm::consumeError(std::move(error));
        return std::nullopt;
      }
      return llvm::toStringRef(plain).str();
    }
  return std::nullopt;
}

std::optional<CarriedResults> unpack(llvm::StringRef packed) {
  const auto [name, behind] = packed.split(':');
  const auto [length, encoded] = behind.split(':');
  size_t size = 0;
  std::vector<char> bytes;
  if (length.getAsInteger(10, size) || size > MostBytes)
    return std::nullopt;
  if (llvm::Error error = llvm::decodeBase64(encoded, bytes)) {
    llvm::consumeError(std::move(error));
    return std::nullopt;
  }
  const std::optional<std::string> plain =
      decompressed(name, llvm::StringRef(bytes.data(), bytes.size()), size);
  if (!plain)
    return std::nullopt;
  CarriedResults results;
  try {
    const nlohmann::json object = nlohmann::json::from_cbor(*plain);
    for (const auto &[key, value] : object.items()) {
      const nlohmann::json::binary_t &result = value.get_binary();
      results[key].assign(result.begin(), result.end());
    }
  } catch (const nlohmann::json::exception &) {
    return std::nullopt;
  }
  return results;
}

} // namespace corolint::tool
