// What the canvas was told: the page, the colours, and how far each picture's motion has come.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "canvas/painter.hpp"
#include "figures/drawing.hpp"
#include "page/node.hpp"

namespace roadshow::canvas {

struct Picture {
  const page::Node* node = nullptr;
  Ground ground = Ground::page;
  std::string json;  // of its figure
};

struct Scene {
  page::Node root;
  std::map<std::string, Picture, std::less<>> pictures;  // by the id of the node
  std::map<std::string, Motion, std::less<>> motions;    // kept from page to page: bars grow on first view only
  Theme theme;
  bool has_theme = false;
};

// Replaces the page. False, and the old page stays, when `json` is no page.
bool read_page(std::string_view json, Scene& scene);

// What a node makes of the ground for its children.
Ground ground_of(const page::Node& node, Ground around);

struct FigureBox {
  figures::Width width = figures::Width::wide;
  float box_width = 0;  // CSS pixels
  float box_height = 0;
  float pixel_ratio = 1;
  double now_ms = 0;
  bool still = false;
};

enum class Painted : int8_t { unknown = -1, done = 0, moving = 1 };

// One frame with one figure, without its labels, as large as the box allows.
Painted paint_figure(Scene& scene, std::string_view id, const FigureBox& box);

}  // namespace roadshow::canvas
