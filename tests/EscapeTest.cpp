#include "checks/engine/work/Escape.h"
#include "checks/engine/values/Referent.h"
#include "checks/engine/work/LaterUse.h"
#include "tests/Snippet.h"
#include <gtest/gtest.h>

namespace corolint::test {

using namespace clang;

static const char *const Head =
    "#include \"task.h\"\n#include <coro/coro.hpp>\n#include <string>\n#include "
    "<string_view>\n#include <utility>\n#include <vector>\n"
    "task<int> g(int); task<void> v(); task<void> by_reference(const std::string &); task<void> "
    "by_view(std::string_view); task<void> by_pointer(int *);\n"
    "task<void> by_value(std::string);\ntask<void> both(task<void>, task<void>);\nvoid "
    "keep(task<int>);\nstd::string text();\n";

/// Where the task of the call `name(...)` in the function `f` goes, with the variable that has it.
static std::string goes(const std::string &code, const std::string &name = "g") {
  Snippet snippet(Head + code);
  const Body body(snippet.function("f"));
  const Destination destination =
      destinationOf(body, *cast<Expr>(&snippet.statement(body, name + "(")), snippet.unit());
  static const char *const Words[] = {"awaited", "local",  "returned", "iterated",
                                      "spawned", "stored", "dropped",  "unknown"};
  return std::string(Words[static_cast<int>(destination.where)]) +
         (destination.variable ? " " + destination.variable->getNameAsString() : "");
}

/// The lifetimes of what the call `name(...)` in the function `f` makes its coroutine refer to.
static std::string refers(const std::string &code, const std::string &name) {
  Snippet snippet(Head + code);
  const Body body(snippet.function("f"));
  std::string result;
  for (const Referent &referent : referentsOf(
           *cast<CallExpr>(cast<Expr>(snippet.statement(body, name)).IgnoreUnlessSpelledInSource()),
           snippet.unit())) {
    static const char *const Kinds[] = {"parameter", "captures", "captured", "this"},
                             *const Lifetimes[] = {"temporary", "local", "longer"};
    result += (result.empty() ? "" : ", ") + std::string(Kinds[referent.kind]) + " " +
              Lifetimes[static_cast<int>(referent.lifetime)];
  }
  return result;
}

/// Whether the coroutine `f` uses its first parameter, or this object, when it was suspended.
static LaterUse later(const std::string &code, Referent::Kind kind) {
  Snippet snippet(Head + code);
  const FunctionDecl &function = snippet.function("f");
  Referent referent;
  referent.kind = kind;
  if (kind == Referent::Parameter)
    referent.parameter = function.getParamDecl(0);
  return usedLater(function, referent, snippet.unit());
}

TEST(Escape, WhereATaskGoes) {
  EXPECT_EQ(goes("task<int> f() { co_return co_await g(1); }"), "awaited");
  EXPECT_EQ(goes("task<int> f() { auto t = g(1); co_return co_await t; }"), "local t");
  EXPECT_EQ(goes("task<int> f() { return g(1); }"), "returned");
  EXPECT_EQ(goes("task<int> f() { task<int> t; t = g(1); co_return co_await t; }"), "local t");
  EXPECT_EQ(goes("generator<int> all();\nvoid f() { for (int i : all()) (void)i; }", "all"),
            "iterated");
  EXPECT_EQ(goes("void f() { g(1); }"), "dropped");
  EXPECT_EQ(goes("void f() { (void)g(1); }"), "dropped");
  EXPECT_EQ(goes("void f() { keep(g(1)); }"), "spawned")
      << "nobody could wait for it: it is taken by value, and nothing is given back";
  EXPECT_EQ(goes("void f() { std::vector<task<int>> all; all.push_back(g(1)); }"), "local all");
  EXPECT_EQ(goes("struct s { std::vector<task<int>> all; void f() { all.push_back(g(1)); } };"),
            "stored");
  EXPECT_EQ(goes("struct s { task<int> kept; void f() { kept = g(1); } };"), "stored");
}

TEST(Escape, ThroughCombinatorsAndSpawners) {
  EXPECT_EQ(goes("task<void> f() { co_await both(v(), v()); }", "v"), "awaited");
  EXPECT_EQ(goes("task<void> f() { return both(v(), v()); }", "v"), "returned");
  EXPECT_EQ(
      goes("coro::task<void> w();\nvoid f(coro::thread_pool &pool) { pool.spawn_detached(w()); }",
           "w"),
      "spawned");
}

TEST(Escape, WhatATaskRefersTo) {
  EXPECT_EQ(refers("void f() { by_reference(text()); }", "by_reference"), "parameter temporary");
  EXPECT_EQ(refers("void f() { std::string s; by_reference(s); }", "by_reference"),
            "parameter local");
  EXPECT_EQ(refers("void f(std::string &s) { by_reference(s); }", "by_reference"),
            "parameter longer");
  EXPECT_EQ(refers("void f() { std::string s; by_view(s); }", "by_view"), "parameter local");
  EXPECT_EQ(refers("void f() { by_view(text()); }", "by_view"), "parameter temporary");
  EXPECT_EQ(refers("void f() { by_view(\"constant\"); }", "by_view"), "");
  EXPECT_EQ(refers("void f() { int x; by_pointer(&x); }", "by_pointer"), "parameter local");
  EXPECT_EQ(refers("void f() { by_value(text()); }", "by_value"), "");
  EXPECT_EQ(
      refers("struct s { int x; task<void> run(); };\nvoid f() { s one; one.run(); }", "one.run"),
      "this local");
  EXPECT_EQ(
      refers("struct s { int x; task<void> run(); };\nvoid f(s *one) { one->run(); }", "one->run"),
      "");
  EXPECT_EQ(refers("void f(int x) { [x]() -> task<int> { co_return co_await g(x); }(); }",
                   "[x]() -> task<int> { co_return co_await g(x); }()"),
            "captures temporary");
  EXPECT_EQ(refers("void f() { []() -> task<int> { co_return co_await g(1); }(); }",
                   "[]() -> task<int> { co_return co_await g(1); }()"),
            "")
      << "nothing is captured";
}

TEST(Escape, WhatIsUsedLater) {
  EXPECT_EQ(later("task<int> f(const std::string &s) { co_return s.size(); }", Referent::Parameter)
                .answer,
            LaterUse::Yes)
      << "a lazy one starts suspended";
  EXPECT_EQ(
      later("task<int> f(const std::string &s) { co_return co_await g(1); }", Referent::Parameter)
          .answer,
      LaterUse::No);
  EXPECT_EQ(
      later("job<int> f(const std::string &s) { int n = s.size(); co_await g(n); co_return n; }",
            Referent::Parameter)
          .answer,
      LaterUse::No)
      << "an eager one has used it before";
  EXPECT_EQ(later("job<int> f(const std::string &s) { co_await g(1); co_return s.size(); }",
                  Referent::Parameter)
                .answer,
            LaterUse::Yes);
  EXPECT_EQ(later("task<int> f(const std::string &s);", Referent::Parameter).answer,
            LaterUse::Unseen);
  EXPECT_EQ(later("task<int> f(const std::string &s) { return g(s.size()); }", Referent::Parameter)
                .answer,
            LaterUse::No)
      << "no coroutine keeps it";
  EXPECT_EQ(
      later("struct s { int x; job<int> f() { co_await g(1); co_return x; } };", Referent::This)
          .answer,
      LaterUse::Yes);
  EXPECT_EQ(
      later("struct s { int x; job<int> f() { co_await g(x); co_return 1; } };", Referent::This)
          .answer,
      LaterUse::No);
}

TEST(Escape, LambdaCoroutines) {
  Snippet snippet(std::string(Head) +
                  "auto one = []() -> task<int> { co_return 1; }; auto two = [] { return g(1); };");
  EXPECT_NE(coroutineOf(*cast<LambdaExpr>(snippet.variable("one").getInit()->IgnoreImplicit())),
            nullptr);
  EXPECT_EQ(coroutineOf(*cast<LambdaExpr>(snippet.variable("two").getInit()->IgnoreImplicit())),
            nullptr);
}

} // namespace corolint::test
