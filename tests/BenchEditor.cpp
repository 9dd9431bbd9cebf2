// Compares corolint-clangd with a stock clangd that runs no checks of clang-tidy: the time from an
// edit to its diagnostics, and the peak memory. Usage: bench-editor CLANGD COROLINT_CLANGD SOURCE
// FLAG... Both servers edit the same file in turns, so that whatever else the machine does hits
// both.
#include "tests/LanguageServer.h"
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <unistd.h>

using namespace corolint::test;
namespace fs = std::filesystem;

static std::string readAll(const fs::path &file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

/// The most memory that a process ever had in use, in MiB.
static double peakMemory(pid_t process) {
  std::ifstream status("/proc/" + std::to_string(process) + "/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:"))
      return std::stod(line.substr(6)) / 1024;
  return 0;
}

static double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 ? values[half] : (values[half - 1] + values[half]) / 2;
}

/// Seconds from an edit to the diagnostics of the text that it made.
static double editOnce(LanguageServer &server, const fs::path &file, const std::string &text) {
  const auto start = std::chrono::steady_clock::now();
  server.change(file, text);
  server.diagnostics(file);
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

int main(int count, char **values) {
  if (count < 4)
    return std::fprintf(stderr, "usage: bench-editor CLANGD COROLINT_CLANGD SOURCE FLAG...\n"), 2;
  constexpr int Edits = 10;
  const fs::path source = fs::canonical(values[3]);
  std::string pattern = (fs::temp_directory_path() / "corolint-bench-XXXXXX").string();
  const fs::path folder = ::mkdtemp(pattern.data());
  Json command = {"clang++"};
  for (int i = 4; i < count; ++i)
    command.push_back(values[i]);
  command.push_back(source.string());
  std::ofstream(folder / "compile_commands.json")
      << Json{{{"directory", folder.string()}, {"file", source.string()}, {"arguments", command}}};

  const std::vector<std::string> common = {"--compile-commands-dir=" + folder.string(),
                                           "--background-index=false", "--pch-storage=memory",
                                           "--log=error"};
  std::vector<std::string> stockCommand = {values[1], "--clang-tidy=0"};
  std::vector<std::string> ourCommand = {values[2]};
  stockCommand.insert(stockCommand.end(), common.begin(), common.end());
  ourCommand.insert(ourCommand.end(), common.begin(), common.end());
  std::vector<double> stockTimes, ourTimes;
  double stockMemory = 0, ourMemory = 0;
  std::size_t findings = 0;
  {
    LanguageServer stock(stockCommand, folder), ours(ourCommand, folder);
    const std::string text = readAll(source);
    for (LanguageServer *server : {&stock, &ours}) {
      server->open(source, text);
      server->diagnostics(source);
      editOnce(*server, source, text + "\n"); // the first edit finds cold caches
    }
    std::printf("%s\n%-8s %12s %12s\n", source.filename().c_str(), "edit", "clangd", "corolint");
    for (int edit = 1; edit <= Edits; ++edit) {
      const std::string edited = text + "\nstatic int edited_" + std::to_string(edit) + " = " +
                                 std::to_string(edit) + ";\n";
      stockTimes.push_back(editOnce(stock, source, edited));
      ourTimes.push_back(editOnce(ours, source, edited));
      std::printf("%-8d %10.3f s %10.3f s\n", edit, stockTimes.back(), ourTimes.back());
    }
    findings = ours.findings(source).size();
    stockMemory = peakMemory(stock.process());
    ourMemory = peakMemory(ours.process());
  }
  fs::remove_all(folder);
  std::printf("%-8s %10.3f s %10.3f s   %.2f\n", "median", median(stockTimes), median(ourTimes),
              median(ourTimes) / median(stockTimes));
  std::printf("%-8s %8.0f MiB %8.0f MiB   %.2f\n", "peak", stockMemory, ourMemory,
              ourMemory / stockMemory);
  std::printf("%zu findings\n", findings);
  return 0;
}
