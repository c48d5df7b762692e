// Shared by the tests: the real content, a visitor who clicks, and ways to look into a page.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "cli/pack_folder.hpp"
#include "content/bundle.hpp"
#include "content/load.hpp"
#include "page/build.hpp"
#include "page/reduce.hpp"
#include "page/survey/steps.hpp"
#include "source_folder.hpp"

namespace roadshow::test {

inline std::string read_text(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

inline bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const size_t at = text.find(from);
  REQUIRE_MESSAGE(at != std::string::npos, "\"" << from << "\" is not there any more: this test needs a new example");
  return text.replace(at, from.size(), to);
}

// ---- content ----

inline const std::vector<content::SourceFile>& real_files() {
  static const auto files = cli::read_pack_folder(source_folder() / "content", "staffordshire-stoke");
  return files;
}

inline const content::Pack& real_pack() {
  static const content::Pack pack = [] {
    auto loaded = content::load_pack(real_files());
    if (const auto* problems = std::get_if<Problems>(&loaded))
      FAIL("the real pack is broken: " << to_line(problems->at(0)));
    return std::get<content::Pack>(std::move(loaded));
  }();
  return pack;
}

inline const content::Survey& real_survey() { return real_pack().surveys.at(0); }

inline const content::Measure& measure(std::string_view id) {
  const auto* found = content::find(real_pack().measures, id);
  REQUIRE(found);
  return *found;
}

// A copy of the real pack in which one text of one file is another.
inline std::vector<content::SourceFile> edited(const std::string& file, std::string_view from, std::string_view to) {
  auto files = real_files();
  const auto one = std::find_if(files.begin(), files.end(), [&](const auto& f) { return f.name == file; });
  REQUIRE(one != files.end());
  one->text = replaced(one->text, from, to);
  return files;
}

inline Problems problems_of(const std::vector<content::SourceFile>& files) {
  const auto loaded = content::load_pack(files);
  const auto* problems = std::get_if<Problems>(&loaded);
  return problems ? *problems : Problems{};
}

// ---- pages ----

inline void each_node(const page::Node& node, const std::function<void(const page::Node&)>& look_at) {
  look_at(node);
  for (const page::Node& child : node.children) each_node(child, look_at);
}

inline const page::Node* find_node(const page::Node& node, std::string_view id) {
  if (node.id == id) return &node;
  for (const page::Node& child : node.children) {
    if (const page::Node* found = find_node(child, id)) return found;
  }
  return nullptr;
}

inline int count_of(const page::Node& node, page::Kind kind) {
  int count = 0;
  each_node(node, [&](const page::Node& one) { count += one.kind == kind ? 1 : 0; });
  return count;
}

// Everything there is to read on it, one piece a line.
inline std::string words_on(const page::Node& node) {
  std::string words;
  each_node(node, [&](const page::Node& one) {
    for (const std::string& text : {one.text, one.name}) words += text.empty() ? "" : text + "\n";
  });
  return words;
}

inline const std::string one_id = "0123abcd-4567-4890-8abc-def012345678";
inline const std::string other_id = "fedcba98-7654-4321-8fed-cba987654321";
inline const std::string survey_path = "/survey/icp-strategy";

// A person on the site: goes to addresses, presses what is on the page, and sees the page that follows.
class Visitor {
 public:
  explicit Visitor(const std::string& path = "/", const content::Pack& pack = real_pack()) : pack_(&pack) { go(path); }

  Visitor& act(page::Action action) {
    last = page::reduce(*pack_, std::move(state), action);
    state = last.state;
    return *this;
  }
  Visitor& go(const std::string& path, const std::string& fresh_id = one_id) {
    return act(page::Visit{path, fresh_id, "2026-11-21"});
  }
  Visitor& question(const std::string& code) { return go(survey_path + "/" + code); }

  // Presses the button, opens the link, or chooses the option with this id. It must be on the page.
  Visitor& press(const std::string& id) {
    const page::Page shown = page();
    const page::Node* node = test::find_node(shown.root, id);
    REQUIRE_MESSAGE(node, id << " is not on " << shown.path);
    REQUIRE_FALSE(node->disabled);
    if (node->kind == page::Kind::link) return go(node->href);
    REQUIRE(node->action);
    return act(*node->action);
  }
  Visitor& choose(const std::string& question, const std::string& option, bool on = true) {
    return act(page::Choose{question, option, on});
  }
  Visitor& carry_on() { return press("continue"); }
  // From the start of the survey to the list of answers, skipping everything.
  Visitor& skip_all() {
    go(survey_path).press("start");
    while (state.route.screen == page::Screen::question) press("skip");
    return *this;
  }

  page::Page page() const { return page::build(*pack_, state); }
  std::string path() const { return page::path_of(state.route); }
  bool shows(std::string_view words) const { return contains(words_on(page().root), words); }
  bool has(const std::string& id) const { return test::find_node(page().root, id) != nullptr; }
  page::Node node(const std::string& id) const {
    const page::Page shown = page();
    const page::Node* found = test::find_node(shown.root, id);
    REQUIRE_MESSAGE(found, id << " is not on " << shown.path);
    return *found;
  }
  const survey::Answers& answers() const {
    REQUIRE(state.session);
    return state.session->answers;
  }

  page::State state;
  page::Outcome last;

 private:
  const content::Pack* pack_;
};

// The same numbers on every machine.
class Dice {
 public:
  explicit Dice(uint64_t seed) : state_(seed * 2654435761u + 1) {}
  size_t below(size_t limit) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<size_t>((state_ >> 33) % limit);
  }

 private:
  uint64_t state_;
};

// So many answers that wait on the device; every second one was refused.
inline page::Queue queue_of(size_t count) {
  page::Queue queue;
  for (size_t i = 0; i < count; ++i)
    queue.held.push_back({other_id, i % 2 == 1, i % 2 == 1 ? 422 : 0, "2026-11-21T09:30", i < 2});
  return queue;
}

// Something a visitor could do on this page, or that the device could report: any at all, also at odd moments.
inline page::Action any_action(const page::Page& page, const page::State& state, Dice& dice) {
  static const auto paths = [] {
    auto all = page::static_paths(real_pack());
    all.insert(all.end(),
               {"/nowhere", "/waits?at=uhnm", "/explain/waiting-list/9", survey_path + "/told_what_happened"});
    return all;
  }();
  std::vector<page::Action> on_page;
  each_node(page.root, [&](const page::Node& node) {
    if (node.disabled) return;
    if (node.kind == page::Kind::link && node.href[0] == '/')
      on_page.push_back(page::Visit{node.href, one_id, "2026-11-21", std::string(64, '5')});
    if (node.action) on_page.push_back(*node.action);
  });
  const std::string id = state.session ? state.session->id : other_id;
  switch (dice.below(20)) {
    case 0:
      return page::Visit{paths[dice.below(paths.size())], other_id, "2026-11-21", std::string(64, '6')};
    case 1:
      return page::Stored{id};
    case 2:
      return page::Sent{id};
    case 3:
      return page::Parked{id};
    case 4:
      return queue_of(dice.below(3));
    case 5:
      return page::Continue{};
    case 6:
      return page::Skip{};
    case 7:
      return page::Fetched{page::withdrawal_name, dice.below(2) == 0 ? 204 : 0, ""};
    case 8:
      return page::Unkept{id};
    case 9:
      return page::Conflict{id};
    case 10: {
      constexpr std::array tasks = {"copy", "save", "print", "retry", "save-unsent", "language", "nonsense"};
      return page::Did{tasks[dice.below(tasks.size())], dice.below(2) == 0};
    }
    default: {
      page::Action action = on_page[dice.below(on_page.size())];
      if (auto* choose = std::get_if<page::Choose>(&action)) choose->on = dice.below(3) > 0;
      if (auto* write = std::get_if<page::Write>(&action)) write->text = std::string(dice.below(1200), 'w') + " <b>&\n";
      if (auto* move = std::get_if<page::MoveTo>(&action)) move->place = static_cast<int>(dice.below(7)) - 1;
      return action;
    }
  }
}

// ---- questions made up for a test ----

inline content::Option option(std::string code, bool exclusive = false) {
  return {code, "Label of " + code, "", exclusive};
}
inline content::Question question(std::string code, content::QuestionKind kind) {
  content::Question made;
  made.text = "What about " + code + "?";
  made.short_text = code;
  made.can = "something.";
  made.cannot = "everything.";
  made.code = std::move(code);
  made.kind = std::move(kind);
  return made;
}

}  // namespace roadshow::test
