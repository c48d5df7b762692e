#include "survey/definition.hpp"

#include <algorithm>

#include "content/definition.hpp"
#include "survey/digest.hpp"

namespace roadshow::survey {
namespace {

using content::Option;
using content::QuestionKind;

constexpr size_t digest_length = 16;

template <class Lists, class Kind>
void each_list(Kind& kind, const Lists& take) {
  using Plain = std::remove_const_t<Kind>;
  if constexpr (std::is_same_v<Plain, content::Rating>) {
    take(kind.scale);
    take(kind.others);
  } else if constexpr (!std::is_same_v<Plain, content::FreeText>) {
    take(kind.options);
  }
}

// Without what people read and what decides only how it looks.
void take_words(std::vector<content::EqualityQuestion>& questions) {
  for (Question& question : questions) {
    question.text = question.short_text = question.hint = "";
    std::visit(
        [](auto& kind) {
          each_list(kind, [](std::vector<Option>& options) {
            for (Option& option : options) option.label = option.note = "";
          });
        },
        question.kind);
    if (auto* ranking = std::get_if<content::Ranking>(&question.kind)) ranking->same_label = "";
    if (auto* text = std::get_if<content::FreeText>(&question.kind)) text->lines = 1;
  }
}

const Question* find(const Questions& questions, const std::string& code) {
  const auto found =
      std::find_if(questions.begin(), questions.end(), [&](const auto& one) { return one.code == code; });
  return found == questions.end() ? nullptr : &*found;
}

bool is_counted(const Questions& now, const Questions& asked, const std::string& code) {
  const Question* one = find(now, code);
  const Question* other = find(asked, code);
  return one && other && (one == other || same_codes(*one, *other));
}

void add_options(std::vector<Option>& to, const std::vector<Option>& from, const Question& all) {
  for (const Option& option : from) {
    const auto known = options_of(all);
    if (std::none_of(known.begin(), known.end(), [&](const Option* one) { return one->code == option.code; }))
      to.push_back(option);
  }
}

void add_options(Question& to, const Question& from) {
  std::visit(
      [&](const auto& kind) {
        using Kind = std::decay_t<decltype(kind)>;
        [[maybe_unused]] Kind& mine = std::get<Kind>(to.kind);
        if constexpr (std::is_same_v<Kind, content::Rating>) {
          add_options(mine.others, kind.scale, to);  // its place on the scale is another one
          add_options(mine.others, kind.others, to);
        } else if constexpr (!std::is_same_v<Kind, content::FreeText>) {
          add_options(mine.options, kind.options, to);
        }
      },
      from.kind);
}

}  // namespace

std::string definition_digest(const Survey& survey) {
  content::Definition definition = content::definition_of(survey);
  take_words(definition.questions);
  take_words(definition.equality);
  return digest(Writer::to_text(definition)).substr(0, digest_length);
}

std::vector<const Survey*> definitions_for(const Response& response, const std::vector<Survey>& surveys) {
  std::vector<const Survey*> found;
  for (const Survey& survey : surveys) {
    if (survey.id == response.survey && survey.version == response.version) found.push_back(&survey);
  }
  if (found.size() < 2 || response.definition.empty()) return found;
  const auto named = std::find_if(found.begin(), found.end(), [&](const Survey* survey) {
    return definition_digest(*survey) == response.definition;
  });
  return named == found.end() ? found : std::vector<const Survey*>{*named};
}

bool same_codes(const Question& one, const Question& other) {
  if (one.kind.index() != other.kind.index()) return false;
  const auto codes_of = [](const Question& question) {
    std::vector<std::pair<std::string, bool>> codes;
    for (const Option* option : options_of(question)) codes.emplace_back(option->code, option->exclusive);
    // The steps of a scale are an order, and what is off the scale is not.
    const auto* rating = std::get_if<content::Rating>(&question.kind);
    std::sort(codes.begin() + static_cast<std::ptrdiff_t>(rating ? rating->scale.size() : 0), codes.end());
    return codes;
  };
  const auto scale_of = [](const Question& question) {
    const auto* rating = std::get_if<content::Rating>(&question.kind);
    return rating ? rating->scale.size() : 0;
  };
  const auto limit_of = [](const Question& question) {
    const auto* choice = std::get_if<content::MultipleChoice>(&question.kind);
    return choice ? choice->at_most : 0;
  };
  return scale_of(one) == scale_of(other) && limit_of(one) == limit_of(other) && codes_of(one) == codes_of(other);
}

Response counted_by(const Questions& now, const Questions& asked, Response response) {
  if (&now == &asked) return response;
  std::erase_if(response.asked, [&](const std::string& code) { return !is_counted(now, asked, code); });
  response.answers = counted_by(now, asked, std::move(response.answers));
  return response;
}

Answers counted_by(const Questions& now, const Questions& asked, Answers answers) {
  if (&now != &asked) std::erase_if(answers, [&](const auto& answer) { return !is_counted(now, asked, answer.first); });
  return answers;
}

Questions merged(const std::vector<const Questions*>& all) {
  Questions together;
  for (const Questions* questions : all) {
    for (const Question& question : *questions) {
      const auto known = std::find_if(together.begin(), together.end(),
                                      [&](const Question& one) { return one.code == question.code; });
      if (known == together.end()) {
        together.push_back(question);
      } else if (known->kind.index() == question.kind.index()) {
        add_options(*known, question);
      }
    }
  }
  return together;
}

}  // namespace roadshow::survey
