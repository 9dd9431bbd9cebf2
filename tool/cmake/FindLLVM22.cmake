# Finds LLVM and Clang 22 as Debian ships them. Sets LLVM_INCLUDE_DIRS, LLVM_LIBRARY_DIR, CLANG_TIDY_ARCHIVES, CLANG_LIBRARIES (what
# programs link of Clang and LLVM: shared, or with COROLINT_PORTABLE archives) and CLANG_RESOURCE_DIR.
set(COROLINT_LLVM_MAJOR 22)
set(COROLINT_LLVM_PACKAGES
    "clang-22 libclang-22-dev llvm-22-dev clang-tidy-22 clangd-22 clang-tools-22 lld-22 nlohmann-json3-dev libcli11-dev libgtest-dev libgmock-dev")

# find_package(LLVM 22) refuses 22.1.x, so the version is compared here.
find_package(LLVM CONFIG QUIET PATHS /usr/lib/llvm-${COROLINT_LLVM_MAJOR}/lib/cmake/llvm NO_DEFAULT_PATH)
if(NOT LLVM_FOUND)
  find_package(LLVM CONFIG QUIET)
endif()
if(NOT LLVM_FOUND)
  message(FATAL_ERROR "LLVM ${COROLINT_LLVM_MAJOR} was not found. On Debian: apt-get install ${COROLINT_LLVM_PACKAGES}\n"
                      "Elsewhere: pass -DLLVM_DIR=<folder of LLVMConfig.cmake>.")
endif()
if(NOT LLVM_VERSION_MAJOR EQUAL COROLINT_LLVM_MAJOR)
  message(FATAL_ERROR "LLVM ${LLVM_PACKAGE_VERSION} was found in ${LLVM_DIR}, but corolint is built on LLVM ${COROLINT_LLVM_MAJOR}. "
                      "On Debian: apt-get install ${COROLINT_LLVM_PACKAGES}\nElsewhere: pass -DLLVM_DIR=<folder of LLVMConfig.cmake>.")
endif()

set(CLANG_CPP ${LLVM_LIBRARY_DIR}/libclang-cpp.so.${LLVM_VERSION_MAJOR}.${LLVM_VERSION_MINOR})
set(CLANG_TIDY_ARCHIVES)
foreach(archive clangTidy clangTidyUtils)
  list(APPEND CLANG_TIDY_ARCHIVES ${LLVM_LIBRARY_DIR}/lib${archive}.a)
endforeach()
set(LLVM_SHARED ${LLVM_LIBRARY_DIR}/libLLVM-${LLVM_VERSION_MAJOR}.so)
if(NOT EXISTS ${LLVM_SHARED})
  set(LLVM_SHARED ${LLVM_LIBRARY_DIR}/libLLVM.so.${LLVM_VERSION_MAJOR}.${LLVM_VERSION_MINOR})
endif()
set(CLANG_LIBRARIES ${CLANG_CPP} ${LLVM_SHARED})
if(COROLINT_PORTABLE)
  # Debian's targets name the shared libraries, so its archives are listed here; the linker takes of them what is asked for.
  file(GLOB CLANG_ARCHIVES ${LLVM_LIBRARY_DIR}/libclang*.a)
  list(FILTER CLANG_ARCHIVES EXCLUDE REGEX "/libclang(\\.a|d|Daemon|Tidy|IncludeCleaner|IncludeFixer|Move|Query|ChangeNamespace|Doc|Reorder|ApplyRepl|Interpreter)")
  file(GLOB LLVM_ARCHIVES ${LLVM_LIBRARY_DIR}/libLLVM*.a)
  set(CLANG_LIBRARIES -Wl,--start-group ${CLANG_ARCHIVES} ${LLVM_ARCHIVES} -Wl,--end-group -l:libz.a -l:libzstd.a rt dl m)
endif()
set(COROLINT_MISSING)
foreach(file ${CLANG_CPP} ${CLANG_TIDY_ARCHIVES} ${LLVM_SHARED} ${LLVM_INCLUDE_DIRS}/clang-tidy/ClangTidyCheck.h)
  if(NOT EXISTS ${file})
    list(APPEND COROLINT_MISSING ${file})
  endif()
endforeach()
if(COROLINT_MISSING)
  message(FATAL_ERROR "LLVM ${LLVM_PACKAGE_VERSION} in ${LLVM_DIR} lacks ${COROLINT_MISSING}. On Debian: apt-get install ${COROLINT_LLVM_PACKAGES}")
endif()
set(CLANG_RESOURCE_DIR ${LLVM_LIBRARY_DIR}/clang/${LLVM_VERSION_MAJOR})
message(STATUS "LLVM ${LLVM_PACKAGE_VERSION}, resource directory ${CLANG_RESOURCE_DIR}")
