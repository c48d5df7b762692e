// The program's own time for what a person waits for: reading the content, building a screen, carrying out an answer.
// Prints "what<tab>median ms<tab>95th percentile ms"; scripts/bench makes the table.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "cli/pack_folder.hpp"
#include "content/bundle.hpp"
#include "html/changes.hpp"
#include "page/build.hpp"
#include "page/reduce.hpp"
#include "source_folder.hpp"

namespace {

using namespace roadshow;
using Clock = std::chrono::steady_clock;

size_t sink = 0;  // keeps the work from being optimised away

template <class Work>
void measure(const std::string& what, int runs, const Work& work) {
  std::vector<double> times;
  work();  // warms up
  for (int i = 0; i < runs; ++i) {
    const auto start = Clock::now();
    work();
    times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
  }
  std::sort(times.begin(), times.end());
  std::printf("%s\t%.4f\t%.4f\n", what.c_str(), times[times.size() / 2], times[times.size() * 95 / 100]);
}

page::State at(const content::Pack& pack, const std::string& path) {
  return page::reduce(pack, {}, page::Visit{path, "0f8fad5b-d9cb-469f-a165-70867728950e", "2026-11-21"}).state;
}

// From an action to the operations on the document, as text: all that happens between an event and the browser's turn.
void measure_action(const content::Pack& pack, const std::string& what, const page::State& before,
                    const page::Action& action) {
  const auto shown = html::elements(page::build(pack, before));
  size_t operations = 0;
  measure(what, 2000, [&] {
    const page::Outcome outcome = page::reduce(pack, before, action);
    const std::string ops = html::changes("app", shown, html::elements(page::build(pack, outcome.state)));
    operations = ops.size();
    sink += ops.size() + page::to_draft(outcome.state).size();
  });
  std::printf("%s: bytes of operations on the document\t%zu\t\n", what.c_str(), operations);
}

}  // namespace

int main() {
  const auto files = cli::read_pack_folder(test::source_folder() / "content", "staffordshire-stoke");
  const auto loaded = content::load_pack(files);
  if (!std::holds_alternative<content::Pack>(loaded)) {
    std::fprintf(stderr, "The content cannot be read: run roadshow check content.\n");
    return 1;
  }
  const auto& pack = std::get<content::Pack>(loaded);
  measure("read and check the content pack", 100, [&] { sink += content::load_pack(files).index(); });
  const std::string bundle = content::to_bundle(pack);
  measure("read the content as built", 100, [&] { sink += content::load_bundle(bundle).index(); });

  const std::vector<std::pair<std::string, std::string>> screens = {
      {"home", "/"},
      {"explainer", "/explain/waiting-list/2"},
      {"waiting times", "/waits"},
      {"measure with a trend", "/waits/urgent-home-2-hours"},
      {"question", "/survey/icp-strategy/where_live"},
      {"sources", "/sources"}};
  for (const auto& [name, path] : screens) {
    const page::State state = at(pack, path);
    measure("build the page: " + name, 1000, [&] { sink += page::build(pack, state).root.children.size(); });
    measure("page and elements: " + name, 1000, [&] { sink += html::elements(page::build(pack, state)).size(); });
  }

  const page::State question = at(pack, "/survey/icp-strategy/describes_you");
  measure_action(pack, "one answer", question, page::Choose{"describes_you", "resident", true});
  measure_action(pack, "on to the next question", question, page::Skip{});
  measure_action(pack, "a letter in the text field", at(pack, "/survey/icp-strategy/works_well"),
                 page::Write{"works_well", "A"});
  measure_action(pack, "the next step of the explainer", at(pack, "/explain/waiting-list"),
                 page::Visit{"/explain/waiting-list/2", "", "2026-11-21"});
  measure_action(pack, "from home to waiting times", at(pack, "/"), page::Visit{"/waits", "", "2026-11-21"});
  return sink == 0 ? 1 : 0;
}
