#include "checks/engine/code/Verbs.h"
#include "llvm/ADT/STLExtras.h"
#include <cctype>

namespace corolint {

static constexpr Verbs PairsTable[] = {
    {"lock", "unlock", true, "{} stays locked"},
    {"lockshared", "unlockshared", true, "{} stays locked"},
    {"readlock", "readunlock", true, "{} stays locked"},
    {"writelock", "writeunlock", true, "{} stays locked"},
    {"disable", "enable", false, "{} stays disabled"},
    {"hide", "show", false, "{} stays hidden"},
    {"freeze", "unfreeze", false, "{} stays frozen"},
    {"acquire", "release", true, "{} stays acquired"},
    {"wait", "signal", true, "{} stays taken"},
    {"open", "close", false, "{} stays open"},
    {"begin", "commit", false, "the transaction on {} stays open"},
    {"begin", "end", false, "{} never ends"},
    {"begin", "rollback", false, "the transaction on {} stays open"},
    {"start", "stop", false, "{} stays running"},
    {"enter", "leave", false, "{} is never left"},
    {"enter", "exit", false, "{} is never left"},
    {"pause", "resume", false, "{} stays paused"},
    {"suspend", "resume", false, "{} stays suspended"},
    {"subscribe", "unsubscribe", false, "the subscription to {} stays"},
    {"register", "unregister", false, "the registration in {} stays"},
    {"attach", "detach", false, "{} stays attached"},
    {"begintransaction", "commit", false, "the transaction on {} stays open"},
    {"starttransaction", "commit", false, "the transaction on {} stays open"},
    {"block", "unblock", false, "{} stays blocked"},
    {"connect", "disconnect", false, "{} stays connected"},
    {"start", "end", false, "{} never ends"},
    {"start", "finish", false, "{} never ends"},
    {"start", "terminate", false, "{} never ends"},
    {"start", "complete", false, "{} never ends"},
    {"start", "cancel", false, "{} stays running"},
    {"begin", "finish", false, "{} never ends"},
    {"begin", "complete", false, "{} never ends"},
    {"arm", "disarm", false, "{} stays armed"},
    {"enable", "disable", false, "{} stays enabled"},
    {"activate", "deactivate", false, "{} stays active"},
    {"engage", "disengage", false, "{} stays engaged"},
    {"inhibit", "uninhibit", false, "{} stays inhibited"},
    {"mute", "unmute", false, "{} stays mute"},
    {"mask", "unmask", false, "{} stays masked"},
    {"pin", "unpin", false, "{} stays pinned"},
    {"mount", "unmount", false, "{} stays mounted"},
    {"inc", "dec", false, "{} is never counted back"},
    {"increment", "decrement", false, "{} is never counted back"},
    {"acquire", "unacquire", true, "{} stays acquired"},
    {"reserve", "unreserve", true, "{} stays reserved"},
    {"claim", "unclaim", true, "{} stays claimed"},
    {"hold", "unhold", true, "{} stays held"},
    {"bind", "unbind", false, "{} stays bound"},
    {"watch", "unwatch", false, "{} stays watched"},
    {"track", "untrack", false, "{} stays tracked"},
    {"cork", "uncork", false, "{} stays corked"},
    {"throttle", "unthrottle", false, "{} stays throttled"},
    {"park", "unpark", false, "{} stays parked"},
    {"hook", "unhook", false, "{} stays hooked"},
    {"protect", "unprotect", false, "{} stays protected"},
    {"silence", "unsilence", false, "{} stays silent"},
    {"reset", "post", true, "whoever waits for {} waits for ever"},
    {"reset", "set", true, "whoever waits for {} waits for ever"},
    {"reset", "signal", true, "whoever waits for {} waits for ever"},
};
/// Verbs of what is taken out of an object and given back to it.
static constexpr Verbs HandlesTable[] = {
    {"acquire", "release", true, "{} is never given back"},
    {"acquire", "giveback", true, "{} is never given back"},
    {"checkout", "checkin", true, "{} is never given back"},
    {"borrow", "giveback", true, "{} is never given back"},
    {"lease", "release", true, "{} is never given back"},
    {"reserve", "release", true, "{} is never given back"},
    {"allocate", "deallocate", true, "{} is never given back"},
    {"on", "off", true, "what {} stands for stays registered"},
    {"add", "remove", true, "what {} stands for stays registered"},
    {"subscribe", "unsubscribe", true, "what {} stands for stays registered"},
    {"register", "unregister", true, "what {} stands for stays registered"},
    {"register", "deregister", true, "what {} stands for stays registered"},
    {"connect", "disconnect", true, "what {} stands for stays connected"},
    {"addlistener", "removelistener", true, "what {} stands for stays registered"},
    {"addhandler", "removehandler", true, "what {} stands for stays registered"},
    {"addobserver", "removeobserver", true, "what {} stands for stays registered"},
    {"addcallback", "removecallback", true, "what {} stands for stays registered"},
    {"watch", "unwatch", true, "what {} stands for stays registered"},
};
/// Verbs that are about one element, the first argument.
static constexpr Verbs ElementsTable[] = {
    {"insert", "erase", false, "the element stays in {}"},
    {"emplace", "erase", false, "the element stays in {}"},
    {"tryemplace", "erase", false, "the element stays in {}"},
    {"insert", "remove", false, "the element stays in {}"},
    {"add", "remove", false, "the element stays in {}"},
    {"pushback", "erase", false, "the element stays in {}"},
    {"emplaceback", "erase", false, "the element stays in {}"},
    {"pushback", "remove", false, "the element stays in {}"},
    {"pushfront", "remove", false, "the element stays in {}"},
};
/// Words in the names of free functions, `x_open(&h)` and `x_close(h)`.
static constexpr Verbs FunctionsTable[] = {
    {"open", "close", true, "{} leaks"},       {"create", "destroy", true, "{} leaks"},
    {"create", "free", true, "{} leaks"},      {"create", "delete", true, "{} leaks"},
    {"create", "release", true, "{} leaks"},   {"new", "free", true, "{} leaks"},
    {"new", "delete", true, "{} leaks"},       {"new", "destroy", true, "{} leaks"},
    {"prepare", "finalize", true, "{} leaks"}, {"alloc", "free", true, "{} leaks"},
    {"init", "cleanup", true, "{} leaks"},     {"init", "destroy", true, "{} leaks"},
    {"init", "free", true, "{} leaks"},        {"init", "deinit", true, "{} leaks"},
    {"acquire", "release", true, "{} leaks"},  {"begin", "end", true, "{} leaks"},
    {"map", "unmap", true, "{} leaks"},        {"make", "free", true, "{} leaks"},
};
/// Of functions that need no object, besides those of members: `set_override`, `restore_override`.
static constexpr Verbs GlobalsTable[] = {
    {"set", "restore", false, ""},       {"override", "restore", false, ""},
    {"save", "restore", false, ""},      {"push", "pop", false, ""},
    {"install", "uninstall", false, ""},
};
/// Words in the names of functions that make what an awaited member of it ends.
static constexpr Verbs MakersTable[] = {
    {"open", "close", false, "{} stays open"},
    {"open", "shutdown", false, "{} stays open"},
    {"make", "close", false, "{} stays open"},
    {"create", "close", false, "{} stays open"},
    {"connect", "close", false, "{} stays connected"},
    {"connect", "disconnect", false, "{} stays connected"},
    {"connect", "shutdown", false, "{} stays connected"},
    {"accept", "close", false, "{} stays connected"},
    {"accept", "disconnect", false, "{} stays connected"},
    {"start", "stop", false, "{} stays running"},
    {"start", "shutdown", false, "{} stays running"},
    {"make", "stop", false, "{} stays running"},
    {"create", "stop", false, "{} stays running"},
    {"launch", "stop", false, "{} stays running"},
    {"begin", "end", false, "{} never ends"},
    {"acquire", "release", true, "{} stays acquired"},
    {"subscribe", "unsubscribe", false, "{} stays subscribed"},
    {"lock", "unlock", true, "{} stays locked"},
};

llvm::ArrayRef<Verbs> pairVerbs() { return PairsTable; }
llvm::ArrayRef<Verbs> handleVerbs() { return HandlesTable; }
llvm::ArrayRef<Verbs> elementVerbs() { return ElementsTable; }
llvm::ArrayRef<Verbs> makerVerbs() { return MakersTable; }
llvm::ArrayRef<Verbs> functionVerbs() { return FunctionsTable; }

std::string verbOf(llvm::StringRef name) {
  // `co` alone is the beginning of many words.
  if (name.starts_with("co_") || (name.size() > 2 && name.starts_with("co") &&
                                  std::isupper(static_cast<unsigned char>(name[2]))))
    name = name.drop_front(2);
  std::string verb;
  for (const char c : name)
    if (c != '_')
      verb += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  llvm::StringRef text(verb);
  text.consume_front("async");
  if (!text.consume_back("async"))
    text.consume_back("awaitable");
  return text.empty() ? verb : text.str();
}

bool saysEnd(llvm::StringRef name) {
  const std::string verb = verbOf(name);
  return llvm::is_contained({"close", "shutdown", "disconnect", "terminate"},
                            llvm::StringRef(verb));
}

bool saysThatItCame(llvm::StringRef name) {
  const std::string verb = verbOf(name);
  return llvm::is_contained({"set", "signal", "notify", "notifyall", "broadcast", "trigger", "fire",
                             "complete", "finish", "setdone", "setready"},
                            llvm::StringRef(verb));
}

bool saysSend(llvm::StringRef name) {
  return llvm::is_contained({"send", "push", "put"}, llvm::StringRef(verbOf(name)));
}

/// Takes the participle of a verb off the end of a name: `childstarted`, `viewstopped`,
/// `doorreleased`.
static bool consumeParticiple(llvm::StringRef &name, llvm::StringRef verb) {
  if (verb == "begin")
    return name.consume_back("begun") || name.consume_back("began");
  if (verb == "leave")
    return name.consume_back("left");
  llvm::StringRef rest = name;
  if (!rest.consume_back("ed"))
    return false;
  const bool endsInE = verb.consume_back("e");
  // A consonant may be doubled.
  if (!rest.consume_back(verb) &&
      (endsInE || !rest.consume_back(verb.take_back()) || !rest.consume_back(verb)))
    return false;
  name = rest;
  return true;
}

bool isFormOf(llvm::StringRef member, llvm::StringRef verb) {
  return member.starts_with(verb) || consumeParticiple(member, verb);
}

const Verbs *pairOfMembers(llvm::StringRef begin, llvm::StringRef end) {
  const Verbs *found = llvm::find_if(PairsTable, [&](const Verbs &pair) {
    if (begin == pair.begin && end == pair.end)
      return true;
    // What is waited for by name is an event, not a semaphore.
    if (pair.begin == "wait" || pair.begin == "reset")
      return false;
    llvm::StringRef of = begin, rest = end;
    if (of.consume_front(pair.begin) && rest.consume_front(pair.end) && of == rest)
      return true;
    of = begin;
    rest = end;
    return consumeParticiple(of, pair.begin) && consumeParticiple(rest, pair.end) && of == rest;
  });
  return found == std::end(PairsTable) ? nullptr : found;
}

/// Whether two names are two verbs with the same words behind them.
static bool isPairWithRest(const Verbs &pair, llvm::StringRef begin, llvm::StringRef end) {
  return begin.consume_front(pair.begin) && end.consume_front(pair.end) && !begin.empty() &&
         begin == end;
}

const Verbs *pairOfGlobals(llvm::StringRef begin, llvm::StringRef end) {
  const std::string first = verbOf(begin), second = verbOf(end);
  for (const llvm::ArrayRef<Verbs> table :
       {llvm::ArrayRef<Verbs>(PairsTable), llvm::ArrayRef<Verbs>(GlobalsTable)})
    for (const Verbs &pair : table)
      if (pair.begin != "wait" && pair.begin != "reset" && isPairWithRest(pair, first, second))
        return &pair;
  return nullptr;
}

/// Whether a verb of the pairs, with words behind it, is what a name says.
static bool hasGlobalVerb(llvm::StringRef name, llvm::StringLiteral Verbs::*verb) {
  const std::string said = verbOf(name);
  const auto isSaid = [&](const Verbs &pair) {
    return said.size() > (pair.*verb).size() && llvm::StringRef(said).starts_with(pair.*verb);
  };
  return llvm::any_of(PairsTable, isSaid) || llvm::any_of(GlobalsTable, isSaid);
}

bool mayBeginGlobally(llvm::StringRef name) { return hasGlobalVerb(name, &Verbs::begin); }
bool mayEndGlobally(llvm::StringRef name) { return hasGlobalVerb(name, &Verbs::end); }

/// The words of a name in front of a verb, with the verb, and those behind it.
static bool splitAtVerb(llvm::StringRef name, llvm::StringRef verb, llvm::StringRef &front,
                        llvm::StringRef &back) {
  if (!hasWord(name, verb))
    return false;
  const size_t at = name.find_insensitive(verb);
  front = name.take_front(at);
  back = name.drop_front(at + verb.size());
  return true;
}

const Verbs *pairOfFunctions(llvm::StringRef begin, llvm::StringRef end) {
  const Verbs *found = llvm::find_if(FunctionsTable, [&](const Verbs &pair) {
    llvm::StringRef front, back, otherFront, otherBack;
    if (!splitAtVerb(begin, pair.begin, front, back) ||
        !splitAtVerb(end, pair.end, otherFront, otherBack) || front != otherFront)
      return false;
    return front.empty() ? !back.empty() && back == otherBack : true;
  });
  return found == std::end(FunctionsTable) ? nullptr : found;
}

} // namespace corolint
