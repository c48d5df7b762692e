# Finds the toolchain file of the Emscripten on PATH, and refuses one that is too old.
execute_process(COMMAND em-config EMSCRIPTEN_ROOT OUTPUT_VARIABLE root OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE failed)
if(failed)
  message(FATAL_ERROR "Emscripten is not on PATH. Run scripts/setup, which installs it.")
endif()
file(STRINGS ${root}/emscripten-version.txt version)
string(REGEX MATCH "[0-9.]+" version "${version}")
if(version VERSION_LESS 3.1.6)
  message(FATAL_ERROR "Emscripten ${version} in ${root} is too old: 3.1.6 or later is needed. "
                      "Take it off PATH and run scripts/setup, which installs Debian's.")
endif()
include(${root}/cmake/Modules/Platform/Emscripten.cmake)
