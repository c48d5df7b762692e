# What every source file of ours is compiled with, on every target.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# Compiled files are kept outside the checkout, by what they are made of: a clean clone, and a checkout beside this one,
# compile only what differs. Paths under the checkout are taken as relative, so that they are the same in all of them.
find_program(ROADSHOW_CCACHE ccache)
if(ROADSHOW_CCACHE)
  set(cache $ENV{XDG_CACHE_HOME})
  if(NOT cache)
    set(cache $ENV{HOME}/.cache)
  endif()
  set(launcher ${CMAKE_COMMAND} -E env CCACHE_DIR=${cache}/roadshow/ccache CCACHE_MAXSIZE=3G CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}
      CCACHE_NOHASHDIR=1 CCACHE_DEPEND=1 CCACHE_SLOPPINESS=pch_defines,time_macros)
  if(EMSCRIPTEN)
    list(APPEND launcher CCACHE_COMPILERTYPE=clang)
  endif()
  set(CMAKE_C_COMPILER_LAUNCHER ${launcher} ${ROADSHOW_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_C_COMPILER_LAUNCHER})
endif()

include_directories(app) # "content/pack.hpp"
add_compile_options(-Wall -Wextra -Wpedantic -Wconversion -Werror
                    -Wno-missing-field-initializers) # left out means default: {.focus = id} says all it needs to
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  add_compile_options(-Wno-restrict) # GCC 12 is wrong about "text" + std::string (its bug 105651)
endif()

# Everywhere, also where exceptions are on: the same header must not mean two things within one program.
add_compile_definitions(JSON_NOEXCEPTION)

if(ROADSHOW_SANITIZED)
  # vptr needs run-time type information, which the rooms that run in the browser do without.
  # function does not compile with coroutines in clang 14 ("Cannot represent a difference across sections").
  # fuzzer-no-link lets the fuzz programs see which lines of the rooms they reach.
  add_compile_options(-fsanitize=address,undefined,fuzzer-no-link -fno-sanitize=vptr,function -fno-sanitize-recover=all
                      -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined -fno-sanitize=vptr,function)
endif()

# precompile(roadshow_survey): the headers that most files read are compiled once for the target, not once for each file.
# Only with clang: GCC 12 then warns of strings in <string> that are right. A file still includes what it uses, for the
# other builds read each file as it is.
function(precompile target)
  if(ROADSHOW_SANITIZED)
    target_precompile_headers(${target} PRIVATE <algorithm> <functional> <map> <optional> <set> <string> <variant> <vector>
                                                <nlohmann/json.hpp> ${ARGN})
    # Without the time it was made, the same headers give the same bytes, and the compiler cache knows it again.
    target_compile_options(${target} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
  endif()
endfunction()
