#include "page/node.hpp"

#include <map>
#include <set>

#include "page/survey/finish.hpp"

namespace roadshow::page {
namespace {

void give_ids(Node& node) {
  std::map<Kind, int> count;
  for (Node& child : node.children) {
    const int number = ++count[child.kind];
    if (child.id.empty()) {
      // Short: these stand many times in every page. "main" > first group > second paragraph: main-group1-paragraph2.
      child.id = node.id;
      child.id.append("-").append(word(child.kind).substr(0, 3)).append(std::to_string(number));
    }
    give_ids(child);
  }
}

bool has_words(const Node& node) {
  if (!node.name.empty() || !node.text.empty()) return true;
  for (const Node& child : node.children) {
    if (has_words(child)) return true;
  }
  return false;
}

class Validator {
 public:
  std::vector<std::string> run(const Page& page) {
    if (page.title.empty()) faults_.push_back("the page has no title");
    visit(page.root);
    for (const auto& [from, to] : references_) {
      if (ids_.count(to) == 0)
        faults_.push_back(std::string(from).append(" refers to ").append(to).append(", which is not on the page"));
    }
    if (main_headings_ != 1) faults_.push_back("there is not exactly one h1");
    return std::move(faults_);
  }

 private:
  void visit(const Node& node) {
    if (node.id.empty()) faults_.push_back("a " + std::string(word(node.kind)) + " has no id");
    if (!ids_.insert(node.id).second) faults_.push_back("the id " + node.id + " stands twice");
    if (is_interactive(node.kind)) {
      if (!has_words(node)) faults_.push_back(node.id + " has no name");
      if (node.kind == Kind::link ? node.href.empty() : !node.action && node.posts.empty() && !node.submits)
        faults_.push_back(node.id + " does nothing");
    }
    if (node.kind == Kind::heading) {
      if (node.level > level_ + 1) faults_.push_back(node.id + " leaves out a heading level");
      level_ = node.level;
      main_headings_ += node.level == 1 ? 1 : 0;
    }
    if (node.kind == Kind::picture && !node.figure) faults_.push_back(node.id + " is an empty picture");
    if (node.kind == Kind::figure) check_figure(node);
    const bool is_group =
        node.kind == Kind::radio_group || node.kind == Kind::checkbox_group || node.kind == Kind::control_group;
    if (is_group && !has_words(node)) faults_.push_back(node.id + " has no legend");
    if (node.href.size() > 1 && node.href[0] == '#') references_.emplace_back(node.id, node.href.substr(1));
    size_t start = 0;
    while (start < node.described_by.size()) {
      const size_t end = std::min(node.described_by.find(' ', start), node.described_by.size());
      references_.emplace_back(node.id, node.described_by.substr(start, end - start));
      start = end + 1;
    }
    for (const Node& child : node.children) visit(child);
  }

  void check_figure(const Node& node) {
    bool caption = false;
    for (const Node& child : node.children) caption = caption || (child.kind == Kind::caption && !child.text.empty());
    if (!caption) faults_.push_back(node.id + " is a figure without its reading");
  }

  std::set<std::string> ids_;
  std::vector<std::pair<std::string, std::string>> references_;
  std::vector<std::string> faults_;
  int level_ = 1;  // an error summary, with its h2, stands before the h1
  int main_headings_ = 0;
};

}  // namespace

bool is_interactive(Kind kind) {
  switch (kind) {
    case Kind::link:
    case Kind::button:
    case Kind::disclosure:
    case Kind::radio:
    case Kind::checkbox:
    case Kind::text_field:
    case Kind::selection:
      return true;
    default:
      return false;
  }
}

void finish(Page& page) {
  if (page.root.id.empty()) page.root.id = "p";
  give_ids(page.root);
}

std::vector<std::string> faults(const Page& page) { return Validator().run(page); }

}  // namespace roadshow::page
