# cmake -D NPM=... -D NODE=... -D SOURCE=tool/report -D WORK=... -P BundlePage.cmake
# Makes WORK/report.html of SOURCE and the libraries that its package-lock.json names, or, where those can't be had, of
# SOURCE/plain.html alone: a build needs no network but for them.
file(MAKE_DIRECTORY ${WORK})
file(COPY ${SOURCE}/package.json ${SOURCE}/package-lock.json DESTINATION ${WORK})
set(failed "there is no Node.js with npm")
if(NPM AND NODE)
  set(failed 0)
  # Written last.
  if(${SOURCE}/package-lock.json IS_NEWER_THAN ${WORK}/node_modules/.package-lock.json)
    execute_process(COMMAND ${NPM} ci --prefix ${WORK} --ignore-scripts --no-audit --no-fund --loglevel=error
      RESULT_VARIABLE failed OUTPUT_QUIET)
  endif()
  if(NOT failed)
    execute_process(COMMAND ${NODE} ${SOURCE}/build.mjs ${WORK} RESULT_VARIABLE failed COMMAND_ERROR_IS_FATAL ANY)
  endif()
endif()
if(failed)
  message(WARNING "npm brought no libraries for the page of the HTML report (${failed}): it is a plain list. "
    "Once npm works, touch ${SOURCE}/build.mjs and build again.")
  file(COPY_FILE ${SOURCE}/plain.html ${WORK}/report.html)
endif()
file(TOUCH ${WORK}/report.html)
