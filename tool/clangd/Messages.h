// The messages of clangd to the editor, made to fit our findings: what is changed in one by itself.
#pragma once
#include "llvm/ADT/StringRef.h"
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace corolint::clangd {

using Json = nlohmann::json;

/// The severities of a diagnostic in the Language Server Protocol.
enum DiagnosticSeverity { Error = 1, Warning = 2, Information = 3 };

/// Tells that a finding with this message is advice. clangd keeps a warning's severity or drops a
/// lesser one, so that only its message says later which it was. Safe to call from any thread.
void rememberAdvice(std::string message);

/// The check of a diagnostic, when it is one of ours; else empty.
std::string checkOf(const Json &diagnostic);

/// Gives our diagnostics their source, severity and page, and takes away the compiler's warning
/// about an unused value where a finding says what becomes of it.
void improveDiagnostics(Json &diagnostics);

/// Marks our safe fixes as those that an editor may apply unasked.
void improveActions(Json &actions);

/// Whether an action is a safe fix of one of our findings: not one that needs a review, and no
/// suppression.
bool isSafeFix(const Json &action);

/// The whole text that stands for a value in a message.
std::string textOf(const Json &message);

Json notification(const std::string &method, Json parameters);

} // namespace corolint::clangd
