# texts_enumeration(content/shared/words.en.json Word): the enumeration of the texts in that file, made when CMake
# configures. So a text of the interface is one line of JSON: its name in the file, "skipToContent", is
# Word::skip_to_content in code. Members that are not text (lists) are left out.
function(texts_enumeration file type)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  file(READ ${file} json)
  string(JSON count LENGTH "${json}")
  math(EXPR last "${count} - 1")
  foreach(index RANGE ${last})
    string(JSON name MEMBER "${json}" ${index})
    string(JSON kind TYPE "${json}" ${name})
    if(name MATCHES "^\\$" OR NOT kind STREQUAL "STRING")
      continue()
    endif()
    string(REGEX REPLACE "([A-Z])" "_\\1" constant ${name})
    string(TOLOWER ${constant} constant)
    string(APPEND constants "  ${constant},\n")
    string(APPEND names "      \"${name}\",\n")
  endforeach()
  string(TOLOWER ${type} header)
  # Not std::array{...}: clang deduces its type from 256 at most.
  file(CONFIGURE OUTPUT generated/${header}.hpp @ONLY CONTENT "// Made from @file@ by cmake/texts.cmake.
#pragma once

#include <array>

namespace roadshow::content {

enum class @type@ {
@constants@};
constexpr auto words_of(@type@) {
  return std::to_array<const char*>({
@names@  });
}

}  // namespace roadshow::content
")
endfunction()

include_directories(${CMAKE_BINARY_DIR}) # "generated/word.hpp"
texts_enumeration(content/shared/words.en.json Word)
texts_enumeration(content/shared/report.en.json ReportWord)
