#include "content/questions.hpp"

namespace roadshow::content {

Traits traits_of(const QuestionKind& kind) {
  return std::visit([](const auto& one) { return one.traits(); }, kind);
}

std::string_view type_of(const QuestionKind& kind) {
  return std::visit([](const auto& one) { return std::string_view(one.type); }, kind);
}

std::vector<const Option*> options_of(const QuestionKind& kind) {
  std::vector<const Option*> options;
  const auto add = [&](const std::vector<Option>& list, const char* /*name*/, size_t /*least*/) {
    for (const Option& option : list) options.push_back(&option);
  };
  std::visit([&](const auto& one) { one.lists(one, add); }, kind);
  return options;
}

std::vector<CodeLabel> labels_of(const QuestionKind& kind) {
  std::vector<CodeLabel> labels;
  for (const Option* option : options_of(kind)) labels.push_back({option->code, option->label});
  std::visit(
      [&](const auto& one) {
        if constexpr (requires { one.extra_label(); }) labels.push_back(one.extra_label());
      },
      kind);
  return labels;
}

std::string label_of(const QuestionKind& kind, const std::string& code) {
  for (const CodeLabel& one : labels_of(kind)) {
    if (one.code == code) return std::string(one.label);
  }
  return code;
}

}  // namespace roadshow::content
