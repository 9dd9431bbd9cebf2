// corolint-clangd: clangd, with the checks inside.
#include "tool/driver/units/Flags.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"
#include <memory>
#include <string>
#include <vector>

namespace clang::clangd {
int clangdMain(int, char **);

class SymbolIndex {
public:
  virtual ~SymbolIndex();
};

namespace remote {
/// The client of a remote index needs gRPC, which this build of clangd does without.
std::unique_ptr<SymbolIndex> getClient(llvm::StringRef address, llvm::StringRef) {
  llvm::errs() << "corolint-clangd has no remote index: " << address << " isn't used\n";
  return nullptr;
}
} // namespace remote
} // namespace clang::clangd

int main(int count, char **values) {
  std::vector<std::string> arguments(values, values + count);
  // clangd looks for clang's own headers beside itself, where they aren't.
  const bool named = llvm::any_of(arguments, [](llvm::StringRef argument) {
    return argument.ltrim('-').starts_with("resource-dir");
  });
  if (!named && !corolint::tool::resourceDirectory().empty())
    arguments.push_back("--resource-dir=" + corolint::tool::resourceDirectory());
  std::vector<char *> pointers;
  for (std::string &argument : arguments)
    pointers.push_back(argument.data());
  pointers.push_back(nullptr);
  return clang::clangd::clangdMain(static_cast<int>(arguments.size()), pointers.data());
}
