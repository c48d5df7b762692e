// Words in which nothing can be read are no answer, wherever they come from; nothing else that was given is lost by it.
#include "endpoint_fixture.hpp"
#include "support.hpp"
#include "survey/contact.hpp"
#include "survey/form.hpp"

using namespace roadshow;
using namespace roadshow::test;
using namespace roadshow::endpoint_fixture;

namespace {

const std::vector<std::string> blanks = {" ",      "\n",     "\t",     "\u00A0",           "\u200B",
                                         "\u2060", "\uFEFF", "\u00AD", "\u3164",           "\u115F",
                                         "\u1160", "\uFFA0", "\u2800", " \n\u200B\u00A0\t"};

}  // namespace

TEST_CASE("blank words typed on a screen are no answer, and what is taken back to blank is none either") {
  for (const std::string& blank : blanks) {
    CAPTURE(blank);
    Visitor visitor(survey_path);
    visitor.press("start").question("works_well");
    visitor.act(page::Write{"works_well", blank});
    CHECK(visitor.answers().count("works_well") == 0);
    visitor.act(page::Write{"works_well", blank + "x"});
    CHECK(visitor.answers().count("works_well") == 1);
    visitor.act(page::Write{"works_well", blank});
    CHECK(visitor.answers().count("works_well") == 0);
  }
}

TEST_CASE("blank words in the plain form are no answer, and blank contact details are none") {
  const content::Survey& survey = real_survey();
  for (const std::string& blank : blanks) {
    CAPTURE(blank);
    const auto form = survey::read_form(
        survey, {{"works_well", blank}, {survey::email_field, blank}, {survey::phone_field, blank + blank}});
    CHECK(form.answers.empty());
    CHECK(form.faults.empty());
    CHECK(form.apart.email.empty());
    CHECK(form.apart.phone.empty());
    CHECK(survey::without_ends(blank + "jo@example.org" + blank) == "jo@example.org");
    CHECK_FALSE(survey::is_email("j" + blank + "o@example.org"));
  }
}

TEST_CASE_FIXTURE(Fixture, "a response with blank words is stored without them: it was given in earnest") {
  for (const std::string& blank : blanks) {
    CAPTURE(blank);
    const auto read = survey::read_response(body_of(id, blank), service.packs[0].surveys);
    const auto* response = std::get_if<survey::Response>(&read);
    REQUIRE(response);
    CHECK(response->answers.count("words") == 0);
    CHECK(response->answers.count("area") == 1);
  }
  CHECK(handle(put(id, body_of(id, " \u200B")), service).status == 201);
  CHECK(handle(put(id, body_of(id, " \u200B")), service).status == 202);
}

TEST_CASE_FIXTURE(Fixture, "control characters in an answer are refused, and a tab or a new line is not") {
  for (const std::string text : {"a\x01", "a\x7F", "a\u0080", "a\u009F", "a\r", "\x1B[31m"})
    CHECK_MESSAGE(handle(put(id, body_of(id, text)), service).status == 422, text);
  CHECK(handle(put(id, body_of(id, "one\n\ttwo")), service).status == 201);
}

TEST_CASE_FIXTURE(Fixture, "a body that goes on after a NUL is refused: nothing after it would have been read") {
  const std::string body = body_of(id);
  for (const std::string& spoiled : {body + '\0', body + '\0' + body, '\0' + body, body + std::string(5, '\0')}) {
    const int status = handle(put(id, spoiled), service).status;
    CHECK((status == 400 || status == 422));
  }
  CHECK(handle(put(id, body), service).status == 201);
}
