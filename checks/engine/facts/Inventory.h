// What there is of coroutine code in the user's files, whether anything is wrong with it or not:
// plain values, small and ordered, for the first page of an audit.
#pragma once
#include "llvm/ADT/STLFunctionalExtras.h"
#include <algorithm>
#include <compare>
#include <map>
#include <string>
#include <utility>

namespace corolint {

/// Coroutines of one type in one file.
struct CoroutineKind {
  std::string file;    ///< as the compiler names it
  std::string type;    ///< what their definitions return, qualified, without template arguments;
                       ///< empty where a template's argument says
  std::string library; ///< whose type it is, by the models; empty for the project's own
  friend auto operator<=>(const CoroutineKind &, const CoroutineKind &) = default;
};

/// Calls in one file that start work that runs beside the caller.
struct StartKind {
  std::string file;
  std::string by;      ///< what starts it, qualified; the coroutine's type where dropping an eager
                       ///< task does
  std::string library; ///< whose function it is
  friend auto operator<=>(const StartKind &, const StartKind &) = default;
};

/// How often work is started.
struct StartCount {
  unsigned all = 0;
  unsigned detached = 0; ///< of which nobody is given the error: it ends there, as text or in
                         ///< std::terminate
  friend bool operator==(const StartCount &, const StartCount &) = default;
};

/// Findings in one file that comments silence.
struct SilencedCount {
  unsigned withReason = 0;
  unsigned withoutReason = 0;
  friend bool operator==(const SilencedCount &, const SilencedCount &) = default;
};

/// What one translation unit or a whole program has. Units that read the same file count the same
/// there, but for what a template or a macro makes of it.
struct Inventory {
  std::map<CoroutineKind, unsigned> coroutines;
  std::map<StartKind, StartCount> starts;
  std::map<std::string, SilencedCount> silenced; ///< by file
  bool empty() const { return coroutines.empty() && starts.empty() && silenced.empty(); }
  friend bool operator==(const Inventory &, const Inventory &) = default;
};

/// The same by other names of the files.
inline Inventory renamed(const Inventory &inventory,
                         llvm::function_ref<std::string(const std::string &)> nameOf) {
  Inventory result;
  for (const auto &[kind, count] : inventory.coroutines) {
    CoroutineKind named = kind;
    named.file = nameOf(kind.file);
    result.coroutines[std::move(named)] = count;
  }
  for (const auto &[kind, count] : inventory.starts) {
    StartKind named = kind;
    named.file = nameOf(kind.file);
    result.starts[std::move(named)] = count;
  }
  for (const auto &[file, count] : inventory.silenced)
    result.silenced[nameOf(file)] = count;
  return result;
}

/// Adds what a unit or a part has to that of the whole; of what both have seen, the most.
inline void add(Inventory &whole, const Inventory &part) {
  const auto raise = [](unsigned &to, unsigned count) { to = std::max(to, count); };
  for (const auto &[kind, count] : part.coroutines)
    raise(whole.coroutines[kind], count);
  for (const auto &[kind, count] : part.starts) {
    raise(whole.starts[kind].all, count.all);
    raise(whole.starts[kind].detached, count.detached);
  }
  for (const auto &[file, count] : part.silenced) {
    raise(whole.silenced[file].withReason, count.withReason);
    raise(whole.silenced[file].withoutReason, count.withoutReason);
  }
}

} // namespace corolint
