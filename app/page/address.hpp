// How an address is written: the one grammar of the program, the endpoint and the pages that are built. What it leads
// to is in page/route.hpp.
//
// Spellings that mean one thing show one page: any escape of any character, a doubled slash, a slash at the end, the
// name index.html at the end. No address: a broken escape, an escaped slash, control characters, bytes that are no
// UTF-8 (overlong forms too), steps of "." and "..".
#pragma once

#include <string>
#include <string_view>

namespace roadshow::page {

// The path of an address, decoded and with one slash before each step and none after the last; "/" for the first page.
// Without query and fragment. Empty when it is no address.
std::string path_in(std::string_view address);

// The value of one name in the query of an address, decoded; empty when there is none.
std::string query_value(std::string_view address, std::string_view name);

}  // namespace roadshow::page
