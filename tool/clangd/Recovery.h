// A check that crashes ends by itself, and not the server: what clangd's process and threads need
// for that. What is then done in the check is in CheckBase::check.
#pragma once
#include <string>

namespace corolint::clangd {

/// Lets the process outlive a check that crashes. To be called once, when clangd has put up its
/// handlers of signals, which go on to get what crashes outside of checks.
void surviveChecks();

/// Gives this thread another stack to handle a signal on, so that a check whose recursion used up
/// the thread's own is survived as well. Threads that didn't call it survive all else.
void surviveRecursion();

/// Writes to the log, which is stderr, that a check crashed.
void tellCrash(const std::string &message);

/// For the tests: crashes if the variable `COROLINT_CLANGD_CRASH_AT` of the environment asks for it
/// with words of this message, `null:WORDS` by a null pointer, `jump:WORDS` by a call of what is no
/// function and `recursion:WORDS` by using up the stack.
void crashIfAsked(const char *message);

} // namespace corolint::clangd
