// How what is filled in reaches the endpoint without the program.
#pragma once

#include <string>

#include "html/element.hpp"
#include "page/node.hpp"

namespace roadshow::html {

// WCAG 1.3.5: browsers know what a text field is for, fill it in, and show the keyboard for it.
void set_purpose(const page::Node& node, Element& field);

// Makes `form` post to an address. The browser neither checks it nor fills in what someone else wrote: the endpoint
// checks, in our words, and devices are shared.
void post_to(const std::string& address, Element& form);

// A screen of the program whose fields are posted while no program is there. The form stands beside them, empty, so
// that it changes nothing in the layout and nothing for assistive technology.
void add_form(const std::string& address, Element& screen);

}  // namespace roadshow::html
