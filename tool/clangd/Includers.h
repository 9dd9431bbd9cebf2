// What the command line finds in headers through the files that include them: a template's
// instantiations, which the header by itself doesn't have.
#pragma once
#include "tool/clangd/Text.h"
#include <functional>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace corolint::clangd {

/// Looks in the background, one look at a time; of several asked for meanwhile only the last is
/// taken. Lives as long as the program.
class Includers {
public:
  /// What is to be looked at.
  struct Look {
    std::vector<std::string> sources;    ///< files that may include the headers
    std::map<std::string, Json> headers; ///< with the version that the editor gave each
    Columns columns = Columns::Utf16;
  };
  using Tell =
      std::function<void(const std::string &header, const Json &version, Json diagnostics)>;

  /// `tell` is called from another thread.
  explicit Includers(Tell tell) : tell_(std::move(tell)) {}

  void look(Look what);

private:
  void run();
  void tellFindings(const Look &what) const;

  Tell tell_;
  std::mutex mutex_;
  std::optional<Look> next_;
  bool isLooking_ = false;
};

} // namespace corolint::clangd
