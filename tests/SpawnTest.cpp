#include "checks/engine/Spawn.h"
#include "tests/Snippet.h"

namespace corolint::test {

/// What the function `f` of a snippet starts in the background: "work>by" and what becomes of its exception.
static std::string spawnedIn(const std::string &code) {
  Snippet snippet(code);
  const Body body(snippet.function("f"));
  std::string result;
  for (const clang::Stmt *statement : body.statements()) {
    const auto *call = llvm::dyn_cast<clang::CallExpr>(statement);
    const std::optional<Spawned> spawned = call ? spawnedBy(body, *call, snippet.unit()) : std::nullopt;
    if (!spawned)
      continue;
    result += (result.empty() ? "" : " ") + spawned->work + ">" + spawned->by;
    result += spawned->ignored ? ":ignored" : spawned->error == SpawnError::Terminates ? ":terminates" : ":discarded";
    if (spawned->runs && isCovered(*spawned->runs, snippet.unit()))
      result += ":covered";
  }
  return result;
}

TEST(Spawn, OfALibrary) {
  const std::string head = "#include <coro/coro.hpp>\ncoro::task<void> g();\n";
  EXPECT_EQ(spawnedIn(head + "void f(coro::thread_pool &p) { p.spawn_detached(g()); }"), "g>spawn_detached:discarded");
  EXPECT_EQ(spawnedIn(head + "coro::task<void> h() { try { co_await g(); } catch (...) {} }\nvoid f(coro::thread_pool &p) { p.spawn_detached(h()); }"),
            "h>spawn_detached:discarded:covered");
  EXPECT_EQ(spawnedIn("#include <cppcoro/task.hpp>\n#include <cppcoro/async_scope.hpp>\ncppcoro::task<> g();\nvoid f(cppcoro::async_scope &s) { s.spawn(g()); }"), "g>spawn:terminates");
}

TEST(Spawn, HandlersMayIgnore) {
  const std::string head = "#include <async_simple/coro/Lazy.h>\nasync_simple::coro::Lazy<int> g();\nvoid log(std::exception_ptr);\n";
  EXPECT_EQ(spawnedIn(head + "void f() { g().start([](auto &&) {}); }"), "g>start:ignored");
  EXPECT_EQ(spawnedIn(head + "void f() { g().start([](async_simple::Try<int> &&r) { if (r.hasError()) log(r.getException()); }); }"), "");
}

TEST(Spawn, EagerTasksAreStarted) {
  const std::string head = "#include \"task.h\"\njob<int> g();\n";
  EXPECT_EQ(spawnedIn(head + "void f() { (void)g(); }"), "g>:discarded");
  EXPECT_EQ(spawnedIn(head + "task<int> f() { co_return co_await g(); }"), "");
  EXPECT_EQ(spawnedIn("#include \"task.h\"\ntask<int> g();\nvoid f() { (void)g(); }"), "") << "a lazy task isn't started";
}

TEST(Spawn, UnobservableTypesSayWhatTheyDo) {
  Snippet snippet("#include \"task.h\"\n#include <concurrencpp/concurrencpp.h>\nfire_and_forget one() { co_return; }\nconcurrencpp::null_result two() { co_return; }\ntask<> three() { co_return; }");
  EXPECT_EQ(unobservedError(snippet.function("one"), snippet.unit()), SpawnError::Terminates);
  EXPECT_EQ(unobservedError(snippet.function("two"), snippet.unit()), SpawnError::Discarded);
  EXPECT_EQ(unobservedError(snippet.function("three"), snippet.unit()), std::nullopt);
}

} // namespace corolint::test
