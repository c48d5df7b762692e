// The running client without a browser: messages in, replies out.
#include "web_client/program.hpp"

#include "dom.hpp"
#include "page/prerender.hpp"
#include "support.hpp"

using namespace roadshow;
using namespace roadshow::test;
using web_client::Program;

namespace {

const std::string& bundle() {
  static const std::string text = content::to_bundle(real_pack());
  return text;
}

Json boot_message(const std::string& path, const std::string& shown) {
  return {{"bundle", bundle()}, {"path", path}, {"shown", shown}, {"freshId", one_id}, {"today", "2026-11-21"}};
}

std::string html_of(const page::Page& page) {
  std::string html;
  for (const auto& element : html::elements(page)) html += html::to_html(element);
  return html;
}

// A browser: it has the document of the site as built, and does what the program says.
class Browser {
 public:
  explicit Browser(const std::string& path, const std::string& draft = "", const std::string& shown_path = "")
      : document(html_of(page::prerender(real_pack(), shown_path.empty() ? path : shown_path))) {
    Json message = boot_message(path, shown_path.empty() ? path : shown_path);
    message["draft"] = draft;
    take(program.boot(message.dump()));
  }
  const Json& send(const Json& message) {
    take(program.dispatch(message.dump()));
    return reply;
  }
  const Json& press(const std::string& id) { return send({{"type", "press"}, {"id", id}}); }
  const Json& choose(const std::string& id, bool on = true) {
    return send({{"type", "choose"}, {"id", id}, {"on", on}});
  }
  const Json& visit(const std::string& path) {
    return send({{"type", "visit"}, {"path", path}, {"freshId", other_id}, {"today", "2026-11-21"}});
  }
  std::string path() const { return reply["path"]; }

  Program program;
  Document document;
  Json reply;

 private:
  void take(const std::string& text) {
    reply = Json::parse(text, nullptr, false);
    REQUIRE(reply.is_object());
    document.carry_out(reply["ops"]);
  }
};

}  // namespace

TEST_CASE("the first paint is taken over without touching anything, at every address of the site") {
  for (const std::string& path : page::static_paths(real_pack())) {
    const std::string shown = page::prerender(real_pack(), path).path;
    const Browser browser(shown, "", path);
    CAPTURE(path);
    CHECK(browser.reply["ops"].empty());
    CHECK(browser.path() == shown);
    CHECK(browser.reply["title"] == page::prerender(real_pack(), path).title);
    CHECK(browser.reply["focus"] == "");
    CHECK(browser.reply["post"] == nullptr);
    CHECK(browser.reply["draft"] == nullptr);
  }
}

TEST_CASE("an empty document is filled, and one of another address becomes the page that was asked for") {
  Json message = boot_message("/waits", "");
  Program program;
  const Json reply = Json::parse(program.boot(message.dump()), nullptr, false);
  Document document("<p>Loading</p>");
  document.carry_out(reply["ops"]);
  CHECK(document.children() == Document(html_of(Visitor("/waits").page())).children());

  const Browser other("/waits/mrsa", "", "/");
  CHECK(other.document.children() == Document(html_of(Visitor("/waits/mrsa").page())).children());
}

TEST_CASE("a whole survey by the events of a browser: chosen, written, moved, sent") {
  Browser browser(survey_path);
  browser.press("start");
  CHECK(browser.reply["focus"] == "heading");
  browser.choose("where_live.outside");
  CHECK(browser.document.at("where_live.outside").attributes.count("checked") == 1);
  CHECK(contains(browser.reply["draft"].get<std::string>(), "\"where_live\":\"outside\""));
  browser.press("continue");
  CHECK(browser.reply["draft"] == nullptr);
  browser.choose("describes_you.patient");
  browser.choose("describes_you.patient", false);
  CHECK(browser.document.at("describes_you.patient").attributes.count("checked") == 0);
  browser.choose("describes_you.carer");  // not there: nothing happens
  browser.press("skip");
  browser.press("skip");
  browser.send({{"type", "move"}, {"id", "life_stage.end_well"}, {"place", 0}});
  CHECK(browser.reply["say"] == "End well moved to 1 of 5.");
  while (browser.path() != survey_path + "/works_well") browser.press("skip");
  browser.send({{"type", "write"}, {"id", "works_well.text"}, {"text", "Alles, ja. \"Gut\" 👋"}});
  while (browser.path() != survey_path + "/check") browser.press("skip");
  CHECK(browser.press("send")["post"]["id"] == one_id);
  CHECK(contains(browser.reply["draft"].get<std::string>(), "works_well"));  // kept until it is on disk
  CHECK(browser.press("send")["post"] == nullptr);
  CHECK_FALSE(contains(browser.send({{"type", "stored"}, {"id", one_id}})["draft"].get<std::string>(), "works_well"));
  CHECK(browser.path() == survey_path + "/done");
  browser.send({{"type", "sent"}, {"id", one_id}});
  CHECK(contains(browser.reply["title"].get<std::string>(), "Your answers are in."));
}

TEST_CASE("every screen on the way has the document that its page has") {
  Browser browser("/");
  Visitor visitor("/");
  Dice dice(21);
  const auto paths = page::static_paths(real_pack());
  for (int turn = 0; turn < 120; ++turn) {
    std::vector<const page::Node*> pressable;
    const page::Page page = visitor.page();
    each_node(page.root, [&](const page::Node& node) {
      if (node.action && !node.disabled && node.kind != page::Kind::item && node.kind != page::Kind::text_field)
        pressable.push_back(&node);
    });
    if (dice.below(3) == 0 || pressable.empty()) {
      const std::string& path = paths[dice.below(paths.size())];
      browser.visit(path);
      visitor.go(path, other_id);
    } else {
      const page::Node& node = *pressable[dice.below(pressable.size())];
      const bool opens = node.kind == page::Kind::disclosure;
      browser.send({{"type", opens ? "toggle" : "choose"}, {"id", node.id}, {"on", true}, {"open", !node.open}});
      visitor.act(*node.action);
    }
    const bool same = browser.document.children() == Document(html_of(visitor.page())).children();
    CHECK_MESSAGE(same, "turn " << turn << ": " << visitor.path());
    if (!same) break;
  }
}

TEST_CASE("a reload brings the draft back") {
  Browser browser(survey_path);
  browser.press("start");
  const std::string draft = browser.choose("where_live.outside")["draft"];
  const Browser again(survey_path + "/where_live", draft);
  CHECK(Document(again.document).at("where_live.outside").attributes.count("checked") == 1);
}

TEST_CASE("a broken draft is left alone") {
  for (const char* draft : {"{", "5", "{\"survey\": 7}", "null"}) {
    const Browser browser("/waits", draft);
    CHECK(browser.path() == "/waits");
    CHECK(browser.reply["ops"].empty());
  }
}

TEST_CASE("text size and layout of the last visit are there from the first paint; nonsense is not") {
  const auto booted = [](const Json& more) {
    Json message = boot_message("/waits", "/waits");
    message.update(more);
    Program program;
    return Json::parse(program.boot(message.dump()), nullptr, false);
  };
  CHECK(booted({{"textSize", 150}, {"layout", "stage"}})["textSize"] == 150);
  CHECK(booted({{"textSize", 150}, {"layout", "stage"}})["layout"] == "stage");
  for (const Json& size :
       {Json(0), Json(-5), Json(100000), Json("150"), Json(nullptr), Json(1e300), Json(18446744073709551615ull)})
    CHECK(booted({{"textSize", size}})["textSize"] == 100);
  CHECK(booted({{"layout", "cinema"}})["layout"] == "flow");
}

TEST_CASE("what the device asks for decides the layout from the first paint, and the wish is remembered") {
  Json message = boot_message("/waits", "/waits");
  message.update({{"layout", "stage"}, {"needs", {"room", "dark"}}});
  Program program;
  const auto told = [](const std::string& reply) { return Json::parse(reply, nullptr, false); };
  const Json first = told(program.boot(message.dump()));
  CHECK(first["layout"] == "flow");
  CHECK(first["wish"] == "stage");
  CHECK(contains(first["ops"].dump(), "dark colours"));  // of two needs the first is told
  const auto device = [&](const Json& needs) {
    return told(program.dispatch(Json{{"type", "device"}, {"needs", needs}}.dump()));
  };
  CHECK(contains(device({"room"})["say"].get<std::string>(), "too narrow"));
  CHECK(device(Json::array())["layout"] == "stage");
  CHECK(device({"tea", 7, nullptr})["layout"] == "stage");
  CHECK(device("dark")["wish"] == "stage");
}

TEST_CASE("without content the page is calm: what happened, that answers are safe, and what is wrong") {
  std::string broken = bundle();
  broken.replace(broken.find("\"runBy\""), 7, "\"runby\"");
  for (const std::string& bad :
       {broken, std::string(), std::string("{"), std::string("{\"files\": []}"), std::string(5000, '[')}) {
    Program program;
    Json message = boot_message("/waits", "/waits");
    message["bundle"] = bad;
    const Json reply = Json::parse(program.boot(message.dump()), nullptr, false);
    Document document("<p>before</p>");
    document.carry_out(reply["ops"]);
    CHECK(document.at("heading").tag == "h1");
    std::string words;
    const std::function<void(const DomNode&)> read = [&](const DomNode& node) {
      words += node.text + "\n";
      for (const DomNode& child : node.children) read(child);
    };
    for (const DomNode& node : document.children()) read(node);
    CHECK(contains(words, "Answers you have given are safe on this device."));
    CHECK(contains(words, "problem"));
    if (bad == broken) CHECK(contains(words, "bundle.json: /pack/runby: The program cannot read this."));
    CHECK_FALSE(reply["title"].get<std::string>().empty());
    CHECK(reply["post"] == nullptr);
    // Whatever comes now, the page stays.
    for (const char* more : {R"({"type": "visit", "path": "/"})", R"({"type": "repaint"})", "", "{"})
      CHECK(Json::parse(program.dispatch(more), nullptr, false)["title"] == reply["title"]);
    CHECK(Json::parse(program.scene(), nullptr, false).is_object());
  }
}

TEST_CASE("messages that make no sense change nothing") {
  Browser browser("/waits");
  for (const std::string& message :
       {std::string(),
        std::string("{"),
        std::string("[]"),
        std::string("null"),
        std::string("\xFF"),
        std::string("{}"),
        std::string(R"({"type": 5})"),
        std::string(R"({"type": "fly"})"),
        std::string(R"({"type": "press"})"),
        std::string(R"({"type": "press", "id": ""})"),
        std::string(R"({"type": "press", "id": ["a"]})"),
        std::string(R"({"type": "press", "id": "heading"})"),
        std::string(R"({"type": "press", "id": "nothing"})"),
        std::string(R"({"type": "stored", "id": "x"})"),
        std::string(R"({"type": "queue", "held": "many"})"),
        std::string(R"({"type": "move", "id": "view", "place": 1e99})"),
        std::string(R"({"type": "queue", "held": [7, {"id": 8, "tried": "2026-99-99Tx"}]})"),
        std::string(R"({"type": "fields", "fields": [7, {"id": "start"}]})"),
        std::string(R"({"type": "toggle"})"),
        std::string(100, '{')}) {
    CAPTURE(message);
    const Json reply = Json::parse(browser.program.dispatch(message), nullptr, false);
    REQUIRE(reply.is_object());
    if (message.find("view") == std::string::npos) CHECK(reply["ops"].empty());
    CHECK(reply["path"] == "/waits");
    CHECK(reply["post"] == nullptr);
  }
}

TEST_CASE("a member of a message that makes no sense takes no other with it") {
  for (const auto& one : {std::pair{"layout", Json(7)},
                          {"draft", Json(false)},
                          {"textSize", Json("large")},
                          {"needs", Json(Json::object())},
                          {"kiosk", Json("yes")},
                          {"unknown", Json(1)},
                          {"freshId", Json(nullptr)}}) {
    const std::string member = one.first;
    CAPTURE(member);
    Json message = boot_message("/waits", "/waits");
    message["draft"] = "";
    message[member] = one.second;
    Program program;
    const Json reply = Json::parse(program.boot(message.dump()), nullptr, false);
    REQUIRE(reply.is_object());
    CHECK(reply["path"] == "/waits");
    CHECK(reply["title"] != "");
    const Json next = Json::parse(program.dispatch(R"({"type": "visit", "path": "/sources", "today": 5, "on": "no"})"));
    CHECK(next["path"] == "/sources");
  }
}

TEST_CASE("what is held on the device stays shown when the device tells nonsense of it") {
  Browser browser("/waits");
  const Json& told = browser.send({{"type", "queue"}, {"held", {{{"id", one_id}}}}});
  REQUIRE_FALSE(told["ops"].empty());
  CHECK(browser.send({{"type", "queue"}, {"held", "many"}})["ops"].empty());
  CHECK(browser.send({{"type", "queue"}})["ops"].empty());
}

TEST_CASE("a button that is switched off does nothing") {
  Browser browser(survey_path + "/life_stage");
  CHECK(browser.press("life_stage.start_well.up")["ops"].empty());
  CHECK_FALSE(browser.press("life_stage.start_well.down")["ops"].empty());
}

TEST_CASE("a message before the content is there gets an answer") {
  Program program;
  CHECK(Json::parse(program.dispatch(R"({"type": "press", "id": "x"})"), nullptr, false).is_object());
  CHECK(Json::parse(program.scene(), nullptr, false).is_object());
}

TEST_CASE("a document that was changed by others is written anew") {
  Browser browser("/waits");
  const Json& reply = browser.send({{"type", "repaint"}});
  REQUIRE(reply["ops"].size() == 1);
  CHECK(reply["ops"][0][0] == "html");
  CHECK(browser.document.children() == Document(html_of(Visitor("/waits").page())).children());
}

TEST_CASE("the canvas gets every figure of the page as data that reads back the same") {
  const auto figures_of = [](const page::Node& root) {
    std::map<std::string, std::string> found;
    const std::function<void(const page::Node&)> look = [&](const page::Node& node) {
      if (node.figure) found[node.id] = Writer::to_text(*node.figure);
      for (const page::Node& child : node.children) look(child);
    };
    look(root);
    return found;
  };
  for (const char* path :
       {"/", "/waits", "/waits/urgent-home-2-hours", "/explain/waiting-list/3", "/survey/icp-strategy/life_stage"}) {
    CAPTURE(path);
    Browser browser(path);
    const Json json = Json::parse(browser.program.scene(), nullptr, false);
    REQUIRE(json.is_object());
    std::map<std::string, std::string> sent;
    for (const Json& entry : json["pictures"]) {
      Problems problems;
      figures::Figure figure;
      Reader(json, "", problems).read(entry["figure"], "", figure, Rule::any);
      for (const Problem& problem : problems) FAIL_CHECK(to_line(problem));
      sent[entry["id"].get<std::string>()] = Writer::to_text(figure);
    }
    CHECK(sent.size() > 3);
    CHECK(sent == figures_of(Visitor(path).page().root));
  }
}

TEST_CASE("the token of analysts is typed into a field that shows dots") {
  Browser browser("/staff/icp-strategy");
  const auto& attributes = browser.document.at("token").attributes;
  CHECK(attributes.at("type") == "password");
  CHECK(attributes.at("autocomplete") == "off");
  browser.send({{"type", "write"}, {"id", "token"}, {"text", "päss1"}});
  CHECK(browser.document.at("token").attributes.at("value") == "päss1");
  CHECK_FALSE(contains(browser.program.scene(), "päss1"));
}
