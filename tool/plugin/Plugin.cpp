// The checks as a module of a stock clang-tidy: `clang-tidy-22 --load corolint-tidy-22.so`.
#include "checks/All.h"
#include "clang-tidy/ClangTidyModule.h"

namespace {

class CorolintModule final : public clang::tidy::ClangTidyModule {
public:
  void addCheckFactories(clang::tidy::ClangTidyCheckFactories &factories) override {
    corolint::registerAll(factories);
  }
};

} // namespace

// How clang-tidy finds modules; it runs when the library is loaded.
static clang::tidy::ClangTidyModuleRegistry::Add<CorolintModule>
    registration("corolint-module", "error-handling and async mistakes in C++20 coroutines");
