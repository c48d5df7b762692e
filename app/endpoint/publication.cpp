#include "endpoint/publication.hpp"

#include <algorithm>
#include <set>

#include "endpoint/sha256.hpp"
#include "endpoint/write_queue.hpp"
#include "survey/annotation.hpp"
#include "survey/disclosure.hpp"

namespace roadshow::endpoint {
namespace {

constexpr auto fresh_for = std::chrono::seconds(5);
constexpr auto old_after = std::chrono::seconds(60);
constexpr size_t most_quotes = 20;  // of a question

Problems problem(std::string why) { return {{{}, std::move(why)}}; }

// What is kept in the store. The exact numbers stay there: they are never published.
struct Kept {
  int64_t counted = 0;
  int64_t equality_counted = 0;
  survey::Results results;
};
template <class V>
void describe(V& v, Kept& kept) {
  v.required("counted", kept.counted, Rule::any, "how many answers it counts.");
  v.optional("equalityCounted", kept.equality_counted, Rule::any, "how many people's equality answers it counts.");
  v.required("results", kept.results, Rule::any, "what was published.");
}

// The last publication, when it is of this version of the survey and its rules. One that cannot be read is none.
Result<std::optional<Kept>> last_publication(Store& store, const content::Survey& survey) {
  std::optional<Kept> found;
  const std::string why = store.each_entry("results", [&](const Entry& entry) {
    if (entry.key != survey.id) return;
    auto parsed = parse_json("results", entry.body, {.bytes = size_t{4} * 1024 * 1024, .depth = 16});
    const Json* json = std::get_if<Json>(&parsed);
    if (!json) return;
    Problems problems;
    Kept kept;
    Reader reader(*json, "", problems);
    reader.read(*json, "", kept, Rule::any);
    const survey::Results& results = kept.results;
    if (problems.empty() && results.version == survey.version && results.fewest == survey.results.fewest &&
        results.nearest == survey.results.nearest)
      found = std::move(kept);
  });
  if (!why.empty()) return problem(why);
  return found;
}

// "<question>" by "<response>": the words that analysts marked as publishable.
Result<std::set<std::string>> marked_quotes(Store& store, const content::Survey& survey) {
  std::set<std::string> marked;
  const std::string start = survey.id + "/";
  const std::string why = store.each_entry("annotation", [&](const Entry& entry) {
    if (!entry.key.starts_with(start)) return;
    if (survey::read_annotation(entry.body).publish) marked.insert(entry.key);
  });
  if (!why.empty()) return problem(why);
  return marked;
}

}  // namespace

Result<survey::Results> publication(Store& store, const content::Survey& survey) {
  const auto marked = marked_quotes(store, survey);
  if (const auto* problems = std::get_if<Problems>(&marked)) return *problems;
  auto last = last_publication(store, survey);
  if (const auto* problems = std::get_if<Problems>(&last)) return *problems;

  survey::Counts counts = survey::no_counts(survey);
  std::map<std::string, std::vector<std::string>> quotes;  // by question
  const std::vector<content::Survey> one = {survey};
  std::string why = store.each(survey.id, [&](const Stored& stored) {
    const auto read = survey::read_response(stored.record.body, one);
    const auto* response = std::get_if<survey::Response>(&read);
    if (!response) return;  // of another version of the survey
    survey::add(counts, survey, *response, stored.receipt.stored_at);
    for (const content::Question& question : survey.questions) {
      if (!std::holds_alternative<content::FreeText>(question.kind)) continue;
      const std::string key = survey::annotation_key(survey.id, response->id, question.code);
      const auto answer = response->answers.find(question.code);
      auto& list = quotes[question.code];
      if (answer != response->answers.end() && list.size() < most_quotes &&
          std::get<std::set<std::string>>(marked).count(key) > 0)
        list.push_back(std::get<std::string>(answer->second));
    }
  });
  if (why.empty() && survey.equality)
    why = store.each_apart(Part::equality, survey.id, [&](const Apart& piece, const std::string&) {
      const auto answers = survey::read_equality_part(piece.body, survey);
      if (const auto* read = std::get_if<survey::Answers>(&answers)) survey::add_equality(counts, survey, *read);
    });
  if (!why.empty()) return problem(why);

  auto& kept = std::get<std::optional<Kept>>(last);
  const auto are_few = [&](int64_t difference) { return std::abs(difference) < std::max(survey.results.fewest, 1); };
  if (!kept || !are_few(kept->counted - counts.responses)) {
    Kept next{counts.responses, counts.equality_people, survey::publish(survey, counts, now_text().substr(0, 10))};
    if (kept && are_few(kept->equality_counted - counts.equality_people)) {
      next.equality_counted = kept->equality_counted;
      next.results.equality = std::move(kept->results.equality);
    }
    kept = std::move(next);
    if (std::string failed = keep_and_wait(store, {"results", survey.id, Writer::to_text(*kept)}); !failed.empty())
      return problem(std::move(failed));  // what cannot be kept is not published: the next would differ by a few
  }
  survey::Results results = std::move(kept->results);
  for (survey::QuestionResults& question : results.questions) {
    // In the order of the words, which says nothing of who came when.
    question.quotes = std::move(quotes[question.code]);
    std::sort(question.quotes.begin(), question.quotes.end());
  }
  return results;
}

Result<std::shared_ptr<const Published>> Publications::of(Store& store, const content::Survey& survey) {
  const std::lock_guard lock(mutex_);
  const auto now = std::chrono::steady_clock::now();
  Kept& kept = kept_[survey.id];
  if (kept.published && now - kept.at < fresh_for) return kept.published;
  const auto responses = store.count();
  if (const auto* problems = std::get_if<Problems>(&responses)) return *problems;
  if (kept.published && std::get<int64_t>(responses) == kept.responses && now - kept.at < old_after)
    return kept.published;
  const auto results = publication(store, survey);
  if (const auto* problems = std::get_if<Problems>(&results)) return *problems;
  std::string json = survey::to_json(std::get<survey::Results>(results));
  std::string tag = "\"" + sha256(json).substr(0, 16) + "\"";
  kept = {std::make_shared<const Published>(Published{std::move(json), std::move(tag)}), std::get<int64_t>(responses),
          now};
  return kept.published;
}

void Publications::forget() {
  const std::lock_guard lock(mutex_);
  kept_.clear();
}

}  // namespace roadshow::endpoint
