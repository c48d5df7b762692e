// Styles of the frame, of text, home, arrangement, controls, explainers and waits.
#include "canvas/style_rows.hpp"

namespace roadshow::canvas {

using page::Look;

namespace {

constexpr Style status{.flow = Flow::row, .role = Role::small, .above = {0, 8}, .gap = {8, 12}};
constexpr Style status_in(Token strong) {
  Style style = status;
  style.strong_ink = strong;
  return style;
}
constexpr Style ladder_row{.flow = Flow::ladder_row,
                           .padding = {{8, 16}, {8, 0}, {8, 16}, {16, 0}},
                           .gap = {12, 24},
                           .min_height = {86, 0},
                           .rule = Token::border,
                           .rule_width = {1, 2}};
constexpr Style card{.flow = Flow::card,
                     .padding = {{24, 24}, {24, 36}, {20, 20}, {24, 36}},
                     .gap = {0, 40},
                     .min_height = {312, 208},
                     .fill = Token::ground,
                     .edge = Token::border,
                     .edge_width = {1, 2},
                     .radius = {12, 16},
                     .lower = Token::edge};
constexpr Style main_card() {
  Style style = card;
  style.ground = Ground::deep;
  style.fill = style.edge = Token::deep;
  style.lower = Token::deep_edge;
  return style;
}
constexpr Style featured() {
  Style style = ladder_row;
  style.fill = Token::wash;
  style.edge = Token::blue;
  style.edge_width = {3, 4};
  style.radius = {8, 12};
  style.rule = Token::none;
  style.padding = {{8, 16}, {8, 24}, {8, 16}, {16, 24}};
  return style;
}
constexpr Style stop_style(Role role, Token ink) {
  return {.flow = Flow::stop, .role = role, .ink = ink, .align = Align::centre, .grow = true};
}

constexpr Row rows[] = {
    {Look::skip_link, {.flow = Flow::hidden}},
    {Look::visually_hidden, {.flow = Flow::hidden}},
    {Look::print_only, {.flow = Flow::hidden}},
    {Look::view_note, {.flow = Flow::hidden}},  // it says why the stage is not shown
    // frame
    {Look::header,
     {.bleed = true, .ground = Ground::header, .fill = Token::header, .rule = Token::header_edge, .rule_width = 2}},
    {Look::header_staff,
     {.bleed = true, .ground = Ground::header, .fill = Token::deep, .rule = Token::header_edge, .rule_width = 2}},
    {Look::header_bar, {.flow = Flow::header, .across = Align::centre, .gap = {8, 0}, .min_height = {80, 144}}},
    {Look::draft_notice, words(Role::small, 0)},
    {Look::brand,
     {.flow = Flow::row,
      .role = Role::brand,
      .across = Align::centre,
      .gap = {12, 20},
      .min_height = 48,
      .shrink = true}},
    {Look::pack_title, {.role = Role::pack_title, .shrink = true}},
    {Look::header_key,
     {.flow = Flow::row,
      .role = Role::key,
      .align = Align::centre,
      .across = Align::centre,
      .padding = ends(0, 16),
      .gap = 10,
      .min_height = {48, 96},
      .shrink = true,
      .fill = Token::blue_header_key,
      .edge = Token::header_key_edge,
      .edge_width = 2,
      .radius = {8, 12}}},
    {Look::footer_bar,
     {.flow = Flow::spread,
      .role = Role::small,
      .ink = Token::text_2,
      .across = Align::centre,
      .padding = ends({4, 12}, 0),
      .above = {24, 40},
      .gap = 32,
      .min_height = {56, 88},
      .bleed = true,
      .push = true,
      .fill = Token::page,
      .head = Token::page}},
    {Look::main_column, {}},
    // text
    {Look::home_heading, words(Role::home, 0)},
    {Look::heading_1, words(Role::heading_1, {12, 24})},
    {Look::heading_2, words(Role::heading_2, {32, 40})},
    {Look::heading_3, words(Role::heading_3, {24, 32})},
    {Look::question, words(Role::question, {0, 0})},
    {Look::lead, words(Role::lead, {8, 12})},
    {Look::body, words(Role::body, {16, 24})},
    {Look::small, words(Role::small, {12, 16}, Token::text_2)},
    {Look::label, words(Role::label, {8, 12})},
    {Look::hint, words(Role::label, {8, 16}, Token::text_2)},
    {Look::hero_number, words(Role::hero_number, 0, Token::blue_dark)},
    {Look::hero_number_orange, words(Role::hero_number, 0, Token::orange)},
    {Look::number_unit, words(Role::heading_3, {8, 16}, Token::blue_dark)},
    {Look::number_unit_orange, words(Role::heading_3, {8, 16}, Token::orange)},
    {Look::key_line, words(Role::heading_2, {8, 16})},
    {Look::number, {.flow = Flow::text, .role = Role::number, .ink = Token::blue_dark, .shrink = true}},
    {Look::row_number, words(Role::row_number, 0)},
    {Look::finding, {.above = {24, 16}}},
    // home
    {Look::hero,
     {.flow = Flow::hero,
      .padding = {{40, 32}, 0, {48, 170}, 0},
      .min_height = {352, 464},
      .bleed = true,
      .fill = Token::wash}},
    {Look::hero_text, {.max_width = {560, 936}}},
    {Look::hero_picture, {.flow = Flow::picture, .width = {720, 1080}, .min_height = {200, 176}}},
    {Look::cards, {.flow = Flow::grid, .above = {32, 40}, .gap = {24, 24}, .columns = 4}},
    {Look::card, card},
    {Look::card_main, main_card()},
    {Look::card_picture, {.flow = Flow::picture, .width = {112, 168}, .min_height = {72, 108}}},
    {Look::card_title, words(Role::heading_3, {24, 0}, Token::blue)},
    {Look::card_text, words(Role::label, {8, 8}, Token::text)},
    {Look::card_note, {.flow = Flow::spread, .across = Align::centre, .above = {16, 8}, .push = true}},
    {Look::fact_strip,
     {.flow = Flow::row,
      .across = Align::centre,
      .padding = {{16, 32}, 0, 0, 0},
      .above = {24, 40},
      .gap = 32,
      .head = Token::border,
      .rule_width = 2}},
    {Look::fact_text, {.grow = true}},
    // arrangement
    {Look::columns_story, {.flow = Flow::columns, .above = {16, 24}, .gap = {64, 32}, .width = 400}},
    {Look::columns_waits, {.flow = Flow::columns, .above = {20, 32}, .gap = {24, 40}, .width = -400}},
    {Look::columns_question,
     {.flow = Flow::columns, .above = {28, 32}, .gap = {64, 40}, .width = -416, .reversed = true}},
    {Look::columns_reading, {.flow = Flow::columns, .above = {24, 32}, .gap = {64, 40}, .width = -368}},
    {Look::columns_done, {.flow = Flow::columns, .above = {32, 40}, .gap = {64, 40}, .width = -512}},
    {Look::row, {.flow = Flow::row, .across = Align::centre, .gap = {32, 32}}},
    {Look::row_ends, {.flow = Flow::progress_row, .above = {24, 40}}},
    {Look::top_bar, {.flow = Flow::spread, .across = Align::centre, .above = {16, 24}, .gap = 16}},
    // controls
    {Look::button_primary, with(button, Token::on_green, Token::green, Token::none, Token::green_edge)},
    {Look::button_blue, with(button, Token::on_blue, Token::blue, Token::none, Token::blue_dark)},
    {Look::button_outline, with(button, Token::blue, Token::ground, Token::blue, Token::blue)},
    {Look::back_link,
     {.flow = Flow::row,
      .role = Role::label,
      .ink = Token::blue,
      .across = Align::centre,
      .above = {16, 24},
      .gap = {4, 8},
      .min_height = {48, 80},
      .shrink = true,
      .underlined = true}},
    {Look::link_quiet,
     {.flow = Flow::text, .ink = Token::blue, .above = 8, .min_height = {48, 80}, .shrink = true, .underlined = true}},
    {Look::segmented,
     {.flow = Flow::row,
      .padding = all({2, 3}),
      .above = {16, 24},
      .gap = {2, 3},
      .shrink = true,
      .fill = Token::blue,
      .radius = {8, 12}}},
    {Look::segment,
     {.flow = Flow::row,
      .role = Role::key,
      .ink = Token::blue,
      .align = Align::centre,
      .across = Align::centre,
      .padding = ends(4, {20, 20}),
      .gap = {8, 12},
      .min_height = {44, 88},
      .grow = true,
      .fill = Token::ground,
      .radius = {6, 9}}},
    {Look::icon_button,
     {.flow = Flow::row,
      .align = Align::centre,
      .across = Align::centre,
      .width = {52, 96},
      .min_height = {52, 96},
      .fill = Token::ground,
      .edge = Token::blue,
      .edge_width = {2, 3},
      .radius = {8, 12}}},
    // explainer
    {Look::figure_frame, {.above = {16, 24}}},
    {Look::stepper, {.flow = Flow::stepper, .across = Align::start, .above = {20, 24}, .gap = {16, 24}}},
    {Look::stop, stop_style(Role::small, Token::text_2)},
    {Look::stop_done, stop_style(Role::small, Token::text_2)},
    {Look::stop_current, stop_style(Role::small, Token::blue_dark)},
    // waits
    {Look::ladder, {.above = {8, 16}}},
    {Look::ladder_row, ladder_row},
    {Look::ladder_row_featured, featured()},
    {Look::ladder_name, {.width = {212, 560}}},
    {Look::ladder_bar, {.flow = Flow::picture, .width = {296, 0}}},
    {Look::ladder_value, {.grow = true}},
    {Look::panel,
     {.padding = {{24, 36}, {24, 36}, {24, 36}, {24, 36}},
      .fill = Token::ground,
      .edge = Token::border,
      .edge_width = {1, 2},
      .radius = {12, 16},
      .lower = Token::edge}},
    {Look::panel_head, {.flow = Flow::row, .across = Align::centre, .above = {8, 16}, .gap = {16, 24}}},
    {Look::inset,
     {.padding = {{16, 24}, {24, 32}, {16, 24}, {28, 40}},
      .above = {24, 32},
      .fill = Token::wash,
      .edge = Token::none,
      .radius = {8, 12},
      .bar = Bar::left,
      .bar_ink = Token::blue,
      .bar_width = {8, 12}}},
    {Look::status_good, status_in(Token::blue)},
    {Look::status_gap, status_in(Token::orange)},
    {Look::status_missing, status},
};

}  // namespace

std::span<const Row> page_styles() { return rows; }

}  // namespace roadshow::canvas
