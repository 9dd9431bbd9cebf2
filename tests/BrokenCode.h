// Code as an editor has it: parsed again with each key, broken most of the time. And code that is
// broken on purpose. Whatever the text is, the checks must not end the process, nor go on for ever.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace clang {
class ASTContext;
class ASTUnit;
} // namespace clang

namespace corolint::test {

/// A finding in a file that is being edited.
struct EditedFinding {
  unsigned line = 0;
  std::string message;
};

/// A file that an editor has open: its includes are parsed once, the rest with each text, and all
/// checks look at what came of it, whether it compiles or not.
class EditedFile {
public:
  EditedFile(std::filesystem::path path, std::vector<std::string> flags,
             std::string checks = "-*,coro-*");
  ~EditedFile();

  /// Whether clang made anything of the file as it is on the disk.
  bool isOpen() const { return ast_ != nullptr; }
  const std::string &text() const { return text_; }

  /// Parses this text and runs the checks over it; the findings are in the order of the text.
  std::vector<EditedFinding> analyse(const std::string &text);

  /// Whether the text that was parsed last is without errors, and what was made of it.
  bool compiles() const;
  clang::ASTContext &context() const;

  /// The same with the command line's engine, headers and all.
  void analyseWhole(const std::string &text) const;

private:
  std::filesystem::path path_;
  std::vector<std::string> flags_;
  std::string checks_;
  std::string text_;
  std::unique_ptr<clang::ASTUnit> ast_;
};

/// The texts that an editor sends while something is typed between what stands before and after it:
/// one for each key. Brackets and quotes are closed as they are opened, and typed over.
std::vector<std::string> typing(const std::string &before, const std::string &typed,
                                const std::string &after);

/// Where the first line begins that is neither an include, another directive, a comment nor empty:
/// what stands before is parsed only once.
std::size_t endOfIncludes(const std::string &text);

/// Breaks code: tokens and lines are deleted, doubled, swapped and put elsewhere, the end is cut
/// off, a piece of another text put in, an include dropped. The same seed breaks it in the same
/// way.
class Mutator {
public:
  explicit Mutator(std::uint64_t seed) : random_(seed) {}
  std::string broken(const std::string &text, const std::string &other);

private:
  std::size_t below(std::size_t limit) { return limit == 0 ? 0 : random_() % limit; }
  void breakTokens(std::string &text);
  void breakLines(std::string &text);

  std::mt19937_64 random_;
};

/// A text that ended the process that analysed it.
struct Crash {
  std::string text;
  int signal = 0; ///< SIGPROF where it went on for too long
  std::string trace{};
};

/// How much of a run was done, added up.
struct Effort {
  unsigned long executions = 0;
  double cpuSeconds = 0;
};

/// Analyses `count` texts, by their numbers, in processes of their own that are left when one dies.
class Apart {
public:
  using Analysis = std::function<void(EditedFile &, const std::string &text)>;

  explicit Apart(Analysis analysis) : analysis_(std::move(analysis)) {}

  std::vector<Crash> run(EditedFile &file, unsigned count,
                         const std::function<std::string(unsigned)> &textOf, Effort &effort) const;

  /// The crash with as little text as still crashes.
  Crash reduced(EditedFile &file, Crash crash, Effort &effort) const;

private:
  std::optional<Crash> crashOf(EditedFile &file, const std::string &text, Effort &effort) const;

  Analysis analysis_;
};

} // namespace corolint::test
