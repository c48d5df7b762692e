// The rules between the files of a pack: what keeps figures honest and links alive.
#include "content/check.hpp"

#include "support.hpp"

using namespace roadshow;
using namespace roadshow::test;
using content::Pack;

namespace {

// The problems of the real pack after a change to the values.
Problems after(const std::function<void(Pack&)>& change) {
  Pack pack = real_pack();
  change(pack);
  return content::check_references(pack);
}

bool says(const Problems& problems, std::string_view pointer, std::string_view words) {
  return std::any_of(problems.begin(), problems.end(), [&](const Problem& problem) {
    return problem.place.pointer == pointer && contains(problem.sentence, words);
  });
}

}  // namespace

TEST_CASE("the real pack keeps every rule") {
  CHECK(after([](Pack&) {}).empty());
}

TEST_CASE("a figure is either there, or missing with a reason, never both and never neither") {
  const auto problems = after([](Pack& pack) {
    pack.measures[0].values[0].value.reset();
    pack.measures[1].values[0].reason = "No reason at all.";
  });
  CHECK(says(problems, "/measures/0/values/0", "Say why"));
  CHECK(says(problems, "/measures/1/values/0/reason", "needs no reason"));
}

TEST_CASE("a figure that is missing cannot stand in a sentence") {
  const auto problems = after([](Pack& pack) {
    pack.measures[0].values[0].value.reset();
    pack.measures[0].values[0].reason = "Lost.";
  });
  CHECK(says(problems, "/home/factNumber", "{waiting-list} does not name a published figure"));
  CHECK(says(problems, "/block/steps/0/detail", "{waiting-list}"));
  CHECK(says(problems, "/source", "{waiting-list}"));
}

TEST_CASE("a measure without a single figure is refused") {
  CHECK(says(after([](Pack& pack) { pack.measures[2].values.clear(); }), "/measures/2/values", "at least one figure"));
}

TEST_CASE("a real zero and a full hundred are percentages, and a percentage below or beyond is not") {
  const auto with = [](double value) { return after([&](Pack& pack) { pack.measures[4].values[0].value = value; }); };
  CHECK(with(0).empty());
  CHECK(with(100).empty());
  CHECK(says(with(100.1), "/measures/4/values/0/value", "between 0 and 100"));
  CHECK(says(with(-0.1), "/measures/4/values/0/value", "between 0 and 100"));
}

TEST_CASE("a pack without places is a problem and not a crash") {
  const auto problems = after([](Pack& pack) { pack.places.clear(); });
  CHECK(says(problems, "/places", "The first place is the whole area."));
}

TEST_CASE("a related measure and a featured measure must be there") {
  CHECK(says(after([](Pack& pack) { pack.measures[1].related = "gone"; }), "/measures/1/related", "\"gone\""));
  CHECK(says(after([](Pack& pack) { pack.info.waits.featured = "gone"; }), "/waits/featured", "\"gone\""));
  CHECK(says(after([](Pack& pack) { pack.info.waits.more.push_back("gone"); }),
             "/waits/more/" + std::to_string(real_pack().info.waits.more.size()), "\"gone\""));
}

TEST_CASE("cards may lead to every kind of address that the pack has") {
  const auto with = [](const char* to) { return after([&](Pack& pack) { pack.info.home.cards[0].to = to; }); };
  for (const char* to : {"/", "/explain", "/explain/waiting-list", "/explain/waiting-list/5", "/waits", "/waits/mrsa",
                         "/sources", "/survey/icp-strategy", "/privacy"})
    CHECK_MESSAGE(with(to).empty(), to);
  for (const char* to : {"/explain/", "/explain/nothing", "/waits/nothing", "/survey", "/survey/nothing", "/nothing"})
    CHECK_MESSAGE(says(with(to), "/home/cards/0/to", "leads nowhere"), to);
}

TEST_CASE("a condition may ask for an answer of every kind of choice, and not for words or an order") {
  const auto with = [](const char* question, const char* is) {
    return after([&](Pack& pack) {
      pack.surveys[0].questions[11].when = content::Condition{{}, {{question, is}}, {}};
    });
  };
  CHECK(with("where_live", "outside").empty());
  CHECK(with("describes_you", "councillor").empty());
  CHECK(with("clear_what_can_change", "clear_3").empty());
  CHECK(with("clear_what_can_change", "dont_know").empty());
  CHECK(says(with("works_well", "something"), "/questions/11/when/any/0/is", "no option"));
  CHECK(says(with("how_take_part", "online"), "/questions/11/when/any/0/question", "looks only back"));
}

TEST_CASE("each of two slips in one condition is reported") {
  const auto problems = after([](Pack& pack) {
    pack.surveys[0].questions[11].when = content::Condition{{{"nothing", "a"}}, {}, {{"where_live", "moon"}}};
  });
  CHECK(says(problems, "/questions/11/when/all/0/question", "nothing"));
  CHECK(says(problems, "/questions/11/when/none/0/is", "moon"));
}

TEST_CASE("a language whose plural forms nobody told us is refused, and not counted as English is") {
  const auto with = [](const char* code) {
    return after([&](Pack& pack) { pack.info.languages.push_back({code, "Name", content::Script::latin}); });
  };
  const std::string last = "/languages/" + std::to_string(real_pack().info.languages.size()) + "/code";
  for (const char* code : {"cy", "fr", "ar", "xx"}) CHECK(says(with(code), last, code));
  CHECK(says(after([](Pack& pack) {
               pack.info.languages.clear();
               pack.info.language = "cy";
             }),
             "/language", "cy"));
}

TEST_CASE("a link leads to any address of the site, and no page or question is called as one of its words") {
  const auto link_to = [](const char* path) { return after([&](Pack& pack) { pack.info.home.fact_to = path; }); };
  for (const char* path : {"/", "/waits", "/waits/mrsa", "/explain/waiting-list/3", "/survey/icp-strategy",
                           "/survey/icp-strategy/form", "/results/icp-strategy", "/withdraw", "/unsent", "/privacy"})
    CHECK_MESSAGE(link_to(path).empty(), path);
  for (const char* path : {"/nothing", "/waits/nothing", "/explain/waiting-list/99", "/survey/icp-strategy/nothing"})
    CHECK_MESSAGE(says(link_to(path), "/home/factTo", "leads nowhere"), path);
  for (const char* word : {"explain", "waits", "survey", "sources", "results", "staff", "withdraw", "unsent"})
    CHECK(says(after([&](Pack& pack) { pack.pages[0].id = word; }), "/id", word));
  for (const char* word : {"check", "done", "about-you", "contact", "form"})
    CHECK(says(after([&](Pack& pack) { pack.surveys[0].questions[0].code = word; }), "/questions/0/code", word));
}

TEST_CASE("the groups of a story are people: none less than nobody, all not more than everyone") {
  const auto with = [](double on_the_list) {
    return after([&](Pack& pack) { pack.measures[0].values[0].value = on_the_list; });
  };
  CHECK(with(20000).empty());
  CHECK(says(with(10000), "/block/groups", "more than everyone"));
  CHECK(
      says(after([](Pack& pack) { pack.measures[3].values[0].value = 9000; }), "/block/groups/2", "less than nobody"));
}

TEST_CASE("a survey without questions and an explainer without steps are refused") {
  CHECK(says(after([](Pack& pack) { pack.surveys[0].questions.clear(); }), "/questions", "at least one question"));
  CHECK(says(after([](Pack& pack) { std::get<content::DotStory>(pack.topics[0].block).steps.clear(); }), "/block/steps",
             "at least one step"));
}

TEST_CASE("an explainer may use the numbers of its step, and those only in its steps") {
  CHECK(after([](Pack& pack) {
          std::get<content::DotStory>(pack.topics[0].block).steps[0].detail = "{count} {target} {short}";
        }).empty());
  CHECK(says(after([](Pack& pack) { pack.topics[0].source = "{count}"; }), "/source", "{count}"));
}

TEST_CASE("problems of check carry the file, so that they can be placed") {
  for (const Problem& problem : after([](Pack& pack) {
         pack.measures[0].values[0].place = "gone";
         pack.surveys[0].questions[1].code = "where_live";
         pack.topics[0].source = "{gone}";
         pack.info.home.fact_to = "/gone";
       })) {
    CHECK(content::kind_of_file(problem.place.file) != "");
    CHECK(problem.place.pointer.front() == '/');
  }
}

TEST_CASE("an equality question cannot have the code of a question of the survey: the form has both on one page") {
  const auto problems = after([](Pack& pack) {
    for (auto& set : pack.equality_sets) {
      if (set.id == "age-range-1") set.questions[0].code = "where_live";
    }
  });
  CHECK(says(problems, "/equality/sets/0", "\"where_live\", and so has the survey"));
}
