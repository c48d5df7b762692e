// What is kept apart from the answers, as a person goes through it: equality questions, contact details, taking back.
#include "support.hpp"
#include "survey/secret.hpp"

using namespace roadshow;
using namespace roadshow::test;
using page::Screen;

namespace {

const std::string secret = "0123456789abcdef0123456789abcdef00112233445566778899aabbccddeeff";
const std::string about_you = survey_path + "/about-you";

// A person on a device that makes secrets, as every browser does.
Visitor person(const std::string& path = survey_path) {
  Visitor visitor("/");
  return visitor.act(page::Visit{path, one_id, "2026-11-21", secret});
}

Visitor past_the_questions() {
  Visitor visitor = person();
  visitor.press("start");
  while (visitor.state.route.screen == Screen::question) visitor.press("skip");
  return visitor;
}

Visitor at_contact() {
  Visitor visitor = past_the_questions();
  return visitor.press("skip-all");
}

void check_page(const page::Page& page) {
  const auto faults = page::faults(page);
  CHECK_MESSAGE(faults.empty(), page.path << ": " << (faults.empty() ? "" : faults[0]));
}

survey::Response posted(const Visitor& visitor) {
  REQUIRE(visitor.last.post);
  const auto result = survey::read_response(visitor.last.post->body, real_pack().surveys);
  if (const auto* problems = std::get_if<Problems>(&result)) FAIL(to_line(problems->at(0)));
  return std::get<survey::Response>(result);
}

}  // namespace

TEST_CASE("after the questions: why we ask about you, that it is kept apart, and past it in one press") {
  Visitor visitor = past_the_questions();
  CHECK(visitor.path() == about_you);
  CHECK(visitor.last.focus == page::heading_id);
  CHECK(visitor.shows("We want to hear from all kinds of people."));
  CHECK(visitor.shows("You can skip each question, or all of them."));
  CHECK(visitor.shows("We keep these answers apart."));
  check_page(visitor.page());
  visitor.press("skip-all");
  CHECK(visitor.path() == survey_path + "/contact");
}

TEST_CASE("equality questions come one a page, follow their branches, and can be skipped together at any of them") {
  Visitor visitor = past_the_questions();
  visitor.press("continue");
  CHECK(visitor.path() == about_you + "/age_range");
  CHECK(visitor.shows("About you: 1 of 5"));
  CHECK(visitor.shows("Prefer not to say"));
  CHECK(visitor.shows("Kept apart from your other answers"));
  CHECK_FALSE(visitor.shows("What your answer can change"));
  check_page(visitor.page());
  CHECK(visitor.carry_on().last.focus == page::error_summary_id);
  visitor.choose("age_range", "age_25_34").carry_on();
  visitor.choose("health_condition", "yes");
  CHECK(visitor.shows("About you: 2 of 7"));
  visitor.carry_on().press("skip");
  CHECK(visitor.path() == about_you + "/health_areas");
  visitor.choose("health_areas", "memory").choose("health_areas", "prefer_not");
  CHECK(std::get<survey::Codes>(visitor.state.session->equality.at("health_areas")) == survey::Codes{"prefer_not"});
  visitor.carry_on().choose("ethnic_group", "black").carry_on();
  CHECK(visitor.path() == about_you + "/ethnic_black");
  visitor.choose("ethnic_black", "other").carry_on();
  CHECK(visitor.path() == about_you + "/ethnic_words");
  visitor.act(page::Write{"ethnic_words", "My own words"}).carry_on();
  CHECK(visitor.path() == about_you + "/sexual_orientation");
  CHECK(visitor.answers().empty());
  Visitor other = visitor;
  visitor.press("skip").press("skip");
  CHECK(visitor.path() == survey_path + "/contact");
  CHECK(visitor.state.session->equality.size() == 6);
  // What was answered before stays, and goes with all of it from the page before the questions.
  other.press("skip-all");
  CHECK(other.path() == survey_path + "/contact");
  CHECK(other.state.session->equality.size() == 6);
  other.press("back").press("continue").choose("age_range", "under_16").press("skip-all");
  CHECK(other.state.session->equality.empty());
  visitor.press("back").press("skip-all");
  CHECK(visitor.state.session->equality.empty());
}

TEST_CASE("contact details: none is fine, what cannot be used is said kindly beside its field, blanks are no matter") {
  Visitor visitor = at_contact();
  check_page(visitor.page());
  CHECK(visitor.node(page::email_field).field == page::Field::email);
  CHECK(visitor.node(page::phone_field).field == page::Field::phone);
  CHECK(visitor.shows("you agree that we use it for this only"));
  Visitor none = visitor;
  none.carry_on();
  CHECK(none.path() == survey_path + "/check");

  visitor.act(page::Write{page::email_field, "jo at example"}).carry_on();
  CHECK(visitor.last.focus == page::error_summary_id);
  CHECK(visitor.node("error-link").href == std::string("#") + page::email_field);
  CHECK(visitor.shows("Enter an email address in full"));
  CHECK(contains(visitor.node(page::email_field).described_by, "error"));
  CHECK_FALSE(contains(visitor.node(page::phone_field).described_by, "error"));
  check_page(visitor.page());
  visitor.act(page::Write{page::email_field, " jo@example.org "}).act(page::Write{page::phone_field, "12"}).carry_on();
  CHECK(visitor.node("error-link").href == std::string("#") + page::phone_field);
  visitor.act(page::Write{page::phone_field, "01632 960 001"}).carry_on();
  CHECK(visitor.path() == survey_path + "/check");
  CHECK(visitor.state.session->email == "jo@example.org");
  CHECK(words_on(visitor.node("answer-contact")) == "jo@example.org\n, \n01632 960 001\n");

  visitor.press("change-contact").press("skip");
  CHECK(visitor.path() == survey_path + "/check");
  CHECK(visitor.state.session->email.empty());
  CHECK(visitor.state.session->phone.empty());
}

TEST_CASE("the list of answers has what is kept apart under headings of its own, and leads back to it") {
  Visitor visitor = past_the_questions();
  visitor.press("continue").choose("age_range", "under_16").carry_on().press("skip-all");
  visitor.go(about_you + "/age_range").choose("age_range", "age_85_over").go(survey_path + "/check");
  check_page(visitor.page());
  CHECK(visitor.node("answer-age_range").text == "85 or over");
  CHECK(visitor.node("answer-contact").text == "Not answered");
  visitor.press("change-age_range").choose("age_range", "prefer_not").carry_on();
  CHECK(visitor.path() == survey_path + "/check");
  CHECK(visitor.node("answer-age_range").text == "Prefer not to say");
  CHECK(visitor.press("back").path() == survey_path + "/contact");
  CHECK(visitor.press("back").path() == survey_path + "/check");  // who comes from the list goes back to it
}

TEST_CASE("what is posted holds the pieces with their keys, a salt, and the hash by which it can be withdrawn") {
  Visitor visitor = past_the_questions();
  visitor.press("continue").choose("age_range", "under_16").carry_on();
  while (visitor.state.route.screen == Screen::equality) visitor.press("skip");
  visitor.act(page::Write{page::phone_field, "01632 960 001"}).carry_on().press("send");
  const survey::Response response = posted(visitor);
  const survey::Keys keys = survey::keys_of_secret(one_id, secret);
  REQUIRE(response.equality);
  REQUIRE(response.contact);
  CHECK(response.equality->key == keys.equality);
  CHECK(response.contact->key == keys.contact);
  CHECK(response.withdrawal == keys.withdrawal);
  CHECK(response.salt == survey::salt_of(secret));
  CHECK(response.contact->phone == "01632 960 001");
  CHECK(response.equality->answers.size() == 1);
  const std::string code = survey::code_of(secret);
  CHECK_FALSE(contains(visitor.last.post->body, survey::plain_code(code)));  // only its hashes leave the device
  CHECK_FALSE(contains(visitor.last.post->body, secret.substr(0, 20)));

  visitor.act(page::Sent{one_id});
  CHECK(visitor.node("code").text == code);
  CHECK(visitor.shows("Keep these if you may want to take your answers back."));
  check_page(visitor.page());
  CHECK_FALSE(Visitor(visitor).press("finish").go(survey_path).shows(code));
}

TEST_CASE("who gives neither sends neither, and can still take the answers back") {
  Visitor visitor = at_contact();
  visitor.press("skip").press("send");
  const survey::Response response = posted(visitor);
  CHECK_FALSE(response.equality);
  CHECK_FALSE(response.contact);
  CHECK(response.salt.empty());
  CHECK(survey::is_hash(response.withdrawal));
}

TEST_CASE("equality answers whose branch was left are not sent") {
  Visitor visitor = past_the_questions();
  visitor.press("continue").press("skip").choose("health_condition", "yes").carry_on();
  visitor.choose("health_activities", "a_lot").carry_on().press("skip-all").press("skip");
  CHECK(visitor.state.session->equality.size() == 2);
  visitor.press("change-health_condition").choose("health_condition", "no").carry_on().press("send");
  const survey::Response response = posted(visitor);
  REQUIRE(response.equality);
  CHECK(response.equality->answers.size() == 1);
}

TEST_CASE("a draft keeps what is kept apart too, and the secret") {
  Visitor visitor = past_the_questions();
  visitor.press("continue").choose("age_range", "under_16").carry_on().press("skip");
  visitor.go(survey_path + "/contact").act(page::Write{page::email_field, "jo@exam"});
  const std::string draft = page::to_draft(visitor.state);
  Visitor again("/");
  again.act(page::Resume{draft})
      .act(page::Visit{survey_path + "/contact", other_id, "2026-12-01", std::string(64, 'f')});
  CHECK(again.path() == survey_path + "/contact");
  CHECK(again.node(page::email_field).value == "jo@exam");
  CHECK(again.state.session->id == one_id);
  CHECK(again.state.session->secret == secret);
  CHECK(again.state.session->equality == visitor.state.session->equality);
}

TEST_CASE("screens that this visit has not reached lead to the start") {
  for (const char* screen : {"/about-you", "/about-you/age_range", "/contact"}) {
    CHECK(person(survey_path + screen).path() == survey_path);
    CHECK(Visitor(survey_path + screen).path() == survey_path);  // also without a secret
  }
  Visitor visitor = past_the_questions();
  visitor.go(about_you + "/ethnic_black");
  CHECK(visitor.path() == about_you);
  CHECK(Visitor(about_you + "/nothing").state.route.screen == Screen::not_found);
  CHECK(Visitor(about_you + "/age_range/more").state.route.screen == Screen::not_found);
  CHECK(Visitor(survey_path + "/contact/more").state.route.screen == Screen::not_found);
}

TEST_CASE("taking answers back: both are needed, the endpoint is asked once, and the answer is the same for all") {
  Visitor visitor("/withdraw");
  check_page(visitor.page());
  CHECK(visitor.press("withdraw").node("error-link").href == std::string("#") + page::reference_field);
  CHECK(visitor.node(std::string("error-link-") + page::code_field).href == std::string("#") + page::code_field);
  visitor.act(page::Write{page::reference_field, "rs 7k4m-92hj"}).press("withdraw");
  CHECK(visitor.node("error-link").href == std::string("#") + page::code_field);
  CHECK_FALSE(visitor.last.fetch);
  check_page(visitor.page());
  visitor.act(page::Write{page::code_field, "7K4M 92HJ QX3D VN8T"}).press("withdraw");
  CHECK_FALSE(visitor.last.fetch);  // asked first, and not sure
  CHECK(visitor.press("withdraw-no").node(page::code_field).value == "7K4M 92HJ QX3D VN8T");
  check_page(visitor.press("withdraw").page());
  visitor.press("withdraw-yes");
  REQUIRE(visitor.last.fetch);
  const page::Fetch asked = *visitor.last.fetch;
  CHECK(asked.method == "POST");
  CHECK(asked.path == "/v1/withdrawals");
  CHECK(asked.token.empty());
  CHECK(Json::parse(asked.body) == Json{{"reference", "rs 7k4m-92hj"}, {"code", "7K4M 92HJ QX3D VN8T"}});
  CHECK(visitor.node("withdraw-yes").disabled);
  CHECK_FALSE(visitor.act(page::Withdraw{true}).last.fetch);

  // 200 is what the sign-in page of a Wi-Fi network answers.
  for (const int status : {0, 200, 302, 429, 503}) {
    CAPTURE(status);
    Visitor later = visitor;
    later.act(page::Fetched{asked.what, status, ""});
    CHECK(later.shows("Please try again in a few minutes."));
    CHECK(later.node(page::code_field).value == "7K4M 92HJ QX3D VN8T");
    check_page(later.page());
    CHECK(later.press("withdraw").press("withdraw-yes").last.fetch);
  }

  visitor.act(page::Fetched{asked.what, 204, ""});
  CHECK(visitor.shows("If both were right, we have deleted it all"));
  CHECK(visitor.shows("rs 7k4m-92hj"));  // so that a mistake is found, though we never say whether there was one
  check_page(visitor.page());
  CHECK(visitor.press("home").go("/withdraw").node(page::code_field).value.empty());
}

TEST_CASE("what was typed to take answers back is gone when the person leaves the screen") {
  Visitor visitor("/withdraw");
  visitor.act(page::Write{page::code_field, "7K4M"}).go("/").go("/withdraw");
  CHECK(visitor.node(page::code_field).value.empty());
}

TEST_CASE("every shared set of equality questions is in order, and browsers get those that a survey names") {
  std::set<std::string> sent;
  for (const auto& file : real_files()) sent.insert(file.name);
  int sets = 0;
  for (const auto& entry : std::filesystem::directory_iterator(source_folder() / "content/shared/equality")) {
    const std::string id = entry.path().stem().string();
    const std::string name = "equality/" + id + ".json";
    const auto& named = real_survey().equality->sets;
    CHECK((sent.count(name) == 1) == (std::find(named.begin(), named.end(), id) != named.end()));
    auto files = real_files();
    if (sent.count(name) == 0) files.push_back({name, read_text(entry.path())});
    const auto problems = problems_of(files);
    CHECK_MESSAGE(problems.empty(), (problems.empty() ? "" : to_line(problems[0])));
    CHECK(cli::path_of_file(source_folder() / "content", "staffordshire-stoke", name, {}) == entry.path());
    ++sets;
  }
  CHECK(sets >= 6);
}

TEST_CASE("every equality question can be answered with: prefer not to say") {
  for (const content::Question& question : real_survey().equality->questions) {
    if (std::holds_alternative<content::FreeText>(question.kind)) continue;
    const auto options = survey::options_of(question);
    CHECK_MESSAGE(options.back()->code == "prefer_not", question.code);
    CHECK(options.back()->label == "Prefer not to say");
  }
}
