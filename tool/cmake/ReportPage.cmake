# report_page(OUTPUT): makes OUTPUT, the page of the HTML report; see BundlePage.cmake.
foreach(program NPM NODE)
  string(TOLOWER ${program} name)
  find_program(${program} ${name})
endforeach()

function(report_page OUTPUT)
  set(folder ${CMAKE_SOURCE_DIR}/tool/report)
  get_filename_component(work ${OUTPUT} DIRECTORY)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/src/*)
  add_custom_command(
    OUTPUT ${OUTPUT}
    COMMAND ${CMAKE_COMMAND} -D NPM=${NPM} -D NODE=${NODE} -D SOURCE=${folder} -D WORK=${work}
      -P ${CMAKE_SOURCE_DIR}/tool/cmake/BundlePage.cmake
    DEPENDS ${sources} ${folder}/build.mjs ${folder}/plain.html ${folder}/package.json ${folder}/package-lock.json
      ${CMAKE_SOURCE_DIR}/tool/cmake/BundlePage.cmake
    COMMENT "Bundling the report's page"
    VERBATIM)
endfunction()
