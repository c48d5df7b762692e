// Some measures with their newest figure: bars, and the same as a table.
#include "content/blocks/measure_list.hpp"

#include "page/explain/block_view.hpp"

namespace roadshow::page {

using content::MeasureList;

template <>
figures::Symbol BlockView<MeasureList>::symbol() {
  return figures::Symbol::picture_dots;
}

template <>
StepView BlockView<MeasureList>::step(const Pack& pack, const MeasureList& block, int /*step*/) {
  figures::Bars bars;
  std::vector<std::vector<std::string>> rows;
  std::string words = content::fill_tokens(pack, block.lead);
  for (const std::string& id : block.measures) {
    const content::Measure& measure = *content::find(pack.measures, id);
    const content::Value* value = content::newest_published(measure, content::whole_area(pack));
    const std::string figure = value_words(pack, measure, value);
    bars.rows.push_back({measure.label, value ? value->value : std::nullopt, figure, false});
    bars.maximum = std::max(bars.maximum, value ? value->value.value_or(0) : 0);
    rows.push_back({measure.label, figure});
    words += " " + measure.label + ": " + figure + ".";
  }
  return {.story = nodes(paragraph(Look::body, content::fill_tokens(pack, block.lead))),
          .picture = picture("measure-list", std::move(bars)),
          .words = words,
          .print = words,
          .table = table("people-table", pack.words[Word::table_caption],
                         {pack.words[Word::table_group], pack.words[Word::table_share]}, rows, 1)};
}

}  // namespace roadshow::page
