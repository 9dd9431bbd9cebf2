// What the words in a name say: the last source of knowledge, where there is no model, no body and
// no type that tells. What rests on a word alone is at most of low confidence, or keeps a check
// silent.
#pragma once
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace corolint {

/// The words of an identifier in lower case: `runInBackground` and `run_in_background` alike.
std::vector<std::string> wordsOf(llvm::StringRef name);

/// Work is left to itself on purpose: `detach`, `fire_and_forget`, `Uncancellable`.
bool saysLeftAlone(llvm::StringRef name);

/// Work is started and runs on by itself: `spawn`, `launch`, `start`, `detach`.
bool saysStarts(llvm::StringRef name);

/// Work is told to stop: `cancel`, `request_stop`.
bool saysCancels(llvm::StringRef name);

/// The caller waits: `wait`, `join`, `blockingGet`, `sync_wait`.
bool saysWaits(llvm::StringRef name);

/// Work is brought to its end: `sync_wait`, `run`, `get_result`.
bool saysBringsToEnd(llvm::StringRef name);

/// Something new is made, or comes into being by the call: `make_shared`, `openFile`, `accept`.
bool saysMakes(llvm::StringRef name);

/// Some put in what others wait for: `Channel`, `BlockingQueue`, `pipe`, `mailbox`.
bool saysChannel(llvm::StringRef name);

/// Somebody asks whether this is the thread of a loop: `is_loop_thread`, `isInLoopThread`,
/// `running_in_this_thread`.
bool saysOwnThread(llvm::StringRef name);

/// A time is over: `TimeoutExpired`, `deadline_exceeded`, `timed_out`.
bool saysExpired(llvm::StringRef name);

/// Time passes: `sleep`, `delay`.
bool saysSleeps(llvm::StringRef name);

} // namespace corolint
