// coro-sequential-awaits: an await waits for another one that it doesn't need.
#include "checks/Check.h"
#include "checks/engine/code/Body.h"
#include "checks/engine/text/Source.h"
#include "checks/engine/things/Unit.h"
#include "checks/engine/time/Independence.h"
#include "clang/AST/ASTContext.h"

namespace corolint {
namespace {

using namespace clang;

class SequentialAwaitsCheck final : public CheckBase {
public:
  using CheckBase::CheckBase;

private:
  void examine(const Body &body) override {
    if (!body.isCoroutine() || body.isPattern() || unit().isTest())
      return;
    for (const Sequential &pair : sequentialAwaits(body, unit()))
      tell(body, pair);
    for (const Stmt *statement : body.statements())
      if (const auto *call = dyn_cast<CallExpr>(statement))
        judgeAggregate(body, *call);
  }

  void tell(const Body &body, const Sequential &pair) {
    const CallExpr &later = *awaitedCall(*pair.later, unit()),
                   &earlier = *awaitedCall(*pair.earlier, unit());
    const std::string name = calledName(later, unit().context()),
                      other = calledName(earlier, unit().context());
    Finding finding;
    finding.function = &body.function();
    finding.range = pair.later->getSourceRange();
    const std::string aggregate = aggregateFor(later);
    if (pair.loop) {
      finding.message = "the loop awaits " + quoted(name) +
                        " for one element after the other: their times add up";
      finding.steps.push_back(
          {pair.loop->getBeginLoc(), "no turn of this loop needs what another one gives"});
      finding.steps.push_back(
          {later.getBeginLoc(),
           aggregate.empty() ? "collect the tasks in the loop, and await them together"
                             : "collect the tasks in the loop, and await them together with " +
                                   quoted(aggregate)});
    } else {
      finding.message = quoted(name) + " waits for " + (name == other ? "another " : "") +
                        quoted(other) + ", although neither needs the other";
      finding.steps.push_back(
          {earlier.getBeginLoc(), quoted(other) + " is awaited here, and their times add up"});
      finding.steps.push_back(
          {later.getBeginLoc(), "both at once: " + together(earlier, later, aggregate)});
    }
    report(finding);
  }

  /// How the two are awaited at the same time, in the words of their library.
  std::string together(const CallExpr &earlier, const CallExpr &later,
                       const std::string &aggregate) const {
    std::string one = sourceText(earlier.getSourceRange(), unit().context()),
                other = sourceText(later.getSourceRange(), unit().context());
    if (one.empty() || other.empty() || one.size() + other.size() > 100)
      one = "...", other = "...";
    if (aggregate.empty())
      return "start both tasks, then await them";
    if (const llvm::StringRef symbol = aggregate; symbol.starts_with("operator"))
      return "co_await (" + one + " " + symbol.drop_front(8).str() + " " + other + ")";
    return "co_await " + aggregate + "(" + one + ", " + other + ")";
  }

  /// The function of the task's library that awaits several at once, unqualified; of a library that
  /// no model knows, one beside the task's class that is called as in one of those.
  std::string aggregateFor(const CallExpr &call) {
    const TaskType &task = unit().taskType(call.getType());
    const auto last = [](const AggregateRow &row) {
      return llvm::StringRef(row.name).rsplit("::").second.empty()
                 ? row.name
                 : llvm::StringRef(row.name).rsplit("::").second.str();
    };
    const auto isAll = [&](const AggregateRow &row) {
      return row.kind == AggregateKind::All && last(row) != "operator()";
    };
    if (const Library *library = models().libraryOf(*task.record))
      for (const AggregateRow &row : library->aggregates)
        if (isAll(row))
          return last(row);
    for (const Library *library : models().libraries())
      for (const AggregateRow &row : library->aggregates)
        if (isAll(row) && !llvm::StringRef(last(row)).starts_with("operator"))
          if (const DeclContext *around =
                  task.record->getDeclContext()->getEnclosingNamespaceContext();
              !around->lookup(&unit().context().Idents.get(last(row))).empty())
            return last(row);
    return {};
  }

  /// An aggregate of one task.
  void judgeAggregate(const Body &body, const CallExpr &call) {
    const FunctionDecl *callee = call.getDirectCallee();
    const auto row =
        callee && call.getNumArgs() == 1 && !isa<CXXMemberCallExpr, CXXOperatorCallExpr>(call)
            ? models().aggregate(*callee)
            : Known<AggregateRow>();
    if (!row || row->kind != AggregateKind::All || row->errors != AggregateErrors::Rethrown ||
        body.function().isTemplateInstantiation() || call.getBeginLoc().isMacroID())
      return;
    if (unit().taskType(call.getArg(0)->getType().getNonReferenceType()).kind != TaskKind::Task ||
        !body.enclosing<CoawaitExpr>(call))
      return;
    Finding finding;
    finding.function = &body.function();
    finding.range = call.getSourceRange();
    finding.message = quoted(calledName(call, unit().context())) +
                      " of one task is no faster than the task: nothing runs beside it";
    finding.steps.push_back({call.getArg(0)->getBeginLoc(), "the only one that is awaited here"});
    report(finding);
  }
};

constexpr llvm::StringLiteral Documentation = R"md(
`co_await` waits until its task is done before the next one starts. Two requests that need nothing of each other then take the sum of their times instead of
the longer one.

```cpp bad
#include "task.h"
task<int> price(int sku);
task<int> stock(int sku);

task<int> worth(int sku) {
  int each = co_await price(sku);
  int count = co_await stock(sku);   // begins when the price is there
  co_return each * count;
}
```

```cpp good
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
cppcoro::task<int> price(int sku);
cppcoro::task<int> stock(int sku);

cppcoro::task<int> worth(int sku) {
  auto [each, count] = co_await cppcoro::when_all(price(sku), stock(sku));
  co_return each * count;
}
```

Reported are awaits in a row, in one expression, and in a loop over a range, and the library's aggregate called with a single task. The steps show how the library of the task awaits
several at once.

That they are independent is proven, never guessed: no value goes from one to the other, neither is given an object that the other one may change (a reference, a pointer, a handle, a
member function that isn't `const` of the same object), neither is seen to use a variable of the program, nothing is called in between. Calls that give nothing are made for their effect, whose
order may matter: they count only where the same is done to something else. Silent: waits of a given time, coroutines that are seen never to suspend or to measure a time, locks, the same call made twice, and tests.

That all of them start has a price too: when one fails, the others have run. Where each is expensive, or the other side limits how many it serves, keep the order.
)md";

} // namespace

extern const Check SequentialAwaits;
const Check SequentialAwaits = {
    .id = "coro-sequential-awaits",
    .summary = "an await waits for another one that it doesn't need",
    .severity = Severity::Note,
    .onByDefault = false,
    .fix = "",
    .confidence = "medium: types and visible code show no dependence between the awaits",
    .options = {},
    .documentation = Documentation,
    .make = make<SequentialAwaitsCheck>,
};

} // namespace corolint
