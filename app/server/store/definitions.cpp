#include "server/store/definitions.hpp"

#include <algorithm>
#include <set>

#include "content/pack.hpp"
#include "survey/definition.hpp"

namespace roadshow::server {
namespace {

constexpr const char* kind = "survey";

std::string key_of(const content::Survey& survey) {
  return survey.id + "/" + survey.version + "/" + survey::definition_digest(survey);
}

}  // namespace

Result<std::vector<content::Survey>> known_definitions(Store& store, const std::vector<content::Survey>& surveys) {
  std::vector<content::Survey> known = surveys;
  std::set<std::string> there;
  for (const content::Survey& survey : surveys) there.insert(key_of(survey));
  const std::string why = store.for_each_entry(kind, [&](const Entry& entry) {
    if (there.contains(entry.key)) return;
    auto parsed = parse_json(kind, entry.body);
    const Json* json = std::get_if<Json>(&parsed);
    if (!json) return;
    Problems problems;
    content::Definition definition;
    Reader(*json, "", problems).read(*json, "", definition, Rule::any);
    if (problems.empty()) known.push_back(content::survey_of(definition));
  });
  if (!why.empty()) return Problems{{{}, why}};
  return known;
}

std::string keep_definitions(Store& store, const std::vector<content::Survey>& surveys,
                             const std::vector<content::Definition>& published) {
  std::set<std::string> there;
  std::string why = store.for_each_entry(kind, [&](const Entry& entry) { there.insert(entry.key); });
  const auto keep = [&](const content::Survey& survey) {
    const std::string key = key_of(survey);
    if (why.empty() && there.insert(key).second)
      why = upsert_and_wait(store, {kind, key, Writer::to_text(content::definition_of(survey))});
  };
  for (const content::Survey& survey : surveys) keep(survey);
  for (const content::Definition& definition : published) keep(content::survey_of(definition));
  return why;
}

std::vector<std::string> changed_in_silence(const std::vector<content::Survey>& known) {
  std::vector<std::string> sentences;
  for (auto one = known.begin(); one != known.end(); ++one) {
    const auto same = [&](const content::Survey& other) {
      return other.id == one->id && other.version == one->version;
    };
    if (std::any_of(known.begin(), one, same) || std::none_of(one + 1, known.end(), same)) continue;
    sentences.push_back("The survey " + one->id + " was published as version " + one->version +
                        " with other questions. Answers to both are taken. Give it a new version.");
  }
  return sentences;
}

std::vector<content::Survey> definitions_of(const std::vector<content::Survey>& known, const std::string& survey) {
  std::vector<content::Survey> all;
  std::copy_if(known.begin(), known.end(), std::back_inserter(all), [&](const auto& one) { return one.id == survey; });
  return all;
}

std::shared_ptr<const std::vector<content::Survey>> Definitions::all() const {
  const std::lock_guard lock(mutex_);
  return known_;
}

void Definitions::set(std::vector<content::Survey> known) {
  auto made = std::make_shared<const std::vector<content::Survey>>(std::move(known));
  const std::lock_guard lock(mutex_);
  known_ = std::move(made);
}

}  // namespace roadshow::server
