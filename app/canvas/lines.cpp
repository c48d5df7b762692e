#include "canvas/lines.hpp"

#include <algorithm>
#include <cmath>

namespace roadshow::canvas {
namespace {

// A part of a word: words may span runs ("**Can:** which").
struct Part {
  size_t run;
  std::string_view text;
  float width;
};
struct Word {
  std::vector<Part> parts;
  float width = 0;
  float space = 0;  // before it
  bool new_line = false;
};

class Words {
 public:
  explicit Words(const std::vector<Run>& runs) {
    for (size_t run = 0; run < runs.size(); ++run) split(runs[run], run);
    flush();
  }
  std::vector<Word> list;

 private:
  void split(const Run& run, size_t index) {
    size_t start = 0;
    while (start <= run.text.size()) {
      const size_t end = std::min(run.text.find_first_of(" \n", start), run.text.size());
      if (end > start) {
        const std::string_view text = run.text.substr(start, end - start);
        const float width = width_of(run.lettering, text);
        word_.parts.push_back({index, text, width});
        word_.width += width;
      }
      if (end == run.text.size()) return;
      flush();
      if (run.text[end] == '\n') {
        word_.new_line = true;
        word_.space = 0;
      } else {
        word_.space += width_of(run.lettering, " ") + run.lettering.tracking * run.lettering.size;
      }
      start = end + 1;
    }
  }
  void flush() {
    if (word_.parts.empty()) return;
    list.push_back(std::move(word_));
    word_ = {};
  }
  Word word_;
};

struct Line {
  size_t first = 0;
  size_t last = 0;  // one past
  float width = 0;
};

std::vector<Line> fill(const std::vector<Word>& words, float width) {
  std::vector<Line> lines;
  for (size_t i = 0; i < words.size(); ++i) {
    const Word& word = words[i];
    const bool fits = !lines.empty() && !word.new_line && lines.back().width + word.space + word.width <= width + 0.5f;
    if (!fits) {
      lines.push_back({i, i + 1, word.width});
    } else {
      lines.back().last = i + 1;
      lines.back().width += word.space + word.width;
    }
  }
  return lines;
}

// The narrowest width that needs no more lines.
std::vector<Line> balance(const std::vector<Word>& words, float width, const std::vector<Line>& lines) {
  if (lines.size() < 2 || lines.size() > 4) return lines;
  float low = width / static_cast<float>(lines.size()) / 2;
  float high = width;
  for (int i = 0; i < 12; ++i) {
    const float middle = (low + high) / 2;
    bool fits = fill(words, middle).size() <= lines.size();
    for (const Word& word : words) fits = fits && word.width <= middle;
    (fits ? high : low) = middle;
  }
  return fill(words, high);
}

}  // namespace

float natural_width(const std::vector<Run>& runs) {
  float widest = 0;
  for (const Line& line : fill(Words(runs).list, 1e9f)) widest = std::max(widest, line.width);
  return std::ceil(widest);
}

Lines break_lines(const std::vector<Run>& runs, const LineRules& rules) {
  Lines result;
  const std::vector<Word> words = Words(runs).list;
  std::vector<Line> lines = fill(words, rules.width);
  if (rules.balanced) lines = balance(words, rules.width, lines);
  for (const Line& line : lines) {
    const float spare = rules.width - line.width;
    float x = rules.align == Align::start ? 0 : rules.align == Align::end ? spare : spare / 2;
    for (size_t i = line.first; i < line.last; ++i) {
      if (i > line.first) x += words[i].space;
      for (const Part& part : words[i].parts) {
        const Run& run = runs[part.run];
        const LineMetrics metrics = metrics_of(run.lettering.weight);
        const float leading = rules.line_height - (metrics.ascent + metrics.descent) * run.lettering.size;
        const float baseline = result.height + leading / 2 + metrics.ascent * run.lettering.size;
        Fragment* last = result.fragments.empty() ? nullptr : &result.fragments.back();
        const bool joins = last && last->owner == run.owner && last->baseline == baseline && i > line.first &&
                           last->text.data() + last->text.size() + 1 == part.text.data() &&
                           last->lettering.weight == run.lettering.weight;
        if (joins) {
          last->text = std::string_view(last->text.data(), last->text.size() + 1 + part.text.size());
          last->width = x + part.width - last->x;
        } else {
          result.fragments.push_back(
              {part.text, run.lettering, run.ink, run.underlined, run.owner, x, baseline, part.width});
        }
        x += part.width;
      }
    }
    result.width = std::max(result.width, line.width);
    result.height += rules.line_height;
  }
  return result;
}

}  // namespace roadshow::canvas
