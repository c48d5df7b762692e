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

// The first control that can be used, where the link of an error summary leads; none without controls.
const Node* first_control(const Node& node);

// What an answer can and cannot change, under a heading of this level.
Node can_box(const Asked& asked, int level);

}  // namespace roadshow::page
