// Classes whose objects end by themselves what was begun with them.
#pragma once
#include "clang/AST/DeclCXX.h"

namespace corolint {

/// Whether the destructor of the class may do what the end does: it has one of its own that can't
/// be seen, or that calls something, or destroys a part that closes itself.
bool closesItself(const clang::CXXRecordDecl &record);

} // namespace corolint
