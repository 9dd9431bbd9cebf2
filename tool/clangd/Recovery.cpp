#include "tool/clangd/Recovery.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/raw_ostream.h"
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <unistd.h>

namespace corolint::clangd {

namespace {

/// LLVM's own handler, which jumps back to where the check was called, if one was.
void (*handlerOfLlvm)(int) = nullptr;

/// That this thread reads its own stack, which may be the next to crash: behind a jump to nowhere
/// there is no frame to begin with.
thread_local bool isTracing = false;

/// Writes where a check crashed while its stack is still there: afterwards nobody knows.
void writeTrace(int signal) {
  if (llvm::CrashRecoveryContext::GetCurrent() && !isTracing) {
    llvm::raw_fd_ostream log(STDERR_FILENO, /*shouldClose=*/false, /*unbuffered=*/true);
    log << "corolint: a check crashed with signal " << signal << '\n';
    sigset_t same;
    ::sigemptyset(&same);
    ::sigaddset(&same, signal);
    ::pthread_sigmask(SIG_UNBLOCK, &same, nullptr);
    isTracing = true;
    if (!llvm::CrashRecoveryContext().RunSafely([&] { llvm::sys::PrintStackTrace(log); }))
      log << "corolint: its stack can't be read\n";
    isTracing = false;
  }
  handlerOfLlvm(signal);
}

/// A stack for the handlers of signals of one thread, while that lives.
class SignalStack {
public:
  SignalStack() {
    stack_t stack{};
    stack.ss_sp = memory_.get();
    stack.ss_size = Size;
    ::sigaltstack(&stack, nullptr);
  }
  ~SignalStack() {
    stack_t none{};
    none.ss_flags = SS_DISABLE;
    ::sigaltstack(&none, nullptr);
  }
  SignalStack(const SignalStack &) = delete;
  SignalStack &operator=(const SignalStack &) = delete;

private:
  static constexpr std::size_t Size = 256 * 1024; ///< names are looked up on it for the trace
  std::unique_ptr<char[]> memory_{new char[Size]};
};

/// Uses up the stack, unless somebody writes another number.
int recurse(volatile int *outer) {
  volatile int mine[1024] = {*outer};
  return *outer == 0 ? recurse(mine) + mine[0] : 0;
}

} // namespace

void surviveChecks() {
  // An abort isn't survived: the C library ends a process in that way whose heap is damaged, maybe
  // with the heap locked, and a server that hangs is worse than one that ends.
  struct sigaction abort{};
  ::sigaction(SIGABRT, nullptr, &abort);
  llvm::CrashRecoveryContext::Enable();
  ::sigaction(SIGABRT, &abort, nullptr);
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP}) {
    struct sigaction action{};
    ::sigaction(signal, nullptr, &action);
    handlerOfLlvm = action.sa_handler;
    action.sa_handler = writeTrace;
    action.sa_flags |= SA_ONSTACK;
    ::sigaction(signal, &action, nullptr);
  }
}

void surviveRecursion() {
  static thread_local const SignalStack stack;
  static_cast<void>(stack);
}

void tellCrash(const std::string &message) {
  // llvm::errs() has a buffer that belongs to clangd's log.
  llvm::raw_fd_ostream(STDERR_FILENO, /*shouldClose=*/false, /*unbuffered=*/true)
      << ("corolint: " + message + "\n");
}

void crashIfAsked(const char *message) {
  const char *asked = std::getenv("COROLINT_CLANGD_CRASH_AT");
  if (!asked)
    return;
  const auto [how, words] = llvm::StringRef(asked).split(':');
  if (!llvm::StringRef(message).contains(words))
    return;
  int *volatile null = nullptr;
  volatile int start = 0;
  if (how == "null")
    *null = 0;
  if (how == "jump")
    reinterpret_cast<void (*)()>(std::uintptr_t(1) << 32 | 0xfd)();
  if (how == "recursion")
    *null = recurse(&start);
}

} // namespace corolint::clangd
