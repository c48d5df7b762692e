// The survey as a plain form: its fields and its pages.
#include "page/survey/form.hpp"

#include "server/http/form_body.hpp"
#include "support.hpp"
#include "survey/contact.hpp"

using namespace roadshow;
using namespace roadshow::test;
using namespace roadshow::server;
using survey::Answers;
using survey::Codes;
using survey::Fault;
using survey::Fields;

namespace {

content::Survey every_kind() {
  content::Survey made;
  made.id = "views";
  made.version = "1";
  const std::vector<content::Option> options = {option("a"), option("b"), option("none", true)};
  made.questions = {question("one", content::SingleChoice{options}),
                    question("many", content::MultipleChoice{options, 2}), question("words", content::FreeText{20, 3}),
                    question("rate", content::Rating{{option("low"), option("high")}, {option("unsure")}}),
                    question("order", content::Ranking{{option("x"), option("y"), option("z")}, "All the same"})};
  made.questions[1].when = content::Condition{{{"one", "a"}}, {}, {}};
  return made;
}

}  // namespace

TEST_CASE("form body: as the URL standard reads it") {
  const std::string bad = "\xEF\xBF\xBD";
  const std::vector<std::pair<std::string, Fields>> table = {
      {"", {}},
      {"&&&", {}},
      {"a=1&b=2", {{"a", "1"}, {"b", "2"}}},
      {"a=1&a=2", {{"a", "1"}, {"a", "2"}}},
      {"a", {{"a", ""}}},
      {"=x", {{"", "x"}}},
      {"a=b=c", {{"a", "b=c"}}},
      {"a+b=c+d%2B", {{"a b", "c d+"}}},
      {"a=%26%3D%0D%0A", {{"a", "&=\r\n"}}},
      {"a=%", {{"a", "%"}}},
      {"a=%4", {{"a", "%4"}}},
      {"a=%zz%4", {{"a", "%zz%4"}}},
      {"a=%c4%90", {{"a", "Đ"}}},
      {"a=%F0%9F%91%8B", {{"a", "👋"}}},
      {"a=%FF", {{"a", bad}}},
      {"a=%C0%AF", {{"a", bad + bad}}},                    // an overlong "/"
      {"a=%ED%A0%80", {{"a", bad + bad + bad}}},           // half a surrogate pair
      {"a=%E2%82", {{"a", bad + bad}}},                    // cut off
      {"a=%F4%90%80%80", {{"a", bad + bad + bad + bad}}},  // beyond Unicode
      {"a=x%00y", {{"a", std::string("x\0y", 3)}}},
  };
  for (const auto& one : table) {
    CAPTURE(one.first);
    CHECK(read_form_body(one.first) == one.second);
  }
  const Fields any = {{"a b", "c&d=e+f%"}, {"", "\r\n"}, {"Đ", "👋"}};
  CHECK(read_form_body(write_form_body(any)) == any);
}

TEST_CASE("form fields: each kind of question becomes an answer, or says what is wrong") {
  struct Case {
    Fields fields;
    Answers answers;
    std::map<std::string, Fault> faults;
  };
  const std::vector<Case> table = {
      {{}, {}, {}},
      {{{"one", ""}, {"words", ""}, {"order.x", ""}, {"unknown", "x"}}, {}, {}},
      {{{"one", "b"}}, {{"one", "b"}}, {}},
      {{{"one", "nothing"}}, {{"one", "nothing"}}, {{"one", Fault::unknown_option}}},
      {{{"one", "a"}, {"one", "b"}}, {{"one", Codes{"a", "b"}}}, {{"one", Fault::wrong_shape}}},
      {{{"one", "a"}, {"many", "b"}, {"many", "a"}}, {{"one", "a"}, {"many", Codes{"a", "b"}}}, {}},
      {{{"one", "a"}, {"many", "a"}, {"many", "none"}},
       {{"one", "a"}, {"many", Codes{"a", "none"}}},
       {{"many", Fault::not_alone}}},
      {{{"one", "a"}, {"many", "a"}, {"many", "a"}},
       {{"one", "a"}, {"many", Codes{"a", "a"}}},
       {{"many", Fault::unknown_option}}},
      // Not asked: whatever stands there is no fault.
      {{{"many", "a"}, {"many", "none"}}, {{"many", Codes{"a", "none"}}}, {}},
      {{{"words", "one\r\ntwo\x01"}}, {{"words", "one\ntwo"}}, {}},
      {{{"words", std::string(21, 'w')}}, {{"words", std::string(21, 'w')}}, {{"words", Fault::too_long}}},
      {{{"rate", "unsure"}}, {{"rate", "unsure"}}, {}},
      {{{"order.x", "2"}, {"order.y", "1"}, {"order.z", "3"}}, {{"order", Codes{"y", "x", "z"}}}, {}},
      {{{"order", "same"}}, {{"order", "same"}}, {}},
      {{{"order", "same"}, {"order.x", "1"}}, {{"order", "same"}}, {{"order", Fault::not_alone}}},
      {{{"order.x", "1"}}, {}, {{"order", Fault::incomplete_order}}},
      {{{"order.x", "1"}, {"order.y", "1"}, {"order.z", "2"}}, {}, {{"order", Fault::incomplete_order}}},
      {{{"order.x", "1"}, {"order.y", "2"}, {"order.z", "4"}}, {}, {{"order", Fault::incomplete_order}}},
      {{{"order.x", "01"}, {"order.y", "2"}, {"order.z", "3"}}, {}, {{"order", Fault::incomplete_order}}},
  };
  for (const Case& one : table) {
    CAPTURE(write_form_body(one.fields));
    const survey::FormAnswers read = survey::read_form(every_kind(), one.fields);
    CHECK(read.answers == one.answers);
    CHECK(read.faults == one.faults);
  }
}

TEST_CASE("the page of the form is sound, asks everything, and says when a question is only for some") {
  page::Form form;
  form.id = one_id;
  form.begun = "1795600000";
  const page::Page page = page::form_page(real_pack(), real_survey(), form);
  CHECK(page::faults(page) == std::vector<std::string>{});
  const std::string words = words_on(page.root);
  for (const content::Question& question : real_survey().questions) {
    CHECK(contains(words, question.text));
    CHECK(contains(words, question.can));
    for (const auto* option : survey::options_of(question)) CHECK(contains(words, option->label));
  }
  CHECK(contains(words, "you chose “Yes” for question 6"));
  const content::Survey& survey = real_survey();
  for (const std::string& title : {survey.equality->title, survey.contact->title, survey.contact->consent})
    CHECK(contains(words, title));
  for (const auto& why : {survey.equality->why, survey.contact->why}) {
    for (const std::string& line : why) CHECK(contains(words, line));
  }
  for (const content::Question& question : survey.equality->questions) {
    CHECK(contains(words, question.text));
    for (const auto* option : survey::options_of(question)) CHECK(contains(words, option->label));
  }
  // Numbered on from the others, so that each number is the number of one question.
  const auto numbered = [&](const char* code) {
    const auto& list = survey.equality->questions;
    const auto at = std::find_if(list.begin(), list.end(), [&](const auto& question) { return question.code == code; });
    return std::to_string(survey.questions.size() + static_cast<size_t>(at - list.begin()) + 1);
  };
  CHECK(contains(words, "Question " + numbered("age_range") + ": How old are you?"));
  CHECK(contains(words, "you chose “White” for question " + numbered("ethnic_group") + "\n"));
  for (const char* field : {survey::email_field, survey::phone_field}) {
    const page::Node* node = find_node(page.root, field);
    REQUIRE(node);
    CHECK(node->kind == page::Kind::text_field);
    CHECK(node->posts == field);
  }
  CHECK_FALSE(contains(words, "There is a problem"));
  CHECK_FALSE(contains(words, "{"));
  // Nothing that only a program could do.
  each_node(page.root, [](const page::Node& node) {
    if (node.kind == page::Kind::button) CHECK(node.submits);
  });
  for (const auto end : {page::FormEnd::stored, page::FormEnd::changed})
    CHECK(page::faults(page::form_done_page(real_pack(), real_survey(), form, end)) == std::vector<std::string>{});
}

TEST_CASE("a survey that asks nothing apart has a form that asks nothing apart, and reads nothing of it") {
  const content::Survey survey = every_kind();
  const page::Page page = page::form_page(real_pack(), survey, {});
  CHECK_FALSE(find_node(page.root, survey::email_field));
  const survey::FormAnswers read =
      survey::read_form(survey, {{"contact-email", "not one"}, {"age_range", "under_16"}, {"one", "a"}});
  CHECK(read.faults.empty());
  CHECK(read.apart.email.empty());
  CHECK(read.apart.equality.empty());
}

TEST_CASE("form fields: equality answers and contact details are read with the rules of the program") {
  using Faults = std::map<std::string, Fault>;
  struct Case {
    Fields fields;
    Answers equality;
    std::string email;
    std::string phone;
    Faults faults;
  };
  const std::vector<Case> table = {
      {{{"age_range", ""}, {"contact-email", " \r\n"}, {"contact-phone", ""}}, {}, "", "", {}},
      {{{"age_range", "age_25_34"}, {"contact-email", " jo@example.org "}},
       {{"age_range", "age_25_34"}},
       "jo@example.org",
       "",
       {}},
      {{{"contact-phone", "01632 960 001\t"}}, {}, "", "01632 960 001", {}},
      {{{"contact-email", "jo at example"}, {"contact-phone", "12"}},
       {},
       "jo at example",
       "12",
       {{"contact-email", Fault::not_readable}, {"contact-phone", Fault::not_readable}}},
      {{{"age_range", "young"}}, {{"age_range", "young"}}, "", "", {{"age_range", Fault::unknown_option}}},
      {{{"health_condition", "yes"}, {"health_areas", "none"}, {"health_areas", "memory"}},
       {{"health_condition", "yes"}, {"health_areas", Codes{"memory", "none"}}},
       "",
       "",
       {{"health_areas", Fault::not_alone}}},
      // Not asked: whatever stands there is no fault.
      {{{"health_areas", "none"}, {"health_areas", "memory"}}, {{"health_areas", Codes{"memory", "none"}}}, "", "", {}},
  };
  for (const Case& one : table) {
    CAPTURE(write_form_body(one.fields));
    const survey::FormAnswers read = survey::read_form(real_survey(), one.fields);
    CHECK(read.answers.empty());
    CHECK(read.apart.equality == one.equality);
    CHECK(read.apart.email == one.email);
    CHECK(read.apart.phone == one.phone);
    CHECK(read.faults == one.faults);
  }
}

TEST_CASE("a condition of every sort is put in words") {
  content::Pack pack = real_pack();
  content::Survey survey = every_kind();
  survey.questions[4].when = content::Condition{{{"one", "a"}}, {{"many", "a"}, {"many", "b"}}, {{"rate", "unsure"}}};
  const std::string words = words_on(page::form_page(pack, survey, {}).root);
  CHECK(contains(words, "you chose “Label of a” for question 1\n"));
  CHECK(contains(words, "you chose “Label of a” for question 2, or you chose “Label of b” for question 2\n"));
  CHECK(contains(words, "you did not choose “Label of unsure” for question 4\n"));
}
