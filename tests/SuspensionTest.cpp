#include "checks/engine/time/Suspension.h"
#include "tests/Snippet.h"
#include <gtest/gtest.h>

namespace corolint::test {

using namespace clang;

static const char *const Head =
    "#include \"task.h\"\n#include <mutex>\n#include <string>\n"
    "struct guard { ~guard(); void unlock(); int size() const; };\n"
    "task<int> a(int); task<int> b(int); task<void> c(int); void use(int); void done();\n";

/// The text of an expression's call, without its arguments: "a" of `co_await a(1)`, "yield_value"
/// of a `co_yield`.
static std::string nameOf(const Expr &suspension) {
  const auto *call =
      dyn_cast<CallExpr>(suspensionOperand(suspension)->IgnoreUnlessSpelledInSource());
  return call && call->getDirectCallee() ? call->getDirectCallee()->getNameAsString() : "";
}

static std::string joined(llvm::ArrayRef<const Expr *> suspensions) {
  std::string result;
  for (const Expr *suspension : suspensions)
    result += (result.empty() ? "" : " ") + nameOf(*suspension);
  return result;
}

/// The suspensions of the function `f` that can follow the statement that begins with `from`,
/// before one that begins with `end`.
static std::string reached(const std::string &code, const std::string &from,
                           const std::string &end = "nothing") {
  Snippet snippet(Head + code);
  const Body body(snippet.function("f"));
  const Suspensions suspensions(body);
  const Stmt *ends = end == "nothing" ? nullptr : &snippet.statement(body, end);
  return joined(suspensions.reachedFrom(&snippet.statement(body, from),
                                        [&](const Stmt &statement) { return &statement == ends; }));
}

/// What is alive at the first suspension of the function `f`.
static std::string alive(const std::string &code) {
  Snippet snippet(Head + code);
  const Body body(snippet.function("f"));
  const Suspensions suspensions(body);
  std::string result;
  for (const Alive &one : suspensions.aliveAt(*suspensions.all().front()))
    result += (result.empty() ? "" : " ") +
              (one.variable ? one.variable->getNameAsString()
                            : "(" + one.temporary->getType().getAsString() + ")");
  return result;
}

TEST(Suspension, AllThatMaySuspend) {
  Snippet snippet(std::string(Head) + R"cpp(
    struct ready { bool await_ready() noexcept { return true; } void await_suspend(std::coroutine_handle<>); void await_resume(); };
    task<int> f(int x) {
      auto nested = [](int y) -> task<int> { co_return co_await a(y); };
      co_await ready();
      if (x) co_await c(x);
      co_return co_await b(co_await a(x));
    }
    generator<int> g() { co_yield 1; }
  )cpp");
  const Body body(snippet.function("f")), other(snippet.function("g"));
  EXPECT_EQ(joined(Suspensions(body).all()), "c b a")
      << "without the lambda's, and without what is always ready";
  EXPECT_EQ(joined(Suspensions(other).all()), "yield_value");
}

TEST(Suspension, WhatFollowsAStatement) {
  EXPECT_EQ(reached("task<int> f(int x) { co_await a(1); done(); co_await b(2); co_return 0; }",
                    "done()"),
            "b");
  EXPECT_EQ(
      reached("task<int> f(int x) { if (x) { done(); co_return 0; } co_await b(2); co_return 0; }",
              "done()"),
      "");
  EXPECT_EQ(reached("task<int> f(int x) { while (x--) { co_await a(1); done(); } co_return 0; }",
                    "done()"),
            "a")
      << "the next turn";
  EXPECT_EQ(
      reached("task<int> f(int x) { done(); co_await a(1); use(1); co_await b(2); co_return 0; }",
              "done()", "use(1)"),
      "a");
  EXPECT_EQ(reached("task<int> f(int x) { done(); if (x) use(1); co_await b(2); co_return 0; }",
                    "done()", "use(1)"),
            "b")
      << "on the other path";
}

TEST(Suspension, HandlersFollowWhatThrows) {
  EXPECT_EQ(reached("task<int> f(int x) { try { done(); co_await a(1); } catch (...) { x = 1; } "
                    "co_await b(x); co_return 0; }",
                    "done()"),
            "a b");
  EXPECT_EQ(reached("task<int> f(int x) { try { done(); throw 1; } catch (int) { x = 1; } co_await "
                    "b(x); co_return 0; }",
                    "done()"),
            "b");
}

TEST(Suspension, UsesBehindIt) {
  Snippet snippet(std::string(Head) +
                  "task<int> f(int x, int y) { use(x); co_await a(1); use(y); co_return 0; }");
  const Body body(snippet.function("f"));
  const Suspensions suspensions(body);
  const auto uses = [&](const char *name) {
    return suspensions.usedAfter([&](const Stmt &statement) {
      const auto *reference = dyn_cast<DeclRefExpr>(&statement);
      return reference && reference->getDecl()->getDeclName().isIdentifier() &&
             reference->getDecl()->getName() == name;
    });
  };
  EXPECT_FALSE(bool(uses("x")));
  const Suspensions::Use use = uses("y");
  ASSERT_TRUE(bool(use));
  EXPECT_EQ(nameOf(*use.suspension), "a");
}

TEST(Suspension, WhatIsAlive) {
  EXPECT_EQ(alive("task<int> f(guard p, guard &r) { guard one; { guard two; } guard three; "
                  "co_await a(1); guard four; co_return 0; }"),
            "p one three")
      << "by-value parameters, and the locals declared before in the blocks around";
  EXPECT_EQ(alive("task<int> f() { for (guard each; ; ) { guard inner; co_await a(1); } }"),
            "inner each");
  EXPECT_EQ(alive("task<int> f() { static guard kept; co_await a(1); co_return 0; }"), "");
  EXPECT_EQ(alive("task<int> f() { co_await a(guard().size()); co_return 0; }"), "(guard)");
}

TEST(Suspension, ScopesOfLocals) {
  Snippet snippet(
      std::string(Head) +
      "task<int> f(int p) { { int inner = 1; use(inner); co_await a(1); } co_return p; }");
  const Body body(snippet.function("f"));
  const Suspensions suspensions(body);
  const Stmt *scope = suspensions.scopeOf(snippet.variable("inner"));
  ASSERT_NE(scope, nullptr);
  EXPECT_TRUE(body.isWithin(*suspensions.all().front(), *scope));
  EXPECT_FALSE(body.isWithin(snippet.statement(body, "co_return"), *scope));
  EXPECT_EQ(suspensions.scopeOf(*snippet.function("f").getParamDecl(0)), nullptr);
}

TEST(Suspension, WhetherItThrows) {
  Snippet snippet(std::string(Head) + R"cpp(
    struct quiet { bool await_ready(); void await_suspend(std::coroutine_handle<>); void await_resume() noexcept; };
    task<int> f() { co_await quiet(); co_return 0; }
    task<int> g() { co_await a(1); co_return 0; }
  )cpp");
  const Body quiet(snippet.function("f")), loud(snippet.function("g"));
  EXPECT_FALSE(mayThrow(*Suspensions(quiet).all().front()));
  EXPECT_TRUE(mayThrow(*Suspensions(loud).all().front()));
}

TEST(Suspension, OneObjectByAnyName) {
  Snippet snippet(R"cpp(
    struct inner { int x, y; };
    struct outer { inner a, b; inner *p; void f(outer &o, outer *q); };
    void outer::f(outer &o, outer *q) { a.x; this->a.x; a.y; o.a.x; (*q).a.x; q->a.x; p->x; (*p).x; }
  )cpp");
  const Body body(snippet.function("f"));
  const auto same = [&](const char *one, const char *other) {
    return sameObject(*cast<Expr>(&snippet.statement(body, one)),
                      *cast<Expr>(&snippet.statement(body, other)));
  };
  EXPECT_TRUE(same("a.x", "this->a.x"));
  EXPECT_FALSE(same("a.x", "a.y"));
  EXPECT_FALSE(same("a.x", "o.a.x"));
  EXPECT_TRUE(same("(*q).a.x", "q->a.x"));
  EXPECT_TRUE(same("p->x", "(*p).x"));
  EXPECT_EQ(rootVariable(*cast<Expr>(&snippet.statement(body, "o.a.x"))),
            snippet.function("f").getParamDecl(0));
  EXPECT_EQ(rootVariable(*cast<Expr>(&snippet.statement(body, "a.x"))), nullptr);
}

} // namespace corolint::test
