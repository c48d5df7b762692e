// Motion of a figure (visual language, section 8): dots change colour column by column and never fly; bars and lines
// grow from zero once, on first view. Plain data per figure; time comes from outside.
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "canvas/paint/colour.hpp"
#include "figures/figure.hpp"

namespace roadshow::canvas {

inline constexpr double grow_ms = 400;
inline constexpr double dots_ms = 600;
inline constexpr double dots_column_ms = 10;

struct DotLook {
  Colour colour = 0;
  bool ring = false;
};

struct Motion {
  enum class Kind : uint8_t { none, grow, dots };
  Kind kind = Kind::none;
  std::string shown;  // the figure as JSON: another text is another picture
  double started = 0;
  std::vector<DotLook> before;  // how each dot looked when the change began
  std::vector<DotLook> now;     // and how it looks in the frame last painted
};

// What a frame needs of it: how far each part has come, from 0 to 1.
struct Phase {
  Motion::Kind kind = Motion::Kind::none;
  double elapsed = 0;

  float grown() const { return kind == Motion::Kind::grow ? eased(elapsed / grow_ms) : 1; }
  float dot_changed(int column) const {
    if (kind != Motion::Kind::dots) return 1;
    const double start = column * dots_column_ms;
    return eased((elapsed - start) / (dots_ms - 40 * dots_column_ms));
  }
  bool done() const {
    return kind == Motion::Kind::none || elapsed >= (kind == Motion::Kind::grow ? grow_ms : dots_ms);
  }

  static float eased(double part) {  // ease-out
    if (part <= 0) return 0;
    if (part >= 1) return 1;
    return static_cast<float>(1 - std::pow(1 - part, 3));
  }
};

// Starts the motion that fits when `json` is not what was shown before; `still` (reduced motion) starts none.
inline Phase phase_of(Motion& motion, const figures::Figure& figure, const std::string& json, double now_ms,
                      bool still) {
  if (motion.shown != json) {
    const bool first = motion.shown.empty();
    motion.shown = json;
    motion.started = now_ms;
    motion.kind = Motion::Kind::none;
    if (std::holds_alternative<figures::DotField>(figure) && !first) {
      motion.kind = Motion::Kind::dots;
      motion.before = motion.now;
    } else if (first &&
               (std::holds_alternative<figures::TargetBar>(figure) || std::holds_alternative<figures::Trend>(figure) ||
                std::holds_alternative<figures::Bars>(figure))) {
      motion.kind = Motion::Kind::grow;
    }
  }
  if (still) motion.kind = Motion::Kind::none;
  const Phase phase{motion.kind, now_ms - motion.started};
  if (phase.done()) motion.kind = Motion::Kind::none;
  return {motion.kind, phase.elapsed};
}

}  // namespace roadshow::canvas
