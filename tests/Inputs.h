// The annotated inputs of the checks: `test-inputs/<check>/*.cpp`.
//
// A trailing `// want: text` says that a finding of the folder's check whose message holds that
// text is on this line; every finding is wanted, every want is met; `// want-low: text` is met by
// one of low confidence. `// todo-want: reason` is a known missed alarm and `// todo-silent:
// reason` a known false one: both fail when they stop being true. `X.cpp.fixed` is exactly what
// `--fix-unsafe` makes of X.cpp; it compiles, and fixing it again changes nothing. The plugin in a
// stock clang-tidy and corolint-clangd give the same findings. A first line `// flags: ...` adds
// compiler flags.
#pragma once
#include "tool/driver/base/Finding.h"
#include <filesystem>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace corolint::test {

/// Makes a test of each input, named Input.<check>/<file>.
void registerInputTests();

/// All inputs of the checks, sorted.
std::vector<std::filesystem::path> allInputs();

/// The id of the check that an input is of: "coro-" and the name of its folder.
std::string checkOf(const std::filesystem::path &input);

/// The flags that inputs are compiled with: C++20, the mocks, the libraries that Debian ships, and
/// those of the first line.
std::vector<std::string> flagsOf(const std::filesystem::path &input);

/// The whole text of a file.
std::string readFile(const std::filesystem::path &path);

/// What a shell command prints.
std::string run(const std::string &command);

/// The code blocks of a Markdown text whose fence says `kind`.
std::vector<std::string> codeBlocks(const std::string &markdown, const std::string &kind);

/// Analyses one file in this process with the checks given.
tool::Report analyse(const std::filesystem::path &input, const std::vector<std::string> &flags,
                     const std::string &checks);

} // namespace corolint::test
