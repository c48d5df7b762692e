// Whether the made-up kinds of tests/extending.mjs work from end to end: they load from content, check an answer, show
// a control, lead to a page and stand in an export. Built in the scratch copy, and nowhere else.
#include <cstdio>
#include <functional>
#include <utility>

#include "cli/pack_folder.hpp"
#include "content/load.hpp"
#include "html/element.hpp"
#include "page/prerender.hpp"
#include "server/export/export.hpp"
#include "survey/form.hpp"
#include "survey/response.hpp"

using namespace roadshow;

namespace {

int failed = 0;

void check(bool good, const char* what) {
  std::printf("%s %s\n", good ? "ok    " : "failed", what);
  failed += good ? 0 : 1;
}

bool any(const page::Node& node, const std::function<bool(const page::Node&)>& is) {
  if (is(node)) return true;
  for (const page::Node& child : node.children) {
    if (any(child, is)) return true;
  }
  return false;
}

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::string html_of(const content::Pack& pack, const char* path) {
  std::string html;
  for (const auto& element : html::elements(page::prerender(pack, path))) html += html::to_html(element);
  return html;
}

// One response, in memory.
class OneResponse : public server::Store {
 public:
  explicit OneResponse(server::Record record) : record_(std::move(record)) {}
  void insert(server::Record, std::function<void(server::InsertResult)>) override {}
  void withdraw(server::Withdrawal, std::function<void(server::WithdrawResult)>) override {}
  void delete_piece(server::PieceKind, std::string, std::string, Why) override {}
  Result<server::Removed> delete_before(const std::string&, const std::string&) override { return server::Removed{}; }
  void check_writable(Why) override {}
  server::Pages pages(const std::string&) override {
    return [this]() -> Result<std::vector<server::Stored>> {
      if (std::exchange(read_, true)) return std::vector<server::Stored>{};
      return std::vector{server::Stored{record_, {record_.id, "", 1, "2026-11-21T23:58:01.123Z"}}};
    };
  }
  server::PiecePages piece_pages(server::PieceKind, const std::string&) override { return {}; }
  Result<int64_t> count() override { return int64_t{1}; }
  void upsert(server::Entry, Why) override {}
  Result<server::Swapped> compare_and_swap(server::Entry, server::Precondition) override { return server::Swapped{}; }
  void delete_entry(std::string, std::string, Why) override {}
  std::string for_each_entry(const std::string&, const std::function<void(const server::Entry&)>&) override {
    return {};
  }

 private:
  server::Record record_;
  bool read_ = false;
};

std::string exported(const content::Pack& pack, const content::Survey& survey, const survey::Response& response,
                     const char* format) {
  OneResponse store({.id = response.id,
                     .survey = survey.id,
                     .version = survey.version,
                     .sha256 = "",
                     .body = survey::parts_of(response).answers,
                     .month = response.month});
  server::Export pieces(store, {pack.info.id, survey, server::format_named(format)});
  std::string all;
  for (auto piece = pieces.next(); piece && !piece->empty(); piece = pieces.next()) all += *piece;
  return all;
}

}  // namespace

int main(int, char** argv) {
  const auto loaded = content::load_pack(cli::read_pack_folder(argv[1], argv[2]));
  if (const auto* problems = std::get_if<Problems>(&loaded)) {
    for (const Problem& problem : *problems) std::printf("%s\n", to_line(problem).c_str());
    return 1;
  }
  const auto& pack = std::get<content::Pack>(loaded);
  const content::Survey& survey = *content::find(pack.surveys, "made-up");
  const content::Question& question = survey.questions.at(0);

  check(content::type_of(question.kind) == "number", "the question loads from content");
  check(!survey::fault_of(question, std::string("7")), "an answer that fits is taken");
  check(survey::fault_of(question, std::string("51")).has_value(), "an answer that does not fit is refused");
  const page::Page asked = page::prerender(pack, "/survey/made-up/how_many");
  check(
      any(asked.root, [](const auto& node) { return node.kind == page::Kind::text_field && node.posts == "how_many"; }),
      "the question has its control");
  const auto form = survey::read_form(survey, {{"how_many", "12"}});
  check(form.faults.empty() && form.answers.count("how_many") == 1, "the form without a program is read");
  const survey::Response response = survey::sample(survey, pack.info, 3);
  check(response.answers.count("how_many") == 1, "a sample answers it");
  const std::string csv = exported(pack, survey, response, "csv");
  check(holds(csv, "how_many") && holds(csv, std::get<std::string>(response.answers.at("how_many"))),
        "an export has its column");
  check(holds(exported(pack, survey, response, "fhir"), "\"type\":\"integer\""), "FHIR has its type");

  check(holds(html_of(pack, "/explain"), "A made-up explainer"), "the list has the explainer");
  const std::string explainer = html_of(pack, "/explain/made-up");
  check(holds(explainer, "measure-list") && holds(explainer, "57.7%"),
        "the explainer shows its figure and its numbers");
  bool built = false;
  for (const std::string& path : page::static_paths(pack)) built = built || path == "/documents";
  check(built, "the screen is a page of the site");
  check(holds(html_of(pack, "/documents"), pack.documents.front().title), "the screen shows what it is for");

  check(holds(exported(pack, survey, response, "tsv"), "\thow_many\t"), "the form of export writes its file");
  check(holds(server::format_names("or"), "tsv"), "the form of export is named where people choose");
  return failed == 0 ? 0 : 1;
}
