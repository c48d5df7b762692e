// What the form asks besides the answers: equality questions, contact details, and the code to take all of it back.
#include "content/json_text.hpp"
#include "form_fixture.hpp"
#include "page/survey/steps.hpp"
#include "survey/secret.hpp"

using namespace roadshow;
using namespace roadshow::test;
using survey::Answers;
using survey::Codes;

namespace {

const Fields apart = {{"age_range", "age_25_34"},           {"health_condition", "yes"},
                      {"health_areas", "memory"},           {"health_areas", "vision"},
                      {"contact-email", " jo@example.org"}, {"contact-phone", "01632 960 001"}};

Answer post_withdrawal(const Service& service, const std::string& reference, const std::string& code) {
  const Json body = {{"reference", reference}, {"code", code}};
  return handle({"POST", "/v1/withdrawals", {{"Content-Type", "application/json"}}, body.dump()}, service);
}

}  // namespace

TEST_CASE_FIXTURE(FormFixture, "form: equality answers and contact details are kept apart as the program keeps them") {
  const Fields hidden = hidden_fields(ask(get_form(), 200));
  const std::string done = ask(post(with(with(hidden, good), apart)), 201);
  const std::string& id = hidden[0].second;
  const std::string& secret = hidden[2].second;
  CHECK(reference_on(done) == survey::reference(id));
  CHECK(code_on(done) == survey::code_of(secret));
  CHECK(contains(done, "Keep these if you may want to take your answers back."));

  REQUIRE(stored().size() == 1);
  for (const char* word : {"age_range", "memory", "jo@example", "960"}) CHECK_FALSE(contains(stored()[0], word));
  const survey::Keys keys = survey::keys_of_secret(id, secret);
  const auto equality = stored_apart(PieceKind::equality);
  REQUIRE(equality.size() == 1);
  CHECK(equality[0].key == keys.equality);
  CHECK(Json::parse(equality[0].body)["answers"] ==
        Json{{"age_range", "age_25_34"}, {"health_areas", {"vision", "memory"}}, {"health_condition", "yes"}});
  const auto contact = stored_apart(PieceKind::contact);
  REQUIRE(contact.size() == 1);
  CHECK(contact[0].key == keys.contact);
  CHECK(Json::parse(contact[0].body)["email"] == "jo@example.org");
  CHECK(Json::parse(contact[0].body)["phone"] == "01632 960 001");

  // One way in: the same from a device is the same response.
  auto read = survey::read_response(stored()[0], real_pack().surveys);
  REQUIRE(std::holds_alternative<survey::Response>(read));
  auto response = std::get<survey::Response>(std::move(read));
  survey::keep_apart(
      response, real_survey(), secret,
      {{{"age_range", "age_25_34"}, {"health_condition", "yes"}, {"health_areas", Codes{"vision", "memory"}}},
       "jo@example.org",
       "01632 960 001"});
  CHECK(handle({"PUT", "/v1/responses/" + id, {{"Content-Type", "application/json"}}, survey::canonical(response)},
               service)
            .status == 202);
}

TEST_CASE_FIXTURE(FormFixture, "form: sent again it is one row, with the same reference and the same code") {
  const Fields fields = with(with(hidden_fields(ask(get_form(), 200)), good), apart);
  const std::string first = ask(post(fields), 201);
  const std::string again = ask(post(fields), 202);
  CHECK(code_on(first).size() == 19);
  CHECK(code_on(again) == code_on(first));
  CHECK(reference_on(again) == reference_on(first));
  // Changed after it was sent: the reference and the code of what is stored.
  const std::string changed =
      ask(post(with(fields, {{"contact-phone", "01632 960 002"}, {"anything_else", "x"}})), 409);
  CHECK(code_on(changed) == code_on(first));
  CHECK(stored().size() == 1);
  CHECK(stored_apart(PieceKind::equality).size() == 1);
  CHECK(stored_apart(PieceKind::contact).size() == 1);
  // Another form, another person.
  CHECK(code_on(ask(post(with(hidden_fields(ask(get_form(), 200)), good)), 201)) != code_on(first));
}

TEST_CASE_FIXTURE(FormFixture, "form: with reference and code everything that was sent can be taken back") {
  const std::string done = ask(post(with(with(hidden_fields(ask(get_form(), 200)), good), apart)), 201);
  CHECK(post_withdrawal(service, reference_on(done), "0000 0000 0000 0000").status == 204);  // says nothing
  CHECK(stored().size() == 1);
  CHECK(post_withdrawal(service, reference_on(done), code_on(done)).status == 204);
  CHECK(stored().empty());
  CHECK(stored_apart(PieceKind::equality).empty());
  CHECK(stored_apart(PieceKind::contact).empty());
}

TEST_CASE_FIXTURE(
    FormFixture, "form: whoever has no program takes it back by a form too, and what was typed stays after a mistake") {
  const std::string done = ask(post(with(with(hidden_fields(ask(get_form(), 200)), good), apart)), 201);
  const auto send = [&](const std::string& path, const std::string& reference, const std::string& code) {
    Request request = post({{page::reference_field, reference}, {page::code_field, code}});
    request.target = path;
    return handle(request, service);
  };
  const Answer mistake = send("/withdraw", "RS 1", code_on(done));
  CHECK(mistake.status == 422);
  CHECK(contains(*mistake.body, "Enter the reference: RS and 8 letters or digits"));
  CHECK(contains(*mistake.body, "value=\"" + code_on(done) + "\""));
  CHECK(contains(*mistake.body, "action=\"/withdraw\""));
  CHECK(stored().size() == 1);

  const Answer unknown = send("/withdraw", reference_on(done), "0000 0000 0000 0000");
  CHECK(unknown.status == 200);
  CHECK(stored().size() == 1);
  const Answer gone = send("/ur/withdraw", reference_on(done), code_on(done));
  CHECK(gone.status == 200);
  CHECK(contains(*gone.body, " lang=\"ur\""));
  CHECK(stored().empty());
  CHECK(stored_apart(PieceKind::equality).empty());
  CHECK(stored_apart(PieceKind::contact).empty());
  // The same words, whether there were such answers or not.
  CHECK(*unknown.body == *send("/withdraw", reference_on(done), code_on(done)).body);
  CHECK(send("/xx/withdraw", reference_on(done), code_on(done)).status == 404);
}

TEST_CASE_FIXTURE(FormFixture, "form: nothing of the secret is in the store") {
  const Fields hidden = hidden_fields(ask(get_form(), 200));
  const std::string done = ask(post(with(with(hidden, good), apart)), 201);
  const std::string& secret = hidden[2].second;
  std::string bytes;
  for (const auto& file : std::filesystem::directory_iterator(folder)) bytes += read_text(file.path());
  REQUIRE(contains(bytes, "jo@example.org"));
  for (const std::string& part : {secret, survey::salt_of(secret), code_on(done), survey::plain_code(code_on(done))})
    CHECK_FALSE(contains(bytes, part));
}

TEST_CASE_FIXTURE(FormFixture,
                  "form: contact details that cannot be used are said at the top and beside their fields") {
  const Fields hidden = hidden_fields(ask(get_form(), 200));
  const std::string html =
      ask(post(with(with(hidden, good),
                    {{"age_range", "age_25_34"}, {"contact-email", "jo at example"}, {"contact-phone", "12"}})),
          422);
  CHECK(contains(html, "There is a problem"));
  for (const std::string field : {"contact-email", "contact-phone"}) {
    CAPTURE(field);
    CHECK(contains(html, "href=\"#" + field + "\">Enter "));
    CHECK(contains(html, "id=\"" + field + "-error\""));
    const std::string input = between(html, "<input id=\"" + field + "\"", ">");
    CHECK(contains(input, "aria-describedby=\"" + field + "-hint " + field + "-error\""));
    CHECK(contains(input, "aria-invalid=\"true\""));
  }
  CHECK(contains(html, "Error: Enter an email address in full"));
  CHECK(contains(html, "value=\"jo at example\""));
  CHECK(contains(html, "value=\"age_25_34\" checked"));
  CHECK(hidden_fields(html) == hidden);
  CHECK(stored().empty());
  ask(post(with(with(hidden, good), apart)), 201);
}

TEST_CASE_FIXTURE(FormFixture, "form: equality answers that were not asked do not count, and alone they are enough") {
  const Fields hidden = hidden_fields(ask(get_form(), 200));
  ask(post(with(hidden, {{"health_condition", "no"}, {"health_areas", "memory"}, {"ethnic_white", "irish"}})), 201);
  REQUIRE(stored_apart(PieceKind::equality).size() == 1);
  CHECK(Json::parse(stored_apart(PieceKind::equality)[0].body)["answers"] == Json{{"health_condition", "no"}});
  const auto read = survey::read_response(stored().at(0), real_pack().surveys);
  REQUIRE(std::holds_alternative<survey::Response>(read));
  CHECK(std::get<survey::Response>(read).answers == Answers{});
  CHECK(stored_apart(PieceKind::contact).empty());
}

TEST_CASE_FIXTURE(FormFixture, "form: a secret that we could not have made is another one of ours, whose code works") {
  Fields hidden = hidden_fields(ask(get_form(), 200));
  const std::vector<std::string> odd = {"", "x", std::string(63, 'a'), std::string(64, 'A'), std::string(64, '\n')};
  for (const std::string& secret : odd) {
    CAPTURE(secret);
    hidden = hidden_fields(ask(get_form(), 200));
    hidden[2].second = secret;
    const std::string done = ask(post(with(with(hidden, good), apart)), 201);
    CHECK(code_on(done).size() == 19);
    // Sent again it would have another secret, which opens nothing: no code is shown.
    const std::string again = ask(post(with(with(hidden, good), apart)), 409);
    CHECK(reference_on(again) == reference_on(done));
    CHECK(code_on(again).empty());
    CHECK(post_withdrawal(service, reference_on(done), code_on(done)).status == 204);
    CHECK(stored().empty());
  }
}
