// What happens on the way out of the process, and in a child process, blocks nobody.
#include "task.h"
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace std::chrono_literals;
task<bool> healthy();

void print_backtrace() {
  FILE *maps = std::fopen("/var/log/crashes", "r");
  std::fclose(maps);
}
[[noreturn]] void die(const char *what) {
  print_backtrace();
  std::puts(what);
  std::_Exit(1);
}

task<void> gives_up() {
  if (!co_await healthy()) {
    print_backtrace();
    std::exit(1);
  }
  if (!co_await healthy())
    die("unhealthy");
  if (!co_await healthy()) {
    if (!co_await healthy())
      std::this_thread::sleep_for(1s);
    std::abort();
  }
}
task<void> prints_and_goes_on() {
  if (!co_await healthy())
    print_backtrace(); // want: 'print_backtrace' ends in 'fopen'
  if (!co_await healthy()) {
    std::this_thread::sleep_for(1s); // want: 'sleep_for' puts the thread to sleep
    if (!co_await healthy())
      std::exit(1);
  }
  while (!co_await healthy()) {
    std::this_thread::sleep_for(1s); // want: 'sleep_for' puts the thread to sleep
    if (co_await healthy())
      continue;
    std::exit(1);
  }
}

void run_child() {
  std::this_thread::sleep_for(1s);
}
task<void> forks(int *state) {
  const pid_t child = fork();
  if (child == 0) {
    run_child();
    execl("/bin/true", "true", nullptr);
  }
  pid_t other;
  if ((other = fork()) == 0)
    std::this_thread::sleep_for(1s);
  if (!fork())
    run_child();
  switch (fork()) {
  case 0:
    run_child();
    break;
  default:
    waitpid(child, state, 0); // want: 'waitpid' waits for a child process
  }
  if (child > 0)
    run_child(); // want: 'run_child' ends in 'sleep_for'
  co_await healthy();
}
// Blocks that run once, as macros write them.
task<void> gives_up_in_blocks() {
  if (!co_await healthy()) {
    do {
      print_backtrace();
    } while (false);
    std::exit(1);
  }
  if (!co_await healthy()) {
    std::this_thread::sleep_for(1s);
    do {
      std::abort();
    } while (0);
  }
  if (!co_await healthy()) {
    std::this_thread::sleep_for(1s); // want: 'sleep_for' puts the thread to sleep
    do {
      if (co_await healthy())
        break;
      std::abort();
    } while (0);
  }
}
