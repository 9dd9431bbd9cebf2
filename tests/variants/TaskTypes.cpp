// The task types of test-inputs/support/task.h under other names, and as other classes.
#include "tests/Inputs.h"
#include "tests/variants/MainFile.h"
#include "clang/AST/DeclTemplate.h"
#include <fstream>
#include <map>
#include <regex>

namespace corolint::test {

using namespace clang;

namespace {

constexpr llvm::StringLiteral Header = "task.h";

/// The types of the header, and what they are called otherwise.
const std::map<std::string, std::string> Others = {{"task", "deferred_q"},
                                                   {"once_task", "single_q"},
                                                   {"job", "running_q"},
                                                   {"fire_and_forget", "background_q"},
                                                   {"generator", "series_q"}};

/// Collects the places where types of the header are named.
class Uses : public DynamicRecursiveASTVisitor {
public:
  explicit Uses(const MainFile &file) : file_(file) { file.visit(*this); }

  bool VisitTypeLoc(TypeLoc type) override {
    if (const auto special = type.getAs<TemplateSpecializationTypeLoc>()) {
      if (const TemplateDecl *pattern = special.getTypePtr()->getTemplateName().getAsTemplateDecl())
        note(*pattern, special.getTemplateNameLoc());
    } else if (const auto tag = type.getAs<TagTypeLoc>()) {
      note(*tag.getDecl(), tag.getNameLoc());
    }
    return true;
  }

  std::map<std::string, std::vector<unsigned>> offsets;

private:
  void note(const NamedDecl &declaration, SourceLocation at) {
    const SourceManager &sources = file_.context().getSourceManager();
    const std::string name = declaration.getNameAsString();
    if (file_.contains(at) && Others.contains(name) &&
        declaration.getDeclContext()->isTranslationUnit() &&
        sources.getFilename(declaration.getLocation()).ends_with(Header))
      offsets[name].push_back(file_.offsetOf(at));
  }

  const MainFile &file_;
};

Place renamed(const Uses &uses) {
  Place place;
  for (const auto &[name, offsets] : uses.offsets)
    for (const unsigned offset : offsets)
      place.push_back({offset, unsigned(name.size()), Others.at(name)});
  std::ranges::sort(place, {}, &TextEdit::offset);
  const auto same = std::ranges::unique(place, {}, &TextEdit::offset);
  place.erase(same.begin(), same.end());
  return place;
}

} // namespace

std::vector<Place> aliasTaskTypes(ASTContext &context) {
  const MainFile file(context);
  const Uses uses(file);
  Place place = renamed(uses);
  if (place.empty())
    return {};
  std::string aliases;
  for (const auto &[name, offsets] : uses.offsets) {
    const std::string parameter = name == "generator" ? "T" : "T = void";
    aliases += name == "fire_and_forget" ? "using " + Others.at(name) + " = ::" + name + "; "
                                         : "template <class " + parameter + "> using " +
                                               Others.at(name) + " = ::" + name + "<T>; ";
  }
  place.insert(place.begin(), {unsigned(file.text().find("bool always();")), 0, aliases});
  return {place};
}

std::vector<Place> ownTaskTypes(ASTContext &context) {
  const MainFile file(context);
  Place place = renamed(Uses(file));
  const std::size_t include = file.text().find("#include \"task.h\"");
  if (place.empty() || include == llvm::StringRef::npos)
    return {};
  place.insert(place.begin(), {unsigned(include), 17, "#include \"own/task.h\""});
  return {place};
}

void writeOwnHeaders(const std::filesystem::path &folder) {
  std::string text =
      readFile(std::filesystem::path(COROLINT_SOURCE_DIR) / "test-inputs/support/task.h");
  for (const auto &[name, other] : Others)
    text = std::regex_replace(text, std::regex("\\b" + name + "\\b"), other);
  std::filesystem::create_directories(folder / "own");
  std::ofstream(folder / "own" / "task.h")
      << std::regex_replace(text, std::regex("\\bdetail\\b"), "inner_q");
}

} // namespace corolint::test
