#include <algorithm>
#include <cmath>

#include "content/power_of_ten.hpp"
#include "figures/trend_parts.hpp"

namespace roadshow::figures {
namespace {

double nice_step(double range, int lines) {
  const double rough = range / lines;
  const double magnitude = power_of_ten(magnitude_of(rough));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * magnitude >= rough) return factor * magnitude;
  }
  return 10 * magnitude;
}

// Starts at zero unless all values lie in the upper half; every grid line carries its value (chart rule 10).
Scale scale_of(const Trend& trend, int lines) {
  double low = trend.target.value_or(1e300);
  double high = trend.target.value_or(-1e300);
  for (const auto& point : trend.points) {
    if (!point.value) continue;
    low = std::min(low, *point.value);
    high = std::max(high, *point.value);
  }
  if (low > high) return {};
  if (low < high / 2) low = std::min(low, 0.0);
  if (high < 0) high = 0;
  const double range = std::max(high - low, std::fabs(high) * 0.05);
  if (range <= 0) return {};
  const double step = nice_step(range, lines);
  double start = std::floor(low / step) * step;
  if (low > 0) start = std::max(0.0, std::floor((low - step) / step) * step);
  return {start, std::max(high + range * 0.04, start + step), step};
}

}  // namespace

std::string scale_number(double value, double step) {
  const int decimals = step >= 1 ? 0 : -magnitude_of(step * (1 + 1e-9));
  const auto unit = static_cast<long long>(std::llround(power_of_ten(decimals)));
  const long long size = std::llround(std::fabs(value) * static_cast<double>(unit));
  std::string text = std::to_string(size / unit);
  for (int i = static_cast<int>(text.size()) - 3; i > 0; i -= 3) text.insert(static_cast<size_t>(i), ",");
  if (decimals > 0) {
    std::string fraction = std::to_string(size % unit);
    fraction.insert(0, static_cast<size_t>(decimals) - fraction.size(), '0');
    text += "." + fraction;
  }
  return (value < 0 && size > 0 ? "\u2212" : "") + text;
}

std::vector<double> grid_of(const Scale& scale) {
  std::vector<double> values;
  for (double value = scale.low; value <= scale.high + scale.step * 1e-6; value += scale.step) values.push_back(value);
  return values;
}

float point_radius(const Trend& trend, bool labelled) {
  if (trend.compact) return labelled ? 7.0f : 5.0f;
  return labelled ? 9.0f : 8.0f;
}

Plot plot_of(const Trend& trend, Size size, bool legend) {
  const bool small = trend.compact || size.width < narrow_below;
  Plot plot{.value_size = trend.compact ? 16.0f : small ? 18.0f : 22.0f, .count = trend.points.size()};
  plot.label_size = small ? 14.0f : 16.0f;
  plot.top = line_of(plot.value_size) + 20 + (legend ? line_of(plot.label_size) + 4 : 0);
  plot.bottom = size.height - line_of(plot.label_size) * 1.5f - 6;
  const int room = static_cast<int>((plot.bottom - plot.top) / (line_of(plot.label_size) * 1.7f)) - 1;
  plot.scale = scale_of(trend, std::clamp(room, 1, trend.compact ? 2 : 5));
  for (const double value : grid_of(plot.scale)) {
    const std::string text = scale_number(value, plot.scale.step) + trend.axis_unit;
    plot.margin = std::max(plot.margin, guessed_width(text, plot.label_size, false));
  }
  if (plot.margin > size.width * 0.35f) plot.margin = 0;
  plot.left = plot.margin + 8 + point_radius(trend, true);
  plot.right = size.width - 16;
  return plot;
}

}  // namespace roadshow::figures
