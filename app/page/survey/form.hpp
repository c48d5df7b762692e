// A survey as one plain form, for browsers without the program, and what follows when it is sent. The endpoint makes
// these pages (server/handlers/form.hpp); the program never does.
#pragma once

#include <map>
#include <string>

#include "content/pack.hpp"
#include "page/node.hpp"
#include "survey/form.hpp"

namespace roadshow::page {

// Fields of the form that are no answers. No question has the code "form".
inline constexpr const char* form_id_field = "form.id";          // of the response: sent twice, stored once
inline constexpr const char* form_secret_field = "form.secret";  // see survey/secret.hpp
inline constexpr const char* form_begun_field = "form.begun";    // when the form was made: seconds since 1970
inline constexpr const char* form_trap_field = "form.website";   // nobody sees it; programs that fill in all fields do

struct Form {
  std::string id;
  std::string secret;
  std::string begun;
  survey::Fields fields;                        // as sent, so that nothing is asked again
  std::map<std::string, survey::Fault> faults;  // as survey::read_form() gives them
  bool not_saved = false;                       // all is well with it, and the endpoint could not store it
};
Page form_page(const content::Pack& pack, const content::Survey& survey, const Form& form);

// Stored, now or before. `changed`: the same form was stored before with other answers, which stay. Without a secret
// there is no code to show.
enum class FormEnd { stored, changed };
Page form_done_page(const content::Pack& pack, const content::Survey& survey, const Form& form, FormEnd end);

}  // namespace roadshow::page
