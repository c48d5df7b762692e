#include "web_client/program.hpp"

#include "content/load.hpp"
#include "html/changes.hpp"
#include "html/language.hpp"
#include "page/build.hpp"
#include "page/language.hpp"
#include "page/prerender.hpp"

namespace roadshow::web_client {
namespace {

constexpr const char* root_id = "app";

// An object whatever comes: a message that makes no sense has no members.
Json read_message(std::string_view text) {
  auto parsed = parse_json("message", text, {.bytes = size_t{32} * 1024 * 1024, .depth = 8});
  Json* message = std::get_if<Json>(&parsed);
  return message && message->is_object() ? std::move(*message) : Json::object();
}

std::string text_of(const Json& message, const char* name) {
  const auto member = message.find(name);
  return member != message.end() && member->is_string() ? member->get<std::string>() : std::string();
}

int number_of(const Json& message, const char* name) {
  const auto member = message.find(name);
  return member != message.end() && member->is_number_integer() ? member->get<int>() : 0;
}

bool flag_of(const Json& message, const char* name) {
  const auto member = message.find(name);
  return member != message.end() && member->is_boolean() && member->get<bool>();
}

const page::Node* find_node(const page::Node& node, std::string_view id) {
  if (node.id == id) return &node;
  for (const page::Node& child : node.children) {
    if (const page::Node* found = find_node(child, id)) return found;
  }
  return nullptr;
}

// The first in the order of page::Need.
page::Need need_of(const Json& message) {
  const auto needs = message.find("needs");
  constexpr auto words = words_of(page::Need{});
  for (size_t i = 0; needs != message.end() && i < words.size(); ++i) {
    for (const Json& need : *needs)
      if (need == words[i]) return static_cast<page::Need>(i);
  }
  return page::Need::none;
}

page::Visit visit_of(const Json& message) {
  return {text_of(message, "path"), text_of(message, "freshId"), text_of(message, "today"),
          text_of(message, "freshSecret")};
}

page::Queue queue_of(const Json& message) {
  page::Queue queue;
  const auto held = message.find("held");
  if (held == message.end() || !held->is_array()) return queue;
  for (const Json& one : *held) {
    if (!one.is_object() || text_of(one, "id").empty()) continue;
    queue.held.push_back({text_of(one, "id"), flag_of(one, "parked"), number_of(one, "status"), text_of(one, "tried"),
                          flag_of(one, "kept")});
  }
  return queue;
}

const char* word_of(page::Layout layout) { return layout == page::Layout::stage ? "stage" : "flow"; }

void add_figures(const page::Node& node, std::string& list) {
  if (node.figure && !node.id.empty()) {
    list += list.empty() ? "" : ",";
    list += "{\"id\":" + Json(node.id).dump() + ",\"figure\":" + Writer::to_text(*node.figure) +
            (node.mirrored ? ",\"mirrored\":true}" : "}");
  }
  for (const page::Node& child : node.children) add_figures(child, list);
}

}  // namespace

std::string Program::dispatch(std::string_view text) {
  const Json message = read_message(text);
  const std::string type = text_of(message, "type");
  if (!pack_) return trouble_reply(type == "repaint");
  if (type == "repaint") return reply({.state = state_}, true);
  if (const std::string id = text_of(message, "freshId"); !id.empty() && type != "visit")
    state_.fresh = {id, text_of(message, "today"), text_of(message, "freshSecret")};
  if (type == "fields") return read_fields(message);
  const auto action = action_of(type, message);
  return action ? reply(page::reduce(*pack_, state_, *action), false) : reply({.state = state_}, false);
}

std::string Program::boot(std::string_view text) {
  const Json message = read_message(text);
  auto loaded = content::load_bundle(text_of(message, "bundle"));
  if (auto* problems = std::get_if<Problems>(&loaded)) {
    page_ = page::build_trouble(*problems);
    shown_ = html::elements(page_);
    return trouble_reply(true);
  }
  pack_ = std::move(std::get<content::Pack>(loaded));
  state_ = {};
  const std::string shown = text_of(message, "shown");
  page_ = page::prerender(*pack_, shown);
  shown_ = html::elements(page_);

  page::State state;
  if (text_of(message, "layout") == "stage") state.layout = page::Layout::stage;
  state.need = need_of(message);
  state.kiosk = flag_of(message, "kiosk");
  if (const int size = number_of(message, "textSize"); size >= 100 && size <= 200) state.text_size = size;
  page::Outcome resumed;
  if (const std::string draft = text_of(message, "draft"); !draft.empty())
    resumed = page::reduce(*pack_, std::move(state), page::Resume{draft});
  else
    resumed.state = std::move(state);
  page::Outcome outcome = page::reduce(*pack_, std::move(resumed.state), visit_of(message));
  outcome.post = std::move(resumed.post);
  outcome.focus.clear();  // the browser's own start of a page: nothing is moved
  return reply(std::move(outcome), shown.empty());
}

std::optional<page::Action> Program::action_of(const std::string& type, const Json& message) const {
  const std::string id = text_of(message, "id");
  if (type == "visit") return visit_of(message);
  if (type == "device") return page::Device{need_of(message), flag_of(message, "kiosk")};
  if (type == "stored") return page::Stored{id};
  if (type == "sent") return page::Sent{id};
  if (type == "unkept") return page::Unkept{id};
  if (type == "conflict") return page::Conflict{id};
  if (type == "did") return page::Did{text_of(message, "what"), flag_of(message, "ok")};
  if (type == "parked") return page::Parked{id};
  if (type == "voices") return page::Voices{flag_of(message, "able")};
  if (type == "leftOut") return page::LeftOut{};
  if (type == "silent") return page::Listen{page::Reading::off};
  if (type == "fetched") return page::Fetched{id, number_of(message, "status"), text_of(message, "text")};
  if (type == "queue") return queue_of(message);
  const page::Node* node = find_node(page_.root, id);
  if (!node || !node->action || node->disabled) return std::nullopt;
  // The node says what the event means; the event fills in what the person did.
  page::Action action = *node->action;
  if (auto* choose = std::get_if<page::Choose>(&action)) choose->on = flag_of(message, "on");
  if (auto* write = std::get_if<page::Write>(&action)) write->text = text_of(message, "text");
  if (auto* edit = std::get_if<page::Edit>(&action)) edit->text = text_of(message, "text");
  if (auto* mark = std::get_if<page::Mark>(&action)) mark->on = flag_of(message, "on");
  if (auto* toggle = std::get_if<page::Toggle>(&action)) toggle->open = flag_of(message, "open");
  if (auto* move = std::get_if<page::MoveTo>(&action)) {
    if (type != "move") return std::nullopt;
    move->place = number_of(message, "place");
  }
  return action;
}

// Fields may be filled in without an event: what stands in them counts. Only answers and what is typed; switches of the
// page say so themselves.
std::string Program::read_fields(const Json& message) {
  page::Outcome outcome{.state = state_};
  const auto fields = message.find("fields");
  if (fields == message.end() || !fields->is_array()) return reply(std::move(outcome), false);
  for (const Json& field : *fields) {
    if (!field.is_object()) continue;
    const page::Node* node = find_node(page_.root, text_of(field, "id"));
    if (!node || !node->action || node->disabled) continue;
    page::Action action = *node->action;
    if (auto* choose = std::get_if<page::Choose>(&action)) {
      choose->on = flag_of(field, "on");
      if (choose->on == node->checked) continue;
    } else if (auto* write = std::get_if<page::Write>(&action)) {
      write->text = text_of(field, "text");
      if (write->text == node->value) continue;
    } else {
      continue;
    }
    outcome.state = page::reduce(*pack_, std::move(outcome.state), action).state;
  }
  return reply(std::move(outcome), false);
}

// Without content there is one page, put there once: what is opened on it is the browser's own and stays open.
std::string Program::trouble_reply(bool put_there) const {
  const Json answer = {{"ops", put_there ? html::everything(root_id, shown_) : Json::array()},
                       {"path", ""},
                       {"title", html::without_marks(page_.title)},
                       {"focus", ""},
                       {"say", ""},
                       {"layout", "flow"},
                       {"wish", word_of(state_.layout)},
                       {"textSize", 100},
                       {"reading", "off"},
                       {"post", nullptr},
                       {"fetch", nullptr},
                       {"task", nullptr},
                       {"draft", nullptr},
                       {"scene", true}};
  return answer.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string Program::reply(page::Outcome outcome, bool everything) {
  state_ = std::move(outcome.state);
  page::Page next = page::build(*pack_, state_);
  std::vector<html::Element> elements = html::elements(next);
  Json ops = everything ? html::everything(root_id, elements) : html::changes(root_id, shown_, elements);
  const bool changed = !ops.empty();
  page_ = std::move(next);
  shown_ = std::move(elements);

  std::string draft = page::to_draft(state_);
  const bool draft_changed = draft != draft_;
  draft_ = std::move(draft);
  Json post = nullptr;
  Json fetch = nullptr;
  if (outcome.fetch)
    fetch = {{"what", outcome.fetch->what},
             {"method", outcome.fetch->method},
             {"path", outcome.fetch->path},
             {"token", outcome.fetch->token},
             {"body", outcome.fetch->body}};
  if (outcome.post) post = {{"id", outcome.post->id}, {"body", outcome.post->body}, {"instead", outcome.post->instead}};
  Json task = nullptr;
  if (outcome.task) task = {{"what", outcome.task->what}, {"name", outcome.task->name}, {"text", outcome.task->text}};
  const Json answer = {{"ops", std::move(ops)},
                       {"path", page_.path},
                       {"title", html::without_marks(page_.title)},
                       {"focus", outcome.focus},
                       {"say", html::without_marks(outcome.say)},
                       {"layout", word_of(page::layout_of(state_))},
                       {"wish", word_of(state_.layout)},
                       {"textSize", state_.text_size},
                       {"reading", std::string(word(state_.reading))},
                       {"post", std::move(post)},
                       {"fetch", std::move(fetch)},
                       {"task", std::move(task)},
                       {"draft", draft_changed ? Json(draft_) : Json(nullptr)},
                       {"scene", changed}};
  return answer.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string Program::scene() {
  std::string list;
  add_figures(page_.root, list);
  return html::without_marks("{\"pictures\":[" + list + "]}");
}

}  // namespace roadshow::web_client
