#include "config.h"
#include "task.h"

task<int> run() {
  config given(80, "localhost");
  config read; // want: 'config' ends in 'ifstream'
  co_return given.port() + read.port();
}
