// Breaks code for as long as it is let, and keeps what ends the analysis: `--target fuzz`.
#include "tests/BrokenCode.h"
#include "tests/Inputs.h"
#include <chrono>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

namespace corolint::test {
namespace {

namespace fs = std::filesystem;

struct Source {
  fs::path path;
  std::vector<std::string> flags;
};

/// What the command line says.
struct Settings {
  double minutes = 5;
  std::uint64_t seed = 1;
  fs::path kept = "fuzz-crashes";
  bool types = false;
  std::vector<fs::path> databases{};
};

std::optional<Settings> settingsOf(int argc, char **argv) {
  Settings settings;
  for (int index = 1; index < argc; ++index) {
    const std::string argument = argv[index], value = argument.substr(argument.find('=') + 1);
    if (argument.starts_with("--minutes="))
      settings.minutes = std::stod(value);
    else if (argument.starts_with("--seed="))
      settings.seed = std::stoull(value);
    else if (argument.starts_with("--keep="))
      settings.kept = value;
    else if (argument == "--typing")
      settings.types = true;
    else if (argument.starts_with("--database="))
      settings.databases.push_back(value);
    else
      return std::nullopt;
  }
  return settings;
}

/// The files of a compile_commands.json, each with the flags that it is compiled with.
std::vector<Source> sourcesOf(const fs::path &database) {
  std::vector<Source> sources;
  for (const nlohmann::json &entry : nlohmann::json::parse(readFile(database))) {
    const fs::path folder = entry["directory"].get<std::string>();
    std::vector<std::string> words;
    if (entry.contains("arguments")) {
      words = entry["arguments"].get<std::vector<std::string>>();
    } else {
      std::istringstream stream(entry["command"].get<std::string>());
      for (std::string word; stream >> word;)
        words.push_back(word);
    }
    Source source{folder / entry["file"].get<std::string>(), {"-working-directory", folder}};
    for (std::size_t index = 1; index < words.size(); ++index) {
      if (words[index] == "-o" || words[index] == "-c")
        index += words[index] == "-o";
      else if (folder / words[index] != source.path)
        source.flags.push_back(words[index]);
    }
    sources.push_back(std::move(source));
  }
  return sources;
}

std::vector<Source> allSources(const Settings &settings) {
  std::vector<Source> sources;
  for (const fs::path &input : allInputs())
    sources.push_back({input, flagsOf(input)});
  const fs::path example = fs::path(COROLINT_SOURCE_DIR) / "test-inputs/example/src";
  for (const fs::directory_entry &file : fs::recursive_directory_iterator(example))
    if (file.path().extension() == ".cpp") {
      sources.push_back({file.path(), flagsOf(file.path())});
      sources.back().flags.push_back("-I" + example.string());
    }
  for (const fs::path &database : settings.databases)
    std::ranges::move(sourcesOf(database), std::back_inserter(sources));
  return sources;
}

/// Where a crash happened: the first functions of ours in its stack, which crashes of one cause
/// share.
std::string placeOf(const Crash &crash) {
  std::istringstream lines(crash.trace);
  std::string place = std::to_string(crash.signal);
  unsigned frames = 0;
  for (std::string line; std::getline(lines, line) && frames < 2;)
    if (const auto at = line.find("corolint::");
        at != std::string::npos && line.starts_with(" #")) {
      place += " " + line.substr(at, line.find('(', at) - at);
      ++frames;
    }
  return place;
}

/// Runs in turns over all files, until the time is over.
class Run {
public:
  explicit Run(const Settings &settings) : settings_(settings), sources_(allSources(settings)) {}

  /// @returns how many places crash
  std::size_t run() {
    std::uint64_t turn = settings_.seed;
    while (effort_.cpuSeconds < settings_.minutes * 60) {
      std::mt19937_64 random(turn);
      const Source &source = sources_[random() % sources_.size()];
      const Source &other = sources_[random() % sources_.size()];
      EditedFile file(source.path, source.flags);
      if (file.isOpen())
        use(file, source, readFile(other.path), turn);
      ++turn;
    }
    tell();
    return places_.size();
  }

private:
  void use(EditedFile &file, const Source &source, const std::string &other, std::uint64_t turn) {
    // Each fiftieth with all that the command line does; the rest as an editor does it.
    unsigned done = 0;
    const Apart analysis([&](EditedFile &edited, const std::string &text) {
      if (++done % 50 == 0)
        edited.analyseWhole(text);
      else
        edited.analyse(text);
    });
    const std::vector<std::string> texts =
        settings_.types ? lineTyped(file.text(), turn) : mutants(file.text(), other, turn);
    for (Crash &crash : analysis.run(
             file, static_cast<unsigned>(texts.size()), [&](unsigned i) { return texts[i]; },
             effort_))
      keep(analysis, file, source, std::move(crash));
    if (++turns_ % 50 == 0)
      tell();
  }

  static std::vector<std::string> mutants(const std::string &text, const std::string &other,
                                          std::uint64_t turn) {
    constexpr unsigned Mutants = 100;
    std::vector<std::string> texts;
    for (unsigned index = 0; index < Mutants; ++index)
      texts.push_back(Mutator(turn * Mutants + index).broken(text, other));
    return texts;
  }

  /// Three lines of a file in a row, typed anew.
  static std::vector<std::string> lineTyped(const std::string &text, std::uint64_t turn) {
    const std::size_t includes = endOfIncludes(text);
    std::mt19937_64 random(turn);
    std::size_t begin = text.find('\n', includes + random() % (text.size() - includes + 1));
    begin = std::min(begin, text.size());
    std::size_t end = begin;
    for (unsigned lines = 0; lines < 3 && end < text.size(); ++lines)
      end = std::min(text.find('\n', end + 1), text.size());
    return typing(text.substr(0, begin), text.substr(begin, end - begin), text.substr(end));
  }

  void keep(const Apart &analysis, EditedFile &file, const Source &source, Crash crash) {
    const std::string place = placeOf(crash);
    if (places_[place]++ > 0)
      return;
    crash = analysis.reduced(file, std::move(crash), effort_);
    fs::create_directories(settings_.kept);
    const fs::path name = settings_.kept / ("crash-" + std::to_string(places_.size()) + ".cpp");
    std::ofstream(name) << crash.text;
    std::ofstream(name.string() + ".trace") << source.path << "\n" << crash.trace;
    std::cout << "crash: " << place << " in a broken " << source.path << ", kept as " << name
              << std::endl;
  }

  void tell() const {
    std::cout << effort_.executions << " executions, " << effort_.cpuSeconds / 3600
              << " hours of CPU, " << places_.size() << " places that crash" << std::endl;
  }

  const Settings &settings_;
  std::vector<Source> sources_;
  std::map<std::string, unsigned> places_;
  Effort effort_;
  unsigned turns_ = 0;
};

} // namespace
} // namespace corolint::test

int main(int argc, char **argv) {
  const auto settings = corolint::test::settingsOf(argc, argv);
  if (!settings) {
    std::cerr << "fuzz [--minutes=5] [--seed=1] [--typing] [--keep=folder] "
                 "[--database=compile_commands.json]...\n";
    return 2;
  }
  return corolint::test::Run(*settings).run() == 0 ? 0 : 1;
}
