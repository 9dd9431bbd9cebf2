// The roles that the engine worked out for a project's own functions and types, each with what
// shows it: what `corolint doctor` prints, and `.corolint.yaml` overrules.
#pragma once
#include <string>
#include <vector>

namespace corolint {

class Unit;

/// One role, in words.
struct Role {
  std::string subject;    ///< qualified name of a function or class of the user's code
  std::string role;       ///< "lazy task", "spawner: started, its error dropped", "blocks"
  std::string because;    ///< what shows it; may be empty
  std::string confidence; ///< "high", "medium", "low"
};

/// Those of the functions and classes that the user's code of a translation unit declares, by name.
std::vector<Role> rolesIn(Unit &unit);

} // namespace corolint
