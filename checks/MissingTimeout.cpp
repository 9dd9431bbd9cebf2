// coro-missing-timeout: an await of network I/O that nothing ends when the other side falls silent.
#include "checks/Check.h"
#include "checks/engine/blocking/TimeLimit.h"
#include "checks/engine/code/Body.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/values/Fate.h"
#include "clang/AST/ASTContext.h"

namespace corolint {
namespace {

using namespace clang;

class MissingTimeoutCheck final : public CheckBase {
public:
  using CheckBase::CheckBase;

private:
  void examine(const Body &body) override {
    if (!body.isCoroutine() || body.isPattern() || unit().isTest())
      return;
    for (const Stmt *statement : body.statements()) {
      const auto *call = dyn_cast<CallExpr>(statement);
      const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
      const auto row = callee ? models().network(*callee) : Known<NetworkRow>();
      const CoawaitExpr *await = row ? awaitOf(body, *call) : nullptr;
      if (!await)
        continue;
      if (!limits_ || &limits_->unit() != &unit())
        limits_.emplace(unit());
      if (!limits_->bounds(body, *call))
        tell(body, *await, *call, row);
    }
  }

  /// The await that waits for a call: around it, or of the variable that keeps what it gave.
  const CoawaitExpr *awaitOf(const Body &body, const CallExpr &call) {
    if (const auto *around = body.enclosing<CoawaitExpr>(call))
      return around;
    const ValueUse use = fateOf(body, call, unit());
    if (use.fate != Fate::Named)
      return nullptr;
    for (const DeclRefExpr *name : body.uses(*use.variable))
      if (const ValueUse later = fateOf(body, *name, unit()); later.fate == Fate::Awaited)
        return dyn_cast<CoawaitExpr>(later.at);
    return nullptr;
  }

  void tell(const Body &body, const CoawaitExpr &await, const CallExpr &call,
            const Known<NetworkRow> &row) {
    Finding finding;
    finding.function = &body.function();
    finding.range = await.getSourceRange();
    finding.message = "nothing limits how long " + quoted(calledName(call, unit().context())) +
                      " waits: a silent peer suspends the coroutine for good";
    const std::string limit = limitFor(call, *row.library);
    finding.steps.push_back(
        {call.getExprLoc(), limit.empty()
                                ? "wait for it and for a timer, and cancel the one that is late"
                                : "a limit can be set by " + limit});
    report(finding);
  }

  /// How the wait can be bounded: by a parameter of its own, or by what the library has for it.
  std::string limitFor(const CallExpr &call, const Library &library) const {
    if (const ParmVarDecl *parameter = limits_->unusedLimit(call))
      return parameter->getName().empty() ? "an argument of its own"
                                          : "its parameter " + quoted(parameter->getName());
    if (library.timeouts.empty())
      return {};
    const Row &first = library.timeouts.front();
    const std::string name = "::" + first.name;
    return quoted(llvm::StringRef(name).rsplit("::").second) +
           (first.reason.empty() ? "" : ": " + first.reason);
  }

  std::optional<TimeLimits> limits_;
};

constexpr llvm::StringLiteral Documentation = R"md(
A peer that crashes, a cable that is cut, a firewall that drops packets: none of them ends a connection. An await of network I/O without a limit then never returns, and with it stay the
coroutine, its buffers, its connection, and whoever awaits it.

```cpp bad
#include <coro/coro.hpp>
auto greeting(coro::net::tcp::client &client, std::string &text) -> coro::task<bool> {
  auto [status, read] = co_await client.read_some(text);   // forever, when the peer says nothing
  co_return status.is_ok();
}
```

```cpp good
#include <coro/coro.hpp>
auto greeting(coro::net::tcp::client &client, std::string &text) -> coro::task<bool> {
  auto [status, read] = co_await client.read_some(text, std::chrono::seconds(10));
  co_return status.is_ok();
}
```

Which functions wait for the network, and which set a limit, is in the models: the sections `network` and `timeouts`. An await is bounded by an argument that is a time or a cancellation token,
by a function of `timeouts` in the same expression (a race against a timer, a completion token), by a deadline on its object, by a timer that closes its object, and by a caller that does any of
these: the coroutine itself, or one that calls it, stands in such an expression. A time of zero stands for none.

So does a member function that sets such a deadline, called before, and one of several that are awaited together which waits for a timer and throws then.

Silent: waiting for a client to connect, which has no limit by nature; name resolution, which the resolver itself limits; sending datagrams, which waits for nobody; files and pipes; an operation of a
stream that awaits the same one of a stream it was given, since the limit is its caller's; and tests.
)md";

} // namespace

extern const Check MissingTimeout;
const Check MissingTimeout = {
    .id = "coro-missing-timeout",
    .summary = "an await of network I/O that nothing ends when the other side falls silent",
    .severity = Severity::Note,
    .onByDefault = false,
    .fix = "",
    .confidence = "medium: a model says that the call waits for the network",
    .options = {},
    .documentation = Documentation,
    .make = make<MissingTimeoutCheck>,
};

} // namespace corolint
