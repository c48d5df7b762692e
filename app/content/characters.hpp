// Characters of UTF-8 text by what a person sees of them (Unicode 15.0): nothing at all, a blank, or a sign that has no
// place in a text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace roadshow {

// How many bytes the character that starts here takes; 0 when it is none (RFC 3629, 4), or at the end.
size_t character_at(std::string_view text);

// The next character, which is taken off the front. A byte that is no UTF-8 is U+FFFD.
char32_t take_character(std::string_view& text);

bool is_utf8(std::string_view text);

// White space and what is not drawn: White_Space and Default_Ignorable_Code_Point of Unicode, controls, the fillers of
// Hangul and the empty pattern of Braille.
bool is_blank(char32_t character);

// Whether there is nothing to read in it: it is empty, or everything in it is blank.
bool is_blank(std::string_view text);

// Controls that no text needs: all of C0 and C1 but the line feed and the tab, and the delete.
bool is_control(char32_t character);

// Characters that turn the order of others round (Unicode TR 9, 2; "Trojan Source"). Those that only lend a direction
// to their own place (U+200E, U+200F, U+061C) are none.
bool turns_direction(char32_t character);

// "U+202E"
std::string code_of(char32_t character);

// Two labels that nobody can tell apart have one key: blanks at the ends, doubled blanks, characters that are not
// drawn, and case say nothing. Case is that of Latin, Greek and Cyrillic.
std::u32string key_of_label(std::string_view label);

}  // namespace roadshow
