// Whether contact details can be used as they were typed. Both rules let pass what might be right: a person knows their
// own address better than we do.
#pragma once

#include <string>
#include <string_view>

namespace roadshow::survey {

// The fields that they are typed into, on the screen and on the form. No question has such a code.
inline constexpr const char* email_field = "contact-email";
inline constexpr const char* phone_field = "contact-phone";

// Something, one @, and a name with a dot in it; no blanks. 254 bytes at most (RFC 5321).
bool is_email(std::string_view text);

// Seven to fifteen digits (E.164), with blanks and + ( ) - . between them; 30 characters at most.
bool is_phone(std::string_view text);

// Without blanks at the ends, which keyboards of phones like to add.
std::string without_ends(std::string_view text);

}  // namespace roadshow::survey
