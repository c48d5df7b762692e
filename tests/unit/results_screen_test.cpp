// The screens that show what the endpoint counted, and the one of analysts: what they ask for, and what they say.
#include "figures/drawing.hpp"
#include "page/prerender.hpp"
#include "page/results/results.hpp"
#include "support.hpp"
#include "survey/disclosure/disclosure.hpp"

using namespace roadshow;
using namespace roadshow::test;
using namespace roadshow::page;

namespace {

const std::string results_path = "/results/icp-strategy";
const std::string staff_path = "/staff/icp-strategy";

survey::Results some_results(int people) {
  const content::Survey& survey = real_survey();
  survey::Counts counts = survey::no_counts(survey);
  for (int i = 0; i < people; ++i) {
    survey::Response one = survey::sample(survey, real_pack().info, static_cast<uint64_t>(i));
    // Nobody says that everything matters the same, and few put the last months of life first.
    survey::Codes order = {"live_well", "start_well", "grow_well", "age_well", "end_well"};
    std::swap(order[0], order[i < 4 ? 4 : i % 7 == 0 ? 1 : i % 5 == 0 ? 2 : 0]);
    one.answers["life_stage"] = order;
    add(counts, survey, one, i % 2 == 0 ? "2026-11-24" : "2026-11-25");
    if (one.equality) survey::add_equality(counts, survey, one.equality->answers);
  }
  return survey::publish(survey, counts, "2026-11-25");
}

Fetched answer(int people) { return {"results/icp-strategy", 200, survey::to_json(some_results(people))}; }

std::string texts(size_t count, const std::string& next = "") {
  survey::Texts list{"icp-strategy", {}, next};
  for (size_t i = 0; i < count; ++i)
    list.texts.push_back({one_id, "works_well", "2026-11", "The **bus** to town, <b>really</b>.", {}});
  return survey::to_json(list);
}

}  // namespace

TEST_CASE("results: asked for when the screen opens, and what they say comes before what they show") {
  Visitor visitor(results_path);
  REQUIRE(visitor.last.fetch);
  CHECK(visitor.last.fetch->path == "/v1/surveys/icp-strategy/results.json");
  CHECK(visitor.last.fetch->method == "GET");
  CHECK(visitor.last.fetch->token.empty());
  CHECK(visitor.shows("The results show here when they have come."));

  visitor.act(answer(600));
  CHECK(faults(visitor.page()).empty());
  CHECK(visitor.shows("comes first most often."));
  CHECK(visitor.shows("Live well"));
  CHECK(visitor.shows("this may not match everyone’s view"));
  CHECK_FALSE(visitor.shows("ost people"));
  CHECK(visitor.shows("fewer than 10"));
  CHECK(visitor.shows("so that nobody can be picked out"));
  CHECK(visitor.shows("Published on 25 November 2026. About 600 people had answered."));
  CHECK(visitor.shows("Every question now shows what your answer can and cannot change."));
  // Who lives here has a source, and what no source says is no figure.
  CHECK(visitor.shows("About 1,100,000 people live here, February 2022."));
  CHECK(visitor.shows("line 2212"));
  CHECK(visitor.shows("How many live here is not published: the papers give one number for the whole area."));

  const Node bars = visitor.node("bars-life_stage");
  const auto& figure = std::get<figures::Bars>(*bars.figure);
  CHECK(figure.rows.front().label == "Live well");
  CHECK(figure.rows.front().strong);
  CHECK_FALSE(figure.rows.back().value);
  CHECK(figure.rows.back().text != "0");

  visitor.press("show-table");
  CHECK(visitor.has("counts-life_stage"));
  CHECK_FALSE(visitor.has("bars-life_stage"));
  CHECK(faults(visitor.page()).empty());
}

TEST_CASE("results: who answered comes after what they said, and is compared with nothing") {
  Visitor visitor(results_path);
  visitor.act(answer(600));
  CHECK(visitor.shows("Who answered"));
  CHECK(visitor.shows("so we cannot say what one group thinks"));
  const Node ages = visitor.node("results-age_range");
  const std::string words = words_on(ages);
  CHECK(contains(words, "How old are you?"));
  CHECK(contains(words, "people answered this question."));
  CHECK_FALSE(contains(words, "were asked"));
  CHECK(find_node(ages, "bars-age_range"));
  CHECK(find_node(ages, "counts-age_range"));
  CHECK_FALSE(contains(words, "By where people live"));
  // Asked of few: nothing can be shown, and there is no line for it.
  CHECK_FALSE(visitor.has("results-ethnic_words"));
  visitor.press("show-table");
  CHECK_FALSE(visitor.has("bars-age_range"));
  CHECK(visitor.has("counts-age_range"));

  Visitor few(results_path);
  few.act(answer(12));  // of whom fewer than ten said who they are
  CHECK(few.shows("Who answered"));
  CHECK(few.shows("Too few answers to show so far."));
  CHECK(faults(few.page()).empty());
  CHECK_FALSE(few.has("results-age_range"));
}

TEST_CASE("results: by place and channel, in tables that open") {
  Visitor visitor(results_path);
  visitor.act(answer(2000));
  REQUIRE(visitor.has("by-place-biggest_unfairness"));
  visitor.act(Toggle{"by-place-biggest_unfairness", true});
  CHECK(visitor.node("by-place-biggest_unfairness").open);
  CHECK(visitor.shows("By where people live"));
  CHECK(visitor.shows("Staffordshire, outside Stoke-on-Trent"));
  CHECK(faults(visitor.page()).empty());
}

TEST_CASE("results: too few so far, not public, and no connection are said, and can be tried again") {
  Visitor visitor(results_path);
  visitor.act(answer(9));
  CHECK(visitor.shows("Fewer than 10 people have answered so far."));
  CHECK_FALSE(visitor.has("show-table"));

  Visitor closed(results_path);
  closed.act(Fetched{"results/icp-strategy", 401, "{}"});
  CHECK(closed.shows("These results are not public yet."));
  CHECK(faults(closed.page()).empty());

  for (const auto& broken : {Fetched{"results/icp-strategy", 0, ""}, Fetched{"results/icp-strategy", 503, "{}"},
                             Fetched{"results/icp-strategy", 200, "<html>Sign in to the Wi-Fi</html>"}}) {
    Visitor lost(results_path);
    lost.act(broken);
    CHECK(lost.shows("We could not get this."));
    CHECK(faults(lost.page()).empty());
    lost.press("again");
    REQUIRE(lost.last.fetch);
    lost.act(answer(600));
    CHECK(lost.shows("comes first most often."));
  }
}

TEST_CASE("results: what is shown stays when a later look fails, and an answer to another survey changes nothing") {
  Visitor visitor(results_path);
  visitor.act(answer(600));
  visitor.go("/").go(results_path);
  CHECK(visitor.last.fetch);
  visitor.act(Fetched{"results/icp-strategy", 0, ""});
  CHECK(visitor.shows("comes first most often."));
  visitor.act(Fetched{"results/other", 200, texts(1)});
  CHECK(visitor.shows("comes first most often."));
}

TEST_CASE("results: without script the page says what it needs, and where to have a say") {
  const Page page = prerender(real_pack(), results_path);
  CHECK(contains(words_on(page.root), "This needs a connection."));
  const Node* link = find_node(page.root, "answer-too");
  REQUIRE(link);
  CHECK(link->href == survey_path);
  CHECK(faults(page).empty());
}

TEST_CASE("results: the reach meter counts against a goal where one was set, and names who is quiet") {
  content::Pack pack = real_pack();
  content::ReachGroup& group = pack.surveys[0].results.reach[2];
  group.goal = 4000;
  group.set_by = "Set for this test.";
  Visitor visitor(results_path, pack);
  visitor.act(answer(600));
  CHECK(visitor.shows("of 4,000"));
  CHECK(visitor.shows("to go"));
  CHECK(visitor.shows("Set for this test."));
  CHECK(visitor.shows("people in Stoke-on-Trent. Know someone?"));
  group.goal = 20;
  Visitor reached(results_path, pack);
  reached.act(answer(600));
  CHECK(reached.shows("reached"));
}

TEST_CASE("results: a hidden bar is a dashed box as long as the limit, whatever it hides") {
  figures::Bars bars{{{"A", 40, "40", true}, {"B", std::nullopt, "fewer than 10", false}}, 40, 10};
  for (const float width : {320.0f, 358.0f, 640.0f, 900.0f}) {
    const auto drawing = figures::draw(bars, {width, figures::nominal_size(bars, figures::Width::wide).height});
    const figures::Rectangle* solid = nullptr;
    const figures::Rectangle* dashed = nullptr;
    for (const auto& mark : drawing.marks) {
      const auto* box = std::get_if<figures::Rectangle>(&mark);
      if (box && box->fill == figures::Fill::solid) solid = box;
      if (box && box->fill == figures::Fill::dashed_outline) dashed = box;
    }
    REQUIRE(solid);
    REQUIRE(dashed);
    CHECK(dashed->size.width == doctest::Approx(solid->size.width / 4).epsilon(0.05));
    CHECK(solid->at.x + solid->size.width < width);
  }
}

TEST_CASE("results: words from before blank ones were refused do not hide all the rest") {
  for (const std::string words : {"", " ", "\u00A0\n", "\u200B"}) {
    survey::Results results = some_results(600);
    for (survey::QuestionResults& question : results.questions) {
      if (question.code == "works_well") question.quotes = {words, "The bus."};
    }
    Visitor visitor(results_path);
    visitor.act(Fetched{"results/icp-strategy", 200, survey::to_json(results)});
    CHECK(visitor.shows("comes first most often."));
    CHECK(visitor.shows("The bus."));
  }
}

TEST_CASE("staff: a token opens the words, which are shown as they were given, and is forgotten on leaving") {
  Visitor visitor(staff_path);
  CHECK(visitor.node("token").value.empty());
  CHECK_FALSE(visitor.last.fetch);
  bool staff = false;
  each_node(visitor.page().root, [&](const Node& node) { staff = staff || node.look == Look::header_staff; });
  CHECK(staff);
  CHECK(faults(visitor.page()).empty());
  visitor.press("sign-in");
  CHECK_FALSE(visitor.last.fetch);  // nothing to send
  visitor.act(Edit{"token", " roadshow_abc\n"}).press("sign-in");
  REQUIRE(visitor.last.fetch);
  CHECK(visitor.last.fetch->token == "roadshow_abc");
  CHECK(visitor.last.fetch->path == "/v1/surveys/icp-strategy/texts.json");
  CHECK(to_draft(visitor.state).find("roadshow_abc") == std::string::npos);

  visitor.act(Fetched{"texts/icp-strategy", 403, "{}"});
  CHECK(visitor.shows("does not allow this"));
  visitor.act(Fetched{"texts/icp-strategy", 200, texts(3, "77")});
  CHECK(visitor.shows("3 answers in words"));
  CHECK(visitor.shows("The **bus** to town, <b>really</b>."));
  CHECK(faults(visitor.page()).empty());
  visitor.press("more");
  CHECK(visitor.last.fetch->path == "/v1/surveys/icp-strategy/texts.json?after=77");
  visitor.act(Fetched{"texts/icp-strategy", 200, texts(2)});
  CHECK(visitor.shows("5 answers in words"));
  CHECK_FALSE(visitor.has("more"));

  visitor.go("/");
  visitor.act(Fetched{"texts/icp-strategy", 200, texts(3)});  // too late: nobody is signed in
  CHECK(visitor.state.staff.token.empty());
  CHECK(visitor.state.staff.texts.empty());
}

TEST_CASE("staff: tags, a note and the mark are sent for one answer, and whether they are kept is said") {
  Visitor visitor(staff_path);
  visitor.act(Edit{"token", "roadshow_abc"}).press("sign-in").act(Fetched{"texts/icp-strategy", 200, texts(2)});
  visitor.act(Edit{"tags/1", "buses,  rural , "}).act(Edit{"note/1", "Ask."}).act(Mark{"publish/1", true});
  visitor.press("save-1");
  REQUIRE(visitor.last.fetch);
  CHECK(visitor.last.fetch->method == "PUT");
  CHECK(visitor.last.fetch->path == "/v1/surveys/icp-strategy/texts/" + one_id + "/works_well");
  CHECK(visitor.last.fetch->body == R"({"note":"Ask.","publish":true,"tags":["buses","rural"]})");
  visitor.act(Fetched{"save/1", 503, ""});
  CHECK(visitor.shows("This could not be saved."));
  visitor.act(Fetched{"save/1", 204, ""});
  CHECK(visitor.last.say == "Saved.");
  CHECK_FALSE(visitor.has("saved-0"));
  visitor.act(Edit{"note/9", "x"})
      .act(Mark{"publish/99999999", true})
      .act(Fetched{"save/", 204, ""});  // no such answer
  CHECK(visitor.state.staff.texts.size() == 2);
}
