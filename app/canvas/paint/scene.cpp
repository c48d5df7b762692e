#include "canvas/paint/scene.hpp"

#include <algorithm>
#include <cmath>

#include "canvas/paint/frame.hpp"
#include "content/json_text.hpp"

namespace roadshow::canvas {
namespace {

constexpr JsonLimits scene_limits{.bytes = 8 * 1024 * 1024, .depth = 100};

struct Entry {
  std::string id;
  figures::Figure figure;
  bool mirrored = false;
};
template <class V>
void describe(V& v, Entry& entry) {
  v.required("id", entry.id, Rule::any, "");
  v.required("figure", entry.figure, Rule::any, "");
  v.optional("mirrored", entry.mirrored, Rule::any, "");
}

struct Entries {
  std::vector<Entry> pictures;
};
template <class V>
void describe(V& v, Entries& entries) {
  v.required("pictures", entries.pictures, Rule::any, "");
}

}  // namespace

bool read_pictures(std::string_view json, Scene& scene) {
  const Result<Json> parsed = parse_json("pictures", json, scene_limits);
  const Json* tree = std::get_if<Json>(&parsed);
  if (!tree) return false;
  Entries entries;
  Problems problems;
  Reader reader(*tree, "", problems);
  reader.read(*tree, "", entries, Rule::any);
  if (!problems.empty()) return false;
  scene.pictures.clear();
  for (Entry& entry : entries.pictures) {
    std::string text = Writer::to_text(entry.figure);
    scene.pictures[std::move(entry.id)] = {std::move(entry.figure), entry.mirrored, std::move(text)};
  }
  return true;
}

Painted paint_picture(Scene& scene, std::string_view id, const Palette& palette, const FigureBox& box, Labels labels,
                      ImVec2 origin, ImDrawList& list) {
  const auto found = scene.pictures.find(id);
  if (found == scene.pictures.end()) return Painted::unknown;
  const Picture& picture = found->second;
  Motion& motion = scene.motions[found->first];
  const Phase phase = phase_of(motion, picture.figure, picture.json, box.now_ms, box.still);
  const float width = box.box_width * box.pixel_ratio;
  const float height = box.box_height * box.pixel_ratio;
  const figures::Size size = nominal_size(picture.figure, box.width);
  // As SVG does it: the whole drawing, as large as fits, in the middle.
  const float scale = std::min(width / size.width, height / size.height);
  const Placement placement{
      ImVec2(origin.x + (width - size.width * scale) / 2, origin.y + (height - size.height * scale) / 2), scale};
  figures::Drawing drawing = draw(picture.figure, size);
  if (picture.mirrored) figures::mirror(drawing);
  paint(list, drawing, placement, palette, labels, phase, motion);
  return phase.done() ? Painted::done : Painted::moving;
}

Painted paint_figure(Scene& scene, std::string_view id, const Palette& palette, const FigureBox& box) {
  if (scene.pictures.find(id) == scene.pictures.end() || !renderer_is_open()) return Painted::unknown;
  FigureBox whole = box;  // device pixels
  whole.pixel_ratio = 1;
  whole.box_width = std::max(1.0f, std::round(box.box_width * box.pixel_ratio));
  whole.box_height = std::max(1.0f, std::round(box.box_height * box.pixel_ratio));
  ImDrawList& list = begin_frame(static_cast<int>(whole.box_width), static_cast<int>(whole.box_height));
  const Painted painted = paint_picture(scene, id, palette, whole, Labels::leave_out, ImVec2(0, 0), list);
  end_frame();
  return painted;
}

}  // namespace roadshow::canvas
