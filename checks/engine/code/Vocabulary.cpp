#include "checks/engine/code/Vocabulary.h"
#include "checks/engine/code/Words.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace corolint {

std::vector<std::string> wordsOf(llvm::StringRef name) {
  std::vector<std::string> words;
  bool begins = true;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (!llvm::isAlpha(name[i])) {
      begins = true;
      continue;
    }
    const bool camel = i > 0 && llvm::isUpper(name[i]) && llvm::isLower(name[i - 1]);
    if (begins || camel)
      words.emplace_back();
    words.back() += llvm::toLower(name[i]);
    begins = false;
  }
  return words;
}

/// Whether a word of the name begins with one of these.
static bool has(llvm::StringRef name, llvm::ArrayRef<llvm::StringRef> beginnings) {
  return llvm::any_of(wordsOf(name), [&](llvm::StringRef word) {
    return llvm::any_of(beginnings,
                        [&](llvm::StringRef beginning) { return word.starts_with(beginning); });
  });
}

bool saysLeftAlone(llvm::StringRef name) {
  if (has(name, {"detach", "forget", "background", "uncancel", "noncancel", "notcancel"}))
    return true;
  const std::vector<std::string> words = wordsOf(name);
  for (std::size_t i = 0; i + 1 < words.size(); ++i)
    if ((words[i] == "not" || words[i] == "non" || words[i] == "no") &&
        llvm::StringRef(words[i + 1]).starts_with("cancel"))
      return true;
  return false;
}

bool saysStarts(llvm::StringRef name) {
  return has(name, {"spawn", "launch", "start", "detach", "schedule", "submit", "background"});
}

bool saysCancels(llvm::StringRef name) {
  if (has(name, {"cancel"}))
    return true;
  const std::vector<std::string> words = wordsOf(name);
  return words.size() == 2 && words[0] == "request" && words[1] == "stop";
}

bool saysWaits(llvm::StringRef name) { return has(name, {"wait", "join", "block", "sync"}); }

bool saysBringsToEnd(llvm::StringRef name) {
  return saysWaits(name) || hasAnyWord(name, {"run", "get", "complete", "finish", "await", "result",
                                              "resolve", "execute", "spin", "drive", "fetch"});
}

bool saysMakes(llvm::StringRef name) {
  return has(name, {"make", "create", "new", "alloc", "open", "build", "clone", "copy", "construct",
                    "connect", "accept", "spawn", "start", "load", "parse"});
}

bool saysChannel(llvm::StringRef name) {
  return has(name, {"channel", "queue", "pipe", "mailbox"});
}

bool saysOwnThread(llvm::StringRef name) {
  const std::vector<std::string> words = wordsOf(name);
  return words.size() > 1 &&
         llvm::is_contained({"is", "in", "on", "running", "inside"}, words[0]) &&
         llvm::is_contained({"thread", "loop", "strand", "reactor"}, words.back());
}

bool saysExpired(llvm::StringRef name) {
  if (has(name, {"timeout", "timedout", "expired", "expiry", "deadline"}))
    return true;
  const std::vector<std::string> words = wordsOf(name);
  for (std::size_t i = 0; i + 1 < words.size(); ++i)
    if ((words[i] == "timed" || words[i] == "time") && words[i + 1] == "out")
      return true;
  return false;
}

bool saysSleeps(llvm::StringRef name) { return has(name, {"sleep", "delay"}); }

} // namespace corolint
