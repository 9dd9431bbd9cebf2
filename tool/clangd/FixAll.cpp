#include "tool/clangd/FixAll.h"
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

namespace corolint::clangd {

bool wantsFixAll(const Json &only) {
  if (!only.is_array())
    return false;
  const llvm::StringRef kind = FixAllKind;
  return std::any_of(only.begin(), only.end(), [&](const Json &wanted) {
    // A kind stands for all that begin with it and a dot.
    const std::string prefix = wanted.is_string() ? wanted.get<std::string>() : "";
    return !prefix.empty() && (kind == prefix || kind.starts_with(prefix + "."));
  });
}

/// Whether two edits change the same text, or put something at the same place.
static bool collide(const Json &one, const Json &other) {
  const auto place = [](const Json &position) {
    return std::pair(position["line"].get<unsigned>(), position["character"].get<unsigned>());
  };
  const auto begin = place(one["range"]["start"]);
  const auto otherBegin = place(other["range"]["start"]);
  return begin == otherBegin ||
         (begin < place(other["range"]["end"]) && otherBegin < place(one["range"]["end"]));
}

namespace {

/// Edits of one file, gathered from actions.
class Gathered {
public:
  /// Takes the edits of an action, all or, where they don't go together with those before, none.
  void add(const Json &diagnostic, const Json &action) {
    const std::vector<Json> edits = editsOf(action);
    const bool fits =
        !edits.empty() && std::none_of(edits.begin(), edits.end(), [&](const Json &e) {
          return std::any_of(edits_.begin(), edits_.end(),
                             [&](const Json &before) { return before != e && collide(before, e); });
        });
    if (!fits)
      return;
    for (const Json &edit : edits)
      if (std::find(edits_.begin(), edits_.end(), edit) == edits_.end())
        edits_.push_back(edit);
    diagnostics_.push_back(diagnostic);
    if (like_.is_null())
      like_ = action["edit"];
  }

  std::size_t count() const { return diagnostics_.size(); }

  /// The action of all, its edit of the form that clangd gave the client.
  Json action(const std::string &title, llvm::StringRef kind) const {
    Json edit = like_;
    if (edit.contains("documentChanges"))
      edit["documentChanges"][0]["edits"] = edits_;
    else
      edit["changes"].begin().value() = edits_;
    return {{"title", title}, {"kind", kind.str()}, {"diagnostics", diagnostics_}, {"edit", edit}};
  }

private:
  /// The edits, when they are of a single file.
  static std::vector<Json> editsOf(const Json &action) {
    const Json edit = action.value("edit", Json::object());
    const Json changes = edit.value("changes", Json::object());
    const Json documents = edit.value("documentChanges", Json::array());
    if (documents.size() == 1 && changes.empty())
      return documents[0].value("edits", std::vector<Json>());
    return changes.size() == 1 && documents.empty() ? changes.begin()->get<std::vector<Json>>()
                                                    : std::vector<Json>();
  }

  std::vector<Json> edits_;
  std::vector<Json> diagnostics_;
  Json like_;
};

} // namespace

/// The safe fixes of the findings, of one check or of all.
static Gathered gather(const Json &diagnostics, const std::string &check) {
  Gathered result;
  for (const Json &diagnostic : diagnostics) {
    const std::string of = checkOf(diagnostic);
    if (of.empty() || (!check.empty() && of != check))
      continue;
    const Json actions = diagnostic.value("codeActions", Json::array());
    const auto safe = std::find_if(actions.begin(), actions.end(), isSafeFix);
    if (safe == actions.end())
      continue;
    Json plain = diagnostic;
    plain.erase("codeActions");
    result.add(plain, *safe);
  }
  return result;
}

Json fixAll(const Json &diagnostics) {
  const Gathered fixes = gather(diagnostics, "");
  if (fixes.count() == 0)
    return nullptr;
  return fixes.action("apply all safe fixes of corolint in this file", FixAllKind);
}

std::vector<Json> fixAllOfEach(const Json &asked, const Json &diagnostics) {
  std::set<std::string> checks;
  for (const Json &diagnostic : asked)
    checks.insert(checkOf(diagnostic));
  checks.erase("");
  std::vector<Json> actions;
  for (const std::string &check : checks)
    if (const Gathered fixes = gather(diagnostics, check); fixes.count() > 1)
      actions.push_back(fixes.action("fix all of " + check + " in this file", "quickfix"));
  return actions;
}

} // namespace corolint::clangd
