// What stderr shows while files are analysed.
#pragma once
#include "tool/driver/analysis/Workers.h"
#include "tool/driver/base/Heartbeat.h"
#include <optional>
#include <string>

namespace corolint::tool {

/// On a terminal one line that is rewritten, with an estimate; elsewhere a line every 30 s, so that
/// a CI job that watches for silence goes on.
class ProgressLine {
public:
  /// `mode` is auto, always or never.
  explicit ProgressLine(const std::string &mode);
  ~ProgressLine();
  void show(const Progress &progress);

private:
  enum class Kind { None, Line, Heartbeat };
  void clear();
  Kind kind_;
  bool shown_ = false;
  std::chrono::steady_clock::duration lastBeat_{};
};

/// The same line while this process works by itself: says every 30 s what it does.
class Beat {
public:
  Beat(const std::string &mode, const std::string &what);

private:
  std::optional<Heartbeat> heartbeat_;
};

} // namespace corolint::tool
