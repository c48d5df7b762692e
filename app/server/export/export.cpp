#include "server/export/export.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "content/json_text.hpp"
#include "survey/definition.hpp"

namespace roadshow::server {
namespace {

struct FormatName {
  std::string_view name;
  std::string_view ending;
  std::string_view media_type;
};
// In the order of ExportFormat.
constexpr std::array<FormatName, 5> formats = {{
    {"csv", ".csv", "text/csv; charset=utf-8"},
    {"long", "-long.csv", "text/csv; charset=utf-8"},
    {"jsonl", ".jsonl", "application/jsonl"},
    {"fhir", "-fhir.json", "application/fhir+json"},
    {"xlsx", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
}};
constexpr std::array<std::string_view, 3> parts = {"answers", "equality", "contact"};

std::unique_ptr<ExportShape> shape_of(const ExportOrder& order) {
  switch (order.format) {
    case ExportFormat::csv:
      return csv_shape(order);
    case ExportFormat::long_csv:
      return long_shape(order);
    case ExportFormat::jsonl:
      return jsonl_shape(order);
    case ExportFormat::fhir:
      return fhir_shape(order);
    case ExportFormat::xlsx:
      return xlsx_shape(order);
  }
  return nullptr;
}

std::string text_of(const Json& json, const char* name) {
  const auto member = json.find(name);
  return member != json.end() && member->is_string() ? member->get<std::string>() : std::string();
}

survey::Codes texts_of(const Json& json, const char* name) {
  survey::Codes texts;
  const auto member = json.find(name);
  if (member == json.end() || !member->is_array()) return texts;
  for (const Json& text : *member) {
    if (text.is_string()) texts.push_back(text.get<std::string>());
  }
  return texts;
}

survey::Answers answers_in(const Json& body) {
  survey::Answers all;
  const auto answers = body.find("answers");
  if (answers == body.end() || !answers->is_object()) return all;
  for (const auto& [code, value] : answers->items())  // what is neither a text nor a list of texts was never stored
    all.emplace(code, value.is_string() ? survey::Answer(value.get<std::string>())
                                        : survey::Answer(texts_of(*answers, code.c_str())));
  return all;
}

bool fits(const std::vector<content::Question>& questions, const std::string& code, const survey::Answer& answer) {
  const content::Question* question = survey::find_question(questions, code);
  return question && !survey::fault_of(*question, answer);
}

// The definition that takes most of these answers: all of them, where it is the one they were given to.
const content::Survey& asked_by(const ExportOrder& order, const survey::Response& response,
                                const survey::Answers& answers) {
  const content::Survey* found = nullptr;
  size_t most = 0;
  const auto look_at = [&](const content::Survey& survey) {
    if (survey.version != response.version) return;
    const auto& questions = questions_of(survey, order.part);
    const auto fitting = static_cast<size_t>(std::count_if(
        answers.begin(), answers.end(), [&](const auto& one) { return fits(questions, one.first, one.second); }));
    const bool named = !response.definition.empty() && response.definition == survey::definition_digest(survey);
    if (found && fitting <= most && !named) return;
    found = &survey;
    most = named ? answers.size() : fitting;
  };
  look_at(order.survey);
  for (const content::Survey& survey : order.earlier) look_at(survey);
  return found ? *found : order.survey;
}

// What was stored was checked then, against the survey of that day; here it is read whatever the survey is now.
bool read_body(const ExportOrder& order, const std::vector<content::Question>& columns, ExportItem& item) {
  const Json body = Json::parse(item.body, nullptr, false);
  if (!body.is_object()) return false;
  survey::Response& response = item.response;
  response.survey = order.survey.id;
  response.version = text_of(body, "version");
  response.definition = text_of(body, "definition");
  response.pack = text_of(body, "pack");
  response.language = text_of(body, "language");
  response.channel = text_of(body, "channel");
  response.layout = text_of(body, "layout");
  response.asked = texts_of(body, "asked");
  item.email = text_of(body, "email");
  item.phone = text_of(body, "phone");
  survey::Answers answers = answers_in(body);
  item.offered = &questions_of(asked_by(order, response, answers), order.part);
  for (auto& [code, answer] : answers) {
    const content::Question* column = survey::find_question(columns, code);
    const bool has_place = fits(*item.offered, code, answer) && column &&
                           column->kind.index() == survey::find_question(*item.offered, code)->kind.index();
    (has_place ? response.answers : item.others).emplace(code, std::move(answer));
  }
  return true;
}

ExportItem item_of(Stored&& stored) {
  ExportItem item;
  item.response.id = std::move(stored.record.id);
  item.response.month = std::move(stored.record.month);
  item.sequence = stored.receipt.sequence;
  item.stored_at = std::move(stored.receipt.stored_at);
  item.body = std::move(stored.record.body);
  if (const Json flag = Json::parse(stored.flag, nullptr, false); flag.is_object())
    item.flags = texts_of(flag, "flags");
  return item;
}

ExportItem item_of(StoredPiece&& stored) {
  ExportItem item;
  item.response.month = std::move(stored.month);
  item.body = std::move(stored.piece.body);
  return item;
}

}  // namespace

std::optional<ExportFormat> format_named(std::string_view name) {
  for (size_t i = 0; i < formats.size(); ++i) {
    if (formats[i].name == name) return static_cast<ExportFormat>(i);
  }
  return std::nullopt;
}

std::optional<ExportPart> part_named(std::string_view name) {
  for (size_t i = 0; i < parts.size(); ++i) {
    if (parts[i] == name) return static_cast<ExportPart>(i);
  }
  return std::nullopt;
}

std::string_view name_of(ExportPart part) { return parts[static_cast<size_t>(part)]; }

std::string_view media_type(ExportFormat format) { return formats[static_cast<size_t>(format)].media_type; }

std::string file_name(const ExportOrder& order) {
  return order.survey.id + "-" + std::string(name_of(order.part)) +
         std::string(formats[static_cast<size_t>(order.format)].ending);
}

std::string_view refusal_of(ExportFormat format, ExportPart part) {
  if (part == ExportPart::contact && format == ExportFormat::long_csv)
    return "Contact details are no answers to questions: take csv, jsonl or xlsx.";
  // A QuestionnaireResponse is made to be joined to a person's record, which equality answers are kept apart from.
  if (part != ExportPart::answers && format == ExportFormat::fhir)
    return "As FHIR there are the answers only: take csv, jsonl or xlsx.";
  return {};
}

const std::vector<content::Question>& questions_of(const content::Survey& survey, ExportPart part) {
  static const std::vector<content::Question> none;
  if (part == ExportPart::answers) return survey.questions;
  return part == ExportPart::equality && survey.equality ? survey.equality->questions : none;
}

std::vector<content::Question> all_questions(const ExportOrder& order) {
  std::vector<const survey::Questions*> all = {&questions_of(order.survey, order.part)};
  for (const content::Survey& survey : order.earlier) all.push_back(&questions_of(survey, order.part));
  return survey::merged(all);
}

std::string to_text(const survey::Answers& answers) {
  if (answers.empty()) return {};
  Json json = Json::object();
  for (const auto& [code, answer] : answers)
    json[code] = std::visit([](const auto& value) { return Json(value); }, answer);
  return json.dump();
}

Export::Export(Store& store, ExportOrder order)
    : order_(std::move(order)), columns_(all_questions(order_)), shape_(shape_of(order_)) {
  if (order_.part == ExportPart::answers) {
    pages_ = store.pages(order_.survey.id);
  } else {
    pieces_ = store.piece_pages(order_.part == ExportPart::equality ? PieceKind::equality : PieceKind::contact, order_.survey.id);
  }
}

std::optional<std::string> Export::next() {
  std::string out;
  if (stage_ == Stage::start) {
    stage_ = Stage::middle;
    shape_->start(out);
  }
  while (out.empty() && stage_ == Stage::middle) {
    if (!read_page(out)) return std::nullopt;
  }
  return out;
}

bool Export::read_page(std::string& out) {
  const auto add = [&](ExportItem item) {
    if (!read_body(order_, columns_, item)) {
      why_ = "A record in the store is damaged, so the file would not be whole. roadshow verify says which.";
      return false;
    }
    ++records_;
    if (item.response.version != order_.survey.version) ++other_versions_;
    shape_->add(item, out);
    why_ = shape_->failure();
    return why_.empty();
  };
  const auto add_all = [&](auto result) {
    if (const auto* problems = std::get_if<Problems>(&result)) {
      why_ = problems->at(0).sentence;
      return false;
    }
    auto& page = std::get<0>(result);
    for (auto& stored : page) {
      if (!add(item_of(std::move(stored)))) return false;
    }
    if (!page.empty()) return true;
    stage_ = Stage::over;
    shape_->end(out);
    why_ = shape_->failure();
    return why_.empty();
  };
  return pages_ ? add_all(pages_()) : add_all(pieces_());
}

}  // namespace roadshow::server
