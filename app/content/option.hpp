// One answer to choose from.
#pragma once

#include <string>
#include <string_view>

#include "content/describe.hpp"

namespace roadshow::content {

struct Option {
  std::string code;
  std::string label;
  std::string note;        // a few words more, for ranking cards
  bool exclusive = false;  // "None of these": takes back the others
};
template <class V>
void describe(V& v, Option& option) {
  v.required("code", option.code, Rule::code, "the code stored as the answer. Never change it.");
  v.required("label", option.label, Rule::text, "what the person reads.");
  v.optional("note", option.note, Rule::text, "A few words more.");
  v.optional("exclusive", option.exclusive, Rule::any, "True when it cannot be chosen with others.");
}

// A code that can be stored, and what a person reads for it.
struct CodeLabel {
  std::string_view code;
  std::string_view label;
};

// What others ask of a kind of question, so that nobody needs to know which kinds there are.
struct Traits {
  bool is_text = false;     // answered in words, which are read and not counted
  bool is_several = false;  // one answer can hold several options
  bool is_ordered = false;  // one answer holds every option, first to last
  bool is_scale = false;    // the options have an order of their own, from low to high
  bool is_group = false;    // one option a person, so that results can be compared by it
  int at_most = 0;          // how many options one answer can hold; 0: no limit
  int max_length = 0;       // how many characters can be typed
};

}  // namespace roadshow::content
