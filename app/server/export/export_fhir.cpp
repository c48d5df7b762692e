// A FHIR R4 Bundle (hl7.org/fhir/R4/questionnaire.html and questionnaireresponse.html): a Questionnaire for each
// version of the survey that is known, the present one first, then a QuestionnaireResponse for each response.
//
// linkId is the code of the question. A ranking has no type of its own in FHIR: it is a group with an integer, its
// place, for each option, named "question.option" as the column of the flat table is, and "question.same" when
// everything matters the same. `authored` is the month, the finest time that is kept.
#include <set>

#include "content/json_text.hpp"
#include "server/export/export.hpp"

namespace roadshow::server {
namespace {

using content::Question;

// {all, any, none} as enableWhen, whose parts are joined by all or by any. Both at once need FHIRPath.
class Conditions {
 public:
  Conditions(const content::Survey& survey, const std::string& system) : survey_(survey), system_(system) {}

  void add_to(Json& item, const content::Condition& when) const {
    const bool both = when.any.size() > 1 && when.all.size() + when.none.size() > 0;
    if (both) {
      item["extension"].push_back(
          {{"url", "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression"},
           {"valueExpression", {{"language", "text/fhirpath"}, {"expression", expression(when)}}}});
      return;
    }
    Json list = Json::array();
    for (const auto& one : when.all) list.push_back(clause(one, true));
    for (const auto& one : when.any) list.push_back(clause(one, true));
    for (const auto& one : when.none) list.push_back(clause(one, false));
    if (list.empty()) return;
    if (list.size() > 1) item["enableBehavior"] = when.any.size() > 1 ? "any" : "all";
    item["enableWhen"] = std::move(list);
  }

 private:
  bool is_ranking(const std::string& code) const {
    const Question* question = survey::find_question(survey_, code);
    return question && std::holds_alternative<content::Ranking>(question->kind);
  }

  Json clause(const content::Answered& one, bool wanted) const {
    if (is_ranking(one.question))
      return {{"question", one.question + "." + one.is}, {"operator", "exists"}, {"answerBoolean", wanted}};
    return {{"question", one.question},
            {"operator", wanted ? "=" : "!="},
            {"answerCoding", {{"system", system_}, {"code", one.is}}}};
  }

  std::string expression(const content::Condition& when) const {
    const auto test = [&](const content::Answered& one) {
      const std::string start = "%resource.descendants().where(linkId = '" + one.question;
      return is_ranking(one.question) ? start + "." + one.is + "').answer.exists()"
                                      : start + "').answer.value.where(code = '" + one.is + "').exists()";
    };
    const auto joined = [&](const std::vector<content::Answered>& list, const char* word, const char* before) {
      std::string text;
      for (const auto& one : list) text += (text.empty() ? "" : word) + (before + test(one));
      return "(" + text + ")";
    };
    std::string text = joined(when.any, " or ", "");
    if (!when.all.empty()) text += " and " + joined(when.all, " and ", "");
    for (const auto& one : when.none) text += " and " + test(one) + ".not()";
    return text;
  }

  const content::Survey& survey_;
  const std::string& system_;
};

class FhirBundle : public ExportShape {
 public:
  explicit FhirBundle(ExportOrder order)
      : order_(std::move(order)), url_("urn:roadshow:" + order_.pack + ":" + order_.survey.id) {}

  void start(std::string& out) override {
    out += R"({"resourceType":"Bundle","type":"collection","entry":[)";
    std::set<std::string> there;
    add_questionnaire(order_.survey, there, out);
    for (const content::Survey& survey : order_.earlier) add_questionnaire(survey, there, out);
  }

  void add(const ExportItem& item, std::string& out) override {
    out += ",\n";
    out += Json{{"fullUrl", "urn:uuid:" + item.response.id}, {"resource", response(item)}}.dump();
  }

  void end(std::string& out) override { out += "]}\n"; }

 private:
  void add_questionnaire(const content::Survey& survey, std::set<std::string>& there, std::string& out) const {
    const std::string system = system_of(survey.version);
    if (!there.insert(system).second) return;
    if (there.size() > 1) out += ",\n";
    out += Json{{"fullUrl", system}, {"resource", questionnaire(survey, system)}}.dump();
  }

  // The codes of one version of the survey: labels can change between two.
  std::string system_of(const std::string& version) const { return url_ + ":" + version; }

  static Json options(const std::vector<const content::Option*>& list, const std::string& system) {
    Json all = Json::array();
    for (const auto* option : list) {
      Json one = {{"valueCoding", {{"system", system}, {"code", option->code}, {"display", option->label}}}};
      if (option->exclusive)
        one["extension"] =
            Json::array({{{"url", "http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive"},
                          {"valueBoolean", true}}});
      all.push_back(std::move(one));
    }
    return all;
  }

  static Json item_of(const content::Survey& survey, const Question& question, const std::string& system) {
    Json item = {{"linkId", question.code}, {"text", question.text}};
    if (question.when) Conditions(survey, system).add_to(item, *question.when);
    if (const auto* text = std::get_if<content::FreeText>(&question.kind)) {
      item["type"] = text->lines > 1 ? "text" : "string";
      item["maxLength"] = text->max_length;
    } else if (const auto* ranking = std::get_if<content::Ranking>(&question.kind)) {
      item["type"] = "group";
      for (const auto& option : ranking->options)
        item["item"].push_back(
            {{"linkId", question.code + "." + option.code}, {"text", option.label}, {"type", "integer"}});
      item["item"].push_back({{"linkId", question.code + "." + std::string(survey::same_code)},
                              {"text", ranking->same_label},
                              {"type", "boolean"}});
    } else {
      item["type"] = "choice";
      item["answerOption"] = options(survey::options_of(question), system);
      const auto* multiple = std::get_if<content::MultipleChoice>(&question.kind);
      if (multiple) item["repeats"] = true;
      if (multiple && multiple->at_most > 0)
        item["extension"].push_back({{"url", "http://hl7.org/fhir/StructureDefinition/questionnaire-maxOccurs"},
                                     {"valueInteger", multiple->at_most}});
    }
    return item;
  }

  // Of an earlier version the questions are known, and not the words around them.
  Json questionnaire(const content::Survey& survey, const std::string& system) const {
    Json items = Json::array();
    for (const Question& question : survey.questions) items.push_back(item_of(survey, question, system));
    const bool now = survey.version == order_.survey.version;
    return {{"resourceType", "Questionnaire"},   {"url", url_},
            {"version", survey.version},         {"title", order_.survey.title},
            {"description", order_.survey.lead}, {"status", now ? "active" : "retired"},
            {"item", std::move(items)}};
  }

  static Json coding(const std::string& system, const std::string& code, const std::string& display) {
    Json value = {{"system", system}, {"code", code}};
    if (!display.empty()) value["display"] = display;
    return {{"valueCoding", std::move(value)}};
  }

  static std::string label_of(const Question& question, const std::string& code) {
    for (const auto* option : survey::options_of(question)) {
      if (option->code == code) return option->label;
    }
    return {};
  }

  static Json ranking(const Question& question, const content::Ranking& kind, const survey::Answer& answer) {
    Json item = {{"linkId", question.code}, {"text", question.text}};
    const auto add = [&](const std::string& code, const std::string& text, Json value) {
      item["item"].push_back(
          {{"linkId", question.code + "." + code}, {"text", text}, {"answer", Json::array({std::move(value)})}});
    };
    const auto* order = std::get_if<survey::Codes>(&answer);
    if (!order) add(std::string(survey::same_code), kind.same_label, {{"valueBoolean", true}});
    for (const auto& option : kind.options) {  // in the order of the Questionnaire
      for (size_t place = 0; order && place < order->size(); ++place) {
        if ((*order)[place] == option.code) add(option.code, option.label, {{"valueInteger", place + 1}});
      }
    }
    return item;
  }

  static Json answered(const Question& question, const survey::Answer& answer, const std::string& system) {
    if (const auto* kind = std::get_if<content::Ranking>(&question.kind)) return ranking(question, *kind, answer);
    Json answers = Json::array();
    if (const auto* codes = std::get_if<survey::Codes>(&answer)) {
      for (const std::string& code : *codes) answers.push_back(coding(system, code, label_of(question, code)));
    } else if (const std::string& text = std::get<std::string>(answer);
               std::holds_alternative<content::FreeText>(question.kind)) {
      answers.push_back({{"valueString", text}});
    } else {
      answers.push_back(coding(system, text, label_of(question, text)));
    }
    return {{"linkId", question.code}, {"text", question.text}, {"answer", std::move(answers)}};
  }

  // An answer that this version of the survey has no place for: its codes, without their kind.
  static Json other(const std::string& code, const survey::Answer& answer) {
    Json answers = Json::array();
    if (const auto* text = std::get_if<std::string>(&answer)) answers.push_back({{"valueString", *text}});
    const auto* codes = std::get_if<survey::Codes>(&answer);
    for (size_t i = 0; codes && i < codes->size(); ++i) answers.push_back({{"valueString", (*codes)[i]}});
    return {{"linkId", code}, {"answer", std::move(answers)}};
  }

  Json response(const ExportItem& item) const {
    const survey::Response& from = item.response;
    Json tags = Json::array({{{"system", "urn:roadshow:channel"}, {"code", from.channel}},
                             {{"system", "urn:roadshow:layout"}, {"code", from.layout}}});
    for (const std::string& flag : item.flags) tags.push_back({{"system", "urn:roadshow:flag"}, {"code", flag}});
    Json items = Json::array();
    const std::string system = system_of(from.version);
    for (const Question& question : *item.offered) {
      const auto answer = from.answers.find(question.code);
      if (answer != from.answers.end() && !is_nothing(answer->second))
        items.push_back(answered(question, answer->second, system));
    }
    for (const auto& [code, answer] : item.others) {
      if (!is_nothing(answer)) items.push_back(other(code, answer));
    }
    Json resource = {{"resourceType", "QuestionnaireResponse"},
                     {"id", from.id},
                     {"meta", {{"tag", std::move(tags)}}},
                     {"language", from.language},
                     {"identifier", {{"system", "urn:ietf:rfc:3986"}, {"value", "urn:uuid:" + from.id}}},
                     {"questionnaire", url_ + "|" + from.version},
                     {"status", "completed"},
                     {"authored", from.month}};
    if (!items.empty()) resource["item"] = std::move(items);  // FHIR has no empty lists and no empty texts
    return resource;
  }

  static bool is_nothing(const survey::Answer& answer) {
    return std::visit([](const auto& value) { return value.empty(); }, answer);
  }

  const ExportOrder order_;
  const std::string url_;
};

}  // namespace

std::unique_ptr<ExportShape> fhir_shape(const ExportOrder& order) { return std::make_unique<FhirBundle>(order); }

}  // namespace roadshow::server
