// The form of the real survey at an endpoint of its own, and what a browser does with it.
#pragma once

#include <cstdlib>
#include <filesystem>

#include "content/translation.hpp"
#include "page/survey/form.hpp"
#include "server/handlers/service.hpp"
#include "server/http/form_body.hpp"
#include "support.hpp"

namespace roadshow::test {

using namespace roadshow::server;
using survey::Fields;

inline const content::Pack& urdu_pack() {
  static const content::Pack pack = [] {
    auto made = content::edition_of(real_pack(), real_files(), {"ur", "", content::Script::arabic});
    REQUIRE(std::holds_alternative<content::Edition>(made));
    return std::get<content::Edition>(std::move(made)).pack;
  }();
  return pack;
}

inline const std::string form_path = survey_path + "/form";

inline Request get_form(const std::string& target = form_path) { return {"GET", target, {}, ""}; }

inline Request post(const Fields& fields, const std::string& target = form_path) {
  return {"POST", target, {{"Content-Type", "application/x-www-form-urlencoded"}}, write_form_body(fields)};
}

inline std::string between(std::string_view text, std::string_view before, std::string_view after) {
  const size_t from = text.find(before);
  if (from == std::string_view::npos) return "";
  const size_t start = from + before.size();
  return std::string(text.substr(start, text.find(after, start) - start));
}

// The fields that a browser finds in the form that it was given.
inline Fields hidden_fields(const std::string& html) {
  Fields fields;
  for (const char* name : {page::form_id_field, page::form_begun_field, page::form_secret_field}) {
    const std::string value = between(html, "name=\"" + std::string(name) + "\" value=\"", "\"");
    REQUIRE_MESSAGE(!value.empty(), name);
    fields.emplace_back(name, value);
  }
  return fields;
}

inline Fields with(Fields fields, const Fields& more) {
  fields.insert(fields.end(), more.begin(), more.end());
  return fields;
}

inline const Fields good = {{"where_live", "stoke_on_trent"},
                            {"describes_you", "resident"},
                            {"describes_you", "unpaid_carer"},
                            {"life_stage.start_well", "2"},
                            {"life_stage.grow_well", "3"},
                            {"life_stage.live_well", "1"},
                            {"life_stage.age_well", "4"},
                            {"life_stage.end_well", "5"},
                            {"gave_views_before", "yes"},
                            {"told_what_happened", "partly"},
                            {"works_well", "Two\r\nlines & \"more\" <b>"}};

struct FormFixture {
  FormFixture() { CHECK(check_writable_and_wait(*store).empty()); }  // which makes the file
  FormFixture(const FormFixture&) = delete;
  ~FormFixture() { std::filesystem::remove_all(folder); }

  std::string ask(const Request& request, int status) const {
    const Answer answer = handle(request, service);
    CHECK_MESSAGE(answer.status == status, *answer.body);
    CHECK(header(answer.headers, "Content-Type") == "text/html; charset=utf-8");
    CHECK(header(answer.headers, "Cache-Control") == "no-store");
    CHECK(answer.route == (request.target.starts_with("/ur") ? "/{language}/survey/{id}/form" : "/survey/{id}/form"));
    CHECK(contains(header(answer.headers, "Content-Security-Policy"), "style-src 'self' 'sha256-"));
    CHECK(contains(header(answer.headers, "Content-Security-Policy"), "form-action 'self'"));
    return *answer.body;
  }
  std::vector<std::string> stored() const {
    std::vector<std::string> bodies;
    CHECK(store->for_each_response(real_survey().id, [&](const Stored& one) { bodies.push_back(one.record.body); })
              .empty());
    return bodies;
  }
  std::vector<Piece> stored_apart(PieceKind part) const {
    std::vector<Piece> pieces;
    CHECK(store
              ->for_each_piece(part, real_survey().id,
                               [&](const Piece& piece, const std::string& /*month*/) { pieces.push_back(piece); })
              .empty());
    return pieces;
  }
  std::string flags() const {
    std::string all;
    CHECK(check_writable_and_wait(*store).empty());  // written after the flags are
    CHECK(store->for_each_entry("flag", [&](const Entry& entry) { all += entry.body; }).empty());
    return all;
  }

  const std::filesystem::path folder = [] {
    std::string name = std::filesystem::temp_directory_path() / "roadshow-form-XXXXXX";
    return std::filesystem::path(mkdtemp(name.data()));
  }();
  const std::unique_ptr<Store> store = sqlite_store(folder / "store.db");
  static SiteFile file(const std::string& html) {
    return {"text/html; charset=utf-8", "tag", false, std::make_shared<const std::string>(html), {}, {},
            page_policy(html).value};
  }
  static Site site() {
    const std::string frame =
        "<html lang=\"{{language}}\"><title>{{title}}</title><style>p{}</style><body>{{app}}</body>";
    return {{"/404.html", file("<h1>Not here</h1>")},
            {"/frame.html", file(frame)},
            {"/ur/404.html", file("<h1>Not here, in Urdu</h1>")},
            {"/ur/frame.html", file(frame + "<!-- Urdu -->")}};
  }
  const Service service{{real_pack(), urdu_pack()}, site(), *store};
};

inline std::string reference_on(const std::string& html) {
  return between(html, "<p id=\"reference\" class=\"reference\">", "<");
}
inline std::string code_on(const std::string& html) {
  return between(html, "<p id=\"code\" class=\"reference\">", "<");
}

}  // namespace roadshow::test
