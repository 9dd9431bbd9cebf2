// Names everything of the C++ standard library that checks/models/std.yaml models.
#include <algorithm>
#include <atomic>
#include <barrier>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <functional>
#include <future>
#include <iostream>
#include <latch>
#include <mutex>
#include <numeric>
#include <semaphore>
#include <shared_mutex>
#include <system_error>
#include <thread>
#include <variant>
#include <vector>
#if __has_include(<expected>)
#include <expected>
#endif
#if __has_include(<generator>)
#include <generator>
#endif

using namespace std::chrono_literals;

void locks(std::mutex &mutex, std::shared_mutex &shared) {
  std::lock_guard<std::mutex> guard(mutex);
  std::scoped_lock<std::mutex> scoped(mutex);
  std::unique_lock<std::mutex> unique(mutex);
  unique.unlock();
  unique.lock();
  std::shared_lock<std::shared_mutex> reader(shared);
}

void sleeps() {
  std::this_thread::sleep_for(1s);
  std::this_thread::sleep_until(std::chrono::steady_clock::now());
}

struct point {
  int x;
};
void atomics(std::atomic<int> &number, std::atomic<point> &place, std::atomic_flag &flag) {
  number.wait(1);
  place.wait({1});
  flag.wait(true);
  std::this_thread::yield();
}
void reads(int &number, wchar_t &letter) {
  std::cin >> number;
  std::wcin >> letter;
}

int futures(std::future<int> future, std::shared_future<int> shared) {
  future.wait();
  future.wait_for(1s);
  future.wait_until(std::chrono::steady_clock::now());
  shared.wait();
  shared.wait_for(1s);
  shared.wait_until(std::chrono::steady_clock::now());
  return future.get() + shared.get();
}

void waits(std::condition_variable &condition, std::condition_variable_any &any, std::unique_lock<std::mutex> &lock,
           std::counting_semaphore<> &semaphore, std::latch &latch, std::barrier<> &barrier, std::timed_mutex &timed) {
  auto now = std::chrono::steady_clock::now();
  condition.wait(lock);
  condition.wait_for(lock, 1s);
  condition.wait_until(lock, now);
  any.wait(lock);
  any.wait_for(lock, 1s);
  any.wait_until(lock, now);
  semaphore.acquire();
  (void)semaphore.try_acquire_for(1s);
  (void)semaphore.try_acquire_until(now);
  latch.wait();
  latch.arrive_and_wait();
  barrier.wait(barrier.arrive());
  barrier.arrive_and_wait();
  (void)timed.try_lock_for(1s);
  (void)timed.try_lock_until(now);
}

void threads() {
  std::thread thread([] {});
  thread.join();
#ifdef __cpp_lib_jthread
  std::jthread joining([] {});
  joining.join();
#endif
  std::future<void> later = std::async(std::launch::async, [] {});
  std::function<void()> kept([] {});
  std::packaged_task<void()> packaged([] {});
}

int references(int &number, const int &other) { return std::ref(number).get() + std::cref(other).get(); }

void files() {
  std::ifstream in("a");
  in.open("b");
  std::ofstream out("a");
  out.open("b");
  std::fstream both("a");
  both.open("b");
  std::filesystem::copy("a", "b");
  std::filesystem::copy_file("a", "b");
  std::filesystem::remove_all("a");
}

int errors(std::error_code code, std::error_condition condition) {
#ifdef __cpp_lib_expected
  std::expected<int, int> expected(1);
  (void)expected.error();
#endif
  return code.value() + condition.value();
}

int consumers(std::vector<int> list, std::variant<int, char> choice, std::once_flag &flag) {
  auto is = [](int value) { return value > 1; };
  int sum = std::invoke([] { return 1; }) + std::apply([](int value) { return value; }, std::make_tuple(1));
  std::visit([](auto) {}, choice);
  std::for_each(list.begin(), list.end(), [](int) {});
  std::for_each_n(list.begin(), 1, [](int) {});
  std::ranges::for_each(list, [](int) {});
  std::transform(list.begin(), list.end(), list.begin(), [](int value) { return value; });
  std::sort(list.begin(), list.end(), std::less<>());
  (void)std::find_if(list.begin(), list.end(), is);
  (void)std::find_if_not(list.begin(), list.end(), is);
  sum += std::any_of(list.begin(), list.end(), is) + std::all_of(list.begin(), list.end(), is);
  sum += std::none_of(list.begin(), list.end(), is) + std::count_if(list.begin(), list.end(), is);
  std::copy_if(list.begin(), list.end(), list.begin(), is);
  (void)std::remove_if(list.begin(), list.end(), is);
  std::erase_if(list, is);
  std::generate(list.begin(), list.end(), [] { return 1; });
  std::call_once(flag, [] {});
  return std::accumulate(list.begin(), list.end(), sum);
}

#ifdef __cpp_lib_generator
std::generator<int> numbers() { co_yield 1; }
#endif

void looks_at_the_disk(const std::filesystem::path &path) {
  namespace fs = std::filesystem;
  std::error_code error;
  (void)fs::space(path);
  (void)(fs::exists(path) && fs::is_directory(path) && fs::is_regular_file(path) && fs::is_symlink(path) && fs::is_empty(path));
  (void)fs::status(path);
  (void)fs::symlink_status(path);
  (void)(fs::file_size(path) + fs::hard_link_count(path));
  (void)fs::last_write_time(path);
  (void)fs::equivalent(path, path);
  (void)fs::canonical(path);
  (void)fs::weakly_canonical(path);
  (void)fs::read_symlink(path);
  fs::permissions(path, fs::perms::all, error);
  fs::directory_iterator files(path);
  fs::recursive_directory_iterator all(path);
  fs::create_directory(path);
  fs::create_directories(path);
  fs::create_symlink(path, path);
  fs::create_hard_link(path, path);
  fs::remove(path);
  fs::rename(path, path);
  fs::resize_file(path, 0);
  fs::remove_all(path);
  fs::copy(path, path);
  fs::copy_file(path, path);
}
