// What the files of a trend share: its scale, where its points lie, and the picture while it is made.
#pragma once

#include <string>
#include <vector>

#include "figures/labels.hpp"
#include "figures/shapes.hpp"

namespace roadshow::figures {

struct Scale {
  double low = 0;
  double high = 1;
  double step = 1;
};

// "1,500", or "0.25" where the steps are as fine as that.
std::string scale_number(double value, double step);
std::vector<double> grid_of(const Scale& scale);

struct Plot {
  float left = 0;
  float right = 0;
  float top = 0;
  float bottom = 0;
  float label_size = 0;
  float value_size = 0;
  float margin = 0;  // the numbers of the scale end here; 0: there is no room for them
  Scale scale;
  size_t count = 0;

  float x(size_t index) const {
    return left + (right - left) * static_cast<float>(index) / static_cast<float>(std::max<size_t>(1, count - 1));
  }
  float y(double value) const {
    return bottom - static_cast<float>((value - scale.low) / (scale.high - scale.low)) * (bottom - top);
  }
};
// Where everything lies in a picture of this size; a legend takes a line above the plot.
Plot plot_of(const Trend& trend, Size size, bool legend);

constexpr float line_of(float size) { return size * line_height; }
// The picture while it is made: marks lie in layers, and what lies where is known.
struct Picture {
  const Trend& trend;
  Plot plot;
  Size size;
  FreeSpace space;
  std::vector<Mark> marks;
  std::vector<Mark> labels;
  std::vector<Box> words;  // that stand in the plot, where the grid makes way
};
float point_radius(const Trend& trend, bool labelled);
void add_label(Picture& picture, Label label, const Box& box);

// The words of the points, of the target and of the months, each at the nearest place where it touches nothing.
void add_point_labels(Picture& picture);
bool add_target_label(Picture& picture);  // false when no place is free
void add_legend(Picture& picture);        // then this stands above the plot
void add_periods(Picture& picture);

}  // namespace roadshow::figures
