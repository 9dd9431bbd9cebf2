// One member reads a file, the others don't.
#include "store.h"
#include "task.h"

task<std::string> read(const std::string path) {
  app::store store(path);
  std::string text = store.name();
  text += store.load(); // want: 'load' ends in 'ifstream'
  co_return text;
}
