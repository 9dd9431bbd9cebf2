# corolint_check(TARGET [ARGUMENTS...]): adds the target TARGET-corolint, which runs corolint over TARGET's sources, and the target
# corolint, which runs all of these. ARGUMENTS are those of `corolint check`. Headers that the build generates have to be there.
#
#   include(path/to/Corolint.cmake)
#   corolint_check(server --fail-on=error)     # cmake --build build --target corolint
#
# The variable COROLINT names the program where it isn't found on the PATH.
include_guard(GLOBAL)
find_program(COROLINT corolint DOC "The corolint program")

function(corolint_check TARGET)
  if(CMAKE_VERSION VERSION_LESS 3.20)
    message(FATAL_ERROR "corolint_check needs CMake 3.20, which exports the compile commands of single targets")
  endif()
  if(NOT TARGET ${TARGET})
    message(FATAL_ERROR "corolint_check: there is no target ${TARGET}")
  endif()
  get_target_property(type ${TARGET} TYPE)
  if(type STREQUAL INTERFACE_LIBRARY)
    message(FATAL_ERROR "corolint_check: ${TARGET} has no sources of its own; check the targets that use it")
  endif()
  if(NOT CMAKE_GENERATOR MATCHES "Ninja|Makefiles")
    message(FATAL_ERROR "corolint_check: ${CMAKE_GENERATOR} writes no compile_commands.json; Ninja and Makefiles do")
  endif()
  set_target_properties(${TARGET} PROPERTIES EXPORT_COMPILE_COMMANDS ON)

  # As a generator expression, so that sources that are added later count. Relative ones are so to the target's folder.
  get_target_property(folder ${TARGET} SOURCE_DIR)
  set(sources "$<FILTER:$<TARGET_PROPERTY:${TARGET},SOURCES>,INCLUDE,\\.(cc|cp|cpp|cxx|c\\+\\+|C|CPP)$>")
  set(absolute "$<FILTER:${sources},INCLUDE,^/>")
  set(relative "$<FILTER:${sources},EXCLUDE,^/>")
  if(COROLINT)
    add_custom_target(${TARGET}-corolint
      COMMAND ${COROLINT} check --progress=never -p ${CMAKE_BINARY_DIR} ${ARGN}
              "${absolute}" "$<$<BOOL:${relative}>:${folder}/$<JOIN:${relative},;${folder}/>>"
      WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
      COMMENT "corolint: ${TARGET}"
      COMMAND_EXPAND_LISTS
      USES_TERMINAL
      VERBATIM)
  else() # who doesn't lint can configure all the same
    add_custom_target(${TARGET}-corolint
      COMMAND ${CMAKE_COMMAND} -E echo "corolint isn't on the PATH: -DCOROLINT=... says where it is"
      COMMAND ${CMAKE_COMMAND} -E false
      VERBATIM)
  endif()
  if(NOT TARGET corolint)
    add_custom_target(corolint)
  endif()
  add_dependencies(corolint ${TARGET}-corolint)
endfunction()
