#include "checks/engine/work/Spawn.h"
#include "checks/engine/work/Covered.h"
#include "tests/Snippet.h"

namespace corolint::test {

/// What a function (`f`, where only code is given) starts in the background: "work>by" and what
/// becomes of its exception.
static std::string spawnedIn(Snippet &snippet, const std::string &function) {
  const Body body(snippet.function(function));
  std::string result;
  for (const clang::Stmt *statement : body.statements()) {
    const auto *call = llvm::dyn_cast<clang::CallExpr>(statement);
    const std::optional<Spawned> spawned =
        call ? spawnedBy(body, *call, snippet.unit()) : std::nullopt;
    if (!spawned)
      continue;
    result += (result.empty() ? "" : " ") + spawned->work + ">" + spawned->by;
    result += spawned->ignored                           ? ":ignored"
              : spawned->error == SpawnError::Terminates ? ":terminates"
                                                         : ":discarded";
    if (spawned->runs && isCovered(*spawned->runs, snippet.unit()))
      result += ":covered";
  }
  return result;
}
static std::string spawnedIn(const std::string &code) {
  Snippet snippet(code);
  return spawnedIn(snippet, "f");
}

TEST(Spawn, OfALibrary) {
  const std::string head = "#include <coro/coro.hpp>\ncoro::task<void> g();\n";
  EXPECT_EQ(spawnedIn(head + "void f(coro::thread_pool &p) { p.spawn_detached(g()); }"),
            "g>spawn_detached:discarded");
  EXPECT_EQ(spawnedIn(head + "coro::task<void> h() { try { co_await g(); } catch (...) {} }\nvoid "
                             "f(coro::thread_pool &p) { p.spawn_detached(h()); }"),
            "h>spawn_detached:discarded:covered");
  EXPECT_EQ(
      spawnedIn("#include <cppcoro/task.hpp>\n#include <cppcoro/async_scope.hpp>\ncppcoro::task<> "
                "g();\nvoid f(cppcoro::async_scope &s) { s.spawn(g()); }"),
      "g>spawn:terminates");
}

TEST(Spawn, TokensDecide) {
  Snippet snippet(R"cpp(
    #include <boost/asio.hpp>
    namespace net = boost::asio;
    net::awaitable<void> g();
    void log(std::exception_ptr);
    void discards(net::io_context &c) { net::co_spawn(c, g(), net::detached); }
    void binds(net::io_context &c, net::cancellation_slot s) { net::co_spawn(c, g(), net::bind_cancellation_slot(s, net::detached)); }
    void ignores(net::io_context &c) { net::co_spawn(c, g(), [](std::exception_ptr) {}); }
    void explains(net::io_context &c) { net::co_spawn(c, g(), [](std::exception_ptr) { /* it only ends by being cancelled */ }); }
    void partly(net::io_context &c, int &left) { net::co_spawn(c, g(), [&left](std::exception_ptr e) { if (--left == 0) log(e); }); }
    void logs(net::io_context &c) { net::co_spawn(c, g(), [](std::exception_ptr e) { log(e); }); }
    void keeps(net::io_context &c) { auto result = net::co_spawn(c, g(), net::use_future); result.get(); }
    void drops(net::io_context &c) { net::co_spawn(c, g(), net::use_future); }
    template <class T> void passes(net::io_context &c, T &&t) { net::co_spawn(c, g(), std::forward<T>(t)); }
    void instance(net::io_context &c) { passes(c, net::detached); }
  )cpp");
  EXPECT_EQ(spawnedIn(snippet, "discards"), "g>co_spawn:discarded");
  EXPECT_EQ(spawnedIn(snippet, "binds"), "g>co_spawn:discarded");
  EXPECT_EQ(spawnedIn(snippet, "ignores"), "g>co_spawn:ignored");
  EXPECT_EQ(spawnedIn(snippet, "explains"), "");
  EXPECT_EQ(spawnedIn(snippet, "partly"), "") << "it decides which errors count";
  EXPECT_EQ(spawnedIn(snippet, "logs"), "");
  EXPECT_EQ(spawnedIn(snippet, "keeps"), "");
  EXPECT_EQ(spawnedIn(snippet, "drops"), "g>co_spawn:discarded");
  EXPECT_EQ(spawnedIn(snippet, "passes"), "") << "whoever passes the token decides";
}

TEST(Spawn, WorkIsWhatRuns) {
  const std::string head = "#include <coro/coro.hpp>\ncoro::task<void> g();\n";
  EXPECT_EQ(
      spawnedIn(head +
                "void f(coro::thread_pool &p) { auto t = g(); p.spawn_detached(std::move(t)); }"),
      "t>spawn_detached:discarded");
  EXPECT_EQ(spawnedIn(head + "void f(coro::thread_pool &p) { p.spawn_detached([]() -> "
                             "coro::task<void> { co_await g(); }()); }"),
            "the lambda>spawn_detached:discarded");
  EXPECT_EQ(spawnedIn(head + "coro::task<void> h() { co_return; }\ncoro::task<void> w() { return "
                             "h(); }\nvoid f(coro::thread_pool &p) { p.spawn_detached(w()); }"),
            "w>spawn_detached:discarded:covered");
}

TEST(Spawn, ALibrarysOwnClassPassesOn) {
  EXPECT_EQ(
      spawnedIn("#include \"task.h\"\nnamespace coro { struct thread_pool { void spawn(task<void> "
                "&&work); void f(task<void> &&work) { spawn(std::move(work)); } }; }"),
      "");
}

TEST(Spawn, WhatDropsLibrariesTellTheTruthAbout) {
  const std::string seastar =
      "#include <seastar/core/coroutine.hh>\n#include <seastar/core/future.hh>\nseastar::future<> "
      "g();\nvoid log(std::exception_ptr);\n";
  EXPECT_EQ(spawnedIn(seastar + "void f() { (void)g(); }"), "g>:discarded");
  EXPECT_EQ(
      spawnedIn(seastar +
                "void f() { (void)g().handle_exception([](std::exception_ptr e) { log(e); }); }"),
      "");
  EXPECT_EQ(spawnedIn("#include <cppcoro/task.hpp>\ncppcoro::task<> g();\nvoid f() { (void)g(); }"),
            "")
      << "never started";
  EXPECT_EQ(spawnedIn("#include <async_simple/coro/Lazy.h>\nasync_simple::coro::Lazy<int> "
                      "g();\nvoid f(async_simple::Executor *e) { g().via(e).detach(); }"),
            "g>detach:terminates");
}

TEST(Spawn, HandlersMayIgnore) {
  const std::string head = "#include <async_simple/coro/Lazy.h>\nasync_simple::coro::Lazy<int> "
                           "g();\nvoid log(std::exception_ptr);\n";
  EXPECT_EQ(spawnedIn(head + "void f() { g().start([](auto &&) {}); }"), "g>start:ignored");
  EXPECT_EQ(spawnedIn(head + "void f() { g().start([](async_simple::Try<int> &&r) { if "
                             "(r.hasError()) log(r.getException()); }); }"),
            "");
}

TEST(Spawn, EagerTasksAreStarted) {
  const std::string head = "#include \"task.h\"\njob<int> g();\n";
  EXPECT_EQ(spawnedIn(head + "void f() { (void)g(); }"), "g>:discarded");
  EXPECT_EQ(spawnedIn(head + "task<int> f() { co_return co_await g(); }"), "");
  EXPECT_EQ(spawnedIn("#include \"task.h\"\ntask<int> g();\nvoid f() { (void)g(); }"), "")
      << "a lazy task isn't started";
}

TEST(Spawn, UnobservableTypesSayWhatTheyDo) {
  Snippet snippet("#include \"task.h\"\n#include <concurrencpp/concurrencpp.h>\n#include "
                  "<winrt/base.h>\nfire_and_forget one() { co_return; }\nconcurrencpp::null_result "
                  "two() { co_return; }\n"
                  "task<> three() { co_return; }\nwinrt::fire_and_forget four() { co_return; }");
  EXPECT_EQ(unobservedError(snippet.function("one"), snippet.unit()), SpawnError::Terminates);
  EXPECT_EQ(unobservedError(snippet.function("two"), snippet.unit()), SpawnError::Discarded);
  EXPECT_EQ(unobservedError(snippet.function("three"), snippet.unit()), std::nullopt);
  EXPECT_EQ(unobservedError(snippet.function("four"), snippet.unit()), SpawnError::Terminates);
}

} // namespace corolint::test
