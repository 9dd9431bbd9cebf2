#pragma once
#include <string>
std::string read_all(const std::string &path);
int checksum(const std::string &text);
