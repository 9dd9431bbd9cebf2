// Whether an exception gets out of a body at its root, judged from what is visible.
#include "checks/engine/errors/Throws.h"
#include "tests/Snippet.h"
#include "clang/AST/StmtCXX.h"
#include <gtest/gtest.h>

namespace corolint::test {

using namespace clang;

static const std::string SnippetPrelude = R"cpp(
  #include "task.h"
  #include <stdexcept>
  struct other {};
  struct derived : std::runtime_error { using runtime_error::runtime_error; };
  struct hidden : private std::exception {};
  task<int> load(int);
  task<int> safe(int) noexcept;
  void call();
  void quiet() noexcept;
)cpp";

/// Whether nothing of visible origin leaves `task<void> examined() { <text> }`.
static bool covers(const std::string &text, const std::string &before = "") {
  Snippet snippet(SnippetPrelude + before + "\ntask<void> examined() {\n" + text +
                  "\nco_return; }");
  return coversItsErrors(snippet.function("examined"), snippet.unit());
}

TEST(Throws, AwaitsOfTasksAndVisibleThrows) {
  EXPECT_FALSE(covers("co_await load(1);"));
  EXPECT_FALSE(covers("throw 1;"));
  EXPECT_FALSE(covers("if (false) throw std::runtime_error(\"x\");"))
      << "conditions aren't weighed";
  EXPECT_FALSE(covers("std::rethrow_exception(std::make_exception_ptr(1));"));
  EXPECT_TRUE(covers(""));
  EXPECT_TRUE(covers("co_await std::suspend_never();")) << "its await_resume is noexcept";
  EXPECT_TRUE(covers("auto later = [] { throw 1; };")) << "a lambda's body is another one";
}

TEST(Throws, HandlersAtTheRoot) {
  EXPECT_TRUE(covers("try { co_await load(1); } catch (...) {}"));
  EXPECT_TRUE(covers("try { co_await load(1); } catch (const std::exception &) {}"))
      << "what is thrown elsewhere is taken for one";
  EXPECT_FALSE(covers("try { co_await load(1); } catch (const std::runtime_error &) {}"));
  EXPECT_TRUE(covers("try { throw derived(\"x\"); } catch (const std::runtime_error &) {}"));
  EXPECT_FALSE(covers("try { throw other(); } catch (const std::exception &) {}"));
  EXPECT_TRUE(
      covers("try { throw other(); } catch (const std::exception &) {} catch (const other &) {}"));
  EXPECT_FALSE(covers("try { co_await load(1); } catch (...) { throw; }"));
  EXPECT_FALSE(covers("try { call(); } catch (...) { throw std::runtime_error(\"x\"); }"));
  EXPECT_TRUE(covers("try { try { co_await load(1); } catch (...) { throw; } } catch (...) {}"))
      << "the outer one stops it";
  EXPECT_FALSE(covers("try { co_await load(1); } catch (...) {} co_await load(2);"));
}

TEST(Throws, AFunctionTryBlockIsAtTheRoot) {
  Snippet snippet(SnippetPrelude +
                  "task<void> examined() try { co_await load(1); } catch (...) {}");
  EXPECT_TRUE(coversItsErrors(snippet.function("examined"), snippet.unit()));
}

TEST(Throws, ThroughCoroutinesOfTheSameFile) {
  const std::string inner = "task<void> inner() { try { co_await load(1); } catch (...) {} }\n";
  EXPECT_TRUE(covers("co_await inner();", inner));
  EXPECT_FALSE(covers("co_await inner();", "task<void> inner() { co_await load(1); }\n"));
  EXPECT_TRUE(covers("co_await made();",
                     "task<void> inner() { co_return; }\ntask<void> made() { return inner(); }\n"))
      << "what only returns another's task is looked through";
  EXPECT_FALSE(covers("co_await made();", "task<void> inner() { co_await load(1); }\n"
                                          "task<void> made() { return inner(); }\n"));
}

TEST(Throws, ACoroutineThatSaysNoexcept) {
  EXPECT_TRUE(covers("co_await safe(1);"));
  EXPECT_TRUE(covers("co_await inner();", "task<void> inner() noexcept { co_await load(1); }\n"));
  EXPECT_FALSE(covers("co_await inner();", "task<void> inner() noexcept { throw 1; co_return; }\n"))
      << "the word keeps nothing in";
  Snippet snippet(SnippetPrelude +
                  "task<void> awaits() noexcept { co_await load(1); }\ntask<void> throws() "
                  "noexcept { throw 1; co_return; }\nvoid plain() noexcept { throw 1; }");
  EXPECT_TRUE(coversItsErrors(snippet.function("awaits"), snippet.unit()));
  EXPECT_FALSE(coversItsErrors(snippet.function("throws"), snippet.unit()));
  EXPECT_TRUE(coversItsErrors(snippet.function("plain"), snippet.unit()))
      << "it ends the process there";
}

TEST(Throws, CallsOnlyWhereTheCheckSaysSo) {
  EXPECT_TRUE(covers("call();")) << "an unknown function isn't suspected";
  const auto escapes = [](const std::string &text, Suspect suspect) {
    Snippet snippet(SnippetPrelude + "task<void> examined() { " + text + " co_return; }");
    return findEscape(Body(snippet.function("examined")), suspect, snippet.unit()) != nullptr;
  };
  EXPECT_TRUE(escapes("call();", Suspect::AwaitsAndCalls));
  EXPECT_FALSE(escapes("quiet();", Suspect::AwaitsAndCalls));
  EXPECT_TRUE(escapes("co_await load(1);", Suspect::AwaitsAndCalls));
  EXPECT_FALSE(escapes("co_await load(1);", Suspect::Throws));
  EXPECT_FALSE(escapes("try { call(); } catch (...) {}", Suspect::AwaitsAndCalls));
}

TEST(Throws, TheFirstPlaceIsNamed) {
  Snippet snippet(SnippetPrelude +
                  "task<void> examined() {\n try { co_await load(1); } catch (...) {}\n "
                  "co_await load(2);\n throw 1; }");
  const Stmt *escape =
      findEscape(Body(snippet.function("examined")), Suspect::Awaits, snippet.unit());
  ASSERT_NE(escape, nullptr);
  EXPECT_TRUE(isa<CoawaitExpr>(escape));
}

TEST(Throws, WhatCantBeSeenIsNotCovered) {
  Snippet snippet(SnippetPrelude);
  EXPECT_FALSE(coversItsErrors(snippet.function("load"), snippet.unit()));
}

TEST(Throws, ErrorsThatComeAsValues) {
  Snippet snippet(R"cpp(
    #include <boost/asio.hpp>
    namespace net = boost::asio;
    char data[9];
    net::awaitable<void> reads_and_throws(net::ip::tcp::socket &s) { co_await s.async_read_some(net::buffer(data), net::use_awaitable); }
    net::awaitable<void> reads_and_fills(net::ip::tcp::socket &s, boost::system::error_code &code) { co_await s.async_read_some(net::buffer(data), net::redirect_error(net::use_awaitable, code)); }
    net::awaitable<void> reads_and_gives(net::ip::tcp::socket &s) { auto [error, size] = co_await s.async_read_some(net::buffer(data), net::as_tuple(net::use_awaitable)); }
    net::awaitable<void> only_pauses(net::steady_timer &t) { co_await t.async_wait(net::use_awaitable); }
    net::awaitable<void> only_asks() { auto executor = co_await net::this_coro::executor; }
    net::awaitable<void> only_resets() { co_await net::this_coro::reset_cancellation_state(net::enable_total_cancellation()); }
  )cpp");
  const auto covers = [&](const char *name) {
    return coversItsErrors(snippet.function(name), snippet.unit());
  };
  EXPECT_FALSE(covers("reads_and_throws"));
  EXPECT_TRUE(covers("reads_and_fills"));
  EXPECT_TRUE(covers("reads_and_gives"));
  EXPECT_TRUE(covers("only_pauses")) << "the model says that it never fails";
  EXPECT_TRUE(covers("only_asks"));
  EXPECT_TRUE(covers("only_resets"));
}

TEST(Throws, Handlers) {
  Snippet snippet(
      SnippetPrelude +
      "derived thrown(\"x\"); other strange; std::exception base; using hidden_type = hidden;");
  EXPECT_TRUE(catches(QualType(), snippet.type("strange"))) << "catch (...)";
  EXPECT_TRUE(catches(snippet.type("base"), snippet.type("thrown")));
  EXPECT_FALSE(catches(snippet.type("thrown"), snippet.type("base")));
  EXPECT_FALSE(catches(snippet.type("base"), snippet.type("strange")));
  EXPECT_TRUE(isStdException(snippet.record("derived")));
  EXPECT_FALSE(isStdException(snippet.record("hidden"))) << "not publicly";
}

} // namespace corolint::test
