// The kinds of question: each is one file in content/questions with what is in the pack, one in survey/questions with
// its rules, one in page/survey/questions with its controls, and one line here (docs/extending.md).
//
// A kind says its Traits, its lists of options, and what is wrong with it beyond these (check).
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "content/questions/multiple.hpp"
#include "content/questions/ranking.hpp"
#include "content/questions/rating.hpp"
#include "content/questions/single.hpp"
#include "content/questions/text.hpp"

namespace roadshow::content {

using QuestionKind = std::variant<  //
    SingleChoice,                   //
    MultipleChoice,                 //
    FreeText,                       //
    Rating,                         //
    Ranking>;

Traits traits_of(const QuestionKind& kind);
std::string_view type_of(const QuestionKind& kind);

// Every option, in the order of the content; none for words.
std::vector<const Option*> options_of(const QuestionKind& kind);

// Every code that can be stored: the options, and what can be answered beside them.
std::vector<CodeLabel> labels_of(const QuestionKind& kind);

// What a person reads for this code; the code itself where it has no words.
std::string label_of(const QuestionKind& kind, const std::string& code);

}  // namespace roadshow::content
