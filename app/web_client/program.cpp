#include "web_client/program.hpp"

#include "content/bundle.hpp"
#include "content/json_cursor.hpp"
#include "html/changes.hpp"
#include "html/language.hpp"
#include "page/build.hpp"
#include "page/language.hpp"
#include "page/prerender.hpp"

namespace roadshow::page {

template <class V>
void describe(V& v, Post& post) {
  v.required("id", post.id, Rule::any, "");
  v.required("body", post.body, Rule::any, "");
  v.required("instead", post.instead, Rule::any, "");
}
template <class V>
void describe(V& v, Fetch& fetch) {
  v.required("what", fetch.what, Rule::any, "");
  v.required("method", fetch.method, Rule::any, "");
  v.required("path", fetch.path, Rule::any, "");
  v.required("token", fetch.token, Rule::any, "");
  v.required("body", fetch.body, Rule::any, "");
}
template <class V>
void describe(V& v, Task& task) {
  v.required("what", task.what, Rule::any, "");
  v.required("name", task.name, Rule::any, "");
  v.required("text", task.text, Rule::any, "");
}
template <class V>
void describe(V& v, Held& held) {
  v.required("id", held.id, Rule::any, "");
  v.optional("parked", held.parked, Rule::any, "");
  v.optional("status", held.status, Rule::any, "");
  v.optional("tried", held.tried, Rule::any, "");
  v.optional("kept", held.kept, Rule::any, "");
}

}  // namespace roadshow::page

namespace roadshow::web_client {

// What a field of the document holds.
struct Filled {
  std::string type;
  std::string id;
  bool on = false;
  std::string text;
};
template <class V>
void describe(V& v, Filled& filled) {
  v.optional("type", filled.type, Rule::any, "");
  v.required("id", filled.id, Rule::any, "");
  v.optional("on", filled.on, Rule::any, "");
  v.optional("text", filled.text, Rule::any, "");
}

// All messages (program.hpp) in one: each has some of these.
struct Message {
  std::string type;
  std::string id;
  std::string path;
  std::string text;
  std::string what;
  bool on = false;
  bool open = false;
  bool ok = false;
  bool able = false;
  int place = 0;
  int status = 0;
  std::vector<std::string> needs;
  std::vector<Filled> fields;
  std::optional<std::vector<page::Held>> held;
  std::string fresh_id;
  std::string fresh_secret;
  std::string today;
  std::string bundle;
  std::string shown;
  std::string draft;
  std::string layout;
  int text_size = 0;
  bool kiosk = false;
};
template <class V>
void describe(V& v, Message& message) {
  v.optional("type", message.type, Rule::any, "");
  v.optional("id", message.id, Rule::any, "");
  v.optional("path", message.path, Rule::any, "");
  v.optional("text", message.text, Rule::any, "");
  v.optional("what", message.what, Rule::any, "");
  v.optional("on", message.on, Rule::any, "");
  v.optional("open", message.open, Rule::any, "");
  v.optional("ok", message.ok, Rule::any, "");
  v.optional("able", message.able, Rule::any, "");
  v.optional("place", message.place, Rule::any, "");
  v.optional("status", message.status, Rule::any, "");
  v.optional("needs", message.needs, Rule::any, "");
  v.optional("fields", message.fields, Rule::any, "");
  v.optional("held", message.held, Rule::any, "");
  v.optional("freshId", message.fresh_id, Rule::any, "");
  v.optional("freshSecret", message.fresh_secret, Rule::any, "");
  v.optional("today", message.today, Rule::any, "");
  v.optional("bundle", message.bundle, Rule::any, "");
  v.optional("shown", message.shown, Rule::any, "");
  v.optional("draft", message.draft, Rule::any, "");
  v.optional("layout", message.layout, Rule::any, "");
  v.optional("textSize", message.text_size, Rule::any, "");
  v.optional("kiosk", message.kiosk, Rule::any, "");
}

namespace {

constexpr const char* root_id = "app";

struct Reply {
  JsonPart ops;
  std::string path;
  std::string title;
  std::string focus;
  std::string say;
  std::string layout = "flow";
  std::string wish;
  int text_size = 100;
  page::Reading reading = page::Reading::off;
  std::optional<page::Post> post;
  std::optional<page::Fetch> fetch;
  std::optional<page::Task> task;
  std::optional<std::string> draft;
  bool scene = true;
};
template <class V>
void describe(V& v, Reply& reply) {
  v.required("ops", reply.ops, Rule::any, "");
  v.required("path", reply.path, Rule::any, "");
  v.required("title", reply.title, Rule::any, "");
  v.required("focus", reply.focus, Rule::any, "");
  v.required("say", reply.say, Rule::any, "");
  v.required("layout", reply.layout, Rule::any, "");
  v.required("wish", reply.wish, Rule::any, "");
  v.required("textSize", reply.text_size, Rule::any, "");
  v.required("reading", reply.reading, Rule::any, "");
  v.required("post", reply.post, Rule::any, "");
  v.required("fetch", reply.fetch, Rule::any, "");
  v.required("task", reply.task, Rule::any, "");
  v.required("draft", reply.draft, Rule::any, "");
  v.required("scene", reply.scene, Rule::any, "");
}

// What a browser says may be of another type than it should be. Such a member is left out, and takes no other with it.
Message read_message(std::string_view text) {
  Message message;
  const Type& type = type_of<Message>;
  if (!read_written("message", text, type, &message)) return message;
  message = {};
  JsonCursor in(text);
  std::string name;
  if (!in.enter('{')) return message;
  while (in.next('}') && in.name(name)) {
    const std::string_view value = in.skip();
    const std::string alone = "{" + Writer::to_text(name) + ":" + std::string(value) + "}";
    if (Message tried; !read_written("message", alone, type, &tried)) read_written("message", alone, type, &message);
  }
  return message;
}

const page::Node* find_node(const page::Node& node, std::string_view id) {
  if (node.id == id) return &node;
  for (const page::Node& child : node.children) {
    if (const page::Node* found = find_node(child, id)) return found;
  }
  return nullptr;
}

// The first in the order of page::Need.
page::Need need_of(const Message& message) {
  for (size_t i = 0; i < enumeration_words<page::Need>.size(); ++i) {
    for (const std::string& need : message.needs)
      if (need == enumeration_words<page::Need>[i]) return static_cast<page::Need>(i);
  }
  return page::Need::none;
}

page::Visit visit_of(const Message& message) {
  return {message.path, message.fresh_id, message.today, message.fresh_secret};
}

const char* word_of(page::Layout layout) { return layout == page::Layout::stage ? "stage" : "flow"; }

void add_figures(const page::Node& node, std::string& list) {
  if (node.figure && !node.id.empty()) {
    list += list.empty() ? "" : ",";
    list += "{\"id\":" + Writer::to_text(node.id) + ",\"figure\":" + Writer::to_text(*node.figure) +
            (node.mirrored ? ",\"mirrored\":true}" : "}");
  }
  for (const page::Node& child : node.children) add_figures(child, list);
}

}  // namespace

std::string Program::dispatch(std::string_view text) {
  const Message message = read_message(text);
  const std::string& type = message.type;
  if (!pack_) return trouble_reply(type == "repaint");
  if (type == "repaint") return reply({.state = state_}, true);
  if (!message.fresh_id.empty() && type != "visit")
    state_.fresh = {message.fresh_id, message.today, message.fresh_secret};
  if (type == "fields") return read_fields(message);
  const auto action = action_of(message);
  return action ? reply(page::reduce(*pack_, state_, *action), false) : reply({.state = state_}, false);
}

std::string Program::boot(std::string_view text) {
  const Message message = read_message(text);
  auto loaded = content::load_bundle(message.bundle);
  if (auto* problems = std::get_if<Problems>(&loaded)) {
    page_ = page::build_trouble(*problems);
    shown_ = html::elements(page_);
    return trouble_reply(true);
  }
  pack_ = std::move(std::get<content::Pack>(loaded));
  state_ = {};
  const std::string& shown = message.shown;
  page_ = page::prerender(*pack_, shown);
  shown_ = html::elements(page_);

  page::State state;
  if (message.layout == "stage") state.layout = page::Layout::stage;
  state.need = need_of(message);
  state.kiosk = message.kiosk;
  if (const int size = message.text_size; size >= 100 && size <= 200) state.text_size = size;
  page::Outcome resumed;
  if (!message.draft.empty())
    resumed = page::reduce(*pack_, std::move(state), page::Resume{message.draft});
  else
    resumed.state = std::move(state);
  page::Outcome outcome = page::reduce(*pack_, std::move(resumed.state), visit_of(message));
  outcome.post = std::move(resumed.post);
  outcome.focus.clear();  // the browser's own start of a page: nothing is moved
  return reply(std::move(outcome), shown.empty());
}

std::optional<page::Action> Program::action_of(const Message& message) const {
  const std::string& type = message.type;
  const std::string& id = message.id;
  if (type == "visit") return visit_of(message);
  if (type == "device") return page::Device{need_of(message), message.kiosk};
  if (type == "stored") return page::Stored{id};
  if (type == "sent") return page::Sent{id};
  if (type == "unkept") return page::Unkept{id};
  if (type == "conflict") return page::Conflict{id};
  if (type == "did") return page::Did{message.what, message.ok};
  if (type == "parked") return page::Parked{id};
  if (type == "voices") return page::Voices{message.able};
  if (type == "leftOut") return page::LeftOut{};
  if (type == "silent") return page::Listen{page::Reading::off};
  if (type == "fetched") return page::Fetched{id, message.status, message.text};
  if (type == "queue") {
    if (!message.held) return std::nullopt;  // unreadable, which is not the same as none
    page::Queue queue{*message.held};
    std::erase_if(queue.held, [](const page::Held& one) { return one.id.empty(); });
    return queue;
  }
  const page::Node* node = find_node(page_.root, id);
  if (!node || !node->action || node->disabled) return std::nullopt;
  // The node says what the event means; the event fills in what the person did.
  page::Action action = *node->action;
  if (auto* choose = std::get_if<page::Choose>(&action)) choose->on = message.on;
  if (auto* write = std::get_if<page::Write>(&action)) write->text = message.text;
  if (auto* edit = std::get_if<page::Edit>(&action)) edit->text = message.text;
  if (auto* mark = std::get_if<page::Mark>(&action)) mark->on = message.on;
  if (auto* toggle = std::get_if<page::Toggle>(&action)) toggle->open = message.open;
  if (auto* move = std::get_if<page::MoveTo>(&action)) {
    if (type != "move") return std::nullopt;
    move->place = message.place;
  }
  return action;
}

// Fields may be filled in without an event: what stands in them counts. Only answers and what is typed; switches of the
// page say so themselves.
std::string Program::read_fields(const Message& message) {
  page::Outcome outcome{.state = state_};
  for (const Filled& field : message.fields) {
    const page::Node* node = find_node(page_.root, field.id);
    if (!node || !node->action || node->disabled) continue;
    page::Action action = *node->action;
    if (auto* choose = std::get_if<page::Choose>(&action)) {
      choose->on = field.on;
      if (choose->on == node->checked) continue;
    } else if (auto* write = std::get_if<page::Write>(&action)) {
      write->text = field.text;
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
  Reply answer;
  answer.ops.text = put_there ? html::everything(root_id, shown_) : "[]";
  answer.title = html::without_marks(page_.title);
  answer.wish = word_of(state_.layout);
  return Writer::to_text(answer);
}

std::string Program::reply(page::Outcome outcome, bool everything) {
  state_ = std::move(outcome.state);
  page::Page next = page::build(*pack_, state_);
  std::vector<html::Element> elements = html::elements(next);
  Reply answer;
  answer.ops.text = everything ? html::everything(root_id, elements) : html::changes(root_id, shown_, elements);
  page_ = std::move(next);
  shown_ = std::move(elements);

  answer.path = page_.path;
  answer.title = html::without_marks(page_.title);
  answer.focus = std::move(outcome.focus);
  answer.say = html::without_marks(outcome.say);
  answer.layout = word_of(page::layout_of(state_));
  answer.wish = word_of(state_.layout);
  answer.text_size = state_.text_size;
  answer.reading = state_.reading;
  answer.post = std::move(outcome.post);
  answer.fetch = std::move(outcome.fetch);
  answer.task = std::move(outcome.task);
  answer.scene = answer.ops.text != "[]";
  if (std::string draft = page::to_draft(state_); draft != draft_) answer.draft = draft_ = std::move(draft);
  return Writer::to_text(answer);
}

std::string Program::scene() {
  std::string list;
  add_figures(page_.root, list);
  return html::without_marks("{\"pictures\":[" + list + "]}");
}

}  // namespace roadshow::web_client
