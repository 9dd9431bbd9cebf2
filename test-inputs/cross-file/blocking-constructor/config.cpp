#include "config.h"
#include <fstream>

config::config() {
  std::ifstream file("config.txt");
  file >> port_;
}
config::config(int port, std::string) : port_(port) {}
