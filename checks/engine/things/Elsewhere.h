// What other files say of a function that this translation unit only declares.
#pragma once
#include "checks/engine/facts/Program.h"
#include "clang/AST/Decl.h"
#include <memory>
#include <optional>

namespace corolint {

class Unit;

/// Makes a unit part of a program, which it asks about functions that it only declares.
void joinProgram(Unit &unit, Program &program);

/// The same of a program that only this unit keeps; null for none.
void joinProgram(Unit &unit, std::shared_ptr<Program> program);

/// Null where nothing is known of other files.
Program *programOf(Unit &unit);

/// What was asked so far about functions of other files, of a program that only notes it.
std::vector<Question> &askedBy(Unit &unit);

/// The fact of a function whose body another file has; null where that isn't known, and where the
/// body is here. Of a virtual function, what holds of every body that a call of it may reach: only
/// whether it blocks, covers its errors and suspends is known so.
/// @param parameter the one that the fact is about; -1 for none, or the object
const ProgramFact *toldElsewhere(FactKind kind, const clang::FunctionDecl &function, Unit &unit,
                                 int parameter = -1);

/// The fact of the one body that a virtual function has itself, where what holds of all that
/// override it isn't known: a call by the class that defines it mostly reaches that. Null for other
/// functions.
const ProgramFact *toldOfOwnBody(FactKind kind, const clang::FunctionDecl &function, Unit &unit);

/// What toldElsewhere() asks the program; none where it has no answer to that.
std::optional<Question> questionAbout(FactKind kind, const clang::FunctionDecl &function,
                                      Unit &unit, int parameter = -1);

/// Whether a function is the user's own, has external linkage and no body here: another file of the
/// program may have it.
bool mayBeElsewhere(const clang::FunctionDecl &function, Unit &unit);

/// Whether a call of the function may reach a body that overrides it.
bool isDispatched(const clang::FunctionDecl &function);

/// Whether a header declares the function.
bool isDeclaredInHeader(const clang::FunctionDecl &function);

/// Clang's USR of a function; worked out once.
const std::string &usrOf(const clang::FunctionDecl &function, Unit &unit);

/// The place in this unit's files; the file is opened where the unit hasn't read it. Invalid where
/// it can't be.
clang::SourceLocation placeIn(Unit &unit, const ProgramPlace &place);

/// What a place of this unit is to others.
ProgramPlace programPlace(clang::SourceLocation at, const clang::FunctionDecl &in);

} // namespace corolint
