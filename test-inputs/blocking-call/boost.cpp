// Boost's own threads and processes.
#include "task.h"
#include <boost/process/child.hpp>
#include <boost/process/system.hpp>
#define BOOST_THREAD_PROVIDES_FUTURE
#include <boost/thread.hpp>
#include <boost/thread/future.hpp>

task<int> waits(boost::thread &worker, boost::condition_variable &changed, boost::mutex &mutex, boost::future<int> answer, boost::shared_future<int> shared, boost::process::child &child) {
  boost::this_thread::sleep_for(boost::chrono::milliseconds(5)); // want: 'sleep_for'
  worker.join();                   // want: 'join'
  boost::unique_lock<boost::mutex> held(mutex);
  changed.wait(held);              // want: 'wait'
  shared.wait();                   // want: 'wait'
  child.wait();                    // want: 'wait' waits for a child process
  boost::process::system("ls");    // want: 'system' waits for a child process
  co_return answer.get();          // want: 'get'
}
