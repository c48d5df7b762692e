// What people wrote, for analysts who sign in with a token. The token is in the memory of this page and nowhere else.
#include "page/results/results.hpp"

namespace roadshow::page {
namespace {

Node field(std::string id, const std::string& label, std::string value, int lines, std::string edits) {
  Node node{.kind = Kind::text_field, .look = Look::text_box};
  node.id = std::move(id);
  node.text = label;
  node.value = std::move(value);
  node.level = lines;
  node.action = Edit{std::move(edits), ""};
  return node;
}

Node said(std::string id, std::string text) {
  Node node{.kind = Kind::status, .look = Look::label};
  node.id = std::move(id);
  node.text = std::move(text);
  return node;
}

constexpr const char* token_id = "token";

Node token_field(const Pack& pack, const Staff& staff) {
  Node node = field(token_id, pack.words[Word::staff_token], staff.token, 1, "token");
  node.field = Field::secret;
  node.invalid = !staff.error.empty();
  if (node.invalid) node.described_by = error_id;
  return node;
}

Nodes door(const Pack& pack, const State& state, const content::Survey& survey) {
  const Staff& staff = state.staff;
  Nodes children = nodes(paragraph(Look::lead, pack.words[Word::staff_lead]),
                         paragraph(Look::label, "**" + pack.words[Word::staff_token] + "**"));
  if (!staff.error.empty()) children.push_back(error_beside(pack, staff.error));
  children.push_back(token_field(pack, staff));
  children.push_back(group(Look::row, nodes(button("sign-in", Look::button_blue, pack.words[Word::staff_sign_in],
                                                   Ask{texts_name(survey.id)}))));
  if (staff.load == Load::loading) children.push_back(said("staff-state", pack.words[Word::staff_loading]));
  return children;
}

Node text_item(const Pack& pack, const State& state, const content::Survey& survey, size_t index) {
  const survey::TextAnswer& text = state.staff.texts[index];
  const std::string n = std::to_string(index);
  const content::Question* question = survey::find_question(survey.questions, text.question);
  std::string tags;
  for (const std::string& tag : text.annotation.tags) tags += (tags.empty() ? "" : ", ") + tag;
  Node publish{.kind = Kind::checkbox, .look = Look::choice_row};
  publish.id = "publish-" + n;
  publish.text = pack.words[Word::staff_publish];
  publish.value = "publish";
  publish.checked = text.annotation.publish;
  publish.action = Mark{"publish/" + n, true};
  Node choice{.kind = Kind::checkbox_group, .look = Look::choice_rows};
  choice.id = "may-publish-" + n;
  choice.text = pack.words[Word::staff_may_publish];
  choice.children = nodes(std::move(publish));
  Node save = button("save-" + n, Look::button_outline, pack.words[Word::staff_save], Ask{"save/" + n});
  save.name = pack.words[Word::staff_save] + " " + std::to_string(index + 1);
  Nodes children = nodes(
      heading(2, Look::heading_3, std::to_string(index + 1) + ". " + (question ? question->short_text : text.question)),
      paragraph(Look::small, content::format_month(pack, text.month)), typed(Kind::paragraph, Look::body, text.text),
      paragraph(Look::label, "**" + pack.words[Word::staff_tags] + "**"),
      field("tags-" + n, pack.words[Word::staff_tags], tags, 1, "tags/" + n),
      paragraph(Look::label, "**" + pack.words[Word::staff_note] + "**"),
      field("note-" + n, pack.words[Word::staff_note], text.annotation.note, 2, "note/" + n), std::move(choice),
      group(Look::row, nodes(std::move(save))));
  if (const auto saved = state.staff.saved.find(index); saved != state.staff.saved.end())
    children.push_back(said("saved-" + n, pack.words[saved->second ? Word::staff_saved : Word::staff_not_saved]));
  return group(Kind::item, Look::panel, std::move(children));
}

}  // namespace

Body staff_screen(const Pack& pack, const State& state) {
  const content::Survey& survey = *content::find(pack.surveys, state.route.id);
  const Staff& staff = state.staff;
  const std::string& title = pack.words[Word::staff_title];
  Nodes children;
  if (!staff.error.empty()) children.push_back(error_box(pack, staff.error, token_id));
  for (Node& node : nodes(back_link("back", pack.words[Word::home], "/"), main_heading(Look::heading_1, title),
                          paragraph(Look::body, survey.title)))
    children.push_back(std::move(node));
  if (staff.load != Load::here) {
    for (Node& node : door(pack, state, survey)) children.push_back(std::move(node));
    return {title, nodes(group(Look::reading, std::move(children)))};
  }
  children.push_back(group(
      Look::row, nodes(paragraph(Look::label, content::fill(pack.words[Word::staff_count],
                                                            {{"n", std::to_string(staff.texts.size())}})),
                       button("sign-out", Look::button_outline, pack.words[Word::staff_sign_out], Ask{"sign-out"}))));
  Nodes items;
  for (size_t i = 0; i < staff.texts.size(); ++i) items.push_back(text_item(pack, state, survey, i));
  if (!items.empty()) children.push_back(group(Kind::list, Look::stack, std::move(items)));
  if (!staff.next.empty())
    children.push_back(
        group(Look::row, nodes(button("more", Look::button_blue, pack.words[Word::staff_more], Ask{"more"}))));
  return {title, nodes(group(Look::reading, std::move(children)))};
}

}  // namespace roadshow::page
