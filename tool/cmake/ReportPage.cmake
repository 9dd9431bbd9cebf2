# report_page(OUTPUT): makes OUTPUT, the page of the HTML report, of tool/report and the front-end libraries that its
# package-lock.json names.
find_program(NODE node REQUIRED)
find_program(NPM npm REQUIRED)

function(report_page OUTPUT)
  set(folder ${CMAKE_SOURCE_DIR}/tool/report)
  get_filename_component(work ${OUTPUT} DIRECTORY)
  add_custom_command(
    OUTPUT ${work}/node_modules/.package-lock.json
    COMMAND ${CMAKE_COMMAND} -E make_directory ${work}
    COMMAND ${CMAKE_COMMAND} -E copy ${folder}/package.json ${folder}/package-lock.json ${work}
    COMMAND ${NPM} ci --prefix ${work} --ignore-scripts --no-audit --no-fund --silent
    DEPENDS ${folder}/package.json ${folder}/package-lock.json
    COMMENT "Fetching the libraries of the report's page"
    VERBATIM)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/src/*)
  add_custom_command(
    OUTPUT ${OUTPUT}
    COMMAND ${NODE} ${folder}/build.mjs ${work}
    DEPENDS ${work}/node_modules/.package-lock.json ${folder}/build.mjs ${sources}
    COMMENT "Bundling the report's page"
    VERBATIM)
endfunction()
