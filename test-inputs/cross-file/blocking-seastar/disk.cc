#include "disk.hh"
#include <fstream>
#include <iterator>

std::string read_all(const std::string &path) {
  std::ifstream file(path);
  return std::string(std::istreambuf_iterator<char>(file), {});
}
int checksum(const std::string &text) {
  int sum = 0;
  for (char c : text)
    sum += c;
  return sum;
}
