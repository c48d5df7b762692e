#include "page/survey/questions/choices.hpp"

#include "content/plural.hpp"

namespace roadshow::page {
namespace {

using content::Option;

Node choice_row(const Asked& asked, const Option& option, Kind kind, Look look) {
  Node node{.kind = kind, .look = look};
  node.id = control_id(asked, option.code);
  node.text = option.label;
  node.value = option.code;
  node.posts = asked.question.code;
  node.checked = asked.answer() && survey::holds(*asked.answer(), option.code);
  node.action = Choose{asked.question.code, option.code, true};
  if (!option.note.empty()) {
    Node note{.kind = Kind::text, .look = Look::small};
    note.text = option.note;
    node.children.push_back(std::move(note));
  }
  return node;
}

}  // namespace

Nodes choice_rows(const Asked& asked, const std::vector<Option>& options, Kind kind, Look look) {
  Nodes rows;
  for (const Option& option : options) rows.push_back(choice_row(asked, option, kind, look));
  return rows;
}

Node plain_words(std::string text) {
  Node words{.kind = Kind::text};
  words.text = std::move(text);
  return words;
}

Node words_of_codes(const content::Question& question, const survey::Answer& answer, bool numbered) {
  if (const auto* one = std::get_if<std::string>(&answer)) return plain_words(survey::label_of(question, *one));
  std::string words;
  int place = 0;
  for (const std::string& code : std::get<survey::Codes>(answer)) {
    if (!words.empty()) words += ", ";
    if (numbered) words += std::to_string(++place) + " ";
    words += survey::label_of(question, code);
  }
  return plain_words(std::move(words));
}

std::string counted(const Asked& asked, Word word, int count) {
  return content::counted(asked.pack.words[word], asked.pack.info.language, std::to_string(count));
}

}  // namespace roadshow::page
