// Sleeps, waits and files of the standard library and of POSIX, in coroutines of a hand-written type.
#include "task.h"
#include <atomic>
#include <barrier>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <future>
#include <iostream>
#include <latch>
#include <netdb.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <semaphore>
#include <string>
#include <sys/epoll.h>
#include <sys/wait.h>
#include <thread>
#include <time.h>
#include <unistd.h>

using namespace std::chrono_literals;
task<int> fetch();

task<void> sleeps(std::chrono::milliseconds pause, std::chrono::steady_clock::time_point then) {
  std::this_thread::sleep_for(pause); // want: 'sleep_for' puts the thread to sleep
  std::this_thread::sleep_for(5ms);   // want: 'sleep_for'
  std::this_thread::sleep_until(then); // want: 'sleep_until'
  ::sleep(1);                         // want: 'sleep'
  usleep(100);                        // want: 'usleep'
  timespec t{0, 1000};
  nanosleep(&t, nullptr);                              // want: 'nanosleep'
  clock_nanosleep(CLOCK_MONOTONIC, 0, &t, nullptr);    // want: 'clock_nanosleep'
  co_return;
}

task<int> futures(std::future<int> one, std::shared_future<int> other, std::promise<int> *promise) {
  other.wait();               // want: 'wait' blocks the thread
  one.wait_for(10ms);         // want: 'wait_for'
  one.wait_until(std::chrono::steady_clock::now()); // want: 'wait_until'
  int late = std::async([] { return 1; }).get(); // want: 'get'
  auto mine = promise->get_future();
  co_return late + mine.get(); // want: 'get'
}

task<void> threads(std::thread t, std::jthread j, std::mutex &m, std::condition_variable &cv, std::condition_variable_any &any) {
  t.join(); // want: 'join'
  j.join(); // want: 'join'
  std::unique_lock held(m);
  cv.wait(held);                    // want: 'wait'
  cv.wait(held, [] { return true; }); // want: 'wait'
  cv.wait_for(held, 1s);            // want: 'wait_for'
  any.wait(held);                   // want: 'wait'
  co_return;
}

task<void> primitives(std::counting_semaphore<4> &some, std::binary_semaphore &one, std::latch &latch, std::barrier<> &barrier, std::atomic<int> &number, std::atomic_flag &flag) {
  some.acquire();            // want: 'acquire'
  one.try_acquire_for(1s);   // want: 'try_acquire_for'
  latch.wait();              // want: 'wait'
  latch.arrive_and_wait();   // want: 'arrive_and_wait'
  barrier.arrive_and_wait(); // want: 'arrive_and_wait'
  number.wait(1);            // want: 'wait'
  flag.wait(false);          // want: 'wait'
  co_return;
}

task<void> posix(pthread_t other, sem_t *semaphore, pollfd *descriptors, epoll_event *events, pthread_cond_t *changed, pthread_mutex_t *mutex) {
  pthread_join(other, nullptr);      // want: 'pthread_join'
  pthread_cond_wait(changed, mutex); // want: 'pthread_cond_wait'
  sem_wait(semaphore);               // want: 'sem_wait'
  poll(descriptors, 1, 1000);        // want: 'poll'
  epoll_wait(3, events, 1, -1);      // want: 'epoll_wait'
  waitpid(17, nullptr, 0);           // want: 'waitpid' waits for a child process
  co_return;
}

task<std::string> files(std::string path, int descriptor) {
  std::ifstream in(path);        // want: 'ifstream' is blocking I/O
  std::string line;
  std::getline(in, line);
  std::ofstream out{path};       // want: 'ofstream' is blocking I/O
  std::fstream both;
  both.open(path);               // want: 'open' is blocking I/O
  std::wofstream wide(path);     // want: 'wofstream'
  FILE *file = std::fopen(path.c_str(), "r"); // want: 'fopen'
  (void)file;
  std::ifstream statistics("/proc/self/stat");
  FILE *memory = std::fopen("/proc/self/statm", "r");
  (void)memory;
  fsync(descriptor);             // want: 'fsync'
  co_return std::string(std::istreambuf_iterator<char>(std::ifstream("x").rdbuf()), {}); // told with the first
}

task<int> typed() {
  int answer = 0;
  std::cin >> answer;            // want: 'cin' is blocking I/O
  std::string line;
  std::getline(std::cin, line);  // told with the first
  while (std::getline(std::cin, line)) // want: 'cin'
    ++answer;
  char buffer[8];
  if (std::fgets(buffer, 8, stdin)) // want: 'stdin'
    ++answer;
  answer += std::getchar();      // want: 'getchar'
  co_return answer;
}

task<int> processes(std::string command) {
  int status = std::system(command.c_str()); // want: 'system' waits for a child process
  FILE *pipe = popen("ls", "r");             // want: 'popen'
  (void)pipe;
  co_return status;
}

task<void> names(const char *host) {
  addrinfo *found = nullptr;
  getaddrinfo(host, "80", nullptr, &found); // want: 'getaddrinfo' waits for a name server
  gethostbyname(host);                      // want: 'gethostbyname'
  co_return;
}

/// Where the call stands doesn't matter.
task<void> odd_places(std::future<int> f, std::future<bool> g, bool maybe) {
  if (g.get()) // want: 'get'
    co_return;
  maybe ? std::this_thread::sleep_for(1s) : void(); // want: 'sleep_for'
  for (int i = f.get(); i < 3; ++i) // want: 'get'
    co_await fetch();
  switch (co_await fetch()) {
  case 1:
    std::this_thread::sleep_for(1s); // want: 'sleep_for'
  }
  try {
    co_await fetch();
  } catch (...) {
    std::this_thread::sleep_for(1s); // want: 'sleep_for'
  }
}

#define PAUSE std::this_thread::sleep_for(std::chrono::seconds(1))
namespace clk = std::chrono;
task<void> macros_and_aliases() {
  PAUSE; // want: 'sleep_for'
  using std::this_thread::sleep_for;
  sleep_for(clk::seconds(2)); // want: 'sleep_for'
  co_return;
}

template <class Duration> task<void> templated(Duration pause) {
  std::this_thread::sleep_for(pause); // want: 'sleep_for'
  co_await fetch();
}
task<void> instance() { co_await templated(1s); }

template <class T> task<T> never_instantiated() {
  std::this_thread::sleep_for(std::chrono::seconds(1)); // want: 'sleep_for'
  co_return T();
}

auto lambda = []() -> task<void> {
  std::this_thread::sleep_for(1s); // want: 'sleep_for'
  co_return;
};

struct service {
  std::mutex mutex;
  std::condition_variable changed;
  std::thread worker;
  task<void> stop() {
    std::unique_lock held(mutex);
    changed.wait(held); // want: 'wait'
    worker.join();      // want: 'join'
    co_return;
  }
};

/// An eager coroutine, and a fire-and-forget one, block whoever calls them.
job<int> eager() {
  std::this_thread::sleep_for(1s); // want: 'sleep_for'
  co_return 1;
}
fire_and_forget forgotten() {
  std::this_thread::sleep_for(1s); // want: 'sleep_for'
  co_return;
}
