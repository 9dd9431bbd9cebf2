#include "checks/engine/time/Independence.h"
#include "checks/engine/things/Indirection.h"
#include "tests/Snippet.h"
#include <gtest/gtest.h>

namespace corolint::test {

/// "later<earlier" for each pair that the function `f` of a snippet awaits one after the other
/// without need; "later*" in a loop.
static std::string sequentialIn(const std::string &body) {
  Snippet snippet("#include \"task.h\"\n#include <memory>\n#include <string>\n#include <vector>\n"
                  "struct store { task<int> read(int) const; task<int> write(int); };\nstruct "
                  "other { task<int> write(int); };\n"
                  "task<int> a(int); task<int> b(int); task<void> c(int); task<int> with(store &, "
                  "int); task<int> from(const store &, int);\nvoid log();\n" +
                  body);
  const Body function(snippet.function("f"));
  std::string result;
  for (const Sequential &pair : sequentialAwaits(function, snippet.unit())) {
    result += (result.empty() ? "" : " ") +
              awaitedCall(*pair.later, snippet.unit())->getDirectCallee()->getNameAsString();
    result +=
        pair.loop
            ? "*"
            : "<" +
                  awaitedCall(*pair.earlier, snippet.unit())->getDirectCallee()->getNameAsString();
  }
  return result;
}

TEST(Independence, NoDataFlows) {
  EXPECT_EQ(
      sequentialIn(
          "task<int> f(int x) { int p = co_await a(x); int q = co_await b(x); co_return p + q; }"),
      "b<a");
  EXPECT_EQ(
      sequentialIn(
          "task<int> f(int x) { int p = co_await a(x); int q = co_await b(p); co_return p + q; }"),
      "");
  EXPECT_EQ(
      sequentialIn("task<int> f(int x) { x = co_await a(1); int q = co_await b(x); co_return q; }"),
      "");
  EXPECT_EQ(sequentialIn("struct pair { int p, q; };\ntask<int> f(pair x) { x.p = co_await a(1); "
                         "x.q = co_await b(2); co_return x.p; }"),
            "b<a");
  EXPECT_EQ(sequentialIn("task<int> f(int x) { co_return co_await a(co_await b(x)); }"), "");
}

TEST(Independence, NothingShared) {
  EXPECT_EQ(sequentialIn("task<int> f(store &s) { int p = co_await s.read(1); int q = co_await "
                         "s.read(2); co_return p + q; }"),
            "read<read");
  EXPECT_EQ(sequentialIn("task<int> f(store &s) { int p = co_await s.read(1); int q = co_await "
                         "s.write(2); co_return p + q; }"),
            "");
  EXPECT_EQ(sequentialIn("task<int> f(store &s) { int p = co_await from(s, 1); int q = co_await "
                         "with(s, 2); co_return p + q; }"),
            "");
  EXPECT_EQ(sequentialIn("task<int> f(store &s, other &o) { int p = co_await s.write(1); int q = "
                         "co_await o.write(2); co_return p + q; }"),
            "write<write");
  EXPECT_EQ(sequentialIn("task<int> f(store &s, store &o) { int p = co_await s.write(1); int q = "
                         "co_await o.write(2); co_return p + q; }"),
            "")
      << "may be one store";
  EXPECT_EQ(sequentialIn("task<int> f() { store s, o; int p = co_await s.write(1); int q = "
                         "co_await o.write(2); co_return p + q; }"),
            "write<write");
  EXPECT_EQ(
      sequentialIn("task<int> f(std::shared_ptr<store> s, std::shared_ptr<store> o) { int p = "
                   "co_await s->write(1); int q = co_await o->write(2); co_return p + q; }"),
      "");
}

TEST(Independence, EffectsHaveAnOrder) {
  EXPECT_EQ(sequentialIn("task<int> f() { co_await c(1); co_return co_await a(1); }"), "");
  EXPECT_EQ(sequentialIn("task<int> f() { co_await c(1); co_await c(2); co_return 0; }"), "c<c");
  EXPECT_EQ(sequentialIn("task<int> f() { co_await c(1); co_await c(1); co_return 0; }"), "")
      << "the same twice is meant";
  EXPECT_EQ(sequentialIn("task<int> f() { int p = co_await a(1); log(); int q = co_await b(1); "
                         "co_return p + q; }"),
            "");
}

TEST(Independence, OfTheTurnsOfALoop) {
  EXPECT_EQ(sequentialIn("task<int> f(std::vector<int> v) { int s = 0; for (int x : v) s += "
                         "co_await a(x); co_return s; }"),
            "a*");
  EXPECT_EQ(sequentialIn("task<int> f(std::vector<int> v) { int s = 0; for (int x : v) s = "
                         "co_await a(s + x); co_return s; }"),
            "");
  EXPECT_EQ(sequentialIn("task<int> f(std::vector<store> v) { int s = 0; for (store &x : v) s += "
                         "co_await with(x, 1); co_return s; }"),
            "with*");
  EXPECT_EQ(sequentialIn("task<int> f(std::vector<int> v, store &t) { int s = 0; for (int x : v) s "
                         "+= co_await with(t, x); co_return s; }"),
            "");
  EXPECT_EQ(sequentialIn("task<int> f(std::vector<int> v) { for (int x : v) if (co_await a(x)) "
                         "break; co_return 0; }"),
            "");
}

TEST(Independence, WhatATypeGivesAccessTo) {
  Snippet snippet("#include <functional>\n#include <memory>\n#include <span>\n#include "
                  "<string>\n#include <string_view>\n#include <vector>\n"
                  "struct plain { int x; std::string y; }; struct linked { plain *next; };\n"
                  "using simple = plain; using text = std::string; using view = std::string_view; "
                  "using texts = std::vector<std::string>; using constants = std::span<const int>; "
                  "using constant = const plain &;\n"
                  "using reference = plain &; using chain = linked; using owned = "
                  "std::unique_ptr<plain>; using links = std::vector<plain *>; using span = "
                  "std::span<int>; using callback = std::function<void()>;\n"
                  "std::vector<int> size_up(std::vector<std::string>, std::span<int>, "
                  "std::span<const int>, std::unique_ptr<plain>, std::function<void()>);\n"
                  "struct instantiated { texts t; constants c; };");
  for (const char *name : {"simple", "text", "view", "texts", "constants", "constant"})
    EXPECT_FALSE(givesAccess(snippet.type(name))) << name;
  for (const char *name : {"reference", "chain", "owned", "links", "span", "callback"})
    EXPECT_TRUE(givesAccess(snippet.type(name))) << name;
}

} // namespace corolint::test
