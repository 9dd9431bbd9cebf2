#pragma once
#include <cppcoro/task.hpp>
#include <string>
#include <vector>
cppcoro::task<int> request(std::string url);
class loop {
public:
  void finish(cppcoro::task<> work);
  void start_and_wait(cppcoro::task<> work);
  void adopt(cppcoro::task<> work);
  void pass_on(cppcoro::task<> work);

private:
  std::vector<cppcoro::task<>> all_;
};
