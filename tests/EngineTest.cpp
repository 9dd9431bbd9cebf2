// The engine's first concepts on snippets: whose code a statement is, what a type is, what becomes
// of a value, which ways lead through a body.
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Task.h"
#include "checks/engine/values/Fate.h"
#include "checks/engine/values/Paths.h"
#include "tests/Snippet.h"
#include <gtest/gtest.h>

namespace corolint::test {

using namespace clang;

// ---- Body
// ------------------------------------------------------------------------------------------------------------

TEST(Body, IsTheFunctionsOwnCode) {
  Snippet snippet(R"cpp(
    #include "task.h"
    task<int> load(int);
    task<int> outer() {
      int first = 1;
      auto nested = [&]() { first = 2; load(first); };
      nested();
      co_return co_await load(3);
    }
  )cpp");
  const Body body(snippet.function("outer"));
  EXPECT_TRUE(body.isCoroutine());
  EXPECT_FALSE(body.isPattern());
  const Stmt &last = snippet.statement(body, "load(3)");
  EXPECT_NE(body.enclosing<CoawaitExpr>(last), nullptr);
  EXPECT_NE(body.enclosing<CoreturnStmt>(last), nullptr);
  EXPECT_TRUE(body.isCaptured(snippet.variable("first")));
  EXPECT_FALSE(body.isCaptured(snippet.variable("nested")));
  for (const Stmt *statement : body.statements())
    EXPECT_FALSE(isa<BinaryOperator>(statement)) << "the assignment is the lambda's code";
}

TEST(Body, ALambdaIsABodyOfItsOwn) {
  Snippet snippet(R"cpp(
    #include "task.h"
    task<int> load(int);
    void plain() { auto nested = []() -> task<int> { co_return co_await load(1); }; }
  )cpp");
  const Body plain(snippet.function("plain"));
  EXPECT_FALSE(plain.isCoroutine());
  const CXXRecordDecl *closure = snippet.variable("nested").getType()->getAsCXXRecordDecl();
  const Body nested(*closure->getLambdaCallOperator());
  EXPECT_TRUE(nested.isCoroutine());
  EXPECT_EQ(describe(nested.function()), "lambda in plain");
}

TEST(Body, KnowsWhereAnAwaitCanBeWritten) {
  Snippet snippet(R"cpp(
    #include "task.h"
    task<int> load(int);
    #define LOAD(row) load(row)
    void plain() { load(0); }
    task<int> coroutine() {
      load(1);
      try { load(2); } catch (...) { load(3); }
      LOAD(4);
      static auto kept = load(5);
      co_return co_await load(6);
    }
  )cpp");
  const Body plain(snippet.function("plain")), coroutine(snippet.function("coroutine"));
  EXPECT_FALSE(plain.canAwaitAt(snippet.statement(plain, "load(0)")));
  EXPECT_TRUE(coroutine.canAwaitAt(snippet.statement(coroutine, "load(1)")));
  EXPECT_TRUE(coroutine.canAwaitAt(snippet.statement(coroutine, "load(2)")));
  EXPECT_FALSE(coroutine.canAwaitAt(snippet.statement(coroutine, "load(3)")));
  EXPECT_FALSE(coroutine.canAwaitAt(snippet.statement(coroutine, "load(5)")));
}

TEST(Body, LeavesOutWhatIsNeverEvaluated) {
  Snippet snippet(R"cpp(
    #include "task.h"
    task<int> load(int);
    int plain() {
      if constexpr (sizeof(int) > 100) load(1);
      return sizeof(load(2)) + noexcept(load(3));
    }
  )cpp");
  const Body body(snippet.function("plain"));
  for (const Stmt *statement : body.statements())
    EXPECT_FALSE(isa<CallExpr>(statement));
}

// ---- Task
// ------------------------------------------------------------------------------------------------------------

TEST(Task, IsToldFromThePromise) {
  Snippet snippet(R"cpp(
    #include "task.h"
    using lazy = task<int>;
    using once = once_task<int>;
    using eager = job<void>;
    using detached = fire_and_forget;
    using iterated = generator<int>;
    using number = int;
    using reference = task<int> &;
    using list = std::vector<task<int>>;
    lazy a(); once b(); eager c(); detached d(); iterated e();
    void use() { a(); b(); c(); d(); e(); list f; }
  )cpp");
  Unit &unit = snippet.unit();
  const TaskType &lazy = unit.taskType(snippet.type("lazy"));
  EXPECT_EQ(lazy.kind, TaskKind::Task);
  EXPECT_EQ(lazy.start, Start::Lazy);
  EXPECT_EQ(lazy.dropped, Dropped::NeverRuns);
  EXPECT_FALSE(lazy.singleShot);
  EXPECT_TRUE(lazy.result->isIntegerType());

  EXPECT_TRUE(unit.taskType(snippet.type("once")).singleShot);
  const TaskType &eager = unit.taskType(snippet.type("eager"));
  EXPECT_EQ(eager.start, Start::Eager);
  EXPECT_EQ(eager.dropped, Dropped::RunsOn);
  EXPECT_TRUE(eager.result->isVoidType());

  EXPECT_EQ(unit.taskType(snippet.type("detached")).kind, TaskKind::Unobservable);
  EXPECT_EQ(unit.taskType(snippet.type("iterated")).kind, TaskKind::Generator);
  for (const char *none : {"number", "reference", "list"})
    EXPECT_EQ(unit.taskType(snippet.type(none)).kind, TaskKind::None) << none;
}

TEST(Task, IsToldFromCoroutineTraits) {
  Snippet snippet(R"cpp(
    #include <coroutine>
    template <class T> struct promised { T get(); };
    template <class T, class... A> struct std::coroutine_traits<promised<T>, A...> {
      struct promise_type {
        promised<T> get_return_object();
        std::suspend_never initial_suspend() noexcept;
        std::suspend_always final_suspend() noexcept;
        void return_value(T);
        void unhandled_exception();
      };
    };
    using work = promised<int>;
    work make();
    void use() { make(); }
  )cpp");
  const TaskType &work = snippet.unit().taskType(snippet.type("work"));
  EXPECT_EQ(work.kind, TaskKind::Task);
  EXPECT_EQ(work.start, Start::Eager);
}

TEST(Task, AnAwaiterIsAnOperationAndAHandleIsNot) {
  Snippet snippet(R"cpp(
    #include <coroutine>
    struct sleep { bool await_ready(); void await_suspend(std::coroutine_handle<>); int await_resume(); };
    struct handle { sleep operator co_await(); };
    struct sender { using sender_concept = int; };
    using one = sleep; using two = handle; using three = sender;
  )cpp");
  const TaskType &sleep = snippet.unit().taskType(snippet.type("one"));
  EXPECT_EQ(sleep.kind, TaskKind::Operation);
  EXPECT_EQ(sleep.start, Start::Lazy);
  EXPECT_TRUE(sleep.result->isIntegerType());
  EXPECT_EQ(snippet.unit().taskType(snippet.type("two")).kind, TaskKind::None);
  EXPECT_EQ(snippet.unit().taskType(snippet.type("three")).kind, TaskKind::Operation);
}

TEST(Task, ADependentOneIsToldFromThePattern) {
  Snippet snippet(R"cpp(
    #include "task.h"
    template <class T> struct store { using work = task<T>; };
  )cpp");
  EXPECT_EQ(snippet.unit().taskType(snippet.type("work")).kind, TaskKind::Task);
}

TEST(Task, ABaseClassMakesOne) {
  Snippet snippet(R"cpp(
    #include "task.h"
    struct request : task<int> { using task<int>::task; };
    request make();
    void use() { make(); }
    using work = request;
  )cpp");
  EXPECT_EQ(snippet.unit().taskType(snippet.type("work")).kind, TaskKind::Task);
}

TEST(Task, AModelAddsWhatTheTypeCantSay) {
  Library user;
  user.name = "ours";
  user.namespaces = {"ours"};
  TaskRow row;
  row.name = "work";
  row.start = Start::Eager;
  row.selfReporting = true;
  user.tasks = {row};
  Snippet snippet(
      "namespace ours { inline namespace v2 { struct work {}; } } using one = ours::work;",
      Models::withUser(std::move(user)));
  const TaskType &work = snippet.unit().taskType(snippet.type("one"));
  EXPECT_EQ(work.kind, TaskKind::Task);
  EXPECT_EQ(work.start, Start::Eager);
  EXPECT_TRUE(work.selfReporting);
}

TEST(Task, AHeldResourceCantBeCopied) {
  Snippet snippet(R"cpp(
    #include "task.h"
    #include <string>
    using one = lock; using two = std::string; using three = int;
  )cpp");
  EXPECT_TRUE(isHeldResource(snippet.type("one"), snippet.unit().models()));
  EXPECT_FALSE(isHeldResource(snippet.type("two"), snippet.unit().models()));
  EXPECT_FALSE(isHeldResource(snippet.type("three"), snippet.unit().models()));
}

// ---- Fate
// ------------------------------------------------------------------------------------------------------------

TEST(Fate, IsDecidedByWhatTheValueStandsIn) {
  Snippet snippet(R"cpp(
    #include "task.h"
    #include <functional>
    task<int> load(int);
    void keep(task<int>);
    struct holder { task<int> work; };
    task<int> coroutine(bool big) {
      load(1);
      (void)load(2);
      std::ignore = load(3);
      auto named = load(4);
      named = load(5);
      keep(load(6));
      load(7).start();
      if (load(8)) co_return 0;
      holder held{load(9)};
      load(10), big;
      big ? (load(11)) : load(12);
      auto copy = std::move(load(13));
      load(14).done();
      static auto kept = load(15);
      co_await load(16);
      co_return co_await (big, load(17));
    }
    task<int> plain() { return load(18); }
  )cpp");
  const Body coroutine(snippet.function("coroutine")), plain(snippet.function("plain"));
  const auto fate = [&](const Body &body, int row) {
    return fateOf(body, cast<Expr>(snippet.statement(body, "load(" + std::to_string(row) + ")")),
                  snippet.unit())
        .fate;
  };
  // The first statement that begins with the text of a call through a member is the whole of it, so
  // those are asked by their call.
  const auto call = [&](int row) -> const Expr & {
    for (const Stmt *statement : coroutine.statements())
      if (const auto *made = dyn_cast<CallExpr>(statement);
          made && !isa<CXXMemberCallExpr>(made) &&
          sourceText(made->getSourceRange(), snippet.context()) ==
              "load(" + std::to_string(row) + ")")
        return *made;
    std::abort();
  };
  const auto fateOfCall = [&](int row) {
    return fateOf(coroutine, call(row), snippet.unit()).fate;
  };
  EXPECT_EQ(fateOfCall(1), Fate::Discarded);
  EXPECT_EQ(fateOfCall(2), Fate::DeclaredDrop);
  EXPECT_EQ(fateOfCall(3), Fate::DeclaredDrop);
  EXPECT_EQ(fateOfCall(4), Fate::Named);
  EXPECT_EQ(fateOfCall(5), Fate::Assigned);
  EXPECT_EQ(fateOfCall(6), Fate::Passed);
  EXPECT_EQ(fateOfCall(7), Fate::Consumed);
  EXPECT_EQ(fateOfCall(8), Fate::Inspected);
  EXPECT_EQ(fateOfCall(9), Fate::Kept);
  EXPECT_EQ(fateOfCall(10), Fate::Discarded);
  EXPECT_EQ(fateOfCall(11), Fate::Discarded);
  EXPECT_EQ(fateOfCall(12), Fate::Discarded);
  EXPECT_EQ(fateOfCall(13), Fate::Named);
  EXPECT_EQ(fateOfCall(14), Fate::Inspected);
  EXPECT_EQ(fateOfCall(15), Fate::Kept);
  EXPECT_EQ(fateOfCall(16), Fate::Awaited);
  EXPECT_EQ(fateOfCall(17), Fate::Awaited);
  EXPECT_EQ(fate(plain, 18), Fate::Returned);
  EXPECT_EQ(fateOf(coroutine, call(11), snippet.unit()).value,
            fateOf(coroutine, call(12), snippet.unit()).value);
}

// ---- Paths
// -----------------------------------------------------------------------------------------------------------

static bool leaks(const std::string &body) {
  Snippet snippet(
      "#include \"task.h\"\ntask<int> load(int);\nbool some();\n[[noreturn]] void fail();\n"
      "#define CHECK(x) if (!(x)) co_return 0\n"
      "task<int> coroutine() {\n" +
      body + "\n}");
  const Body coroutine(snippet.function("coroutine"));
  return Paths(coroutine)
      .missing(snippet.variable("work"),
               [](const Stmt &statement) { return isa<CoawaitExpr>(statement); })
      .has_value();
}

TEST(Paths, FindTheOneThatMisses) {
  EXPECT_TRUE(leaks("auto work = load(1); if (some()) co_return 1; co_return co_await work;"));
  EXPECT_TRUE(leaks("auto work = load(1); if (some()) throw 1; co_return co_await work;"));
  EXPECT_TRUE(leaks("for (;;) { auto work = load(1); if (some()) continue; co_await work; }"));
  EXPECT_TRUE(leaks("auto work = load(1); switch (2) { case 1: co_await work; } co_return 0;"));
  EXPECT_FALSE(leaks(
      "auto work = load(1); if (some()) co_return co_await work; co_return 1 + co_await work;"));
  EXPECT_FALSE(leaks("auto work = load(1); if (some()) fail(); co_return co_await work;"));
  EXPECT_FALSE(leaks("auto work = load(1); CHECK(some()); co_return co_await work;"));
  EXPECT_FALSE(leaks("auto work = load(1), other = load(2); co_return co_await work;"));
}

} // namespace corolint::test
