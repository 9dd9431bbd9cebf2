// The models: each embedded file reads, errors name their place, names are found through inline
// namespaces and templates.
#include "checks/Models.h"
#include "tests/Snippet.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <gtest/gtest.h>

namespace corolint::test {

static std::string errorOf(llvm::StringRef text) {
  auto parsed = parseConfiguration(llvm::MemoryBufferRef(text, ".corolint.yaml"));
  return parsed ? "" : llvm::toString(parsed.takeError());
}

TEST(Models, EmbeddedOnesRead) {
  const auto libraries = Models::builtin()->libraries();
  EXPECT_GE(libraries.size(), 17u);
  for (const Library *library : libraries)
    EXPECT_FALSE(library->name.empty());
}

TEST(Models, ErrorsNameTheirPlace) {
  EXPECT_EQ(errorOf("tasks:\n  - name: work\n    start: lazily\n"),
            ".corolint.yaml:3:12: unknown enumerated scalar");
  EXPECT_EQ(errorOf("tasks:\n  - name: work\n    strat: lazy\n"),
            ".corolint.yaml:3:5: unknown key 'strat'");
  EXPECT_EQ(errorOf("taks: []\n"), ".corolint.yaml:1:1: unknown key 'taks'");
  EXPECT_NE(errorOf("tasks: [\n"), "");
  EXPECT_EQ(errorOf(""), "");
  EXPECT_EQ(errorOf("# only a comment\n"), "");
}

TEST(Models, NamesLeaveOutInlineNamespacesAndArguments) {
  Snippet snippet("namespace a { inline namespace v1 { namespace { template <class T> struct work "
                  "{ void run(); }; } } } using one = a::work<int>; void f(one w) { w.run(); }");
  EXPECT_EQ(modelName(*snippet.type("one")->getAsCXXRecordDecl()), "a::work");
  EXPECT_EQ(modelName(snippet.function("run")), "a::work::run");
}

TEST(Models, TheUsersComeFirst) {
  llvm::vfs::InMemoryFileSystem files;
  files.addFile("/project/.corolint.yaml", 0,
                llvm::MemoryBuffer::getMemBuffer(
                    "namespaces: [folly::coro]\ntasks:\n  - name: Task\n    start: eager\n"));
  files.addFile("/project/src/a.cpp", 0, llvm::MemoryBuffer::getMemBuffer(""));
  EXPECT_EQ(Models::configurationFor("/project/src/a.cpp", files), "/project/.corolint.yaml");
  auto models = Models::forFile("/project/src/a.cpp", files);
  ASSERT_TRUE(bool(models));
  Snippet snippet("namespace folly::coro { template <class T> class Task; template <class T> class "
                  "AsyncGenerator; } using one = folly::coro::Task<int>;");
  EXPECT_EQ((*models)->task(*snippet.type("one")->getAsCXXRecordDecl())->start, Start::Eager);
  EXPECT_EQ(Models::builtin()->task(*snippet.type("one")->getAsCXXRecordDecl())->start,
            Start::Lazy);
}

TEST(Models, ABrokenConfigurationIsAnError) {
  llvm::vfs::InMemoryFileSystem files;
  files.addFile("/project/.corolint.yaml", 0, llvm::MemoryBuffer::getMemBuffer("nonsense: 1\n"));
  auto models = Models::forFile("/project/a.cpp", files);
  ASSERT_FALSE(bool(models));
  EXPECT_EQ(llvm::toString(models.takeError()),
            "/project/.corolint.yaml:1:1: unknown key 'nonsense'");
}

TEST(Models, HeadersShowThatAFileUsesALibrary) {
  const Library *library =
      Models::builtin()->libraryOfHeader("/usr/include/boost/asio/awaitable.hpp");
  ASSERT_NE(library, nullptr);
  EXPECT_EQ(library->namespaces.front(), "asio");
  EXPECT_EQ(Models::builtin()->libraryOfHeader("/usr/include/c++/12/vector"), nullptr);
}

} // namespace corolint::test
