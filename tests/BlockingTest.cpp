#include "checks/engine/blocking/Blocking.h"
#include "tests/Snippet.h"

namespace corolint::test {

/// What blocks in the function `f` of a snippet: "kind-of-callee" by line, as "2:sleep_for
/// 5:get(through 1)".
static std::string blockingIn(const std::string &code) {
  Snippet snippet(code);
  Blocking blocking(snippet.unit());
  std::string result;
  for (const BlockingSite &site : blocking.in(Body(snippet.function("f")))) {
    if (!result.empty())
      result += ' ';
    result += std::to_string(snippet.lineOf(*site.at)) + ":" +
              (site.callee.empty() ? "loop" : site.callee);
    if (!site.path.empty())
      result += "<" + std::to_string(site.path.size());
  }
  return result;
}

static const std::string Head =
    "#include \"task.h\"\n#include <thread>\n#include <future>\n#include <chrono>\nusing namespace "
    "std::chrono_literals;\ntask<int> g();\n";

TEST(Blocking, ReachedDirectly) {
  EXPECT_EQ(
      blockingIn(Head + "task<void> f() {\n std::this_thread::sleep_for(1s);\n co_return;\n}"),
      "8:sleep_for");
  EXPECT_EQ(blockingIn(Head + "task<int> f(std::future<int> x) {\n co_return x.get();\n}"),
            "8:get");
}

TEST(Blocking, ReachedThroughFunctions) {
  const std::string two =
      "void one() { std::this_thread::sleep_for(1s); }\nvoid two() { one(); }\n";
  EXPECT_EQ(blockingIn(Head + two + "task<void> f() {\n two();\n co_return;\n}"), "10:sleep_for<2");
  // Five calls below, nobody can be expected to know.
  EXPECT_EQ(blockingIn(Head + two +
                       "void three() { two(); }\nvoid four() { three(); }\nvoid five() { four(); "
                       "}\ntask<void> f() {\n five();\n co_return;\n}"),
            "");
  // A coroutine that is called only makes a task.
  EXPECT_EQ(blockingIn(Head + "task<void> one() { std::this_thread::sleep_for(1s); co_return; "
                              "}\ntask<void> f() { co_await one(); }"),
            "");
}

TEST(Blocking, LambdasBlockWhereTheyAreCalled) {
  EXPECT_EQ(blockingIn(Head + "task<void> f() {\n auto pause = [] { "
                              "std::this_thread::sleep_for(1s); };\n co_await g();\n}"),
            "");
  EXPECT_EQ(blockingIn(Head + "task<void> f() {\n auto pause = [] { "
                              "std::this_thread::sleep_for(1s); };\n pause();\n co_await g();\n}"),
            "9:sleep_for<1");
}

TEST(Blocking, LambdasHandedOnAreSomebodyElses) {
  EXPECT_EQ(blockingIn(Head + "void run_later(void (*)());\ntask<void> f() {\n run_later([] { "
                              "std::this_thread::sleep_for(1s); });\n co_await g();\n}"),
            "");
  EXPECT_EQ(blockingIn(Head + "std::future<void> f_worker;\ntask<void> f() {\n f_worker = "
                              "std::async([] { std::this_thread::sleep_for(1s); });\n co_await "
                              "g();\n}"),
            "");
  // Whoever doesn't keep the future waits for it.
  EXPECT_EQ(blockingIn(Head + "task<void> f() {\n auto worker = std::async([] { "
                              "std::this_thread::sleep_for(1s); });\n co_await g();\n}"),
            "8:async");
  const std::string seastar = "#include <seastar/core/coroutine.hh>\n#include "
                              "<seastar/core/thread.hh>\n#include <thread>\n";
  EXPECT_EQ(blockingIn(seastar + "seastar::future<> f() {\n co_await seastar::async([] { "
                                 "std::this_thread::sleep_for(std::chrono::seconds(1)); });\n}"),
            "");
}

TEST(Blocking, FunctionsOfCAreThose) {
  const std::string own =
      "#include \"task.h\"\ntask<void> sleep(const char *text);\nvoid system(int);\n";
  EXPECT_EQ(blockingIn(own + "task<void> f() {\n auto later = sleep(\"x\");\n system(1);\n "
                             "co_await std::move(later);\n}"),
            "");
  EXPECT_EQ(
      blockingIn(
          "#include \"task.h\"\n#include <unistd.h>\ntask<void> f() {\n sleep(1);\n co_return;\n}"),
      "4:sleep");
}

TEST(Blocking, ZeroIsNoTime) {
  EXPECT_EQ(blockingIn(Head +
                       "task<void> f() {\n std::this_thread::sleep_for(0s);\n "
                       "std::this_thread::sleep_for(std::chrono::milliseconds{});\n co_return;\n}"),
            "");
}

TEST(Blocking, WhatWasAskedIsThere) {
  EXPECT_EQ(blockingIn(Head + "task<int> f(std::future<int> x) {\n if (x.wait_for(0s) == "
                              "std::future_status::ready)\n  co_return x.get();\n co_return 0;\n}"),
            "");
}

TEST(Blocking, AwaitableTellsWhoWaitsForIt) {
  EXPECT_EQ(
      blockingIn(
          Head +
          "template <class T> T run(task<T> work);\ntask<void> f() {\n run(g());\n co_return;\n}"),
      "9:run");
  EXPECT_EQ(blockingIn(Head + "template <class T> task<T> pass(task<T> work);\ntask<void> f() {\n "
                              "co_await pass(g());\n}"),
            "");
}

TEST(Blocking, HopsMoveTheCoroutineAway) {
  const std::string head =
      "#include <cppcoro/task.hpp>\n#include <cppcoro/static_thread_pool.hpp>\n#include <thread>\n";
  const std::string pause = "std::this_thread::sleep_for(std::chrono::seconds(1));\n";
  EXPECT_EQ(
      blockingIn(head +
                 "cppcoro::task<> f(cppcoro::static_thread_pool &p) {\n co_await p.schedule();\n" +
                 pause + "}"),
      "");
  EXPECT_EQ(blockingIn(head + "cppcoro::task<> f(cppcoro::static_thread_pool &p) {\n" + pause +
                       "co_await p.schedule();\n}"),
            "5:sleep_for");
  EXPECT_EQ(blockingIn(head +
                       "cppcoro::task<> f(cppcoro::static_thread_pool &p, bool b) {\n if (b) {\n "
                       "co_await p.schedule();\n }\n" +
                       pause + "}"),
            "8:sleep_for");
}

TEST(Blocking, ReplacementIsOfTheCoroutinesLibrary) {
  Snippet snippet("#include <folly/coro/Task.h>\n#include <thread>\nfolly::coro::Task<void> f() { "
                  "std::this_thread::sleep_for(std::chrono::seconds(1)); co_return; }");
  Blocking blocking(snippet.unit());
  const Body body(snippet.function("f"));
  const std::vector<BlockingSite> sites = blocking.in(body);
  ASSERT_EQ(sites.size(), 1u);
  const std::optional<Replacement> instead = blocking.replacement(body, sites.front());
  ASSERT_TRUE(instead);
  EXPECT_EQ(instead->text, "co_await folly::coro::sleep(std::chrono::seconds(1))");
  EXPECT_EQ(instead->edits.size(), 2u) << "the call, and the include";
}

} // namespace corolint::test
