// The messages of clangd to the editor, made to fit our findings.
#pragma once
#include <map>
#include <string>
#include <vector>

namespace corolint::clangd {

/// Tells that a finding with this message is advice. clangd keeps a warning's severity or drops a lesser one, so that only its message
/// says later which it was. Safe to call from any thread.
void rememberAdvice(std::string message);

/// Changes diagnostics and quick fixes of our checks, and adds what clangd has no words for: an error in `.corolint.yaml`.
class Messages {
public:
  /// The messages (JSON) to send for one that clangd sends: itself, perhaps changed, and then others.
  std::vector<std::string> outgoing(std::string message);

private:
  /// Tells the errors of the `.corolint.yaml` in force for a file, or that they are gone.
  void tellConfiguration(const std::string &file, std::vector<std::string> &messages);

  std::map<std::string, std::vector<std::string>> errors_; ///< by configuration, as last told
};

} // namespace corolint::clangd
