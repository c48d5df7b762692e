#include "server/handlers/publication.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "server/handlers/access.hpp"
#include "server/store/clock.hpp"
#include "server/store/definitions.hpp"
#include "server/store/sha256.hpp"
#include "survey/annotation.hpp"
#include "survey/definition.hpp"
#include "survey/disclosure/disclosure.hpp"
#include "survey/disclosure/perturbation.hpp"

namespace roadshow::server {
namespace {

constexpr size_t most_quotes = 20;  // of a question

using Quotes = std::map<std::string, std::vector<std::string>>;  // by question

Problems problem(std::string why) { return {{{}, std::move(why)}}; }

// What is kept in the store, beside what was published: never the exact numbers.
struct Last {
  int64_t counted = 0;
  int64_t equality_counted = 0;
  survey::Results results;
  std::string body = {};  // as it is in the store; empty: there is none
};
template <class V>
void describe(V& v, Last& kept) {
  v.required("counted", kept.counted, Rule::any, "how many answers it counts, perturbed.");
  v.optional("equalityCounted", kept.equality_counted, Rule::any, "how many people's equality answers it counts.");
  v.required("results", kept.results, Rule::any, "what was published.");
}

bool is_of(const survey::Results& results, const content::Survey& survey) {
  return results.version == survey.version && results.nearest == std::max(survey.results.nearest, 1) &&
         results.fewest == std::max(survey.results.fewest, 1) + 2 * survey::most_noise;
}

// The last publication of this version of the survey and its rules. One that cannot be read, or is of others, is none;
// its body is known all the same, to be replaced.
Result<Last> read_last(Store& store, const content::Survey& survey) {
  Last found;
  const std::string why = store.for_each_entry("results", [&](const Entry& entry) {
    if (entry.key != survey.id) return;
    found.body = entry.body;
    auto parsed = parse_json("results", entry.body, {.bytes = size_t{4} * 1024 * 1024, .depth = 16});
    const Json* json = std::get_if<Json>(&parsed);
    if (!json) return;
    Problems problems;
    Last kept;
    Reader(*json, "", problems).read(*json, "", kept, Rule::any);
    if (!problems.empty() || !is_of(kept.results, survey)) return;
    kept.body = entry.body;
    found = std::move(kept);
  });
  if (!why.empty()) return problem(why);
  return found;
}

survey::Results nothing_yet(const content::Survey& survey) {
  survey::Results results;
  results.survey = survey.id;
  results.version = survey.version;
  results.fewest = static_cast<int>(std::max(survey.results.fewest, 1) + 2 * survey::most_noise);
  results.nearest = std::max(survey.results.nearest, 1);
  return results;
}

// The words that analysts marked as publishable, in the order of the words, which says nothing of who came when.
Result<Quotes> quotes_of(Store& store, const std::string& survey) {
  Quotes quotes;
  const std::string start = survey + "/";
  const std::string why = store.for_each_entry("quote", [&](const Entry& entry) {
    if (!entry.key.starts_with(start)) return;
    quotes[entry.key.substr(entry.key.rfind('/') + 1)].push_back(entry.body);
  });
  if (!why.empty()) return problem(why);
  for (auto& [question, list] : quotes) {
    std::sort(list.begin(), list.end());
    if (list.size() > most_quotes) list.resize(most_quotes);
  }
  return quotes;
}

survey::Results with_quotes(survey::Results results, const Quotes& quotes) {
  for (survey::QuestionResults& question : results.questions) {
    if (const auto found = quotes.find(question.code); found != quotes.end()) question.quotes = found->second;
  }
  return results;
}

// What the keys of records are made from: random, made once for a store, and never shown.
Result<std::string> secret_of(Store& store) {
  const auto read = [&](std::string& secret) {
    return store.for_each_entry("secret", [&](const Entry& entry) {
      if (entry.key == "records") secret = entry.body;
    });
  };
  std::string secret;
  std::string why = read(secret);
  if (why.empty() && secret.empty()) {
    const auto kept = store.compare_and_swap({"secret", "records", random_secret()}, {.before = ""});
    if (const auto* problems = std::get_if<Problems>(&kept)) return *problems;
    why = read(secret);  // that of the process that was first
  }
  if (!why.empty()) return problem(why);
  if (secret.empty()) return problem("The secret for publishing could not be made.");
  return secret;
}

int64_t key_of(const std::string& secret, const std::string& id) {
  uint32_t key = 0;
  std::string whole = secret;
  whole.append("/").append(id);
  for (const char c : sha256(whole).substr(0, 8))
    key = key * 16 + static_cast<uint32_t>(c <= '9' ? c - '0' : c - 'a' + 10);
  return key;
}

struct Counted {
  survey::Counts exact;
  survey::Counts keys;
};

Result<Counted> count(Store& store, const std::vector<content::Survey>& definitions) {
  const content::Survey& now = definitions.front();
  const auto secret = secret_of(store);
  if (const auto* problems = std::get_if<Problems>(&secret)) return *problems;
  Counted counted{survey::no_counts(now), survey::no_counts(now)};
  std::string why = store.for_each_response(now.id, [&](const Stored& stored) {
    auto read = survey::read_asked(stored.record.body, definitions);
    auto* asked = std::get_if<survey::AskedResponse>(&read);
    if (!asked) return;  // of a version that nobody knows any more
    const survey::Response response =
        survey::counted_by(now.questions, asked->survey->questions, std::move(asked->response));
    const int64_t key = key_of(std::get<std::string>(secret), response.id);
    survey::add(counted.exact, now, response, stored.receipt.stored_at);
    survey::add(counted.keys, now, response, stored.receipt.stored_at, key);
  });
  if (why.empty() && now.equality)
    why = store.for_each_piece(PieceKind::equality, now.id, [&](const Piece& piece, const std::string&) {
      for (const content::Survey& one : definitions) {
        auto read = survey::read_equality_part(piece.body, one);
        auto* answers = std::get_if<survey::Answers>(&read);
        if (!answers) continue;
        const survey::Answers given =
            survey::counted_by(now.equality->questions, one.equality->questions, std::move(*answers));
        const int64_t key = key_of(std::get<std::string>(secret), piece.key);
        survey::add_equality(counted.exact, now, given);
        survey::add_equality(counted.keys, now, given, key);
        return;
      }
    });
  if (!why.empty()) return problem(why);
  return counted;
}

// "2026-11-25" two days after "2026-11-23": the days between, or 0 when one is no day.
int64_t days_between(const std::string& first, const std::string& second) {
  const auto day_of = [](const std::string& text) {
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    std::sscanf(text.c_str(), "%d-%u-%u", &year, &month, &day);
    return std::chrono::sys_days(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day));
  };
  return (day_of(second) - day_of(first)).count();
}

// The new publication that these counts make, when enough people are between it and the last.
std::optional<Last> next_after(const Last& last, const content::Survey& survey, const Counted& counted,
                               const std::string& today) {
  const auto& [exact, keys] = counted;
  const int64_t people = survey::perturbed(exact.responses, keys.responses);
  const int64_t equality_people = survey::perturbed(exact.equality_people, keys.equality_people);
  const auto are_few = [&](int64_t difference) { return std::abs(difference) < std::max(survey.results.fewest, 1); };
  const bool first = last.results.day.empty();
  if (!first && are_few(last.counted - people)) return std::nullopt;
  Last next{people, equality_people, survey::publish(survey, exact, keys, today)};
  if (first && !next.results.responses) return std::nullopt;  // too few so far
  if (!first && are_few(last.equality_counted - equality_people)) {
    next.equality_counted = last.equality_counted;
    next.results.equality = last.results.equality;
  }
  return next;
}

}  // namespace

bool is_due(const content::ResultsPlan& plan, const std::string& last, const std::string& today, bool released) {
  // A last one in the future was made by a clock that was wrong. One day ahead is another machine near midnight.
  const int64_t since = last.empty() ? 1 : days_between(last, today);
  const bool another_day = since > 0 || since < -1;
  switch (plan.publishing) {
    case content::Publishing::daily:
      return another_day;
    case content::Publishing::when_closed:
      return another_day && days_between(plan.closes, today) > 0;
    case content::Publishing::when_released:
      return another_day && released;
  }
  return false;
}

Result<survey::Results> last_publication(Store& store, const content::Survey& survey) {
  auto last = read_last(store, survey);
  if (auto* problems = std::get_if<Problems>(&last)) return std::move(*problems);
  auto quotes = quotes_of(store, survey.id);
  if (auto* problems = std::get_if<Problems>(&quotes)) return std::move(*problems);
  survey::Results& results = std::get<Last>(last).results;
  if (results.day.empty()) return nothing_yet(survey);
  return with_quotes(std::move(results), std::get<Quotes>(quotes));
}

Result<survey::Results> publish_due(Store& store, const std::vector<content::Survey>& definitions,
                                    const std::string& today, bool released) {
  const content::Survey& survey = definitions.front();
  const auto read = read_last(store, survey);
  if (const auto* problems = std::get_if<Problems>(&read)) return *problems;
  const Last& last = std::get<Last>(read);
  if (is_due(survey.results, last.results.day, today, released)) {
    const auto counted = count(store, definitions);
    if (const auto* problems = std::get_if<Problems>(&counted)) return *problems;
    const auto next = next_after(last, survey, std::get<Counted>(counted), today);
    if (!next && last.results.day.empty()) {
      survey::Results few = nothing_yet(survey);
      few.day = today;  // counted, and too few: nothing that would have to stay as it is
      return few;
    }
    if (next) {
      // Another process may have been faster: then theirs is the publication.
      const auto kept = store.compare_and_swap({"results", survey.id, Writer::to_text(*next)}, {.before = last.body});
      if (const auto* problems = std::get_if<Problems>(&kept)) return *problems;
    }
  }
  return last_publication(store, survey);
}

Result<survey::Results> publication(Store& store, const content::Survey& survey, bool released) {
  const auto known = known_definitions(store, {survey});
  if (const auto* problems = std::get_if<Problems>(&known)) return *problems;
  return publish_due(store, definitions_of(std::get<std::vector<content::Survey>>(known), survey.id),
                     day_of(std::chrono::system_clock::now()), released);
}

Result<std::shared_ptr<const Published>> Publications::of(Store& store, const content::Survey& survey) {
  // What is taken back is gone at once: who may see which words is asked of the store at every look.
  auto quotes = quotes_of(store, survey.id);
  if (auto* problems = std::get_if<Problems>(&quotes)) return std::move(*problems);
  std::optional<survey::Results> first;
  {
    const std::lock_guard lock(mutex_);
    const auto known = kept_.find(survey.id);
    if (known == kept_.end() || !known->second.results.responses)
      first = known == kept_.end() ? nothing_yet(survey) : known->second.results;
  }
  if (first) {
    auto last = read_last(store, survey);
    if (auto* problems = std::get_if<Problems>(&last)) return std::move(*problems);
    if (!std::get<Last>(last).results.day.empty()) first = std::move(std::get<Last>(last).results);
  }
  const std::lock_guard lock(mutex_);
  Kept& kept = kept_[survey.id];
  const bool is_newer = first && !kept.results.responses && (first->responses || !kept.published);
  if (is_newer) kept.results = std::move(*first);
  if (is_newer || !kept.published || kept.quotes != std::get<Quotes>(quotes)) {
    kept.quotes = std::move(std::get<Quotes>(quotes));
    std::string json = survey::to_json(with_quotes(kept.results, kept.quotes));
    std::string tag = "\"" + sha256(json).substr(0, 16) + "\"";
    kept.published = std::make_shared<const Published>(Published{std::move(json), std::move(tag)});
  }
  return kept.published;
}

std::string Publications::look(Store& store, const std::vector<content::Survey>& known,
                               const std::vector<content::Survey>& surveys, const std::string& today) {
  std::string failure;
  for (const content::Survey& survey : surveys) {
    std::vector<content::Survey> definitions;
    std::copy_if(known.begin(), known.end(), std::back_inserter(definitions),
                 [&](const auto& one) { return one.id == survey.id; });
    if (definitions.empty()) definitions.push_back(survey);
    auto made = publish_due(store, definitions, today);
    if (const auto* problems = std::get_if<Problems>(&made)) {
      failure = problems->at(0).sentence;
      continue;
    }
    survey::Results& results = std::get<survey::Results>(made);
    for (survey::QuestionResults& question : results.questions) question.quotes.clear();
    const std::lock_guard lock(mutex_);
    Kept& kept = kept_[survey.id];
    kept.results = std::move(results);
    kept.published.reset();
  }
  return failure;
}

}  // namespace roadshow::server
