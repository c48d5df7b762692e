// The rules of a survey: what is asked, what counts as an answer.
#include "support.hpp"
#include "survey/answers.hpp"

using namespace roadshow;
using namespace roadshow::test;
using namespace roadshow::survey;

namespace {

const Question single = question("s", content::SingleChoice{{option("a"), option("b")}});
const Question multiple =
    question("m", content::MultipleChoice{{option("a"), option("b"), option("c"), option("none", true)}, 2});
const Question unlimited = question("u", content::MultipleChoice{{option("a"), option("b"), option("c")}, 0});
const Question words = question("t", content::FreeText{5, 1});
const Question rating = question("r", content::Rating{{option("one"), option("two")}, {option("dont_know")}});
const Question ranking = question("k", content::Ranking{{option("x"), option("y"), option("z")}, "All the same"});

Codes codes_of(const std::vector<const Question*>& questions) {
  Codes codes;
  for (const auto* one : questions) codes.push_back(one->code);
  return codes;
}

// first; second if first is a; third if second is a; fourth unless first is b; fifth if any of two.
Survey branching() {
  Survey survey;
  for (const char* code : {"first", "second", "third", "fourth", "fifth"})
    survey.questions.push_back(question(code, content::SingleChoice{{option("a"), option("b")}}));
  survey.questions[1].when = content::Condition{{{"first", "a"}}, {}, {}};
  survey.questions[2].when = content::Condition{{{"first", "a"}, {"second", "a"}}, {}, {}};
  survey.questions[3].when = content::Condition{{}, {}, {{"first", "b"}}};
  survey.questions[4].when = content::Condition{{}, {{"first", "b"}, {"second", "b"}}, {}};
  return survey;
}

}  // namespace

TEST_CASE("each kind of question takes its answers and refuses all others") {
  struct Try {
    std::string name;
    const Question& question;
    Answer answer;
    std::optional<Fault> fault;
  };
  using Text = std::string;
  const std::vector<Try> tries = {
      {"one option", single, Text("a"), {}},
      {"an option of another question", single, Text("c"), Fault::unknown_option},
      {"nothing at all", single, Text(""), Fault::unknown_option},
      {"a list for one choice", single, Codes{"a"}, Fault::wrong_shape},

      {"one of several", multiple, Codes{"a"}, {}},
      {"as many as allowed", multiple, Codes{"a", "c"}, {}},
      {"one more than allowed", multiple, Codes{"a", "b", "c"}, Fault::too_many},
      {"none of these, alone", multiple, Codes{"none"}, {}},
      {"none of these, with another", multiple, Codes{"a", "none"}, Fault::not_alone},
      {"the same twice", multiple, Codes{"a", "a"}, Fault::unknown_option},
      {"an empty list", multiple, Codes{}, Fault::unknown_option},
      {"an unknown one among known", multiple, Codes{"a", "zzz"}, Fault::unknown_option},
      {"one text for several choices", multiple, Text("a"), Fault::wrong_shape},
      {"all of them without a limit", unlimited, Codes{"a", "b", "c"}, {}},

      {"words that fit", words, Text("hello"), {}},
      {"accents count as one character each", words, Text("äöüéñ"), {}},
      {"other scripts and pictures too", words, Text("你好👋🏽"), {}},
      {"one character too many", words, Text("äöüéñx"), Fault::too_long},
      {"lines and tabs", words, Text("a\n\tb"), {}},
      {"a bell", words, Text("a\x07"), Fault::not_readable},
      {"an escape", words, Text("\x1b[m"), Fault::not_readable},
      {"a zero byte", words, Text("a\0b", 3), Fault::not_readable},
      {"a list of words", words, Codes{"a"}, Fault::wrong_shape},

      {"a step of the scale", rating, Text("two"), {}},
      {"an answer off the scale", rating, Text("dont_know"), {}},
      {"a step that there is not", rating, Text("three"), Fault::unknown_option},
      {"two steps", rating, Codes{"one", "two"}, Fault::wrong_shape},

      {"an order", ranking, Codes{"z", "x", "y"}, {}},
      {"all the same", ranking, Text("same"), {}},
      {"one first and the rest left out", ranking, Codes{"z"}, Fault::incomplete_order},
      {"nothing in order", ranking, Codes{}, Fault::incomplete_order},
      {"one thing twice", ranking, Codes{"x", "x", "y"}, Fault::unknown_option},
      {"a thing that is not in the question", ranking, Codes{"x", "y", "q"}, Fault::unknown_option},
      {"another word than same", ranking, Text("x"), Fault::unknown_option},
  };
  for (const Try& one : tries) {
    CAPTURE(one.name);
    CHECK(fault_of(one.question, one.answer) == one.fault);
  }
}

TEST_CASE("every fault has a plain sentence of its own") {
  std::set<std::string_view> sentences;
  for (const Fault fault : {Fault::wrong_shape, Fault::unknown_option, Fault::too_many, Fault::not_alone,
                            Fault::incomplete_order, Fault::too_long, Fault::not_readable}) {
    CHECK(sentence_of(fault).back() == '.');
    sentences.insert(sentence_of(fault));
  }
  CHECK(sentences.size() == 7);
}

TEST_CASE("answers decide what is asked next") {
  const Survey survey = branching();
  const auto asked = [&](const Answers& answers) { return codes_of(route(survey, answers)); };
  CHECK(asked({}) == Codes{"first", "fourth"});
  CHECK(asked({{"first", "a"}}) == Codes{"first", "second", "fourth"});
  CHECK(asked({{"first", "a"}, {"second", "a"}}) == Codes{"first", "second", "third", "fourth"});
  CHECK(asked({{"first", "a"}, {"second", "b"}}) == Codes{"first", "second", "fourth", "fifth"});
  CHECK(asked({{"first", "b"}}) == Codes{"first", "fifth"});
}

TEST_CASE("an answer to a question that is no longer asked opens no other question") {
  // second was answered with b while first was a; now first is b, and second counts no more.
  const Survey survey = branching();
  const Answers answers = {{"first", "b"}, {"second", "a"}, {"third", "a"}, {"fourth", "a"}};
  CHECK(codes_of(route(survey, answers)) == Codes{"first", "fifth"});
  CHECK(on_route(survey, answers) == Answers{{"first", "b"}});
}

TEST_CASE("the route is always in the order of the survey") {
  const Survey& survey = real_survey();
  Dice dice(7);
  for (int turn = 0; turn < 200; ++turn) {
    Answers answers;
    for (const Question& one : survey.questions) {
      const auto options = options_of(one);
      if (!options.empty() && dice.below(2)) answers[one.code] = options[dice.below(options.size())]->code;
    }
    const auto questions = route(survey, answers);
    CHECK(std::is_sorted(questions.begin(), questions.end()));  // they point into one list
    for (const auto* one : questions) CHECK(is_asked(*one, on_route(survey, answers)));
  }
}

TEST_CASE("people who gave their views before are asked what came of it, and nobody else") {
  const auto asks = [](const Answers& answers) {
    const auto codes = codes_of(route(real_survey(), answers));
    return std::find(codes.begin(), codes.end(), "told_what_happened") != codes.end();
  };
  CHECK(asks({{"gave_views_before", "yes"}}));
  CHECK_FALSE(asks({{"gave_views_before", "no"}}));
  CHECK_FALSE(asks({{"gave_views_before", "prefer_not"}}));
  CHECK_FALSE(asks({}));
}

TEST_CASE("the real survey has every kind of question, and says 12 or 13") {
  std::set<size_t> kinds;
  for (const Question& one : real_survey().questions) kinds.insert(one.kind.index());
  CHECK(kinds.size() == std::variant_size_v<content::QuestionKind>);
  CHECK(route(real_survey(), {}).size() == 12);
  CHECK(route(real_survey(), {{"gave_views_before", "yes"}}).size() == 13);
  CHECK(contains(real_survey().intro[0], "12 or 13"));
}

TEST_CASE("the options of a rating are its scale and the answers off the scale; words have none") {
  CHECK(options_of(rating).size() == 3);
  CHECK(options_of(ranking).size() == 3);
  CHECK(options_of(words).empty());
}

TEST_CASE("a text is as long as it has characters") {
  CHECK(length_of("") == 0);
  CHECK(length_of("abc") == 3);
  CHECK(length_of("Đà Nẵng") == 7);
  CHECK(length_of("👋") == 1);
}
