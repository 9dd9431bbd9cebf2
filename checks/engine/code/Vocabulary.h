// What the words in a name say: the last source of knowledge, where there is no model, no body and
// no type that tells. Every guess by a name stands in one table (Vocabulary.cpp). What rests on a
// word alone is at most of low confidence, or keeps a check silent.
#pragma once
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace corolint {

/// The words of an identifier in lower case: `runInBackground` and `run_in_background` alike.
std::vector<std::string> wordsOf(llvm::StringRef name);

/// What a name can say.
enum class Meaning {
  LeftAlone,    ///< work is left to itself on purpose
  Cancels,      ///< work is told to stop
  Waits,        ///< the caller waits
  MayWait,      ///< the caller may wait, or see to it that somebody has
  BringsToEnd,  ///< work is brought to its end
  WaitsForWork, ///< what has been begun is waited for
  Makes,        ///< something new is made, or comes into being by the call
  Opens,        ///< an object that can be closed begins anew, or ends
  Channel,      ///< some put in what others wait for
  CountsDown,   ///< one of those has ended that others wait for
  Sleeps,       ///< time passes
  Yields,       ///< others get their turn, and nothing else happens
  OwnThread,    ///< somebody asks whether this is the thread of a loop
  Expired,      ///< a time is over
  StillThere,   ///< somebody asks whether there is anything to wait for, not whether it has come
  Closes,       ///< something ends in an orderly way
  AsksForError, ///< whoever calls it is told of an error
  Failed,       ///< it says whether something failed
  TakesError,   ///< the exception at hand is taken
  TellsError,   ///< somebody is told of an error
  Throws,       ///< an exception is expected, or made
  Ignores,      ///< whoever named it knows that something is lost
  LeftUnread,   ///< a result is dropped on purpose
  Log,          ///< text for people to read
  Asserts,      ///< what should hold is tested
  Boundary,     ///< where another program or language begins: errors become answers
  LookupMiss,   ///< something was looked up and isn't there
  Success,      ///< there is a result
  Failure,      ///< there is an error
  ErrorClass,   ///< a class whose objects are errors
  NoError,      ///< of an enumerator: all went well
  SomeError,    ///< of an enumeration, or an enumerator: something didn't
  GivesResult,  ///< the result is taken out
  SharesResult, ///< several get one result
  Answers,      ///< something goes to the other side
  Datagram,     ///< what comes from anybody is received
  Counted,      ///< of a class: its objects count who keeps them
  Locks,        ///< of a class: it holds a lock on what it leads to, and doesn't own it
  Watches,      ///< of a class: it knows an object that it doesn't keep
  Excuse,       ///< of a comment: why an error is left
  Guards,       ///< of a class: its destructor gives back a lock or units
  Warns,        ///< of a comment: the call beside it throws
};

/// How the words of a guess are looked for.
enum class Match {
  Word,      ///< a whole word of the name, or several that follow each other
  Beginning, ///< what a word begins with, or several that follow each other
  Anywhere,  ///< any part of the text
};

/// One guess: words, what they are taken to say, and why.
struct Guess {
  Meaning meaning;
  Match match;
  std::vector<llvm::StringRef> words;
  llvm::StringRef because;
};

/// All of them.
llvm::ArrayRef<Guess> guesses();

/// Whether a name, or a comment, says it.
bool says(Meaning meaning, llvm::StringRef text);

} // namespace corolint
