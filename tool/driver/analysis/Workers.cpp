#include "tool/driver/analysis/Workers.h"
#include "tool/driver/analysis/Wire.h"
#include "tool/driver/base/Descriptor.h"
#include "llvm/Support/ErrorHandling.h"
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <deque>
#include <fcntl.h>
#include <new>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

namespace corolint::tool {

using Clock = std::chrono::steady_clock;

/// How a worker says that it ran out of memory.
static constexpr int OutOfMemoryExit = 71;

/// The signal that asked this process to stop, 0 while none has.
static volatile std::sig_atomic_t stopSignal = 0;

static void rememberSignal(int signal) { stopSignal = signal; }

/// A share of the machine's memory for one worker, so that one hungry file can't take the others
/// down.
static void limitMemory([[maybe_unused]] unsigned jobs) {
#if !__has_feature(address_sanitizer) // whose shadow alone takes more addresses
  const rlim_t pages = static_cast<rlim_t>(::sysconf(_SC_PHYS_PAGES));
  const rlim_t memory = pages * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE));
  const rlim_t share = std::max<rlim_t>(memory / std::max(jobs, 1u), rlim_t(4) << 30);
  rlimit limit{};
  if (::getrlimit(RLIMIT_AS, &limit) != 0)
    return;
  limit.rlim_cur = std::min({limit.rlim_cur, limit.rlim_max, share});
  ::setrlimit(RLIMIT_AS, &limit);
#endif
}

[[noreturn]] static void outOfMemory() { ::_exit(OutOfMemoryExit); }
static void outOfMemoryInLlvm(void *, const char *, bool) { outOfMemory(); }

/// The life of a worker: takes the index of a job, answers its result as length and bytes.
[[noreturn]] static void serve(int jobs, int results, const WorkerPlan &plan) {
  std::signal(SIGINT, SIG_IGN); // the parent decides
  std::signal(SIGTERM, SIG_DFL);
  std::signal(SIGHUP, SIG_DFL);
#ifdef __linux__
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
  const rlimit noCore{0, 0};
  ::setrlimit(RLIMIT_CORE, &noCore);
  limitMemory(plan.jobs);
  std::set_new_handler(outOfMemory);
  llvm::install_bad_alloc_error_handler(outOfMemoryInLlvm);
  unsigned index = 0;
  while (readAll(jobs, reinterpret_cast<char *>(&index), sizeof index))
    if (!writeMessage(results, toBytes(plan.work(index))))
      break;
  ::_exit(0);
}

namespace {

/// How a worker ended.
struct End {
  int status = 0;
  double userSeconds = 0; ///< of the job that it didn't finish
};

/// One worker process, as its parent sees it.
struct Worker {
  pid_t process = -1;
  int jobs = -1;
  int results = -1;
  int job = -1; ///< the index under way, -1 when idle
  Clock::time_point deadline;
  std::string received;
  double userSeconds = 0; ///< of the jobs that it has finished
};

class Pool {
public:
  Pool(unsigned count, const WorkerPlan &plan) : plan_(plan), start_(Clock::now()) {
    outcome_.results.resize(count);
    for (unsigned index = 0; index < count; ++index)
      waiting_.push_back(index);
  }

  WorkerOutcome run() {
    Signals signals;
    const unsigned count =
        std::min<unsigned>(std::max(plan_.jobs, 1u), static_cast<unsigned>(waiting_.size()));
    workers_.resize(count);
    for (Worker &worker : workers_)
      giveJob(worker);
    while (stopSignal == 0 && done_ < outcome_.results.size()) {
      waitForResults(signals.before);
      tellProgress();
    }
    outcome_.signal = stopSignal;
    for (Worker &worker : workers_)
      retire(worker, outcome_.signal ? SIGKILL : 0);
    if (outcome_.signal)
      loseTheRest();
    return std::move(outcome_);
  }

private:
  /// Signals that ask to stop are remembered, and arrive only while the pool waits.
  struct Signals {
    Signals() {
      stopSignal = 0;
      sigset_t stop;
      sigemptyset(&stop);
      struct sigaction remember{};
      remember.sa_handler = rememberSignal;
      for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        sigaddset(&stop, signal);
        ::sigaction(signal, &remember, &saved[count++]);
      }
      ::sigprocmask(SIG_BLOCK, &stop, &before);
      savedPipe =
          std::signal(SIGPIPE, SIG_IGN); // a worker that died is seen at its result, not at a write
    }
    ~Signals() {
      int index = 0;
      for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        ::sigaction(signal, &saved[index++], nullptr);
      ::sigprocmask(SIG_SETMASK, &before, nullptr);
      std::signal(SIGPIPE, savedPipe);
    }
    sigset_t before;
    struct sigaction saved[3];
    int count = 0;
    void (*savedPipe)(int);
  };

  bool start(Worker &worker) {
    int jobs[2];
    int results[2];
    if (::pipe2(jobs, O_CLOEXEC) != 0)
      return false;
    if (::pipe2(results, O_CLOEXEC) != 0) {
      ::close(jobs[0]);
      ::close(jobs[1]);
      return false;
    }
    const pid_t process = ::fork();
    if (process == 0) {
      sigset_t none;
      sigemptyset(&none);
      ::sigprocmask(SIG_SETMASK, &none, nullptr);
      ::close(jobs[1]);
      ::close(results[0]);
      for (const Worker &sibling : workers_) // else it would hold their pipes open
        for (const int descriptor : {sibling.jobs, sibling.results})
          if (descriptor >= 0)
            ::close(descriptor);
      serve(jobs[0], results[1], plan_);
    }
    ::close(jobs[0]);
    ::close(results[1]);
    worker = Worker{process, jobs[1], results[0], -1, {}, {}, 0};
    if (process > 0)
      return true;
    retire(worker, 0);
    return false;
  }

  void giveJob(Worker &worker) {
    if (waiting_.empty())
      return;
    const unsigned index = waiting_.front();
    waiting_.pop_front();
    if (worker.process < 0 && !start(worker)) {
      lose(index, std::string("no worker process could be started: ") + std::strerror(errno));
      return giveJob(worker);
    }
    worker.job = static_cast<int>(index);
    worker.deadline = Clock::now() + plan_.timeout;
    writeAll(worker.jobs, reinterpret_cast<const char *>(&index), sizeof index);
  }

  void waitForResults(const sigset_t &signals) {
    std::vector<pollfd> polled;
    std::vector<Worker *> busy;
    Clock::time_point wake = Clock::now() + std::chrono::seconds(1);
    for (Worker &worker : workers_) {
      if (worker.job < 0)
        continue;
      polled.push_back({worker.results, POLLIN, 0});
      busy.push_back(&worker);
      wake = std::min(wake, worker.deadline);
    }
    const auto left = std::max<Clock::duration>(wake - Clock::now(), Clock::duration::zero());
    const auto nanoseconds = std::chrono::duration_cast<std::chrono::nanoseconds>(left).count();
    const timespec timeout{static_cast<time_t>(nanoseconds / 1'000'000'000),
                           static_cast<long>(nanoseconds % 1'000'000'000)};
    if (::ppoll(polled.data(), polled.size(), &timeout, &signals) < 0)
      return;
    for (size_t index = 0; index < polled.size(); ++index) {
      if (polled[index].revents)
        receive(*busy[index]);
      else if (Clock::now() >= busy[index]->deadline)
        giveUp(*busy[index]);
    }
  }

  void receive(Worker &worker) {
    char buffer[65536];
    const ssize_t count = ::read(worker.results, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR)
      return;
    if (count <= 0)
      return bury(worker);
    worker.received.append(buffer, static_cast<size_t>(count));
    std::uint64_t size = 0;
    if (worker.received.size() < sizeof size)
      return;
    std::memcpy(&size, worker.received.data(), sizeof size);
    if (worker.received.size() < sizeof size + size)
      return;
    std::optional<JudgedUnit> result = fromBytes(worker.received.substr(sizeof size));
    if (result)
      worker.userSeconds += result->userSeconds;
    if (result)
      finish(static_cast<unsigned>(worker.job), std::move(*result));
    else
      lose(static_cast<unsigned>(worker.job), "its worker answered nonsense");
    worker.job = -1;
    worker.received.clear();
    giveJob(worker);
  }

  void giveUp(Worker &worker) {
    const unsigned job = static_cast<unsigned>(worker.job);
    const End end = retire(worker, SIGKILL);
    lose(job, "it took longer than " + std::to_string(plan_.timeout.count()) + " s (--timeout)",
         end.userSeconds);
    giveJob(worker);
  }

  /// The worker has died by itself: says of what.
  void bury(Worker &worker) {
    const unsigned job = static_cast<unsigned>(worker.job);
    const End end = retire(worker, 0);
    lose(job, causeOfDeath(end.status), end.userSeconds);
    giveJob(worker);
  }

  static std::string causeOfDeath(int status) {
    if (WIFEXITED(status) && WEXITSTATUS(status) == OutOfMemoryExit)
      return "it needs more memory than there is for one file";
    if (!WIFSIGNALED(status))
      return "its worker ended with exit code " + std::to_string(WEXITSTATUS(status));
    const int signal = WTERMSIG(status);
    if (signal == SIGKILL)
      return "its worker was killed (SIGKILL), perhaps for want of memory";
    const char *name = ::sigabbrev_np(signal);
    return std::string("the analysis crashed (SIG") +
           (name ? name : std::to_string(signal).c_str()) + ": " + ::strsignal(signal) + ")";
  }

  End retire(Worker &worker, int signal) {
    End end;
    rusage usage{};
    if (worker.process > 0) {
      if (signal)
        ::kill(worker.process, signal);
      ::close(worker.jobs); // an idle worker ends at the end of its jobs
      while (::wait4(worker.process, &end.status, 0, &usage) < 0 && errno == EINTR)
        ;
      end.userSeconds = static_cast<double>(usage.ru_utime.tv_sec) +
                        static_cast<double>(usage.ru_utime.tv_usec) * 1e-6 - worker.userSeconds;
      ::close(worker.results);
    }
    worker = Worker{};
    return end;
  }

  void finish(unsigned job, JudgedUnit result) {
    outcome_.results[job] = std::move(result);
    finished_.resize(outcome_.results.size());
    finished_[job] = true;
    ++done_;
  }

  void lose(unsigned job, std::string reason, double userSeconds = 0) {
    JudgedUnit result;
    result.userSeconds = userSeconds;
    result.outcome = Outcome::Lost;
    result.reason = std::move(reason);
    finish(job, std::move(result));
  }

  void loseTheRest() {
    finished_.resize(outcome_.results.size());
    for (unsigned job = 0; job < outcome_.results.size(); ++job)
      if (!finished_[job])
        lose(job, "the run was interrupted");
  }

  void tellProgress() {
    if (!plan_.progress)
      return;
    Progress progress{
        done_, static_cast<unsigned>(outcome_.results.size()), Clock::now() - start_, {}};
    for (const Worker &worker : workers_)
      if (worker.job >= 0)
        progress.current = plan_.nameOf(static_cast<unsigned>(worker.job));
    plan_.progress(progress);
  }

  const WorkerPlan &plan_;
  Clock::time_point start_;
  WorkerOutcome outcome_;
  std::vector<bool> finished_;
  std::deque<unsigned> waiting_;
  std::vector<Worker> workers_;
  unsigned done_ = 0;
};

} // namespace

WorkerOutcome runInWorkers(unsigned count, const WorkerPlan &plan) {
  return Pool(count, plan).run();
}

} // namespace corolint::tool
