// Some measures with their newest figure.
#pragma once

#include <string>
#include <vector>

#include "content/describe.hpp"
#include "content/file_check.hpp"

namespace roadshow::content {

struct MeasureList {
  static constexpr const char* type = "measure-list";
  std::string lead;
  std::vector<std::string> measures;

  size_t step_count() const { return 1; }
  std::string step_label(size_t /*step*/) const { return ""; }
  void check(FileCheck& file) const {
    file.text(lead, "/lead");
    for (size_t i = 0; i < measures.size(); ++i) file.need_measure(measures[i], pointer_to("/measures", i));
  }
};
template <class V>
void describe(V& v, MeasureList& list) {
  v.required("lead", list.lead, Rule::text, "what they show.");
  v.required("measures", list.measures, Rule::id, "the measures.");
}

}  // namespace roadshow::content
