#include "canvas/style.hpp"

#include "canvas/style_rows.hpp"

namespace roadshow::canvas {
namespace {

using page::Kind;
using page::Look;

constexpr Type types[] = {
    /* inherit     */ {{20, 32}, {32, 46}},
    /* home        */ {{64, 88}, {72, 96}, Weight::bold, -0.01f, true},
    /* heading_1   */ {{48, 72}, {56, 80}, Weight::bold, -0.01f, true},
    /* question    */ {{44, 64}, {52, 76}, Weight::bold, -0.01f, true},
    /* heading_2   */ {{32, 48}, {40, 56}, Weight::bold, 0, true},
    /* heading_3   */ {{24, 40}, {32, 48}, Weight::bold, 0, true},
    /* heading_4   */ {{20, 36}, {28, 44}, Weight::bold},
    /* lead        */ {{24, 38}, {36, 52}},
    /* body        */ {{20, 32}, {32, 46}},
    /* control     */ {{20, 36}, {28, 48}, Weight::bold},
    /* label       */ {{18, 30}, {28, 42}},
    /* small       */ {{16, 26}, {24, 38}},
    /* brand       */ {{28, 46}, {36, 60}, Weight::bold},
    /* pack_title  */ {{16, 27}, {20, 36}},
    /* key         */ {{18, 27}, {24, 36}, Weight::bold},
    /* hero_number */ {{160, 240}, {144, 200}, Weight::bold, -0.02f},
    /* number      */ {{64, 104}, {64, 104}, Weight::bold, -0.02f},
    /* fact_number */ {{56, 96}, {60, 100}, Weight::bold, -0.02f},
    /* fact        */ {{20, 32}, {28, 44}},
    /* row_number  */ {{30, 60}, {36, 64}, Weight::bold},
    /* rank_number */ {{38, 64}, {44, 72}, Weight::bold},
    /* reference   */ {{36, 60}, {44, 72}, Weight::bold, 0.04f},
};

constexpr Style stepper_button(Token ink, Token fill, Token edge, Token lower) {
  Style style = with(button, ink, fill, edge, lower);
  style.padding = ends(8, {20, 40});
  style.gap = {10, 16};
  return style;
}

// Looks that differ by what is around them.
struct Within {
  Look parent;
  Look look;
  Style style;
};
constexpr Within within[] = {
    {Look::segmented, Look::row, {.flow = Flow::row, .gap = {2, 3}, .grow = true}},
    {Look::pack_title, Look::label, words(Role::pack_title, 0)},
    {Look::ladder_name, Look::heading_3, words(Role::heading_4, 0)},
    {Look::ladder_name, Look::small, words(Role::small, 0, Token::text_2)},
    {Look::ladder_value, Look::heading_3, words(Role::heading_4, 0)},
    {Look::status_good, Look::label, words(Role::small, 0)},
    {Look::status_gap, Look::label, words(Role::small, 0)},
    {Look::status_missing, Look::label, words(Role::small, 0, Token::text_2)},
    {Look::can_box, Look::heading_3, words(Role::heading_4, 0)},
    {Look::inset, Look::heading_3, words(Role::heading_3, 0)},
    {Look::inset, Look::body, words(Role::label, {8, 12})},
    {Look::rank_text, Look::heading_3, words(Role::heading_3, 0)},
    {Look::rank_text, Look::small, words(Role::small, 0, Token::text_2)},
    {Look::card_note, Look::small, words(Role::small, 0, Token::text_2)},
    {Look::confirmation, Look::home_heading, words(Role::home, 0)},
    {Look::note_box, Look::label, words(Role::label, 0)},
    {Look::note_box, Look::body, words(Role::label, 0)},
    {Look::action_bar,
     Look::link_quiet,
     {.flow = Flow::text,
      .role = Role::body,
      .ink = Token::blue,
      .min_height = {48, 80},
      .shrink = true,
      .underlined = true}},
    {Look::row,
     Look::link_quiet,
     {.flow = Flow::text,

      .ink = Token::blue,
      .min_height = {48, 64},
      .shrink = true,
      .underlined = true}},
    {Look::error,
     Look::link_quiet,
     {.flow = Flow::text, .ink = Token::red, .above = 4, .min_height = {32, 56}, .shrink = true, .underlined = true}},
    {Look::stepper, Look::button_blue, stepper_button(Token::on_blue, Token::blue, Token::none, Token::blue_dark)},
    {Look::stepper, Look::button_outline, stepper_button(Token::blue, Token::ground, Token::blue, Token::blue)},
    {Look::fact_text, Look::small, words(Role::small, 0, Token::text_2)},
    {Look::fact_text, Look::body, words(Role::fact, 0)},
    {Look::fact_strip,
     Look::number,
     {.flow = Flow::text, .role = Role::fact_number, .ink = Token::blue_dark, .shrink = true}},
};

constexpr Style plain_text = words(Role::inherit, 0);
constexpr Style plain_paragraph = words(Role::body, {16, 24});
constexpr Style plain_heading = words(Role::heading_2, {32, 40});
constexpr Style plain_stack{};
constexpr Style plain_picture{.flow = Flow::picture};
constexpr Style plain_link{.flow = Flow::text, .ink = Token::blue, .shrink = true, .underlined = true};
constexpr Style hidden{.flow = Flow::hidden};
constexpr Style bullet{.flow = Flow::bullet, .padding = {0, 0, 0, {28, 44}}, .above = {8, 12}};
constexpr Style answer_row{.flow = Flow::answer_row,
                           .padding = ends({8, 16}, 0),
                           .gap = 24,
                           .min_height = {68, 128},
                           .rule = Token::border,
                           .rule_width = {1, 2}};
constexpr Style term = words(Role::label, 0, Token::text_2);
constexpr Style description = words(Role::control, 0);
constexpr Style no_description = words(Role::body, 0, Token::text_2);
constexpr Style disclosure{.flow = Flow::disclosure,
                           .role = Role::label,
                           .ink = Token::blue,
                           .above = {16, 24},
                           .gap = {8, 12},
                           .min_height = {48, 80},
                           .underlined = true};
constexpr Style error_message{.flow = Flow::text,
                              .role = Role::heading_4,
                              .ink = Token::red,
                              .padding = {0, 0, 0, {20, 32}},
                              .above = {16, 24},
                              .bar = Bar::left,
                              .bar_ink = Token::red,
                              .bar_width = {6, 9}};
constexpr Style change_link{.flow = Flow::text,
                            .role = Role::label,
                            .ink = Token::blue,
                            .min_height = {48, 80},
                            .shrink = true,
                            .underlined = true};

const Style& by_kind(const page::Node& node, Look parent) {
  switch (node.kind) {
    case Kind::text:
    case Kind::strong:
    case Kind::term:
    case Kind::description:
    case Kind::status:
      return plain_text;
    case Kind::paragraph:
      return plain_paragraph;
    case Kind::heading:
      return plain_heading;
    case Kind::picture:
      return plain_picture;
    case Kind::link:
      return plain_link;
    case Kind::caption:
      return hidden;
    case Kind::disclosure:
      return disclosure;
    case Kind::item:
      return parent == Look::bullets ? bullet : plain_stack;
    default:
      return plain_stack;
  }
}

}  // namespace

const Type& type_of(Role role) { return types[static_cast<size_t>(role)]; }

const Style& style_of(const page::Node& node, Look parent) {
  if (node.kind == Kind::error_message) return error_message;
  if (node.kind == Kind::description_row) return answer_row;
  if (node.kind == Kind::term) return term;
  if (node.kind == Kind::description) return node.look == Look::small ? no_description : description;
  if (node.kind == Kind::link && node.look == Look::link_quiet && parent == Look::answers) return change_link;
  for (const Within& one : within)
    if (one.parent == parent && one.look == node.look) return one.style;
  if (node.look != Look::plain)
    for (const std::span<const Row> rows : {page_styles(), survey_styles()})
      for (const Row& row : rows)
        if (row.look == node.look) return row.style;
  return by_kind(node, parent);
}

}  // namespace roadshow::canvas
