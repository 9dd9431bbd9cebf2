// The checks as clangd finds them: with what the last run over a project knows of its other files.
#include "checks/All.h"
#include "clang-tidy/ClangTidyModule.h"
#include "tool/driver/analysis/Cache.h"
#include "tool/driver/analysis/KnownProgram.h"

namespace {

class EditorModule final : public clang::tidy::ClangTidyModule {
public:
  void addCheckFactories(clang::tidy::ClangTidyCheckFactories &factories) override {
    const auto known =
        std::make_shared<corolint::tool::KnownPrograms>(corolint::tool::defaultCacheFolder());
    corolint::registerAll(factories, [known](llvm::StringRef file) { return known->of(file); });
  }
};

} // namespace

// How clang-tidy finds modules, in the place of the one in tool/plugin.
static clang::tidy::ClangTidyModuleRegistry::Add<EditorModule>
    registration("corolint-module", "error-handling and async mistakes in C++20 coroutines");
