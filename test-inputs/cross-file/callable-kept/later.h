#pragma once
#include "task.h"
#include <functional>
#include <string>
task<int> request(std::string url);
job<> tick();
void call_at_once(const std::function<int()> &work);
class handlers {
public:
  handlers(std::function<job<>()> first, std::function<job<>()> second);
  void keep(std::function<job<>()> work);
  void run_now(const std::function<job<>()> &work);

private:
  std::function<job<>()> kept_, other_;
};
