// What the text of a file shows to be wrong with its NOLINT comments, as diagnostics: a name that
// no check has, a blank that hides the list, and no reason where one is asked for. That a comment
// silences nothing only a whole run of the command line knows.
#pragma once
#include "tool/clangd/Text.h"
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace corolint::clangd {

/// An open file, with the text that its diagnostics are about.
struct CommentedFile {
  std::string address;
  std::string file;
  const std::string &text;
  Columns columns = Columns::Utf16;
};

/// The diagnostics of its comments, each with its fix in `codeActions`, as clangd gives its own.
std::vector<Json> judgeComments(const CommentedFile &file);

/// The fixes of those among the diagnostics, asked for one by one.
std::vector<Json> commentFixes(const Json &asked, const Json &diagnostics);

} // namespace corolint::clangd
