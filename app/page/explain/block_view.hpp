// How one kind of explainer is shown. Declared here for every kind; page/explain/<kind>.cpp defines it for its kind.
// The list, the steps with their addresses, the switch between picture and table, and the print are the same for all
// (page/explain/explainer.cpp).
#pragma once

#include "page/screens.hpp"

namespace roadshow::page {

// One step of an explainer.
struct StepView {
  Nodes story;        // what it says, below the title
  Node picture;       // what it shows
  std::string words;  // all of it as one paragraph, for those who do not see the picture
  std::string print;  // the same with its label, for paper
  Node table;         // the figures of the picture
};

template <class T>
struct BlockView {
  // The picture on its card in the list.
  static figures::Symbol symbol();
  // `step` counts from 1.
  static StepView step(const Pack& pack, const T& block, int step);
};

}  // namespace roadshow::page
