// Answers and the rules of a survey: what is asked, what is a valid answer. The same code asks in the browser and
// checks at the endpoint.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "content/survey_types.hpp"

namespace roadshow::survey {

using content::label_of;
using content::labels_of;
using content::options_of;
using content::Question;
using content::same_code;
using content::Survey;
using content::traits_of;

using Codes = std::vector<std::string>;

// One code (single, rating, ranking "same") or words (text); or codes (multiple: as offered; ranking: first to last).
using Answer = std::variant<std::string, Codes>;
using Answers = std::map<std::string, Answer>;  // by question code; no entry: not answered

enum class Fault {
  wrong_shape,       // a list where a text belongs, or the other way round
  unknown_option,    // a code that the question does not offer, or one twice
  too_many,          // more than `atMost`
  not_alone,         // "None of these" together with another
  incomplete_order,  // a ranking that leaves something out
  too_long,
  not_readable  // control characters
};

// What is wrong with this answer, if anything.
std::optional<Fault> fault_of(const Question& question, const Answer& answer);
std::string_view sentence_of(Fault fault);

// Whether the answer holds this code.
bool holds(const Answer& answer, std::string_view code);

// Whether these answers lead to the question.
bool is_asked(const Question& question, const Answers& answers);

using Questions = std::vector<Question>;

// The questions that these answers lead to, in order. Answers to questions off the route do not count.
std::vector<const Question*> route(const Questions& questions, const Answers& answers);
inline auto route(const Survey& survey, const Answers& answers) { return route(survey.questions, answers); }

// The answers that are on the route.
Answers on_route(const Questions& questions, const Answers& answers);
inline auto on_route(const Survey& survey, const Answers& answers) { return on_route(survey.questions, answers); }

const Question* find_question(const Questions& questions, std::string_view code);
inline auto find_question(const Survey& survey, std::string_view code) { return find_question(survey.questions, code); }

// Adds {"code": "code or words" | ["codes"]} as compact JSON.
void append(std::string& out, const Answers& answers);

// Without the control characters that pasted words may hold, which nobody sees and no answer may have.
std::string readable(std::string_view text);

// Characters, not bytes, of valid UTF-8.
int length_of(std::string_view text);

}  // namespace roadshow::survey
