// Looks at the disk, and changes of what is named there: a word where the coroutine's library has a form that suspends, for audits elsewhere.
#include "task.h"
#include <filesystem>
#include <seastar/core/coroutine.hh>
#include <seastar/core/reactor.hh>
#include <seastar/core/seastar.hh>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace fs = std::filesystem;
task<void> report(unsigned long);
seastar::future<> tell(unsigned long);

seastar::future<> sample(std::string folder) {
  auto info = fs::space(folder); // want: 'space' waits for the disk: no other coroutine runs on this thread meanwhile
  co_await tell(info.free);
}
seastar::future<bool> looks(const fs::path &file, fs::directory_entry entry) {
  std::error_code error;
  if (!fs::exists(file)) // want: 'exists' waits for the disk
    co_return false;
  if (fs::is_directory(file, error)) // want: 'is_directory' waits for the disk
    fs::remove_all(file);            // want: 'remove_all' waits for the disk
  struct statvfs volume;
  ::statvfs(file.c_str(), &volume); // want: 'statvfs' waits for the disk
  if (::access(file.c_str(), 0) == 0) // want: 'access' waits for the disk
    ::unlink(file.c_str());           // want: 'unlink' waits for the disk
  for (const auto &name : fs::directory_iterator(file)) // want: 'directory_iterator' waits for the disk
    co_await tell(name.path().string().size());
  co_return true;
}
static bool have(const fs::path &file) { return fs::exists(file); }
seastar::future<bool> through_a_function(fs::path file) {
  co_return have(file); // want: 'have' ends in 'exists', which blocks the thread for all its coroutines
}

// The same thing suspends, nothing is looked up, or nobody is kept waiting.
seastar::future<bool> awaits(std::string file) {
  if (co_await seastar::file_exists(file))
    co_await seastar::remove_file(file);
  auto volume = co_await seastar::engine().statvfs(file);
  co_return volume.f_bfree > 0;
}
seastar::future<bool> asks_what_it_knows(fs::file_status known, fs::path file) {
  co_return fs::exists(known) && fs::is_directory(known) && file.has_extension() && file.parent_path() != "/";
}
bool no_coroutine(const fs::path &file) { return fs::exists(file) && fs::remove(file); }
struct cache {
  bool exists(int key) const;
  void remove(int key);
  int stat(int key);
};
seastar::future<> members_of_the_users(cache c) {
  if (c.exists(1))
    c.remove(1);
  co_await tell(c.stat(1));
}

// A library without a form of its own.
task<bool> elsewhere(fs::path file) {
  if (!fs::exists(file)) // want-low: 'exists' waits for the disk
    co_return false;
  struct stat info;
  ::stat(file.c_str(), &info);        // want-low: 'stat' waits for the disk
  fs::create_directories(file);       // want-low: 'create_directories' waits for the disk
  co_await report(fs::file_size(file)); // want-low: 'file_size' waits for the disk
  co_return true;
}
