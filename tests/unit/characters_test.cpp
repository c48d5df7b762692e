// What a person sees of a character: nothing, a blank, or a sign.
#include "content/characters.hpp"

#include "support.hpp"

using namespace roadshow;
using namespace roadshow::test;

TEST_CASE("text in which nothing can be seen is blank, whatever it is made of") {
  for (const char* text : {"",
                           " ",
                           "\t\n\r",
                           "\u00A0",
                           "\u200B",
                           "\u200C\u200D",
                           "\u2060",
                           "\uFEFF",
                           "\u00AD",
                           "\u3164",
                           "\u115F\u1160",
                           "\uFFA0",
                           "\u2800",
                           "\u3000",
                           "\u2028\u2029",
                           "\u202E\u202C",
                           "\u200E\u200F",
                           "\uFE0F",
                           "\U000E0020\U000E007F",
                           "\u180E",
                           "\u1680",
                           "\u034F",
                           "\U0001D173",
                           " \u00A0\n\u200B\t\u2060\uFEFF",
                           "\x01\x7F",
                           "\u0085"})
    CHECK_MESSAGE(is_blank(std::string_view(text)), text);
  for (const char* text :
       {".", "0", "a", "é", "ب", "字", "👍", "-", "\u00A0x\u00A0", "\u200Bx", "\uFFFD", "⠁", "ㅤx", "؟"})
    CHECK_MESSAGE(!is_blank(std::string_view(text)), text);
}

TEST_CASE("two labels that nobody could tell apart have one key") {
  const char* same[][2] = {{"Yes", "yes"},       {"Yes", " Yes "},
                           {"Yes", "Y\u200Bes"}, {"Not sure", "Not \u00A0 sure"},
                           {"É", "é"},           {"ŁÓDŹ", "łódź"},
                           {"ДА", "да"},         {"ΟΧΙ", "οχι"},
                           {"A\nB", "a b"},      {"Don\u00ADt", "don\u2060t"},
                           {"ŻABA", "żaba"},     {"Ж", "ж"}};
  for (const auto& pair : same) CHECK_MESSAGE(key_of_label(pair[0]) == key_of_label(pair[1]), pair[0]);
  const char* other[][2] = {{"Yes", "No"}, {"Yes", "Ye s"}, {"1", "2"}, {"a", "á"}, {"ب", "ت"}, {"l", "ł"}, {"", "x"}};
  for (const auto& pair : other) CHECK_MESSAGE(key_of_label(pair[0]) != key_of_label(pair[1]), pair[0]);
}

TEST_CASE("every character is read as it was written, and what is no UTF-8 is said to be none") {
  const auto written = [](char32_t c) {
    std::string text;
    if (c < 0x80) return std::string(1, static_cast<char>(c));
    const int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    const unsigned lead[] = {0, 0xC0, 0xE0, 0xF0};
    text += static_cast<char>(lead[more] | (c >> (6 * more)));
    for (int i = more - 1; i >= 0; --i) text += static_cast<char>(0x80 | ((c >> (6 * i)) & 0x3F));
    return text;
  };
  int wrong = 0;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    const std::string text = written(c);
    std::string_view rest = text;
    const bool surrogate = c >= 0xD800 && c <= 0xDFFF;
    wrong += is_utf8(text) == surrogate ? 1 : 0;
    if (!surrogate) wrong += take_character(rest) == c && rest.empty() ? 0 : 1;
  }
  CHECK(wrong == 0);
  for (const char* text : {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\xAF", "\xF0\x80\x80\xAF", "\xF5\x80\x80\x80",
                           "\xFF", "\xE2\x82", "a\xE9", "\xF4\x90\x80\x80"})
    CHECK_FALSE(is_utf8(text));
}

TEST_CASE("a character is named by its code") {
  CHECK(code_of(0) == "U+0000");
  CHECK(code_of(0x202E) == "U+202E");
  CHECK(code_of(0x1F44B) == "U+1F44B");
}
