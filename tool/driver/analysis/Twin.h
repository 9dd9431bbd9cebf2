// Units that stay parsed until the rest of the program is known: a copy of the worker process, made
// when a unit is parsed and nothing has judged it, waits; told what other files say, it judges the
// unit without parsing it again.
#pragma once
#include "tool/driver/base/Files.h"
#include "tool/driver/base/JudgedUnit.h"
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <sys/types.h>

namespace corolint::tool {

/// The twins of one run, as the process that leads it sees them. They end with it at the latest.
class Twins {
public:
  /// @param memory how many bytes all of them may take together; with 0 there are none, and with
  ///   nothing said a quarter of the memory of the machine, or of what this process may take of it,
  ///   for those that cost less than parsing again
  explicit Twins(std::optional<std::uint64_t> memory);
  ~Twins();
  Twins(const Twins &) = delete;
  Twins &operator=(const Twins &) = delete;

  /// Lets the twin of a unit judge it, if there is one: nothing where there is none, or it failed.
  std::optional<JudgedUnit> ask(size_t unit, const StatedFacts &program) const;

private:
  friend class Twin;
  struct Shared; ///< what all processes of the run see

  bool canListen() const;
  std::string addressOf(size_t unit) const;

  std::optional<TemporaryFolder> folder_; ///< where twins listen
  int lifeline_[2]{-1, -1};               ///< its end tells them that the run is over
  Shared *shared_ = nullptr;
  std::uint64_t memory_;
  double pageSeconds_ = 0; ///< what a new page costs this machine; 0: no matter
};

/// The twin of one unit, as its worker sees it, and as it sees itself.
class Twin {
public:
  /// @param limit how much time it may take to judge
  Twin(Twins &all, size_t unit, std::chrono::seconds limit);
  ~Twin();
  Twin(const Twin &) = delete;
  Twin &operator=(const Twin &) = delete;

  /// Parts in two, as fork does. Returns null at once in the process that called it, and where no
  /// twin can be had; in the twin, when it is asked, what the program says.
  const StatedFacts *part();

  bool isTwin() const { return isTwin_; }

  /// In the twin: gives the result to whoever asked, and ends.
  [[noreturn]] void answer(const JudgedUnit &result);

  /// Nobody will ask.
  void dismiss();

private:
  bool pays() const;
  [[noreturn]] void expire();
  void live(int listening);

  Twins &all_;
  size_t unit_;
  std::chrono::seconds limit_;
  pid_t process_ = -1;     ///< the twin, in its worker
  std::uint64_t size_ = 0; ///< that it was counted with
  double start_;           ///< CPU time of the process when it began with the unit, in seconds
  bool isTwin_ = false;
  int asked_ = -1; ///< in the twin: where its answer goes
  StatedFacts program_;
};

} // namespace corolint::tool
