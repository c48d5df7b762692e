#include "html/changes.hpp"

#include <algorithm>

namespace roadshow::html {
namespace {

using Children = std::vector<Element>;

// What makes two elements the same one at different times: the id where there is one, else the kind of thing it is.
bool is_same(const Element& a, const Element& b) {
  if (a.tag != b.tag) return false;
  return a.attribute("id") == b.attribute("id");
}

class Differ {
 public:
  Json operations = Json::array();

  void compare_children(const Json& ref, const Children& before, const Children& after) {
    // `now` follows the document as the operations change it: places in `before`, or none for what was inserted.
    constexpr size_t inserted = static_cast<size_t>(-1);
    std::vector<size_t> now;
    std::vector<size_t> match(after.size(), inserted);
    std::vector<bool> kept(before.size(), false);
    for (size_t i = 0; i < after.size(); ++i) {
      for (size_t j = 0; j < before.size(); ++j) {
        if (kept[j] || !is_same(before[j], after[i])) continue;
        match[i] = j;
        kept[j] = true;
        break;
      }
    }
    for (size_t j = before.size(); j-- > 0;) {
      if (!kept[j]) operations.push_back({"remove", at(ref, j)});
    }
    for (size_t j = 0; j < before.size(); ++j) {
      if (kept[j]) now.push_back(j);
    }
    for (size_t i = 0; i < after.size(); ++i) {
      if (match[i] == inserted) {
        operations.push_back({"insert", ref, i, to_html(after[i])});
        now.insert(now.begin() + static_cast<std::ptrdiff_t>(i), inserted);
        continue;
      }
      const size_t place = static_cast<size_t>(std::find(now.begin(), now.end(), match[i]) - now.begin());
      if (place != i) {
        operations.push_back({"move", ref, place, i});
        now.erase(now.begin() + static_cast<std::ptrdiff_t>(place));
        now.insert(now.begin() + static_cast<std::ptrdiff_t>(i), match[i]);
      }
    }
    for (size_t i = 0; i < after.size(); ++i) {
      if (match[i] != inserted) compare(at(ref, i), before[match[i]], after[i]);
    }
  }

 private:
  static Json at(const Json& parent, size_t place) {
    Json ref = parent;
    ref.push_back(place);
    return ref;
  }

  void compare(Json ref, const Element& before, const Element& after) {
    if (after.tag.empty()) {
      if (before.text != after.text) operations.push_back({"text", ref, after.text});
      return;
    }
    // An id makes the way short and keeps it right whatever happens around it.
    if (const std::string_view id = after.attribute("id"); !id.empty()) ref = Json::array({std::string(id)});
    for (const auto& [name, value] : before.attributes) {
      const bool stays = std::any_of(after.attributes.begin(), after.attributes.end(),
                                     [&, key = &name](const auto& one) { return one.first == *key; });
      if (!stays) operations.push_back({"attr", ref, name, nullptr});
    }
    for (const auto& [name, value] : after.attributes) {
      const auto old = std::find_if(before.attributes.begin(), before.attributes.end(),
                                    [&, key = &name](const auto& one) { return one.first == *key; });
      if (old == before.attributes.end() || old->second != value) operations.push_back({"attr", ref, name, value});
    }
    if (before.inner != after.inner) {
      // What stands inside is written anew as a whole, whether it is finished markup, children or nothing.
      std::string html = after.inner;
      for (const Element& child : after.children) html += to_html(child);
      operations.push_back({"html", ref, std::move(html)});
      return;
    }
    compare_children(ref, before.children, after.children);
  }
};

}  // namespace

Json changes(const std::string& root, const Children& before, const Children& after) {
  Differ differ;
  differ.compare_children(Json::array({root}), before, after);
  return std::move(differ.operations);
}

Json everything(const std::string& root, const Children& after) {
  std::string html;
  for (const Element& element : after) html += to_html(element);
  return Json::array({Json::array({"html", Json::array({root}), html})});
}

}  // namespace roadshow::html
