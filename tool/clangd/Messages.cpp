#include "tool/clangd/Messages.h"
#include "checks/Editor.h"
#include "checks/Models.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/VirtualFileSystem.h"
#include "tool/clangd/Address.h"
#include "tool/clangd/Documentation.h"
#include "tool/driver/Exclusions.h"
#include "tool/driver/Files.h"
#include <mutex>
#include <nlohmann/json.hpp>
#include <set>

namespace corolint::clangd {

using Json = nlohmann::json;

static constexpr int Information = 3; // DiagnosticSeverity of the Language Server Protocol

/// The check of a diagnostic, when it is one of ours; else empty.
static std::string checkOf(const Json &diagnostic) {
  const std::string code = diagnostic.is_object() && diagnostic.contains("code") && diagnostic["code"].is_string() ? diagnostic["code"].get<std::string>() : "";
  return code.starts_with("coro-") ? code : "";
}

namespace {

/// The messages of all findings that are advice. They are few, and the same from edit to edit.
struct Advice {
  std::mutex mutex;
  std::set<std::string, std::less<>> messages;
};

} // namespace

static Advice &advice() {
  static Advice result;
  return result;
}

void rememberAdvice(std::string message) {
  Advice &known = advice();
  const std::lock_guard lock(known.mutex);
  known.messages.insert(std::move(message));
}

/// Whether a message is that of advice, in the words that clangd makes of it: a capital first, the count of fixes last.
static bool isAdvice(llvm::StringRef message) {
  for (const llvm::StringRef count : {" (fix available)", " (fixes available)"})
    message.consume_back(count);
  if (message.empty())
    return false;
  Advice &known = advice();
  const std::lock_guard lock(known.mutex);
  return known.messages.contains(message.str()) || known.messages.contains(llvm::toLower(message.front()) + message.drop_front().str());
}

static void improveDiagnostics(Json &diagnostics) {
  for (Json &diagnostic : diagnostics) {
    const std::string check = checkOf(diagnostic);
    if (check.empty())
      continue;
    diagnostic["source"] = "corolint";
    if (isAdvice(diagnostic["message"].get_ref<const std::string &>()))
      diagnostic["severity"] = Information;
    if (const std::string page = pageOf(check); !page.empty())
      diagnostic["codeDescription"] = {{"href", page}};
    else
      diagnostic.erase("codeDescription");
  }
}

/// The safe fix is the one that an editor may apply unasked. clangd prefers a fix when it is the only one; so does nobody a suppression.
static void improveActions(Json &actions) {
  for (Json &action : actions) {
    if (!action.is_object() || !action.contains("diagnostics") || !action["diagnostics"].is_array() || action["diagnostics"].empty() ||
        checkOf(action["diagnostics"].front()).empty())
      continue;
    improveDiagnostics(action["diagnostics"]);
    action.erase("isPreferred");
    const llvm::StringRef title = action["title"].get_ref<const std::string &>();
    if (title != SuppressTitle && !title.ends_with(NeedsReview))
      action["isPreferred"] = true;
  }
}

static Json notification(const std::string &method, Json parameters) {
  return {{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(parameters)}};
}

static std::string textOf(const Json &message) { return message.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// The error of a configuration ("file:line:column: what") as a diagnostic at its place.
static Json diagnosticOf(llvm::StringRef error, const std::string &configuration) {
  error.consume_front(tool::displayPath(configuration));
  error.consume_front(":");
  unsigned line = 1;
  unsigned column = 1;
  if (!error.consumeInteger(10, line) && error.consume_front(":") && !error.consumeInteger(10, column))
    error.consume_front(":");
  const Json start = {{"line", line - 1}, {"character", column - 1}};
  const Json end = {{"line", line - 1}, {"character", column}};
  return {{"range", {{"start", start}, {"end", end}}}, {"severity", 1}, {"source", "corolint"}, {"message", error.trim().str()}};
}

void Messages::tellConfiguration(const std::string &file, std::vector<std::string> &messages) {
  const std::string configuration = Models::configurationFor(file, *llvm::vfs::getRealFileSystem());
  if (configuration.empty())
    return;
  tool::Exclusions reader;
  reader.contains(file);
  std::vector<std::string> &told = errors_[configuration];
  if (told == reader.errors())
    return;
  told = reader.errors();
  Json diagnostics = Json::array();
  for (const std::string &error : told)
    diagnostics.push_back(diagnosticOf(error, configuration));
  messages.push_back(textOf(notification("textDocument/publishDiagnostics", {{"uri", addressOfFile(configuration)}, {"diagnostics", diagnostics}})));
  // The file itself is seldom open.
  for (const std::string &error : told)
    messages.push_back(textOf(notification("window/showMessage", {{"type", 1}, {"message", "corolint: " + error}})));
}

std::vector<std::string> Messages::outgoing(std::string message) {
  const bool diagnoses = message.find("\"textDocument/publishDiagnostics\"") != std::string::npos;
  if (!diagnoses && message.find("\"coro-") == std::string::npos)
    return {std::move(message)};
  Json json = Json::parse(message, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object())
    return {std::move(message)};
  if (json.contains("result") && json["result"].is_array())
    improveActions(json["result"]);
  if (json.value("method", "") != "textDocument/publishDiagnostics")
    return {textOf(json)};
  improveDiagnostics(json["params"]["diagnostics"]);
  std::vector<std::string> messages{textOf(json)};
  tellConfiguration(fileOfAddress(json["params"].value("uri", "")), messages);
  return messages;
}

} // namespace corolint::clangd
