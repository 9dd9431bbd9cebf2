#include "checks/engine/code/Include.h"
#include "checks/engine/code/Preamble.h"
#include "clang/Basic/SourceManager.h"

namespace corolint {

using namespace clang;

bool hasRead(const SourceManager &sources, llvm::function_ref<bool(llvm::StringRef)> isWanted) {
  for (auto file = sources.fileinfo_begin(); file != sources.fileinfo_end(); ++file)
    if (isWanted(file->first.getName()))
      return true;
  return llvm::any_of(Preamble::of(sources)->names, isWanted);
}

static bool hasReadHeader(llvm::StringRef header, const SourceManager &sources) {
  const std::string end = ("/" + header).str();
  return hasRead(sources,
                 [&](llvm::StringRef name) { return name == header || name.ends_with(end); });
}

/// The offset behind the last include that no `#if` encloses, before `limit`; 0 where there is
/// none.
static unsigned behindIncludes(llvm::StringRef text, unsigned limit) {
  unsigned depth = 0, result = 0, offset = 0;
  while (offset < limit && offset < text.size()) {
    const std::size_t newline = text.find('\n', offset);
    const unsigned end = newline == llvm::StringRef::npos ? text.size() : newline;
    llvm::StringRef line = text.slice(offset, end).trim();
    if (line.consume_front("#")) {
      line = line.ltrim();
      if (line.starts_with("if"))
        ++depth;
      else if (line.starts_with("endif"))
        depth -= depth > 0;
      else if (depth == 0 && line.starts_with("include"))
        result = end + 1;
    }
    offset = end + 1;
  }
  return std::min<std::size_t>(result, text.size());
}

std::optional<FixItHint> includeEdit(llvm::StringRef header, SourceLocation at,
                                     const ASTContext &context) {
  const SourceManager &sources = context.getSourceManager();
  if (hasReadHeader(header, sources))
    return std::nullopt;
  const auto [file, limit] = sources.getDecomposedLoc(sources.getExpansionLoc(at));
  const unsigned offset = behindIncludes(sources.getBufferData(file), limit);
  return FixItHint::CreateInsertion(sources.getLocForStartOfFile(file).getLocWithOffset(offset),
                                    ("#include <" + header + ">\n").str());
}

} // namespace corolint
