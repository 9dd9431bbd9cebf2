// What tests take from npm.
#pragma once
#include <string>

namespace corolint::test {

/// The `node_modules` of a folder of tests with a package.json and its lock, installed into the
/// build when it is first asked for; empty where there is no npm.
std::string nodeModules(const std::string &folder);

} // namespace corolint::test
