// A session between an editor and clangd, of which both sides are heard: what an editor may expect
// beyond what clangd has words for is added here.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace corolint::clangd {

/// The messages (JSON) that become of one: itself, perhaps changed, and others. None where it was
/// an answer to us.
struct Passed {
  std::vector<std::string> toEditor;
  std::vector<std::string> toServer;
};

/// Safe to use from any thread.
class Conversation {
public:
  /// `configurationChanged` is called when clangd has to read its configuration files anew;
  /// `toEditor` with a message of our own, from any thread.
  Conversation(std::function<void()> configurationChanged,
               std::function<void(const std::string &)> toEditor);
  ~Conversation();

  Passed fromEditor(std::string message);
  Passed fromServer(std::string message);

private:
  class Talk;
  std::unique_ptr<Talk> talk_;
};

} // namespace corolint::clangd
