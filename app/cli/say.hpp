// What the program says to people: whatever stands in a name, a path or an answer, it moves no cursor and changes no
// colour of the terminal.
#pragma once

#include <string>
#include <string_view>

namespace roadshow::cli {

// Control characters, and those that turn the direction of text, become \u{1B}.
std::string printable(std::string_view text);

// Says it to standard error. 1, the exit code for it.
int fail(const std::string& sentence);

// What stands in the arguments can be read by everyone on the machine (ps): a password goes as soon as it was read.
void hide_passwords(int argc, char** argv);

}  // namespace roadshow::cli
