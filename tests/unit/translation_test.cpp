// Other languages: plural forms, translations of the content, texts that fall back, addresses and bundles.
#include "content/translation.hpp"

#include "content/plural.hpp"
#include "figures/drawing.hpp"
#include "html/element.hpp"
#include "page/language.hpp"
#include "page/prerender.hpp"
#include "support.hpp"

using namespace roadshow;
using namespace roadshow::test;

namespace {

const content::Language& language(const std::string& code) {
  for (const auto& one : real_pack().info.languages) {
    if (one.code == code) return one;
  }
  FAIL("the pack has no " << code);
  return real_pack().info.languages.front();
}

content::Edition edition(const std::string& code, const std::vector<content::SourceFile>& files = real_files()) {
  auto loaded = content::load_pack(files);
  REQUIRE(std::holds_alternative<content::Pack>(loaded));
  auto made = content::edition_of(std::get<content::Pack>(loaded), files, language(code));
  if (const auto* problems = std::get_if<Problems>(&made)) FAIL(to_line(problems->at(0)));
  return std::get<content::Edition>(std::move(made));
}

// The pack in a language while one text waits for its translation: that of another text stands there.
content::Pack pack_without(const std::string& code, const std::string& id) {
  std::vector<content::SourceFile> files = real_files();
  for (content::SourceFile& file : files) {
    if (file.name != "translations/" + code + ".json") continue;
    const size_t entry = file.text.find("\"id\": \"" + id + "\"");
    REQUIRE(entry != std::string::npos);
    constexpr std::string_view source = "\"source\": \"";
    file.text.replace(file.text.find(source, entry) + source.size(), 8, "00000000");
  }
  return edition(code, files).pack;
}

Problems problems_in(const std::string& code, const std::vector<content::SourceFile>& files) {
  auto made = content::edition_of(std::get<content::Pack>(content::load_pack(files)), files, language(code));
  const auto* problems = std::get_if<Problems>(&made);
  return problems ? *problems : Problems{};
}

std::string html_of(const content::Pack& pack, const std::string& path) {
  std::string html;
  for (const auto& element : html::elements(page::prerender(pack, path))) html += html::to_html(element);
  return html;
}

// Every language but the one the pack is written in.
std::vector<std::string> others() {
  std::vector<std::string> codes;
  for (const auto& one : real_pack().info.languages) {
    if (one.code != real_pack().info.language) codes.push_back(one.code);
  }
  return codes;
}

}  // namespace

TEST_CASE("plural forms are those of CLDR") {
  const auto form = [](const char* code, const char* number) {
    return content::counted("one|few|many|other", code, number);
  };
  for (const auto& one : {std::pair{"1", "one"},
                          {"2", "few"},
                          {"4", "few"},
                          {"5", "many"},
                          {"0", "many"},
                          {"11", "many"},
                          {"12", "many"},
                          {"14", "many"},
                          {"21", "many"},
                          {"22", "few"},
                          {"112", "many"},
                          {"1,000", "many"},
                          {"1,002", "few"},
                          {"1.5", "other"}})
    CHECK_MESSAGE(form("pl", one.first) == one.second, one.first);
  for (const char* code : {"en", "ur", "pa"}) {
    CHECK(content::counted("{n} answer|{n} answers", code, "1") == "1 answer");
    CHECK(content::counted("{n} answer|{n} answers", code, "2") == "2 answers");
    CHECK(content::counted("{n} answer|{n} answers", code, "1,001") == "1,001 answers");
  }
  CHECK(content::counted("{n} day|{n} days", "en", "0") == "0 days");
  CHECK(content::counted("{n} day|{n} days", "en", "1.0") == "1.0 days");
  CHECK(content::counted("a|b", "pa", "0") == "a");
  CHECK(content::counted("always {n}", "pl", "3") == "always 3");
  // Fewer forms than the language has: the last one, never nothing.
  CHECK(content::counted("a|b", "pl", "5") == "b");
}

TEST_CASE("one answer that waits is one answer, in every language") {
  for (const auto& [code, word] :
       {std::pair{"en", "1 answer on"}, {"pl", "1 odpowiedź"}, {"ur", "1 جواب"}, {"pa", "1 ਜਵਾਬ"}}) {
    const content::Pack pack = std::string(code) == "en" ? real_pack() : edition(code).pack;
    Visitor visitor(content::prefix_of(pack, pack.info.language) + "/", pack);
    visitor.act(queue_of(1));
    CHECK(contains(visitor.node("waiting").text, word));
  }
}

TEST_CASE("the first screen, the explainer and the survey are whole in every language") {
  for (const std::string& code : others()) {
    for (const auto& one : edition(code).untranslated) {
      const bool needed = one.id.rfind("words.", 0) == 0 || one.id.rfind("pack.", 0) == 0 ||
                          one.id.rfind("topic.waiting-list.", 0) == 0 || one.id.rfind("survey.icp-strategy.", 0) == 0;
      // Polish is for the whole interface, the others at least for these.
      if (needed) MESSAGE(code << " has no translation of " << one.id << " yet");
    }
    const std::string prefix = "/" + code;
    for (const char* path : {"/", "/explain/waiting-list", "/survey/icp-strategy", "/survey/icp-strategy/where_live"}) {
      const content::Pack pack = edition(code).pack;
      const page::Page page = page::prerender(pack, prefix + path);
      CHECK_FALSE(contains(test::find_node(page.root, "heading")->text, content::foreign_start));
    }
  }
}

TEST_CASE("every text has an id of its own, and a bundle says the same pack") {
  content::Pack pack = real_pack();
  std::set<std::string> ids;
  content::each_text(pack, [&](const std::string& id, std::string&) { CHECK_MESSAGE(ids.insert(id).second, id); });
  CHECK(ids.count("pack.home.heading") == 1);
  CHECK(ids.count("words.skipToContent") == 1);
  CHECK(ids.count("survey.icp-strategy.questions.where_live.text") == 1);
  CHECK(ids.count("survey.icp-strategy.questions.where_live.kind.options.stoke_on_trent.label") == 1);
  CHECK(ids.count("topic.waiting-list.block.steps.target.finding") == 1);
  CHECK(ids.count("pack.languages.en.name") == 0);  // the same in every language

  const auto files = content::files_of(pack);
  std::set<std::string> names;
  for (const auto& file : files) names.insert(file.name);
  for (const auto& file : real_files()) {
    if (content::kind_of_file(file.name) != "translation") CHECK_MESSAGE(names.count(file.name) == 1, file.name);
  }
  const auto again = content::load_bundle(content::to_bundle(pack));
  REQUIRE(std::holds_alternative<content::Pack>(again));
  const auto files_again = content::files_of(std::get<content::Pack>(again));
  REQUIRE(files_again.size() == files.size());
  for (size_t i = 0; i < files.size(); ++i) CHECK(files_again[i].text == files[i].text);
}

TEST_CASE("a text that has changed since is stale: the checker says which, and the page shows it as it is") {
  const auto files = edited("pack.json", "What would you like to do?", "What do you want to do?");
  const content::Edition polish = edition("pl", files);
  REQUIRE(polish.stale.size() == 1);
  CHECK(polish.stale[0].place.file == "translations/pl.json");
  CHECK(polish.stale[0].place.line > 1);
  CHECK(contains(polish.stale[0].sentence, "pack.home.heading"));
  const std::string html = html_of(polish.pack, "/pl/");
  CHECK(contains(html, " lang=\"en\">What do you want to do?</h1>"));
  CHECK_FALSE(contains(html, content::foreign_start));
  CHECK_FALSE(contains(html, content::foreign_end));
}

TEST_CASE("a text without a translation says its language, as a whole and within a sentence") {
  const content::Pack waiting = pack_without("pl", "measures.planned-18-weeks.label");
  const std::string html = html_of(waiting, "/pl/waits/planned-18-weeks");
  const std::string& finding = measure("planned-18-weeks").label;
  CHECK(contains(html, "<span lang=\"en\">" + finding + "</span>"));  // in the caption of the table
  CHECK_FALSE(contains(html, content::foreign_start));
  CHECK(contains(html_of(pack_without("pl", "page.privacy.title"), "/pl/privacy"),
                 "<h1 id=\"heading\" class=\"heading-1\" tabindex=\"-1\" lang=\"en\">"));
  // The language the pack is written in marks nothing.
  CHECK_FALSE(contains(html_of(real_pack(), "/privacy"), " lang=\"en\">P"));
}

TEST_CASE("translations with mistakes are refused, with their places") {
  const auto check = [&](std::string_view from, std::string_view to, std::string_view sentence) {
    const auto problems = problems_in("pl", edited("translations/pl.json", from, to));
    REQUIRE_MESSAGE(problems.size() >= 1, sentence);
    CHECK_MESSAGE(contains(problems[0].sentence, sentence), problems[0].sentence);
    CHECK(problems[0].place.file == "translations/pl.json");
    CHECK(problems[0].place.line > 1);
  };
  check("\"pack.home.heading\"", "\"pack.home.haeding\"", "There is no text with this id");
  check("\"pack.home.lead\"", "\"pack.home.heading\"", "stands above already");
  check("{over-52-weeks} z nich", "58 z nich", "{places}");
  check("\"language\": \"pl\"", "\"language\": \"ur\"", "differ");
  const auto missing = problems_in("pl", [] {
    auto files = real_files();
    std::erase_if(files, [](const auto& file) { return file.name == "words.pl.json"; });
    return files;
  }());
  REQUIRE(missing.size() == 1);
  CHECK(missing[0].place.file == "words.pl.json");
  const auto forms =
      problems_in("pl", edited("words.pl.json", "{n} dzień|{n} dni|{n} dni|{n} dnia", "{n} dzień|{n} dni"));
  REQUIRE(forms.size() == 1);
  CHECK(contains(forms[0].sentence, "4 plural forms"));
}

TEST_CASE("addresses of a language start with its code, and lead to the same screens") {
  for (const std::string& code : others()) {
    const content::Pack pack = edition(code).pack;
    const auto paths = page::static_paths(pack);
    const auto english = page::static_paths(real_pack());
    REQUIRE(paths.size() == english.size());
    for (size_t i = 0; i < paths.size(); ++i) {
      CHECK(paths[i] == "/" + code + english[i]);
      const page::Route route = page::parse_route(pack, paths[i]);
      CHECK(page::path_of(route) == page::path_of(page::parse_route(real_pack(), english[i])));
      CHECK(page::prerender(pack, paths[i]).path.rfind("/" + code + "/", 0) == 0);
    }
    CHECK(page::parse_route(pack, "/waits").screen == page::Screen::not_found);
    CHECK(page::parse_route(pack, "/xx/waits").screen == page::Screen::not_found);
    CHECK(page::parse_route(pack, "/" + code).screen == page::Screen::home);
  }
  CHECK(page::parse_route(real_pack(), "/pl/waits").screen == page::Screen::not_found);
  CHECK(page::parse_route(real_pack(), "/xx").screen == page::Screen::not_found);
}

TEST_CASE("every link stays in the language of the page, but those of the menu of languages") {
  for (const std::string& code : others()) {
    const content::Pack pack = edition(code).pack;
    for (const std::string& path : page::static_paths(pack)) {
      const page::Page page = page::prerender(pack, path);
      int languages = 0;
      each_node(page.root, [&](const page::Node& node) {
        if (node.kind != page::Kind::link || node.href[0] != '/') return;
        languages += node.language.empty() ? 0 : 1;
        if (node.language.empty()) CHECK_MESSAGE(node.href.rfind("/" + code + "/", 0) == 0, node.href);
      });
      CHECK(languages == static_cast<int>(pack.info.languages.size()));
      CHECK(page::faults(page).empty());
      const page::Page note = page::trouble_note(pack, path);  // where the program cannot run
      const page::Node* form = find_node(note.root, "trouble-form");
      REQUIRE(form);
      CHECK(form->href == "/" + code + survey_path + "/form");
      CHECK(note.language.code == code);
    }
    CHECK(contains(html_of(pack, "/" + code + "/waits"), "href=\"/waits\" hreflang=\"en\" lang=\"en\""));
  }
}

TEST_CASE("a response says its language, and the rules of the survey are the same for it") {
  const content::Pack pack = edition("pl").pack;
  Visitor visitor("/pl/survey/icp-strategy", pack);
  visitor.press("start").choose("where_live", "stoke_on_trent").carry_on();
  while (visitor.state.route.screen == page::Screen::question) visitor.press("skip");
  visitor.press("send");
  REQUIRE(visitor.last.post);
  const auto response = survey::read_response(visitor.last.post->body, real_pack().surveys);
  REQUIRE(std::holds_alternative<survey::Response>(response));
  CHECK(std::get<survey::Response>(response).language == "pl");
  CHECK(std::get<std::string>(std::get<survey::Response>(response).answers.at("where_live")) == "stoke_on_trent");
}

// The typefaces are cut down to a list of characters, so a letter that it lacks would come from another one.
TEST_CASE("every letter of the translations is in its typeface") {
  const std::string fonts = read_text(source_folder() / "scripts/fonts");
  const auto list_of = [&](const std::string& name) {
    const size_t start = fonts.find("\n" + name + "=") + name.size() + 2;
    std::set<unsigned long> letters;
    std::istringstream ranges(fonts.substr(start, fonts.find('\n', start) - start));
    for (std::string range; std::getline(ranges, range, ',');) {
      const size_t hyphen = range.find('-');
      const unsigned long first = std::stoul(range.substr(0, hyphen), nullptr, 16);
      const unsigned long last =
          hyphen == std::string::npos ? first : std::stoul(range.substr(hyphen + 1), nullptr, 16);
      for (unsigned long letter = first; letter <= last; ++letter) letters.insert(letter);
    }
    REQUIRE(letters.size() > 20);
    return letters;
  };
  for (const std::string& code : others()) {
    std::set<unsigned long> letters = list_of("latin");
    letters.merge(list_of(std::string(word(language(code).script))));
    content::Pack pack = edition(code).pack;
    content::each_text(pack, [&](const std::string& id, std::string& text) {
      for (size_t i = 0; i < text.size();) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const size_t length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
        unsigned long letter = length == 1 ? byte : byte & (0x7Fu >> length);
        for (size_t k = 1; k < length; ++k) letter = letter << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3Fu);
        i += length;
        if (letter == 0x2068 || letter == 0x2069) continue;  // the marks of a text that is not translated
        CHECK_MESSAGE(letters.count(letter) == 1, id << " in " << code << " has the letter " << std::hex << letter);
      }
    });
  }
}

TEST_CASE("pages that are read from the right are mirrored, pictures as well") {
  const content::Pack pack = edition("ur").pack;
  const page::Page page = page::prerender(pack, "/ur/explain/waiting-list/2");
  const page::Page english = page::prerender(real_pack(), "/explain/waiting-list/2");
  CHECK(test::find_node(page.root, "dot-field")->mirrored);
  CHECK_FALSE(test::find_node(english.root, "dot-field")->mirrored);
  CHECK(test::find_node(page.root, "view"));  // the stage is there in every language
  figures::Drawing drawing = figures::draw(*test::find_node(page.root, "dot-field")->figure, {752, 600});
  const figures::Drawing before = drawing;
  figures::mirror(drawing);
  bool found = false;
  for (size_t i = 0; i < drawing.marks.size(); ++i) {
    if (const auto* dots = std::get_if<figures::Dots>(&drawing.marks[i])) {
      const float x = std::get<figures::Dots>(before.marks[i]).centres.at(0).x;
      CHECK(dots->centres.at(0).x == doctest::Approx(drawing.size.width - x));
      found = true;
    }
  }
  CHECK(found);
  figures::mirror(drawing);
  for (size_t i = 0; i < drawing.marks.size(); ++i) {
    if (const auto* box = std::get_if<figures::Rectangle>(&drawing.marks[i]))
      CHECK(box->at.x == doctest::Approx(std::get<figures::Rectangle>(before.marks[i]).at.x));
  }
  CHECK(contains(html_of(pack_without("ur", "measures.planned-18-weeks.finding"), "/ur/waits/planned-18-weeks"),
                 " lang=\"en\" dir=\"ltr\">"));
  // Letters and ticks stay as they are; arrows turn round.
  each_node(page.root, [](const page::Node& node) {
    const auto* icon = node.figure ? std::get_if<figures::Icon>(&*node.figure) : nullptr;
    if (icon && icon->symbol == figures::Symbol::text_size) CHECK_FALSE(node.mirrored);
    if (icon && icon->symbol == figures::Symbol::next) CHECK(node.mirrored);
  });
}

TEST_CASE("a machine's draft says so, until it is approved") {
  CHECK(test::find_node(page::prerender(edition("pl").pack, "/pl/").root, "draft-notice"));
  CHECK_FALSE(test::find_node(page::prerender(real_pack(), "/").root, "draft-notice"));
  auto files = real_files();
  for (auto& file : files) {
    if (content::kind_of_file(file.name) == "translation")
      file.text = replaced(file.text, "\"approved\": false", "\"approved\": true");
  }
  CHECK_FALSE(test::find_node(page::prerender(edition("pl", files).pack, "/pl/").root, "draft-notice"));
}

TEST_CASE("the key to listen is there when the device has a voice, and reading ends with the screen") {
  Visitor visitor("/");
  CHECK_FALSE(visitor.has("listen"));
  visitor.act(page::Listen{page::Reading::on});
  CHECK(visitor.state.reading == page::Reading::off);
  visitor.act(page::Voices{true});
  CHECK(visitor.node("listen").text == "Listen");
  visitor.press("listen");
  CHECK(visitor.node("listen").text == "Stop");
  visitor.press("listen-pause");
  CHECK(visitor.state.reading == page::Reading::paused);
  visitor.press("listen-pause");
  CHECK(visitor.state.reading == page::Reading::on);
  visitor.go("/waits");
  CHECK(visitor.state.reading == page::Reading::off);
  visitor.press("listen").act(page::Voices{false});
  CHECK(visitor.state.reading == page::Reading::off);
  CHECK_FALSE(visitor.has("listen"));
}

TEST_CASE("words that were not read aloud are owned up to while the page is read") {
  Visitor visitor("/");
  visitor.act(page::Voices{true}).act(page::LeftOut{});
  CHECK_FALSE(visitor.has("left-out"));
  visitor.press("listen").act(page::LeftOut{});
  CHECK(visitor.has("left-out"));
  visitor.press("listen");
  CHECK_FALSE(visitor.has("left-out"));
  visitor.press("listen");
  CHECK_FALSE(visitor.has("left-out"));
}
