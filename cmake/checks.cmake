# The programs that check ours. scripts/test runs them.

# Where the tree lies: see tests/source_folder.hpp.
add_library(source_folder STATIC tests/source_folder.cpp)
target_compile_definitions(source_folder PRIVATE ROADSHOW_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
target_include_directories(source_folder PUBLIC tests)

# unit: every file of tests/unit in one program; one of them defines main.
file(GLOB sources CONFIGURE_DEPENDS tests/unit/*.cpp)
if(sources)
  add_executable(unit ${sources})
  precompile(unit <doctest/doctest.h>)
  set_source_files_properties(tests/unit/main.cpp PROPERTIES SKIP_PRECOMPILE_HEADERS ON) # it includes doctest in its own way
  target_link_libraries(unit PRIVATE source_folder roadshow_cli roadshow_web_client)
  add_dependencies(unit roadshow) # command_line_test runs it
  # The assertions take long to optimise and are run once, so the test files are not; the rooms they test are. Nor is it
  # recorded which lines of a test file a fuzz program reaches.
  target_compile_options(unit PRIVATE -O0 $<$<BOOL:${ROADSHOW_SANITIZED}>:-fno-sanitize=fuzzer-no-link>)
endif()

# fuzz_NAME: each tests/fuzz/NAME.cpp, or NAME_fuzz.cpp, is one libFuzzer program.
if(ROADSHOW_SANITIZED)
  file(GLOB sources CONFIGURE_DEPENDS tests/fuzz/*.cpp)
  foreach(source ${sources})
    cmake_path(GET source STEM name)
    string(REGEX REPLACE "_fuzz$" "" name ${name})
    add_executable(fuzz_${name} ${source})
    target_link_libraries(fuzz_${name} PRIVATE source_folder roadshow_cli roadshow_web_client)
      target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
  endforeach()
  return()
endif()

# bench_NAME: each file of tests/bench is one program that prints its numbers.
file(GLOB sources CONFIGURE_DEPENDS tests/bench/*.cpp)
foreach(source ${sources})
  cmake_path(GET source STEM name)
  add_executable(bench_${name} ${source})
  target_link_libraries(bench_${name} PRIVATE source_folder roadshow_cli mimalloc) # as the program roadshow
endforeach()
