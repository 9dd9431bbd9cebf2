#include "tests/Program.h"
#include <array>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <poll.h>
#include <sys/wait.h>
#include <thread>

namespace corolint::test {

Outcome Program::run(const std::vector<std::string> &arguments, const Setting &setting) {
  std::array<int, 2> out{};
  std::array<int, 2> err{};
  EXPECT_EQ(::pipe2(out.data(), O_CLOEXEC), 0);
  EXPECT_EQ(::pipe2(err.data(), O_CLOEXEC), 0);
  const pid_t process = ::fork();
  if (process == 0) {
    ::dup2(out[1], STDOUT_FILENO);
    ::dup2(err[1], STDERR_FILENO);
    ::close(::open("/dev/null", O_RDONLY));
    if (::chdir(root_.c_str()) != 0)
      ::_exit(126);
    for (const char *name : {"NO_COLOR", "TERM"})
      ::unsetenv(name);
    ::setenv("XDG_CACHE_HOME", (root_ / ".cache").c_str(), 1);
    for (const std::string &variable : setting.environment)
      ::putenv(const_cast<char *>(variable.c_str()));
    if (setting.addressSpace) {
      const rlimit limit{setting.addressSpace, setting.addressSpace};
      ::setrlimit(RLIMIT_AS, &limit);
    }
    if (setting.user && ::setuid(setting.user) != 0)
      ::_exit(126);
    std::vector<char *> values{const_cast<char *>(COROLINT_PROGRAM)};
    for (const std::string &argument : arguments)
      values.push_back(const_cast<char *>(argument.c_str()));
    values.push_back(nullptr);
    ::execv(COROLINT_PROGRAM, values.data());
    ::_exit(127);
  }
  ::close(out[1]);
  ::close(err[1]);
  if (setting.interruptAfter.count()) {
    std::this_thread::sleep_for(setting.interruptAfter);
    ::kill(process, SIGINT);
  }
  if (setting.meanwhile)
    setting.meanwhile();
  Outcome result;
  std::array<pollfd, 2> polled{pollfd{out[0], POLLIN, 0}, pollfd{err[0], POLLIN, 0}};
  for (int open = 2; open > 0;) {
    ::poll(polled.data(), polled.size(), -1);
    for (pollfd &entry : polled) {
      std::array<char, 4096> buffer;
      if (!entry.revents)
        continue;
      const ssize_t count = ::read(entry.fd, buffer.data(), buffer.size());
      if (count > 0)
        (entry.fd == out[0] ? result.out : result.err)
            .append(buffer.data(), static_cast<size_t>(count));
      else if (::close(entry.fd), entry.fd = -1, true)
        --open;
    }
  }
  int status = 0;
  ::waitpid(process, &status, 0);
  result.exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return result;
}

} // namespace corolint::test
