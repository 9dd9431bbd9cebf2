#include "tool/clangd/Comments.h"
#include "tool/driver/configuration/Exclusions.h"
#include "tool/driver/configuration/Nolint.h"
#include "tool/driver/configuration/Rules.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace corolint::clangd {

namespace {

/// Makes diagnostics of findings about one file.
class Teller {
public:
  explicit Teller(const CommentedFile &file) : file_(file) {}

  Json diagnosticOf(const tool::Finding &finding) const {
    const auto length = static_cast<unsigned>(finding.endColumn - finding.column);
    std::string message = finding.message;
    message.front() = llvm::toUpper(message.front()); // as clangd begins all others
    Json diagnostic = {{"range", rangeOf(finding.offset, length)},
                       {"severity", Warning},
                       {"code", finding.check},
                       {"message", message}};
    Json actions = Json::array();
    for (const tool::Fix &fix : finding.fixes)
      actions.push_back(actionOf(fix, diagnostic));
    diagnostic["codeActions"] = std::move(actions);
    return diagnostic;
  }

private:
  Json positionOf(unsigned offset) const {
    const llvm::StringRef before = llvm::StringRef(file_.text).take_front(offset);
    return {{"line", before.count('\n')},
            {"character", columnBehind(before.drop_front(before.rfind('\n') + 1), file_.columns)}};
  }

  Json rangeOf(unsigned offset, unsigned length) const {
    return {{"start", positionOf(offset)}, {"end", positionOf(offset + length)}};
  }

  Json actionOf(const tool::Fix &fix, const Json &diagnostic) const {
    Json edits = Json::array();
    for (const tool::Edit &edit : fix.edits)
      edits.push_back({{"range", rangeOf(edit.offset, edit.length)}, {"newText", edit.text}});
    return {{"title", fix.title},
            {"kind", "quickfix"},
            {"isPreferred", true},
            {"diagnostics", {diagnostic}},
            {"edit", {{"changes", {{file_.address, edits}}}}}};
  }

  const CommentedFile &file_;
};

bool isOfComment(const Json &diagnostic) { return checkOf(diagnostic) == tool::NolintCheck.id; }

} // namespace

std::vector<Json> judgeComments(const CommentedFile &file) {
  if (!llvm::StringRef(file.text).contains("NOLINT") || tool::Exclusions().contains(file.file))
    return {};
  const tool::NolintRules rules = tool::nolintRules(file.file, "");
  if (!rules.isOn)
    return {};
  const std::vector<const tool::Finding *> unknown;
  const tool::NolintContext context{file.file, file.text, unknown, {}, false, rules.needsReason};
  std::vector<Json> diagnostics;
  for (const tool::Finding &finding : tool::judgeNolint(context))
    diagnostics.push_back(Teller(file).diagnosticOf(finding));
  return diagnostics;
}

std::vector<Json> commentFixes(const Json &asked, const Json &diagnostics) {
  std::vector<Json> fixes;
  for (const Json &diagnostic : diagnostics) {
    const bool isAsked = isOfComment(diagnostic) && llvm::any_of(asked, [&](const Json &one) {
                           return isOfComment(one) && one["range"] == diagnostic["range"] &&
                                  one["message"] == diagnostic["message"];
                         });
    if (!isAsked)
      continue;
    for (const Json &action : diagnostic.value("codeActions", Json::array()))
      fixes.push_back(action);
  }
  return fixes;
}

} // namespace corolint::clangd
