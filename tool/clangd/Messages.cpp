#include "tool/clangd/Messages.h"
#include "checks/Editor.h"
#include "tool/clangd/Documentation.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <mutex>
#include <nlohmann/json.hpp>
#include <set>

namespace corolint::clangd {

std::string checkOf(const Json &diagnostic) {
  const std::string code =
      diagnostic.is_object() && diagnostic.contains("code") && diagnostic["code"].is_string()
          ? diagnostic["code"].get<std::string>()
          : "";
  return code.starts_with("coro-") || code.starts_with("corolint-") ? code : "";
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

/// Whether a message is that of advice, in the words that clangd makes of it: a capital first, the
/// count of fixes last.
static bool isAdvice(llvm::StringRef message) {
  for (const llvm::StringRef count : {" (fix available)", " (fixes available)"})
    message.consume_back(count);
  if (message.empty())
    return false;
  Advice &known = advice();
  const std::lock_guard lock(known.mutex);
  return known.messages.contains(message.str()) ||
         known.messages.contains(llvm::toLower(message.front()) + message.drop_front().str());
}

/// Whether two ranges have a place in common. Positions compare as their members do: line, and
/// column within it.
static bool meet(const Json &one, const Json &other) {
  const auto place = [](const Json &position) {
    return std::pair(position["line"].get<unsigned>(), position["character"].get<unsigned>());
  };
  return place(one["start"]) <= place(other["end"]) && place(other["start"]) <= place(one["end"]);
}

/// Takes away "expression result unused" where a finding says that the task isn't awaited.
static void removeUnusedValues(Json &diagnostics) {
  std::vector<Json> dropped;
  for (const Json &diagnostic : diagnostics)
    if (checkOf(diagnostic) == UnusedValueCheck)
      dropped.push_back(diagnostic["range"]);
  const auto saysTheSame = [&](const Json &diagnostic) {
    const std::string code = diagnostic.value("code", "");
    return (code == "-Wunused-value" || code == "-Wunused-result") &&
           llvm::any_of(dropped,
                        [&](const Json &range) { return meet(range, diagnostic["range"]); });
  };
  if (!dropped.empty())
    diagnostics.erase(std::remove_if(diagnostics.begin(), diagnostics.end(), saysTheSame),
                      diagnostics.end());
}

void improveDiagnostics(Json &diagnostics) {
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
  removeUnusedValues(diagnostics);
}

bool isSafeFix(const Json &action) {
  const llvm::StringRef title = action["title"].get_ref<const std::string &>();
  return title != SuppressTitle && title != SuppressAboveTitle && !title.ends_with(NeedsReview);
}

/// The safe fix is the one that an editor may apply unasked. clangd prefers a fix when it is the
/// only one; so does nobody a suppression.
void improveActions(Json &actions) {
  for (Json &action : actions) {
    if (!action.is_object() || !action.contains("diagnostics") ||
        !action["diagnostics"].is_array() || action["diagnostics"].empty() ||
        checkOf(action["diagnostics"].front()).empty())
      continue;
    improveDiagnostics(action["diagnostics"]);
    action.erase("isPreferred");
    if (isSafeFix(action))
      action["isPreferred"] = true;
  }
}

std::string textOf(const Json &message) {
  return message.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json notification(const std::string &method, Json parameters) {
  return {{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(parameters)}};
}

} // namespace corolint::clangd
