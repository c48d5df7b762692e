// A document small enough for a test: HTML in, operations carried out as web/document.ts does, HTML out.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "content/json_text.hpp"

namespace roadshow::test {

// What html/changes.hpp wrote.
inline Json operations_of(const std::string& text) {
  Json operations = Json::parse(text, nullptr, false);
  REQUIRE(operations.is_array());
  return operations;
}

// An element, or a text node (no tag).
struct DomNode {
  std::string tag;
  std::map<std::string, std::string> attributes;
  std::string text;
  std::vector<DomNode> children;

  bool operator==(const DomNode&) const = default;
};

// Reads the HTML that our pages are made of. Like a browser it makes one text node of a run of text, and none of no
// text.
class HtmlParser {
 public:
  explicit HtmlParser(std::string_view html) : html_(html) {}

  std::vector<DomNode> run() {
    auto nodes = children();
    CHECK_MESSAGE(at_ == html_.size(), "stopped at: " << html_.substr(at_, 80));
    return nodes;
  }

 private:
  std::vector<DomNode> children() {
    std::vector<DomNode> nodes;
    while (at_ < html_.size() && !starts("</")) {
      if (html_[at_] == '<') {
        nodes.push_back(element());
      } else {
        DomNode text;
        text.text = until("<");
        nodes.push_back(std::move(text));
      }
    }
    return nodes;
  }

  DomNode element() {
    DomNode node;
    ++at_;
    node.tag = name();
    while (at_ < html_.size() && html_[at_] == ' ') {
      ++at_;
      const std::string key = name();
      std::string value;
      if (starts("=\"")) {
        at_ += 2;
        value = until("\"");
        ++at_;
      }
      CHECK_MESSAGE(node.attributes.emplace(key, value).second, key << " stands twice on " << node.tag);
    }
    const bool closed = starts("/>");
    at_ += closed ? 2 : 1;
    if (closed || node.tag == "input") return node;
    if (node.tag == "textarea") {  // its content is its value; one line break after the tag is dropped
      if (starts("\n")) ++at_;
      node.attributes["value"] = until("</textarea>");
    } else {
      node.children = children();
    }
    const std::string end = "</" + node.tag + ">";
    CHECK_MESSAGE(starts(end), node.tag << " is not closed before: " << html_.substr(at_, 80));
    at_ += end.size();
    return node;
  }

  bool starts(std::string_view text) const { return html_.substr(std::min(at_, html_.size()), text.size()) == text; }

  std::string name() {
    const size_t end = html_.find_first_of(" =/>", at_);
    const std::string text(html_.substr(at_, end - at_));
    at_ = std::min(end, html_.size());
    return text;
  }

  // The text up to `end`, with its character references resolved.
  std::string until(std::string_view end) {
    const size_t stop = std::min(html_.find(end, at_), html_.size());
    std::string text;
    while (at_ < stop) {
      bool found = false;
      for (const auto& [reference, character] :
           {std::pair{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}}) {
        if (!starts(reference)) continue;
        text += character;
        at_ += std::string_view(reference).size();
        found = true;
        break;
      }
      if (!found) text += html_[at_++];
    }
    return text;
  }

  std::string_view html_;
  size_t at_ = 0;
};

// <div id="app"> and what is in it.
class Document {
 public:
  explicit Document(std::string_view html) {
    root_.tag = "div";
    root_.attributes["id"] = "app";
    root_.children = HtmlParser(html).run();
  }

  const std::vector<DomNode>& children() const { return root_.children; }
  const DomNode& at(const std::string& id) { return *by_id(root_, id); }

  // What a person did: the browser shows it before the program has said so.
  void show(const std::string& id, const std::string& attribute, const std::string& value) {
    by_id(root_, id)->attributes[attribute] = value;
  }

  void carry_out(const Json& operations) {
    for (const Json& operation : operations) carry_out_one(operation);
  }

 private:
  static DomNode* search(DomNode& node, const std::string& id) {
    const auto found = node.attributes.find("id");
    if (found != node.attributes.end() && found->second == id) return &node;
    for (DomNode& child : node.children) {
      if (DomNode* inside = search(child, id)) return inside;
    }
    return nullptr;
  }
  static DomNode* by_id(DomNode& root, const std::string& id) {
    DomNode* node = search(root, id);
    REQUIRE_MESSAGE(node, "there is no element " << id);
    return node;
  }

  DomNode& find(const Json& ref, size_t leave_out = 0) {
    DomNode* node = by_id(root_, ref.at(0).get<std::string>());
    for (size_t i = 1; i + leave_out < ref.size(); ++i) {
      const size_t place = ref[i].get<size_t>();
      REQUIRE_MESSAGE(place < node->children.size(), "there is no node " << ref.dump());
      node = &node->children[place];
    }
    return *node;
  }

  static auto nth(std::vector<DomNode>& list, const Json& place) {
    REQUIRE(place.get<size_t>() <= list.size());
    return list.begin() + static_cast<std::ptrdiff_t>(place.get<size_t>());
  }

  void carry_out_one(const Json& operation) {
    INFO("operation: " << operation.dump(-1, ' ', false, Json::error_handler_t::replace));
    const std::string name = operation.at(0);
    if (name == "insert") {
      auto nodes = HtmlParser(operation.at(3).get_ref<const std::string&>()).run();
      DomNode empty;
      if (nodes.empty()) nodes.push_back(empty);
      REQUIRE(nodes.size() == 1);
      auto& list = find(operation.at(1)).children;
      list.insert(nth(list, operation.at(2)), std::move(nodes[0]));
    } else if (name == "remove") {
      const Json& ref = operation.at(1);
      if (ref.size() == 1) FAIL("removing by id is not in the contract");
      auto& list = find(ref, 1).children;
      REQUIRE(ref.back().get<size_t>() < list.size());
      list.erase(nth(list, ref.back()));
    } else if (name == "move") {
      auto& list = find(operation.at(1)).children;
      REQUIRE(operation.at(2).get<size_t>() < list.size());
      DomNode node = std::move(*nth(list, operation.at(2)));
      list.erase(nth(list, operation.at(2)));
      list.insert(nth(list, operation.at(3)), std::move(node));
    } else if (name == "attr") {
      DomNode& node = find(operation.at(1));
      REQUIRE(!node.tag.empty());
      const std::string key = operation.at(2);
      if (operation.at(3).is_null()) {
        node.attributes.erase(key);
      } else {
        node.attributes[key] = operation.at(3);
      }
    } else if (name == "text") {
      DomNode& node = find(operation.at(1));
      REQUIRE_MESSAGE(node.tag.empty(), "text belongs into a text node, not into " << node.tag);
      node.text = operation.at(2);
    } else if (name == "html") {
      find(operation.at(1)).children = HtmlParser(operation.at(2).get_ref<const std::string&>()).run();
    } else {
      FAIL("there is no operation " << name);
    }
  }

  DomNode root_;
};

}  // namespace roadshow::test
