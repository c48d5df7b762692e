// The FHIR export against the rules of R4 for Bundle, Questionnaire and QuestionnaireResponse.
#include <algorithm>
#include <map>
#include <regex>
#include <set>

#include "content/json_text.hpp"
#include "kept_store.hpp"
#include "server/export/export.hpp"

using namespace roadshow;
using namespace roadshow::test;
using namespace roadshow::server;

namespace {

Json bundle_of(KeptStore& store, const content::Survey& survey) {
  Export pieces(store, {"testshire", survey, ExportFormat::fhir, ExportPart::answers});
  std::string text;
  for (auto piece = pieces.next(); piece && !piece->empty(); piece = pieces.next()) text += *piece;
  const Json bundle = Json::parse(text, nullptr, false);
  REQUIRE(bundle.is_object());
  return bundle;
}

// FHIR has no null, no empty text, no empty list and no empty object.
void check_nothing_empty(const Json& json) {
  CHECK(!json.is_null());
  if (json.is_string()) CHECK(!json.get<std::string>().empty());
  if (json.is_structured()) CHECK(!json.empty());
  if (json.is_structured())
    for (const Json& part : json) check_nothing_empty(part);
}

bool may_have_options(const std::string& type) { return type == "choice" || type == "open-choice"; }

using Items = std::map<std::string, Json>;  // by linkId

void collect_items(const Json& list, Items& items) {
  const std::set<std::string> types = {"group",       "display",    "boolean",   "decimal", "integer", "date",
                                       "dateTime",    "time",       "string",    "text",    "url",     "choice",
                                       "open-choice", "attachment", "reference", "quantity"};
  for (const Json& item : list) {
    REQUIRE(item.contains("linkId"));
    const std::string type = item.at("type");
    CHECK(types.count(type) == 1);
    CHECK(may_have_options(type) == item.contains("answerOption"));               // que-4, que-5
    if (type == "group") CHECK(item.contains("item"));                            // que-1
    if (item.contains("maxLength")) CHECK((type == "string" || type == "text"));  // que-10
    if (item.contains("enableWhen")) {
      for (const Json& when : item["enableWhen"]) {
        const std::set<std::string> operators = {"exists", "=", "!=", ">", "<", ">=", "<="};
        CHECK(operators.count(when.at("operator")) == 1);
        CHECK(items.count(when.at("question")) == 1);  // an earlier one
        CHECK((when.contains("answerCoding") || when.contains("answerBoolean")));
        if (when["operator"] == "exists") CHECK(when.contains("answerBoolean"));  // que-7
      }
      CHECK(item.contains("enableBehavior") == (item["enableWhen"].size() > 1));  // que-12
    }
    CHECK(items.emplace(item["linkId"], item).second);  // que-2
    if (item.contains("item")) collect_items(item["item"], items);
  }
}

// The answers of a response, each checked against its item; in the order of the Questionnaire.
void check_answers(const Json& list, const Items& items) {
  for (const Json& item : list) {
    const auto asked = items.find(item.at("linkId"));
    REQUIRE(asked != items.end());
    const std::string type = asked->second["type"];
    CHECK(item["text"] == asked->second["text"]);
    CHECK(item.contains("answer") != item.contains("item"));  // qrs-1
    if (item.contains("item")) check_answers(item["item"], items);
    if (!item.contains("answer")) continue;
    if (!asked->second.value("repeats", false)) CHECK(item["answer"].size() == 1);
    for (const Json& answer : item["answer"]) {
      CHECK(answer.size() == 1);
      if (type == "choice") {
        const Json& options = asked->second["answerOption"];
        CHECK(std::any_of(options.begin(), options.end(),
                          [&](const Json& option) { return option["valueCoding"] == answer.at("valueCoding"); }));
      }
      if (type == "text" || type == "string") CHECK(answer.at("valueString").is_string());
      if (type == "integer") CHECK(answer.at("valueInteger").is_number_integer());
      if (type == "boolean") CHECK(answer.at("valueBoolean") == true);
    }
  }
}

}  // namespace

TEST_CASE("FHIR: a Bundle with the Questionnaire, and a QuestionnaireResponse that fits it for each response") {
  KeptStore store;
  for (uint64_t seed = 0; seed < 60; ++seed)
    store.add(survey::sample(real_survey(), real_pack().info, seed), seed == 5 ? R"({"flags":["quick"]})" : "");
  const Json bundle = bundle_of(store, real_survey());
  check_nothing_empty(bundle);
  CHECK(bundle["resourceType"] == "Bundle");
  CHECK(bundle["type"] == "collection");
  REQUIRE(bundle["entry"].size() == 61);
  std::set<std::string> addresses;
  for (const Json& entry : bundle["entry"]) CHECK(addresses.insert(entry.at("fullUrl")).second);  // bdl-7

  const Json& questionnaire = bundle["entry"][0]["resource"];
  CHECK(questionnaire["resourceType"] == "Questionnaire");
  CHECK(questionnaire["status"] == "active");
  CHECK(questionnaire["url"] == "urn:roadshow:testshire:icp-strategy");
  Items items;
  collect_items(questionnaire["item"], items);
  for (const auto& question : real_survey().questions) CHECK(items.count(question.code) == 1);

  for (size_t i = 1; i < bundle["entry"].size(); ++i) {
    const Json& response = bundle["entry"][i]["resource"];
    CHECK(response["resourceType"] == "QuestionnaireResponse");
    CHECK(response["status"] == "completed");
    CHECK(std::regex_match(response["id"].get<std::string>(), std::regex("[A-Za-z0-9.-]{1,64}")));
    CHECK(response["authored"] == "2026-11");
    CHECK(response["questionnaire"] == "urn:roadshow:testshire:icp-strategy|" + real_survey().version);
    CHECK(response["identifier"]["value"] == bundle["entry"][i]["fullUrl"]);
    CHECK(response["meta"]["tag"].size() == (i == 6 ? 3U : 2U));
    if (response.contains("item")) check_answers(response["item"], items);
  }
}

TEST_CASE("FHIR: conditions say the same as in the survey") {
  content::Survey survey = real_survey();
  const auto with = [](content::Question question, content::Condition when) {
    question.when = std::move(when);
    return question;
  };
  survey.questions = {
      question("one", content::SingleChoice{{option("a"), option("b"), option("c", true)}}),
      question("order", content::Ranking{{option("x"), option("y")}, "All the same"}),
      with(question("all", content::FreeText{}), {.all = {{"one", "a"}, {"order", "same"}}, .any = {}, .none = {}}),
      with(question("any", content::FreeText{}), {.all = {}, .any = {{"one", "a"}, {"one", "b"}}, .none = {}}),
      with(question("not", content::FreeText{}), {.all = {}, .any = {}, .none = {{"one", "c"}, {"order", "x"}}}),
      with(question("both", content::FreeText{}),
           {.all = {{"order", "x"}}, .any = {{"one", "a"}, {"one", "b"}}, .none = {{"one", "c"}}})};
  KeptStore store;
  const Json bundle = bundle_of(store, survey);
  Items items;
  collect_items(bundle["entry"][0]["resource"]["item"], items);
  const std::string system = bundle["entry"][0]["fullUrl"];
  CHECK(items["all"]["enableBehavior"] == "all");
  CHECK(items["all"]["enableWhen"][0] ==
        Json{{"question", "one"}, {"operator", "="}, {"answerCoding", {{"system", system}, {"code", "a"}}}});
  CHECK(items["all"]["enableWhen"][1] ==
        Json{{"question", "order.same"}, {"operator", "exists"}, {"answerBoolean", true}});
  CHECK(items["any"]["enableBehavior"] == "any");
  CHECK(items["not"]["enableWhen"][0]["operator"] == "!=");
  CHECK(items["not"]["enableWhen"][1]["answerBoolean"] == false);
  CHECK(!items["both"].contains("enableWhen"));
  CHECK(items["both"]["extension"][0]["valueExpression"]["expression"] ==
        "(%resource.descendants().where(linkId = 'one').answer.value.where(code = 'a').exists()"
        " or %resource.descendants().where(linkId = 'one').answer.value.where(code = 'b').exists())"
        " and (%resource.descendants().where(linkId = 'order.x').answer.exists())"
        " and %resource.descendants().where(linkId = 'one').answer.value.where(code = 'c').exists().not()");
  CHECK(items["one"]["answerOption"][2]["extension"][0]["valueBoolean"] == true);
}
