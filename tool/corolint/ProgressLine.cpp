#include "tool/corolint/ProgressLine.h"
#include "tool/output/Terminal.h"
#include <cstdio>
#include <unistd.h>

namespace corolint::tool {

using namespace std::chrono_literals;

static constexpr auto BeatInterval = 30s;

ProgressLine::ProgressLine(const std::string &mode) {
  const bool isTerminal = ::isatty(STDERR_FILENO);
  kind_ = mode == "never" ? Kind::None : isTerminal ? Kind::Line : Kind::Heartbeat;
  if (mode == "always" && !isTerminal)
    lastBeat_ = -BeatInterval; // asked for: the first line comes at once
}

ProgressLine::~ProgressLine() { clear(); }

Beat::Beat(const std::string &mode, const std::string &what) {
  if (mode != "never")
    heartbeat_.emplace(BeatInterval,
                       [what] { std::fprintf(stderr, "corolint: %s\n", what.c_str()); });
}

void ProgressLine::clear() {
  if (shown_)
    std::fputs("\r\033[K", stderr);
  shown_ = false;
}

/// "about 40 s left", from how long the files took so far.
static std::string estimate(const Progress &progress) {
  if (progress.done == 0 || progress.done == progress.total)
    return {};
  const double perFile = std::chrono::duration<double>(progress.elapsed).count() / progress.done;
  const long seconds = static_cast<long>(perFile * (progress.total - progress.done)) + 1;
  return ", about " +
         (seconds < 120 ? std::to_string(seconds) + " s"
                        : std::to_string(seconds / 60 + 1) + " min") +
         " left";
}

void ProgressLine::show(const Progress &progress) {
  if (kind_ == Kind::None)
    return;
  const std::string counts = std::to_string(progress.done) + " of " +
                             std::to_string(progress.total) + " files" + estimate(progress);
  if (kind_ == Kind::Line) {
    if (progress.elapsed < 500ms)
      return; // nothing flickers in a short run
    std::fprintf(stderr, "\r\033[K%s  %.60s", counts.c_str(), printable(progress.current).c_str());
    shown_ = true;
    return;
  }
  if (progress.elapsed - lastBeat_ < BeatInterval)
    return;
  lastBeat_ = progress.elapsed;
  std::fprintf(stderr, "corolint: %s\n", counts.c_str());
}

} // namespace corolint::tool
