// The body of a form as browsers post it: application/x-www-form-urlencoded.
#pragma once

#include <string_view>

#include "survey/form.hpp"

namespace roadshow::server {

// Names and values in the order of the form. As the URL standard has it, nothing is refused: an escape that is broken
// stays as it is, and bytes that are no UTF-8 become U+FFFD. What comes out is always valid UTF-8.
// Fields beyond the first 10,000 are none of a form of ours, and left out.
survey::Fields read_form_body(std::string_view body);

// As a browser would post them.
std::string write_form_body(const survey::Fields& fields);

}  // namespace roadshow::server
