// What becomes of an error: in handlers, callbacks and promises; and which types hand one back as a
// value.
#include "checks/engine/errors/Handled.h"
#include "checks/engine/errors/ErrorResult.h"
#include "tests/Snippet.h"
#include <gtest/gtest.h>

namespace corolint::test {

using namespace clang;

static const std::string SnippetPrelude = R"cpp(
  #include "task.h"
  #include <cstdlib>
  #include <iostream>
  #include <stdexcept>
  task<int> load(int);
  void log_error(const char *text);
  void log_error(const char *text, std::exception_ptr error);
  void report_elsewhere();
  inline void report_current() { try { throw; } catch (const std::exception &e) { std::cerr << e.what(); } catch (...) { std::cerr << "?"; } }
  inline void count() { static int n = 0; ++n; }
  inline void co_await_free() { throw 1; }
  template <class F> struct guard { explicit guard(F leave) : leave(leave) {} ~guard() { leave(); } F leave; };
  #define LOG(level) if (level < 1) ; else std::clog
  #define LOG_FAILED(text) std::clog << text << " failed"
  #define ASSERT(condition) ((condition) ? void(0) : std::abort())
  #define FAIL(text) log_error(text)
  #define ADD_FAILURE() std::clog
)cpp";

/// What becomes of the error in the first handler of `try { co_await load(1); } <handler>`, with
/// text behind it.
static Handling handled(const std::string &handler, const std::string &behind = "",
                        const std::string &attempt = "co_await load(1);") {
  Snippet snippet(SnippetPrelude +
                  "task<int> examined(bool verbose) { bool failed = false; std::exception_ptr "
                  "kept; for (int round = 0; round < 1; ++round) { try { " +
                  attempt + " } " + handler + " }\n" + behind + "\nco_return 1; }");
  const Body body(snippet.function("examined"));
  for (const Stmt *statement : body.statements())
    if (const auto *found = dyn_cast<CXXCatchStmt>(statement))
      return handlingOf(body, *found, snippet.unit());
  ADD_FAILURE() << "no handler";
  return {};
}

struct HandlerCase {
  const char *handler;
  ErrorEnd end;
};

TEST(Handled, OneWayThrough) {
  const HandlerCase cases[] = {
      {"catch (...) {}", ErrorEnd::Dropped},
      {"catch (const std::exception &e) { (void)e; }", ErrorEnd::Dropped},
      {"catch (...) { log_error(\"failed\"); }", ErrorEnd::Dropped},
      {"catch (...) { std::cerr << \"failed\" << std::endl; }", ErrorEnd::Dropped},
      {"catch (...) { auto lost = std::current_exception(); }", ErrorEnd::Dropped},
      {"catch (...) { continue; }", ErrorEnd::Dropped},
      {"catch (...) { co_return 0; }", ErrorEnd::Dropped},
      {"catch (...) { co_return -1; }", ErrorEnd::Returned},
      {"catch (...) { throw; }", ErrorEnd::Rethrown},
      {"catch (...) { std::rethrow_exception(std::current_exception()); }", ErrorEnd::Rethrown},
      {"catch (...) { [] { throw; }(); }", ErrorEnd::Rethrown},
      {"catch (const std::exception &e) { throw std::runtime_error(e.what()); }",
       ErrorEnd::Carried},
      {"catch (...) { std::throw_with_nested(std::runtime_error(\"failed\")); }",
       ErrorEnd::Carried},
      {"catch (...) { throw std::runtime_error(\"failed\"); }", ErrorEnd::Replaced},
      {"catch (...) { std::terminate(); }", ErrorEnd::Terminated},
      {"catch (const std::exception &e) { std::cerr << e.what(); }", ErrorEnd::Used},
      {"catch (const std::exception &e) { LOG(2) << e.what(); }", ErrorEnd::Used},
      {"catch (...) { log_error(\"failed\", std::current_exception()); }", ErrorEnd::Used},
      {"catch (...) { report_current(); }", ErrorEnd::Used},
      {"catch (...) { report_elsewhere(); }", ErrorEnd::Used},
      {"catch (...) { count(); }", ErrorEnd::Reacted},
  };
  for (const HandlerCase &one : cases) {
    const Handling handling = handled(one.handler);
    EXPECT_TRUE(handling.always({one.end}))
        << one.handler << " ends in "
        << (handling.paths.empty() ? -1 : static_cast<int>(handling.paths.front().end));
  }
}

TEST(Handled, EachPathByItself) {
  const Handling partly =
      handled("catch (const std::exception &e) { if (verbose) std::cerr << e.what(); }");
  ASSERT_NE(partly.dropped(), nullptr);
  EXPECT_TRUE(partly.dropped()->partly);
  EXPECT_EQ(
      handled("catch (const std::exception &e) { if (verbose) std::cerr << e.what(); else throw; }")
          .dropped(),
      nullptr);
  EXPECT_EQ(handled("catch (const std::logic_error &e) { if (e.what()) log_error(\"failed\"); }")
                .dropped(),
            nullptr);
  EXPECT_EQ(handled("catch (const std::exception &e) { if constexpr (sizeof(int) == 4) throw; }")
                .dropped(),
            nullptr);
}

TEST(Handled, SeesWhatIsExaminedBehindTheHandler) {
  EXPECT_EQ(handled("catch (...) { failed = true; }", "if (failed) throw 1;").dropped(), nullptr);
  EXPECT_NE(handled("catch (...) { failed = true; }").dropped(), nullptr);
  EXPECT_EQ(handled("catch (...) { kept = std::current_exception(); }",
                    "if (kept) std::rethrow_exception(kept);")
                .dropped(),
            nullptr);
  EXPECT_EQ(handled("catch (...) {}", "if (failed) throw 1;", "co_await load(1); failed = true;")
                .dropped(),
            nullptr);
  EXPECT_EQ(handled("catch (...) {}", "throw 1;", "co_return co_await load(1);").dropped(), nullptr)
      << "success has left";
  EXPECT_EQ(handled("catch (...) {}", "", "co_await load(1); std::abort();").dropped(), nullptr)
      << "a failure is expected";
}

TEST(Handled, NestedTry) {
  EXPECT_TRUE(handled("catch (const std::exception &e) { try { co_await_free(); } catch (const "
                      "std::exception &inner) { std::cerr << inner.what(); } }")
                  .always({ErrorEnd::Reacted}))
      << "what the inner one looks at is another error";
  EXPECT_EQ(handled("catch (...) { try { throw; } catch (const std::exception &e) { std::cerr << "
                    "e.what(); } catch (...) { std::cerr << \"unknown\"; } }")
                .dropped(),
            nullptr)
      << "a rethrow that asks what it is";
  EXPECT_TRUE(handled("catch (...) { try { throw; } catch (const std::logic_error &e) { std::cerr "
                      "<< e.what(); } }")
                  .find(ErrorEnd::Rethrown))
      << "all but that one";
  EXPECT_EQ(handled("catch (const std::exception &e) { try { co_await_free(); } catch (...) {} "
                    "std::cerr << e.what(); }")
                .dropped(),
            nullptr);
}

TEST(Handled, ConstantConditions) {
  EXPECT_TRUE(handled("catch (...) { ASSERT(false); }").always({ErrorEnd::Terminated}));
  EXPECT_NE(handled("catch (...) { ASSERT(true); }").dropped(), nullptr);
  EXPECT_NE(handled("catch (...) { if constexpr (sizeof(int) == 1) throw; }").dropped(), nullptr);
}

TEST(Handled, LambdasAndScopeGuards) {
  EXPECT_TRUE(handled("catch (...) { [&] { log_error(\"failed\", std::current_exception()); }(); }")
                  .always({ErrorEnd::Used}));
  EXPECT_TRUE(handled("catch (const std::exception &e) { auto later = [&] { std::cerr << e.what(); "
                      "}; later(); }")
                  .always({ErrorEnd::Used}));
  EXPECT_TRUE(handled("catch (...) { guard leaving([error = std::current_exception()] { "
                      "log_error(\"failed\", error); }); }")
                  .always({ErrorEnd::Used}));
  EXPECT_NE(handled("catch (...) { guard leaving([] { log_error(\"failed\"); }); }").dropped(),
            nullptr);
  EXPECT_EQ(handled("catch (...) { [&] { failed = true; }(); }", "if (failed) throw 1;").dropped(),
            nullptr);
}

TEST(Handled, MacrosOfTests) {
  EXPECT_EQ(handled("catch (...) { FAIL(\"must not be\"); }").dropped(), nullptr);
  EXPECT_EQ(handled("catch (...) { ADD_FAILURE() << \"must not be\"; }").dropped(), nullptr);
  EXPECT_NE(handled("catch (...) { LOG_FAILED(\"loading\"); }").dropped(), nullptr)
      << "a constant text in the log";
  EXPECT_TRUE(handled("catch (...) { do { log_error(\"x\"); co_return -1; } while (false); }")
                  .always({ErrorEnd::Returned}))
      << "a block that is left";
  EXPECT_NE(
      handled("catch (...) { do { if (verbose) break; co_return -1; } while (false); }").dropped(),
      nullptr);
}

TEST(Handled, InCallbacks) {
  const auto end = [](const std::string &text) {
    Snippet snippet(SnippetPrelude +
                    "void f() { bool failed = false; std::exception_ptr kept; auto examined = " +
                    text + "; if (failed) throw 1; }");
    const FunctionDecl &callback =
        *snippet.variable("examined").getType()->getAsCXXRecordDecl()->getLambdaCallOperator();
    return handlingOf(Body(callback), *callback.getParamDecl(0), snippet.unit()).paths.front().end;
  };
  EXPECT_EQ(end("[](std::exception_ptr) {}"), ErrorEnd::Dropped);
  EXPECT_EQ(end("[](std::exception_ptr error) { (void)error; }"), ErrorEnd::Dropped);
  EXPECT_EQ(end("[](std::exception_ptr error) { if (error) std::rethrow_exception(error); }"),
            ErrorEnd::Rethrown);
  EXPECT_EQ(end("[](std::exception_ptr error) { log_error(\"failed\", error); }"), ErrorEnd::Used);
  EXPECT_EQ(end("[&](std::exception_ptr error) { kept = error; }"), ErrorEnd::Used);
  EXPECT_EQ(end("[&](std::exception_ptr) { failed = true; }"), ErrorEnd::Kept)
      << "the variable is the outer function's";
  EXPECT_EQ(end("[](std::exception_ptr) { bool own = false; own = true; }"), ErrorEnd::Dropped);
}

TEST(Handled, ValuesInBracesOfAnUnknownType) {
  Snippet snippet(SnippetPrelude + R"cpp(
    auto lambda = [](auto value) -> task<std::pair<int, int>> {
      try { co_await load(value); } catch (...) { co_return {-1, value}; }
      try { co_await load(value); } catch (...) { co_return {0, 0}; }
    };
  )cpp");
  const Body body(
      *snippet.variable("lambda").getType()->getAsCXXRecordDecl()->getLambdaCallOperator());
  std::vector<ErrorEnd> ends;
  for (const Stmt *statement : body.statements())
    if (const auto *handler = dyn_cast<CXXCatchStmt>(statement))
      ends.push_back(handlingOf(body, *handler, snippet.unit()).paths.front().end);
  EXPECT_EQ(ends, (std::vector{ErrorEnd::Returned, ErrorEnd::Dropped}));
}

TEST(Handled, OfSeveralTheFirstCounts) {
  EXPECT_EQ(handled("catch (...) { if (!kept) kept = std::current_exception(); }",
                    "if (kept) std::rethrow_exception(kept);")
                .dropped(),
            nullptr);
  EXPECT_EQ(handled("catch (...) { if (!kept) throw; }", "if (kept) std::rethrow_exception(kept);")
                .dropped(),
            nullptr);
  EXPECT_NE(handled("catch (...) { if (!verbose) throw; }").dropped(), nullptr);
  EXPECT_NE(
      handled("catch (const std::exception &e) { if (verbose) std::cerr << e.what(); }").dropped(),
      nullptr);
}

TEST(Handled, TellsANewErrorFromAUsedOne) {
  const Handling handling = handled("catch (const std::exception &e) { std::cerr << e.what(); "
                                    "throw std::runtime_error(\"failed\"); }");
  ASSERT_NE(handling.find(ErrorEnd::Replaced), nullptr);
  EXPECT_TRUE(handling.find(ErrorEnd::Replaced)->used);
}

TEST(Handled, InPromises) {
  Snippet snippet(SnippetPrelude + R"cpp(
    struct promise {
      std::exception_ptr error;
      bool failed = false;
      void forgets() {}
      void keeps() { error = std::current_exception(); }
      void marksFailure() { failed = true; }
      void endsProcess() noexcept { std::terminate(); }
    };
  )cpp");
  const auto end = [&](const char *name) {
    return handlingOfCurrent(Body(snippet.function(name)), snippet.unit()).paths.front().end;
  };
  EXPECT_EQ(end("forgets"), ErrorEnd::Dropped);
  EXPECT_EQ(end("keeps"), ErrorEnd::Used);
  EXPECT_EQ(end("marksFailure"), ErrorEnd::Kept);
  EXPECT_EQ(end("endsProcess"), ErrorEnd::Terminated);
}

TEST(Handled, CommentsThatSayWhy) {
  const auto explains = [](const std::string &comment) {
    Snippet snippet("void examined() { try { throw 1; } catch (...) {\n" + comment + "\n} }");
    const Body body(snippet.function("examined"));
    for (const Stmt *statement : body.statements())
      if (isa<CXXCatchStmt>(statement))
        return explainsItself(statement->getSourceRange(), snippet.context());
    return false;
  };
  EXPECT_TRUE(explains("// the peer is gone"));
  EXPECT_TRUE(explains("/* ignored */"));
  EXPECT_FALSE(explains("// TODO: handle it"));
  EXPECT_FALSE(explains("// NOLINT"));
  EXPECT_FALSE(explains(""));
}

// ---- ErrorResult
// -----------------------------------------------------------------------------------------------------

TEST(ErrorResult, ByShape) {
  Snippet snippet(R"cpp(
    #include <exception>
    #include <optional>
    #include <system_error>
    #include <vector>
    struct either { bool has_value() const; int error() const; };
    std::error_code code;
    std::exception_ptr pointer;
    either one;
    std::vector<either> many;
    std::optional<int> none;
  )cpp");
  const auto holder = [&](const char *name) {
    return errorHolderOf(snippet.type(name), snippet.unit());
  };
  EXPECT_EQ(holder("code"), ErrorHolder::Code);
  EXPECT_EQ(holder("pointer"), ErrorHolder::Code);
  EXPECT_EQ(holder("one"), ErrorHolder::Either);
  EXPECT_EQ(holder("many"), ErrorHolder::Many);
  EXPECT_EQ(holder("none"), ErrorHolder::None);
}

} // namespace corolint::test
