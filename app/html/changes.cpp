#include "html/changes.hpp"

#include <algorithm>

#include "content/describe.hpp"

namespace roadshow::html {
namespace {

using Children = std::vector<Element>;

// What makes two elements the same one at different times: the id where there is one, else the kind of thing it is.
bool is_same(const Element& a, const Element& b) {
  if (a.tag != b.tag) return false;
  return a.attribute("id") == b.attribute("id");
}

std::string as_json(std::string_view text) { return Writer::to_text(text); }

// Refs are written without their brackets: "main",0,2
class Differ {
 public:
  std::string operations;  // each after a comma

  void compare_children(const std::string& ref, const Children& before, const Children& after) {
    // `now` follows the document as the operations change it: places in `before`, or none for what was inserted.
    constexpr size_t inserted = static_cast<size_t>(-1);
    std::vector<size_t> now;
    std::vector<size_t> match(after.size(), inserted);
    std::vector<char> kept(before.size(), false);
    for (size_t i = 0; i < after.size(); ++i) {
      for (size_t j = 0; j < before.size(); ++j) {
        if (kept[j] || !is_same(before[j], after[i])) continue;
        match[i] = j;
        kept[j] = true;
        break;
      }
    }
    for (size_t j = before.size(); j-- > 0;) {
      if (!kept[j]) add("remove", at(ref, j));
    }
    for (size_t j = 0; j < before.size(); ++j) {
      if (kept[j]) now.push_back(j);
    }
    for (size_t i = 0; i < after.size(); ++i) {
      if (match[i] == inserted) {
        add("insert", ref, std::to_string(i) + "," + as_json(to_html(after[i])));
        now.insert(now.begin() + static_cast<std::ptrdiff_t>(i), inserted);
        continue;
      }
      const size_t place = static_cast<size_t>(std::find(now.begin(), now.end(), match[i]) - now.begin());
      if (place != i) {
        add("move", ref, std::to_string(place) + "," + std::to_string(i));
        now.erase(now.begin() + static_cast<std::ptrdiff_t>(place));
        now.insert(now.begin() + static_cast<std::ptrdiff_t>(i), match[i]);
      }
    }
    for (size_t i = 0; i < after.size(); ++i) {
      if (match[i] != inserted) compare(at(ref, i), before[match[i]], after[i]);
    }
  }

 private:
  static std::string at(const std::string& parent, size_t place) { return parent + "," + std::to_string(place); }

  void add(std::string_view name, const std::string& ref, const std::string& rest = "") {
    operations.append(",[\"").append(name).append("\",[").append(ref).append("]");
    if (!rest.empty()) operations.append(",").append(rest);
    operations += ']';
  }

  void compare(std::string ref, const Element& before, const Element& after) {
    if (after.tag.empty()) {
      if (before.text != after.text) add("text", ref, as_json(after.text));
      return;
    }
    // An id makes the way short and keeps it right whatever happens around it.
    if (const std::string_view id = after.attribute("id"); !id.empty()) ref = as_json(id);
    for (const auto& [name, value] : before.attributes) {
      const bool stays = std::any_of(after.attributes.begin(), after.attributes.end(),
                                     [&, key = &name](const auto& one) { return one.first == *key; });
      if (!stays) add("attr", ref, as_json(name) + ",null");
    }
    for (const auto& [name, value] : after.attributes) {
      const auto old = std::find_if(before.attributes.begin(), before.attributes.end(),
                                    [&, key = &name](const auto& one) { return one.first == *key; });
      if (old == before.attributes.end() || old->second != value)
        add("attr", ref, as_json(name) + "," + as_json(value));
    }
    if (before.inner != after.inner) {
      // What stands inside is written anew as a whole, whether it is finished markup, children or nothing.
      std::string html = after.inner;
      for (const Element& child : after.children) html += to_html(child);
      add("html", ref, as_json(html));
      return;
    }
    compare_children(ref, before.children, after.children);
  }
};

}  // namespace

std::string changes(const std::string& root, const Children& before, const Children& after) {
  Differ differ;
  differ.compare_children(as_json(root), before, after);
  if (!differ.operations.empty()) differ.operations.erase(0, 1);
  return "[" + differ.operations + "]";
}

std::string everything(const std::string& root, const Children& after) {
  std::string html;
  for (const Element& element : after) html += to_html(element);
  return "[[\"html\",[" + as_json(root) + "]," + as_json(html) + "]]";
}

}  // namespace roadshow::html
