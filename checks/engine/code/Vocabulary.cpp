#include "checks/engine/code/Vocabulary.h"
#include "checks/engine/code/Words.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <optional>

namespace corolint {

llvm::ArrayRef<Guess> guesses() {
  using M = Meaning;
  using enum Match;
  static const std::vector<Guess> Guesses = {
      {M::LeftAlone,
       Beginning,
       {"detach", "forget", "background", "uncancel", "noncancel", "notcancel", "not cancel",
        "non cancel", "no cancel"},
       "`detach`, `fire_and_forget`, `Uncancellable`: whoever wrote it left the work alone"},
      {M::Cancels,
       Beginning,
       {"cancel", "request stop"},
       "what a token, a source or a scope is told by in every library"},
      {M::Waits,
       Beginning,
       {"wait", "join", "block", "sync"},
       "`wait`, `join`, `blockingGet`, `sync_wait`: it returns when the work is done"},
      {M::MayWait,
       Word,
       {"wait", "run",      "block",   "blocking", "sync", "join",  "get",    "await",  "drive",
        "poll", "complete", "execute", "test",     "loop", "until", "expect", "assert", "check",
        "stop", "shutdown", "close",   "drain",    "exec", "sleep", "finish", "result"},
       "a function that is only declared and is called so may be done with its task when it "
       "returns"},
      {M::BringsToEnd,
       Word,
       {"run", "get", "complete", "finish", "await", "result", "resolve", "execute", "spin",
        "drive", "fetch"},
       "`run`, `get_result`: gives what the work gives, so the work is done by then"},
      {M::WaitsForWork,
       Anywhere,
       {"close", "join", "stop", "wait", "shutdown", "drain", "finish"},
       "`co_await gate.close()`: what was begun in it is over by then"},
      {M::Makes,
       Beginning,
       {"make", "create", "new", "alloc", "open", "build", "clone", "copy", "construct", "connect",
        "accept", "spawn", "start", "load", "parse"},
       "`make_shared`, `openFile`, `accept`: nobody else can have what it gives"},
      {M::Opens,
       Word,
       {"open", "connect", "assign", "close", "reset", "listen", "bind"},
       "a socket or file that this is called on isn't the one that was closed before"},
      {M::Channel,
       Beginning,
       {"channel", "queue", "pipe", "mailbox"},
       "`Channel`, `BlockingQueue`: whoever receives waits until somebody closes it"},
      {M::CountsDown,
       Word,
       {"count down", "arrive"},
       "`latch.count_down()`, `barrier.arrive()`: whoever waits may go on once all have"},
      {M::Sleeps, Beginning, {"sleep", "delay"}, "time passes and nothing is done"},
      {M::Yields,
       Word,
       {"yield", "reschedule"},
       "`maybe_yield`, `reschedule`: it can't be cancelled"},
      {M::OwnThread,
       Word,
       {"is loop thread",  "is io thread",    "is event thread", "in loop thread",
        "in io thread",    "in event thread", "on loop thread",  "on io thread",
        "on event thread", "this thread",     "current thread",  "same thread",
        "in event loop",   "in loop",         "in this loop",    "running in this thread",
        "is main thread",  "in main thread",  "on main thread",  "is ui thread",
        "on ui thread",    "in strand",       "in own thread",   "on own thread",
        "on reactor"},
       "`isInLoopThread`, `running_in_this_thread`: on the loop's own thread it goes another way"},
      {M::StillThere,
       Word,
       {"joinable", "valid", "open", "connected"},
       "`if (thread.joinable()) thread.join();`: it runs, and who waits for it waits"},
      {M::Expired,
       Beginning,
       {"timeout", "timedout", "expired", "expiry", "deadline", "timed out", "time out"},
       "`TimeoutExpired`, `deadline_exceeded`: an end that somebody has set"},
      {M::Closes,
       Word,
       {"close", "shutdown", "disconnect"},
       "what comes right before it is a last word: nobody acts on its result"},
      {M::AsksForError,
       Anywhere,
       {"value", "result", "exception", "error", "fail", "status"},
       "`value()`, `get_exception()`: whoever asks for it is told of the error"},
      {M::Failed,
       Anywhere,
       {"fail", "exception", "error"},
       "`failed()`, `has_exception()`: without an error it says no"},
      {M::TakesError,
       Anywhere,
       {"current_exception", "unhandled_exception", "rethrow"},
       "functions of that name look at the exception at hand"},
      {M::TakesError,
       Word,
       {"caught exception", "current exception", "unhandled exception"},
       "`LogCaughtException`: the same"},
      {M::TellsError,
       Anywhere,
       {"exception", "error", "fail", "reject", "current"},
       "`handle_error()`, `reject()`: the handler's error goes there"},
      {M::Throws,
       Anywhere,
       {"throw"},
       "`assert_throws([] {...})`: the exception is what the caller wants"},
      {M::Ignores,
       Beginning,
       {"ignore", "suppress", "swallow", "unused"},
       "`ignore_errors`: the name is the reason"},
      {M::LeftUnread,
       Anywhere,
       {"best effort", "best-effort", "don't care", "doesn't matter", "does not matter",
        "not consulted", "not needed"},
       "a comment that says so of a result"},
      {M::LeftUnread, Word, {"ignore", "ignored", "ignoring"}, "as does one with such a word"},
      {M::Log,
       Word,
       {"log",      "logger",  "logging", "logf",   "print",  "printf", "println",
        "fprintf",  "puts",    "fputs",   "trace",  "debug",  "warn",   "warning",
        "info",     "notice",  "perror",  "syslog", "cerr",   "cout",   "clog",
        "critical", "console", "stderr",  "stdout", "spdlog", "dbg"},
       "a line in a log tells people, and no code"},
      {M::Asserts,
       Word,
       {"assert", "check", "expect", "verify", "ensure", "require"},
       "what is thrown there is the test's own"},
      {M::Boundary,
       Word,
       {"http",   "https", "rpc",  "grpc", "status", "response", "request", "rest",
        "api",    "web",   "js",   "napi", "python", "py",       "lua",     "jni",
        "thrift", "json",  "soap", "cgi",  "script", "hresult",  "dbus",    "replica"},
       "what goes out there is made for somebody who can't take the exception"},
      {M::LookupMiss,
       Word,
       {"missing", "nonexistent", "no such", "not found", "does not exist"},
       "`NotFound`, caught by its own type, is an answer"},
      {M::Success,
       Word,
       {"ok", "success", "succeeded", "has value", "valid", "good", "is ok"},
       "what a result class says where its code can't be seen"},
      {M::Failure,
       Word,
       {"error", "fail", "failed", "failure", "exception", "bad", "err"},
       "the same of an error"},
      {M::ErrorClass,
       Word,
       {"error", "err", "exception", "failure"},
       "an `operator bool` of such a class means that there is an error"},
      {M::NoError,
       Word,
       {"ok", "success", "none", "no error", "good", "succeeded"},
       "an enumeration whose zero is called so is of errors"},
      {M::SomeError,
       Word,
       {"error", "err", "errc", "failure", "failed", "fail", "status"},
       "as is one that is called so, or has such an enumerator"},
      {M::GivesResult,
       Word,
       {"get", "result", "value"},
       "`std::move(work).get()` takes the result, and gives no other owner of the work"},
      {M::SharesResult, Word, {"shared"}, "`shared_task`: others get its error, too"},
      {M::Answers,
       Word,
       {"send", "write", "reply", "respond", "answer"},
       "what was to be told about an error that its caller learns of is no second error"},
      {M::Datagram,
       Anywhere,
       {"receive_from", "receivefrom", "recvfrom", "recv_from"},
       "a server of datagrams waits for whoever comes"},
      {M::Counted,
       Word,
       {"refcounted", "ref counted", "reference counted"},
       "`class session : public Refcounted`: whoever has a pointer may not be the only one"},
      {M::Locks,
       Beginning,
       {"lock", "guard"},
       "`Locked<state>`, `LockedPtr`, `Guard`: it leads to what another keeps"},
      {M::Watches,
       Word,
       {"weak", "qweak"},
       "`std::weak_ptr`, `weak_ref`, `QWeakPointer`: asks whether its object is still there"},
      {M::Excuse,
       Anywhere,
       {"ignor", "fail", "error", "exception", "throw", "best effort", "fatal", "harmless",
        "swallow", "don't care", "doesn't matter", "best-effort"},
       "a comment that speaks of errors: whoever wrote it has thought of them"},
      {M::Guards,
       Word,
       {"lock", "guard", "units", "permit"},
       "`scoped_lock`, `lock_guard`, `semaphore_units`: dropping it gives the lock back"},
      {M::Warns,
       Anywhere,
       {"throw"},
       "`co_await load(); // throws its own types`: more than the library's errors come out of it"},
  };
  return Guesses;
}

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

/// Whether words of a name that follow each other are those of a phrase, or begin with them.
static bool followIn(llvm::ArrayRef<std::string> name, llvm::StringRef phrase, bool whole) {
  llvm::SmallVector<llvm::StringRef, 4> wanted;
  phrase.split(wanted, ' ');
  for (std::size_t at = 0; at + wanted.size() <= name.size(); ++at)
    if (llvm::all_of(llvm::enumerate(wanted), [&](const auto &word) {
          const llvm::StringRef own = name[at + word.index()];
          return whole ? own == word.value() : own.starts_with(word.value());
        }))
      return true;
  return false;
}

static bool matches(Match match, llvm::StringRef text, llvm::StringRef word,
                    llvm::function_ref<llvm::ArrayRef<std::string>()> words) {
  switch (match) {
  case Match::Word:
    return word.contains(' ') ? followIn(words(), word, true) : hasWord(text, word);
  case Match::Beginning:
    return followIn(words(), word, false);
  case Match::Anywhere:
    return text.contains_insensitive(word);
  }
  return false;
}

bool says(Meaning meaning, llvm::StringRef text) {
  std::optional<std::vector<std::string>> split;
  const auto words = [&]() -> llvm::ArrayRef<std::string> {
    if (!split)
      split = wordsOf(text);
    return *split;
  };
  return llvm::any_of(guesses(), [&](const Guess &guess) {
    return guess.meaning == meaning && llvm::any_of(guess.words, [&](llvm::StringRef word) {
             return matches(guess.match, text, word, words);
           });
  });
}

} // namespace corolint
