// A real session with a language server over stdio, as an editor holds it.
#pragma once
#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <sys/types.h>
#include <vector>

namespace corolint::test {

using Json = nlohmann::json;

/// Where something is in a text as the protocol says it: from 0, columns in UTF-16.
struct Position {
  unsigned line = 0;
  unsigned character = 0;
};
Position positionOf(const std::string &text, std::size_t offset);
std::size_t offsetOf(const std::string &text, const Json &position);

/// A running server. Whoever asks waits for an answer, never for a time; a server that is gone, or
/// silent for minutes, fails the test.
class LanguageServer {
public:
  /// Starts the program in a folder, where it also finds its configuration and cache. Its client
  /// can do what most can, unless other capabilities are given.
  LanguageServer(const std::vector<std::string> &command, const std::filesystem::path &folder,
                 const Json &capabilities = usualCapabilities());
  ~LanguageServer();
  LanguageServer(const LanguageServer &) = delete;

  /// The files of the session: opening one, or giving it a new text, says so to the server.
  void open(const std::filesystem::path &file, const std::string &text);
  void change(const std::filesystem::path &file, const std::string &text);
  void close(const std::filesystem::path &file);
  const std::string &text(const std::filesystem::path &file) {
    return documents_[file.string()].text;
  }

  /// The diagnostics of a file for its text as last given.
  Json diagnostics(const std::filesystem::path &file);
  /// The diagnostics with this code among them.
  std::vector<Json> findings(const std::filesystem::path &file,
                             const std::string &prefix = "coro-");
  /// The quick fixes of a diagnostic.
  std::vector<Json> quickFixes(const std::filesystem::path &file, const Json &diagnostic);
  /// The text of a file after a code action.
  std::string applied(const std::filesystem::path &file, const Json &action);

  /// What a client says that it can do when the test says nothing else.
  static Json usualCapabilities();
  /// What the server said of itself when it began.
  const Json &introduction() const { return introduction_; }

  /// The result of a request.
  Json request(const std::string &method, const Json &parameters);
  /// The whole answer to a request, which may be an error.
  Json ask(const std::string &method, const Json &parameters);
  void notify(const std::string &method, const Json &parameters);
  /// Reads messages until one is of this kind; null when none comes.
  Json waitFor(const std::function<bool(const Json &)> &wanted);
  /// All notifications so far.
  const std::vector<Json> &received() const { return received_; }
  /// All requests of the server so far. They are answered at once: an edit as applied, others with
  /// nothing.
  const std::vector<Json> &asked() const { return asked_; }

  pid_t process() const { return process_; }
  bool alive() const;

private:
  struct Document {
    std::string text;
    int version = 0;
  };
  void send(Json message);
  Json read();

  pid_t process_ = -1;
  int in_ = -1;
  int out_ = -1;
  int lastId_ = 0;
  std::string pending_;
  std::map<std::string, Document> documents_;
  std::vector<Json> received_;
  std::vector<Json> asked_;
  Json introduction_;
};

/// The address of a file, and the file of an address.
std::string addressOf(const std::filesystem::path &file);
std::filesystem::path fileOf(const std::string &address);

} // namespace corolint::test
