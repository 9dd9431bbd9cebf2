#include "tool/driver/analysis/Twin.h"
#include "tool/driver/analysis/Wire.h"
#include "tool/driver/base/Descriptor.h"
#include "tool/driver/base/Files.h"
#include "llvm/Support/FileSystem.h"
#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

namespace corolint::tool {

struct Twins::Shared {
  std::atomic<std::uint64_t> taken{0}; ///< bytes, by all twins together
};

// ---- Memory

static std::uint64_t pageSize() { return static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)); }

/// What this process has in memory, in bytes; 0 where that can't be told.
static std::uint64_t residentSize() {
  const std::optional<std::string> text = readAtMost("/proc/self/statm", 256);
  unsigned long long all = 0, resident = 0;
  return text && std::sscanf(text->c_str(), "%llu %llu", &all, &resident) == 2
             ? resident * pageSize()
             : 0;
}

/// A quarter of the memory of the machine, or of what this process may take of it.
static std::uint64_t defaultMemory() {
  std::uint64_t memory = static_cast<std::uint64_t>(::sysconf(_SC_PHYS_PAGES)) * pageSize();
  // A container's share; "max" where there is no limit.
  if (const std::optional<std::string> limit = readAtMost("/sys/fs/cgroup/memory.max", 64))
    if (const std::uint64_t share = std::strtoull(limit->c_str(), nullptr, 10); share > 0)
      memory = std::min(memory, share);
  return memory / 4;
}

static double secondsOf(clockid_t clock) {
  timespec now{};
  ::clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// How long this machine takes, in seconds, to give a process a page: a fraction of a microsecond
/// on most, and a hundred times as long on some virtual ones.
static double secondsForPage() {
  constexpr size_t Pages = 256;
  const size_t page = pageSize();
  void *memory =
      ::mmap(nullptr, Pages * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED)
    return 0;
  const double start = secondsOf(CLOCK_THREAD_CPUTIME_ID);
  for (size_t index = 0; index < Pages; ++index)
    static_cast<volatile char *>(memory)[index * page] = 1;
  const double all = secondsOf(CLOCK_THREAD_CPUTIME_ID) - start;
  ::munmap(memory, Pages * page);
  return all / Pages;
}

// ---- Where a twin is reached

static std::optional<JudgedUnit> receive(int from) {
  const std::optional<std::string> bytes = readMessage(from);
  return bytes ? fromBytes(*bytes) : std::nullopt;
}

/// Whether a path is short enough for a socket; fills the address in.
static bool makeAddress(const std::string &path, sockaddr_un &address) {
  address = {};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path)
    return false;
  std::memcpy(address.sun_path, path.data(), path.size());
  return true;
}

// ---- All of a run

Twins::Twins(std::optional<std::uint64_t> memory) : memory_(memory.value_or(defaultMemory())) {
  if (memory_ == 0)
    return;
  if (!memory)
    pageSeconds_ = secondsForPage();
  void *shared =
      ::mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED)
    return;
  shared_ = new (shared) Shared;
  if (::pipe2(lifeline_, O_CLOEXEC) == 0)
    folder_.emplace("corolint-twins");
}

Twins::~Twins() {
  for (const int descriptor : lifeline_)
    if (descriptor >= 0)
      ::close(descriptor);
  if (shared_)
    ::munmap(shared_, sizeof(Shared));
}

bool Twins::canListen() const { return folder_ && !folder_->path().empty(); }

std::string Twins::addressOf(size_t unit) const {
  return folder_->path() + '/' + std::to_string(unit);
}

std::optional<JudgedUnit> Twins::ask(size_t unit, const StatedFacts &program) const {
  sockaddr_un address;
  if (!canListen() || !makeAddress(addressOf(unit), address))
    return std::nullopt;
  const int twin = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (twin < 0)
    return std::nullopt;
  JudgedUnit question;
  question.facts = program;
  std::optional<JudgedUnit> result;
  if (::connect(twin, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0 &&
      writeMessage(twin, toBytes(question)))
    result = receive(twin);
  ::close(twin);
  return result;
}

// ---- One of them

Twin::Twin(Twins &all, size_t unit, std::chrono::seconds limit)
    : all_(all), unit_(unit), limit_(limit), start_(secondsOf(CLOCK_PROCESS_CPUTIME_ID)) {}

Twin::~Twin() = default;

/// Whether a twin costs less than parsing the unit again, in case it is judged again: its worker
/// takes the AST apart, and every page that it writes to is copied.
bool Twin::pays() const {
  constexpr double CostOfCopy = 4; ///< of a page, to that of a new one (measured: 2 to 4)
  constexpr double Share = 0.25;   ///< of the units that are judged again (measured: 0 to 0.6)
  const double copying =
      static_cast<double>(size_) / static_cast<double>(pageSize()) * all_.pageSeconds_ * CostOfCopy;
  return copying <= (secondsOf(CLOCK_PROCESS_CPUTIME_ID) - start_) * Share;
}

const StatedFacts *Twin::part() {
  sockaddr_un address;
  size_ = residentSize();
  if (!all_.canListen() || size_ == 0 || !pays() || !makeAddress(all_.addressOf(unit_), address))
    return nullptr;
  if (all_.shared_->taken.fetch_add(size_) + size_ > all_.memory_) {
    all_.shared_->taken.fetch_sub(size_);
    return nullptr;
  }
  const int listening = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (listening >= 0 &&
      ::bind(listening, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0 &&
      ::listen(listening, 1) == 0)
    process_ = ::fork();
  if (process_ == 0)
    live(listening); // returns when it is asked
  if (listening >= 0 && !isTwin_)
    ::close(listening);
  if (process_ < 0)
    all_.shared_->taken.fetch_sub(size_);
  return isTwin_ ? &program_ : nullptr;
}

/// Closes the descriptors from the first to the last; -1: to the highest there may be.
static void closeBetween(int first, int last) {
  if (last != -1 && last < first)
    return;
  const unsigned end = last == -1 ? ~0u : static_cast<unsigned>(last);
  if (::close_range(static_cast<unsigned>(first), end, 0) == 0)
    return;
  // An older kernel, or a sandbox that doesn't know the call.
  const int highest = last == -1 ? static_cast<int>(::sysconf(_SC_OPEN_MAX)) : last;
  for (int descriptor = first; descriptor <= highest; ++descriptor)
    ::close(descriptor);
}

/// The life of a twin until somebody asks it.
void Twin::live(int listening) {
  isTwin_ = true;
  // Of what the worker holds open it needs nothing, and its parent waits for the end of some.
  const int lifeline = all_.lifeline_[0];
  const int last = std::max(listening, lifeline);
  closeBetween(3, std::min(listening, lifeline) - 1);
  closeBetween(std::min(listening, lifeline) + 1, last - 1);
  closeBetween(last + 1, -1);
  pollfd ways[] = {{listening, POLLIN, 0}, {lifeline, POLLIN, 0}};
  while (::poll(ways, 2, -1) < 0 && errno == EINTR)
    ;
  if (!(ways[0].revents & POLLIN))
    expire();
  asked_ = ::accept4(listening, nullptr, nullptr, SOCK_CLOEXEC);
  ::close(listening);
  std::optional<JudgedUnit> question = asked_ < 0 ? std::nullopt : receive(asked_);
  if (!question)
    expire();
  program_ = std::move(question->facts);
  // Nobody watches it from here on.
  const rlim_t seconds = static_cast<rlim_t>(std::max<std::int64_t>(limit_.count(), 1));
  const rlimit time{seconds, seconds};
  ::setrlimit(RLIMIT_CPU, &time);
}

void Twin::expire() {
  all_.shared_->taken.fetch_sub(size_);
  ::_exit(0);
}

void Twin::answer(const JudgedUnit &result) {
  writeMessage(asked_, toBytes(result));
  expire();
}

void Twin::dismiss() {
  if (process_ <= 0)
    return;
  ::kill(process_, SIGKILL);
  while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR)
    ;
  all_.shared_->taken.fetch_sub(size_);
  ::unlink(all_.addressOf(unit_).c_str());
  process_ = -1;
}

} // namespace corolint::tool
