#pragma once
#include <string>
class config {
public:
  config();
  config(int port, std::string host);
  int port() const { return port_; }

private:
  int port_ = 0;
};
