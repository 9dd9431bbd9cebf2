#include "tool/driver/analysis/CrossFile.h"
#include "checks/engine/time/Suspending.h"
#include "checks/engine/work/Callable.h"
#include "checks/engine/work/TaskParameter.h"
#include "tool/driver/base/Files.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <cctype>
#include <deque>

namespace corolint::tool {

/// How many places of a long way are told: the first ones, and the last.
static constexpr size_t MostPlaces = 8;

void CrossFile::add(const StatedFacts &facts) {
  for (const auto &[function, said] : facts) {
    if (said.isVirtual)
      bodies_[function].insert(function);
    for (const auto &[overridden, hasBody] : said.overrides) {
      bodies_[overridden].insert(function);
      if (hasBody)
        bodies_[overridden].insert(overridden);
    }
    if (joins_ == Joins::InHeaders && !said.isInHeader)
      continue;
    const auto [entry, isNew] = functions_.try_emplace(function, said);
    if (!isNew && entry->second != said)
      contested_.insert(function);
  }
}

const ProgramFact *CrossFile::answer(const Question &question) const {
  const auto found = known_.find(question);
  return found == known_.end() ? nullptr : &found->second;
}

std::uint64_t CrossFile::digest(const Question &question) const {
  const ProgramFact *fact = answer(question);
  if (!fact)
    return 0;
  std::string text = std::to_string(fact->claim) + '\0' + fact->subject + '\0' + fact->reason +
                     '\0' + std::to_string(static_cast<int>(fact->confidence)) +
                     (fact->deadlocks ? "!" : "");
  for (const ProgramPlace &place : fact->places)
    text += '\0' + place.in + '\0' + place.file + ':' + std::to_string(place.line) + ':' +
            std::to_string(place.column);
  return contentHash(text) | 1; // never zero
}

// ---- What follows

static bool isPromise(const Question &question) {
  return question.kind == FactKind::Covers || question.kind == FactKind::Suspends;
}

std::vector<StatedFact::Need> CrossFile::bodiesOf(const Question &question) const {
  std::vector<StatedFact::Need> needs;
  if (const auto found = bodies_.find(question.function);
      question.parameter == WhicheverRuns && found != bodies_.end())
    for (const std::string &body : found->second)
      needs.push_back({{question.kind, body, -1}, {}});
  return needs;
}

std::map<Question, StatedFact> CrossFile::ofWhateverRuns() const {
  static_assert(static_cast<int>(Covering::Covers) == static_cast<int>(Suspends::Never));
  std::map<Question, StatedFact> facts;
  for (const auto &[function, bodies] : bodies_)
    for (const FactKind kind : {FactKind::Covers, FactKind::Suspends, FactKind::Blocks}) {
      const Question question{kind, function, WhicheverRuns};
      StatedFact fact;
      if (isPromise(question))
        fact.fact.claim = static_cast<int>(Covering::Covers);
      fact.needs = bodiesOf(question);
      facts[question] = std::move(fact);
    }
  return facts;
}

void CrossFile::resolve(Told told) {
  known_.clear();
  const std::map<Question, StatedFact> ofAll =
      told == Told::Wholly ? ofWhateverRuns() : std::map<Question, StatedFact>();
  Stated stated;
  for (const auto &[question, fact] : ofAll)
    stated[question] = &fact;
  for (const auto &[function, said] : functions_)
    if (!contested_.contains(function))
      for (const auto &[about, fact] : said.facts)
        stated[{about.first, function, about.second}] = &fact;
  resolvePromises(stated);
  for (const bool isSure : {true, false})
    resolveBlocking(stated, isSure);
  for (const auto &[question, fact] : stated)
    switch (question.kind) {
    case FactKind::EndOfTask:
    case FactKind::Callable:
    case FactKind::UsedLater:
    case FactKind::UsedOnceBegun:
    case FactKind::HidesFailure:
    case FactKind::OneResult:
      resolveRole(question, stated);
      break;
    case FactKind::Blocks:
    case FactKind::Covers:
    case FactKind::Suspends:
      break;
    }
}

/// A promise holds where all others do that it needs; those that need each other hold together.
void CrossFile::resolvePromises(const Stated &stated) {
  std::map<Question, std::vector<Question>> neededBy;
  std::set<Question> broken;
  std::deque<Question> waiting;
  const auto breakOnce = [&](const Question &question) {
    if (broken.insert(question).second)
      waiting.push_back(question);
  };
  const auto isKept = [&](const Question &question) {
    const auto found = stated.find(question);
    return found != stated.end() && found->second->fact.claim == static_cast<int>(Covering::Covers);
  };
  for (const auto &[question, fact] : stated)
    if (isPromise(question) && isKept(question))
      for (const StatedFact::Need &need : fact->needs) {
        neededBy[need.on].push_back(question);
        if (!isKept(need.on))
          breakOnce(question);
      }
  for (; !waiting.empty(); waiting.pop_front())
    for (const Question &dependent : neededBy[waiting.front()])
      breakOnce(dependent);
  for (const auto &[question, fact] : stated)
    if (isPromise(question) && !broken.contains(question))
      known_[question] = fact->fact;
}

/// From what blocks by itself outwards, call by call, so that each function gets the shortest way;
/// of ways of one length that of its first call. A virtual function blocks where each body does
/// that a call may reach; that one is shown of which it was known last.
void CrossFile::resolveBlocking(const Stated &stated, bool isSure) {
  std::map<Question, std::set<Question>> calledBy;
  std::set<Question> front;
  for (const auto &[question, fact] : stated) {
    if (question.kind != FactKind::Blocks || known_.contains(question))
      continue;
    for (const StatedFact::Need &need : fact->needs)
      calledBy[need.on].insert(question);
    if (fact->fact.claim && (fact->fact.confidence > Confidence::Low) == isSure) {
      known_[question] = fact->fact;
      front.insert(question);
    }
  }
  while (!front.empty()) {
    std::map<Question, ProgramFact> next;
    for (const Question &blocking : front)
      for (const Question &caller : calledBy[blocking]) {
        if (known_.contains(caller) || next.contains(caller))
          continue;
        const bool isDispatched = caller.parameter == WhicheverRuns;
        if (isDispatched && !llvm::all_of(stated.at(caller)->needs, [&](const auto &need) {
              return known_.contains(need.on);
            }))
          continue;
        const auto need = llvm::find_if(stated.at(caller)->needs,
                                        [&](const auto &need) { return front.contains(need.on); });
        ProgramFact fact = known_.at(need->on);
        if (isDispatched)
          fact.confidence = std::min(fact.confidence, Confidence::Medium);
        else
          fact.places.insert(fact.places.begin(), need->at);
        if (fact.places.size() > MostPlaces)
          fact.places.erase(fact.places.end() - 2);
        next[caller] = std::move(fact);
      }
    front.clear();
    for (auto &[question, fact] : next) {
      front.insert(question);
      known_[question] = std::move(fact);
    }
  }
}

/// What is known by itself, or of the one that everything is handed on to.
void CrossFile::resolveRole(const Question &question, const Stated &stated) {
  std::set<Question> way;
  Question at = question;
  for (auto found = stated.find(at); found != stated.end() && way.insert(at).second;
       found = stated.find(at)) {
    const StatedFact &fact = *found->second;
    if (fact.fact.claim) {
      known_[question] = fact.fact;
      return;
    }
    if (fact.needs.size() != 1)
      return;
    at = fact.needs.front().on;
  }
}

void CrossFile::visitNeeded(
    const std::set<Question> &asked,
    llvm::function_ref<bool(const Question &, const FunctionFacts *)> visit) const {
  std::set<Question> seen(asked);
  std::deque<Question> waiting(asked.begin(), asked.end());
  for (; !waiting.empty(); waiting.pop_front()) {
    const Question &question = waiting.front();
    for (const StatedFact::Need &need : bodiesOf(question))
      if (seen.insert(need.on).second)
        waiting.push_back(need.on);
    if (question.parameter == WhicheverRuns) {
      if (!visit(question, nullptr))
        return;
      continue;
    }
    const auto function = functions_.find(question.function);
    if (!visit(question, function == functions_.end() ? nullptr : &function->second))
      return;
    if (function == functions_.end())
      continue;
    const auto fact = function->second.facts.find({question.kind, question.parameter});
    if (fact == function->second.facts.end())
      continue;
    for (const StatedFact::Need &need : fact->second.needs)
      if (seen.insert(need.on).second)
        waiting.push_back(need.on);
  }
}

std::set<Question> CrossFile::missing(const std::set<Question> &asked) const {
  std::set<Question> result;
  visitNeeded(asked, [&](const Question &question, const FunctionFacts *known) {
    // What gives a task stands in a file that reaches coroutines.
    if (!known && (question.parameter != WhicheverRuns || question.kind == FactKind::Blocks))
      result.insert(question);
    return true;
  });
  return result;
}

std::optional<std::set<std::string>> CrossFile::filesBehind(const Question &question,
                                                            size_t most) const {
  std::set<std::string> files;
  size_t questions = 0;
  visitNeeded({question}, [&](const Question &, const FunctionFacts *known) {
    if (known)
      files.insert(known->defined.file);
    return ++questions <= most;
  });
  return questions <= most ? std::optional(std::move(files)) : std::nullopt;
}

StatedFacts CrossFile::resolved() const {
  StatedFacts facts;
  for (const auto &[question, fact] : known_)
    facts[question.function].facts[{question.kind, question.parameter}] = {fact, {}};
  return facts;
}

// ---- In words

static std::string wordsOf(const Question &question, const ProgramFact &fact) {
  if (question.parameter == WhicheverRuns)
    return "whatever overrides it " + wordsOf({question.kind, question.function, -1}, fact);
  const std::string parameter =
      question.parameter < 0 ? "the object" : "parameter " + std::to_string(question.parameter + 1);
  switch (question.kind) {
  case FactKind::Blocks:
    return "blocks the thread" +
           (fact.subject.empty() ? " in a loop that spins" : " by '" + fact.subject + "'");
  case FactKind::Covers:
    return fact.claim == static_cast<int>(Covering::Covers) ? "lets no error out"
                                                            : "lets an error out";
  case FactKind::Suspends:
    return "never suspends who awaits it";
  case FactKind::EndOfTask:
    return parameter + ", a task: " + toString(static_cast<TaskEnd>(fact.claim)).str();
  case FactKind::Callable:
    return parameter + ", a callable: " + toString(callableUseFrom(fact.claim));
  case FactKind::UsedLater:
    return parameter + (fact.places.empty() ? " isn't used later" : " is used later");
  case FactKind::UsedOnceBegun:
    return parameter +
           (fact.places.empty() ? " isn't used after a suspension" : " is used after a suspension");
  case FactKind::HidesFailure:
    return "says 'false' of an error, and nothing else";
  case FactKind::OneResult:
    return "gives the same whatever happens";
  }
  return "";
}

std::vector<std::string> CrossFile::describe(llvm::StringRef name) const {
  std::vector<std::string> lines;
  const auto shown = [](const ProgramPlace &place) {
    return displayPath(place.file) + ":" + std::to_string(place.line) + ":" +
           std::to_string(place.column);
  };
  const auto addFact = [&](const Question &question) {
    const ProgramFact *fact = answer(question);
    if (!fact)
      return;
    lines.push_back("  " + wordsOf(question, *fact) +
                    (fact->reason.empty() ? "" : ": " + fact->reason));
    for (const ProgramPlace &place : fact->places)
      lines.push_back("    " + shown(place) + ": in '" + place.in + "'");
  };
  const auto addWhateverRuns = [&](const std::string &function) {
    for (const FactKind kind : {FactKind::Blocks, FactKind::Covers, FactKind::Suspends})
      addFact({kind, function, WhicheverRuns});
  };
  for (const auto &[function, said] : functions_) {
    const llvm::StringRef full = said.defined.in;
    if (full != name && !full.ends_with(("::" + name).str()))
      continue;
    if (contested_.contains(function)) {
      lines.push_back(full.str() + ": several files define it, so nothing is known of it");
      continue;
    }
    lines.push_back(shown(said.defined) + ": " + full.str());
    for (const auto &[about, stated] : said.facts)
      addFact({about.first, function, about.second});
    addWhateverRuns(function);
  }
  for (const auto &[function, bodies] : bodies_) {
    const std::string full = nameIn(function);
    if (functions_.contains(function) ||
        (full != name && !llvm::StringRef(full).ends_with(("::" + name).str())))
      continue;
    lines.push_back(full + ", which has no body");
    addWhateverRuns(function);
  }
  return lines;
}

// ---- Names

/// The longest text between a function's parameters and its body that is looked through.
static constexpr size_t LongestDeclaration = 400;

std::string nameIn(llvm::StringRef usr) {
  const auto [around, rest] = usr.split("@F@");
  const std::string name = rest.take_until([](char c) { return c == '#' || c == '<'; }).str();
  const auto [outer, scope] = around.rsplit('@');
  return outer.ends_with("@S") ? scope.str() + "::" + name : name;
}

/// The word that a text ends with; may be empty.
static llvm::StringRef lastWord(llvm::StringRef text) {
  size_t start = text.size();
  while (start > 0 &&
         (std::isalnum(static_cast<unsigned char>(text[start - 1])) || text[start - 1] == '_'))
    --start;
  return text.drop_front(start);
}

/// The text without what is in comments and literals.
static std::string codeOf(llvm::StringRef source) {
  std::string code;
  code.reserve(source.size());
  while (!source.empty()) {
    if (source.starts_with("//")) {
      source = source.drop_front(std::min(source.find('\n'), source.size()));
    } else if (source.starts_with("/*")) {
      const size_t end = source.find("*/", 2);
      source = end == llvm::StringRef::npos ? "" : source.drop_front(end + 2);
      code += ' ';
    } else if (source.front() == '"') {
      size_t end = 1;
      while (end < source.size() && source[end] != '"' && source[end] != '\n')
        end += source[end] == '\\' ? 2 : 1;
      source = source.drop_front(std::min(end + 1, source.size()));
      code += "\"\"";
    } else {
      code += source.front();
      source = source.drop_front();
    }
  }
  return code;
}

/// The place behind the parenthesis that closes the one here.
static size_t behindParentheses(llvm::StringRef code, size_t at) {
  unsigned depth = 0;
  for (; at < code.size(); ++at) {
    depth += code[at] == '(';
    if (code[at] == ')' && --depth == 0)
      return at + 1;
    if (code[at] == ';' || code[at] == '}')
      break;
  }
  return llvm::StringRef::npos;
}

/// Whether a function's body begins behind its parameters: nothing but what declares stands before.
static bool beginsBody(llvm::StringRef rest) {
  while (!rest.empty()) {
    rest = rest.ltrim();
    if (rest.starts_with("{") || (rest.starts_with(":") && !rest.starts_with("::")))
      return true;
    if (rest.starts_with("(")) {
      const size_t behind = behindParentheses(rest, 0);
      if (behind == llvm::StringRef::npos)
        return false;
      rest = rest.drop_front(behind);
    } else if (rest.consume_front("->") || rest.consume_front("::")) {
      continue;
    } else if (!rest.empty() && (std::isalnum(static_cast<unsigned char>(rest.front())) ||
                                 llvm::StringRef("_&<>[]*").contains(rest.front()))) {
      rest = rest.drop_front();
    } else {
      return false;
    }
  }
  return false;
}

std::set<std::string> definedIn(llvm::StringRef source) {
  const std::string code = codeOf(source);
  const llvm::StringRef text = code;
  std::set<std::string> names;
  for (size_t open = text.find('('); open != llvm::StringRef::npos;
       open = text.find('(', open + 1)) {
    llvm::StringRef before = text.take_front(open).rtrim();
    const llvm::StringRef name = lastWord(before);
    const size_t behind = name.empty() ? llvm::StringRef::npos : behindParentheses(text, open);
    if (behind == llvm::StringRef::npos || !beginsBody(text.substr(behind, LongestDeclaration)))
      continue;
    names.insert(name.str());
    before = before.drop_back(name.size()).rtrim();
    if (before.consume_back("::"))
      names.insert(lastWord(before.rtrim()).str() + "::" + name.str());
  }
  return names;
}

} // namespace corolint::tool
