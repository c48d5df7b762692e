// The parts of a question that the screen of one question and the form of all questions share.
#pragma once

#include "page/screens.hpp"

namespace roadshow::page {

struct Asked {
  const Pack& pack;
  const content::Question& question;
  const survey::Answers& answers;
  const std::string& error;
  bool apart = false;  // an equality question

  const survey::Answer* answer() const {
    const auto found = answers.find(question.code);
    return found == answers.end() ? nullptr : &found->second;
  }
};

std::string control_id(const Asked& asked, const std::string& option);

// Rows to choose from, a text field, or the cards of a ranking.
Node controls(const Asked& asked);

// Choices and the keys of a ranking are a group whose legend is the question, and which the hint and the error
// describe; a text field has the question as its label.
Kind group_kind(const content::Question& question);

// What an answer can and cannot change, under a heading of this level.
Node can_box(const Asked& asked, int level);

}  // namespace roadshow::page
