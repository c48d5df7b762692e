#include "canvas/scene.hpp"

#include <algorithm>
#include <cmath>

#include "canvas/frame.hpp"
#include "content/json_text.hpp"

namespace roadshow::canvas {
namespace {

constexpr JsonLimits page_limits{.bytes = 8 * 1024 * 1024, .depth = 200};

void find_pictures(const page::Node& node, Ground around, Scene& scene) {
  const Ground ground = ground_of(node, around);
  if (node.figure && !node.id.empty()) {
    figures::Figure figure = *node.figure;
    scene.pictures[node.id] = {&node, ground, Writer::to_text(figure)};
  }
  for (const page::Node& child : node.children) find_pictures(child, ground, scene);
}

// The canvas has no letters of other scripts: in the menu of languages each element shows its own words (stage.css).
void leave_to_document(page::Node& node) {
  if (!node.language.empty()) node.text = "\u00a0";
  std::erase_if(node.children, [](const page::Node& child) {  // these are for phones, which have no stage
    using page::Look;
    return child.look == Look::menu_key || child.look == Look::brand_phone || child.look == Look::skip_above;
  });
  for (page::Node& child : node.children) leave_to_document(child);
}

}  // namespace

Ground ground_of(const page::Node& node, Ground around) {
  switch (node.look) {
    case page::Look::header:
    case page::Look::header_staff:
      return Ground::header;
    case page::Look::card_main:
    case page::Look::confirmation:
      return Ground::deep;
    default:
      return around;
  }
}

bool read_page(std::string_view json, Scene& scene) {
  const Result<Json> parsed = parse_json("page", json, page_limits);
  const Json* tree = std::get_if<Json>(&parsed);
  if (!tree) return false;
  page::Node root;
  Problems problems;
  Reader reader(*tree, "", problems);
  reader.read(*tree, "", root, Rule::any);
  if (!problems.empty()) return false;
  leave_to_document(root);
  scene.root = std::move(root);
  scene.pictures.clear();
  find_pictures(scene.root, Ground::page, scene);
  return true;
}

Painted paint_figure(Scene& scene, std::string_view id, const FigureBox& box) {
  const auto found = scene.pictures.find(id);
  if (found == scene.pictures.end() || !renderer_is_open()) return Painted::unknown;
  const Picture& picture = found->second;
  const figures::Figure& figure = *picture.node->figure;
  Motion& motion = scene.motions[found->first];
  const Phase phase = phase_of(motion, figure, picture.json, box.now_ms, box.still);

  const float width = std::max(1.0f, std::round(box.box_width * box.pixel_ratio));
  const float height = std::max(1.0f, std::round(box.box_height * box.pixel_ratio));
  const figures::Size size = nominal_size(figure, box.width);
  // As SVG does it: the whole drawing, as large as fits, in the middle.
  const float scale = std::min(width / size.width, height / size.height);
  const Placement placement{ImVec2((width - size.width * scale) / 2, (height - size.height * scale) / 2), scale};

  ImDrawList& list = begin_frame(static_cast<int>(width), static_cast<int>(height));
  paint(list, draw(figure, size), placement, Palette{scene.theme, picture.ground}, Labels::leave_out, phase, motion);
  end_frame();
  return phase.done() ? Painted::done : Painted::moving;
}

}  // namespace roadshow::canvas
