// Names everything of Boost that checks/models/boost.yaml models.
#include <boost/process/child.hpp>
#include <boost/process/system.hpp>
#define BOOST_THREAD_PROVIDES_FUTURE
#include <boost/thread.hpp>
#include <boost/thread/future.hpp>

int waits(boost::condition_variable &changed, boost::condition_variable_any &any, boost::mutex &mutex, boost::future<int> answer, boost::shared_future<int> shared, boost::process::child &child) {
  boost::this_thread::sleep_for(boost::chrono::milliseconds(5));
  boost::this_thread::sleep_until(boost::chrono::steady_clock::now());
  boost::this_thread::yield();
  boost::thread worker([] {});
  worker.join();
  boost::unique_lock<boost::mutex> held(mutex);
  changed.wait(held);
  any.wait(held);
  shared.wait();
  child.wait();
  boost::process::system("ls");
  return answer.get() + shared.get();
}
