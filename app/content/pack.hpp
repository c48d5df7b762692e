// A content pack: everything one health system says and asks, as typed values.
//
// Files of a pack (all JSON, each naming its schema in "$schema"):
//   pack.json       PackInfo: title, area, home screen, waiting times screen
//   documents.json  the source documents
//   places.json     areas, providers and the populations that figures count
//   measures.json   every published figure
//   topics/*.json   explainers
//   surveys/*.json  surveys (types in content/survey_types.hpp); equality/*.json: sets of equality questions they name
//   pages/*.json    plain reading pages: privacy, accessibility (content/reading_page.hpp)
//   words.json      the words of the interface in one language (content/words.hpp), shared by all packs
//   translations/*.json, words.*.json  the texts of the pack and those words in other languages
//   (content/translation.hpp)
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "content/blocks.hpp"
#include "content/definition.hpp"
#include "content/describe.hpp"
#include "content/language.hpp"
#include "content/reading_page.hpp"
#include "content/source.hpp"
#include "content/survey_types.hpp"
#include "content/words.hpp"

namespace roadshow::content {

struct Document {
  std::string id;
  std::string title;
  std::string publisher;
  std::string date;  // of publication
  std::string file;  // name of the text in the collection of sources
};
template <class V>
void describe(V& v, Document& document) {
  v.required("id", document.id, Rule::id, "a short name, used by sources.");
  v.required("title", document.title, Rule::text, "the title of the document.");
  v.required("publisher", document.publisher, Rule::text, "who published it.");
  v.required("date", document.date, Rule::date, "the date of publication.");
  v.required("file", document.file, Rule::name, "the name of its text file.");
}
struct DocumentsFile {
  std::vector<Document> documents;
};
template <class V>
void describe(V& v, DocumentsFile& file) {
  v.required("documents", file.documents, Rule::any, "the list of source documents.");
}

enum class PlaceKind { area, provider, group };
constexpr auto words_of(PlaceKind) { return std::array{"area", "provider", "group"}; }

// Where a figure is from: the whole area, one provider, or several providers together (never offered to pick).
struct Locality {
  std::string id;
  PlaceKind kind = PlaceKind::area;
  std::string name;        // "University Hospitals of North Midlands"
  std::string short_name;  // "UHNM (Royal Stoke, County)", for pickers
};
template <class V>
void describe(V& v, Locality& place) {
  v.required("id", place.id, Rule::id, "a short name, used by values.");
  v.required("kind", place.kind, Rule::any, "area, provider or group (several providers together).");
  v.required("name", place.name, Rule::text, "the full name.");
  v.required("shortName", place.short_name, Rule::text, "the name for pickers.");
}

// Who is counted. Figures of different populations are never drawn side by side.
struct Population {
  std::string id;
  std::string label;  // "Local residents at all providers"
};
template <class V>
void describe(V& v, Population& population) {
  v.required("id", population.id, Rule::id, "a short name, used by values.");
  v.required("label", population.label, Rule::text, "who is counted, in plain words.");
}
struct PlacesFile {
  std::vector<Locality> places;
  std::vector<Population> populations;
};
template <class V>
void describe(V& v, PlacesFile& file) {
  v.required("places", file.places, Rule::any, "the list of places. The first is the whole area.");
  v.required("populations", file.populations, Rule::any, "the list of populations.");
}

enum class Unit { percent, people, days, referrals, cases };
constexpr auto words_of(Unit) { return std::array{"percent", "people", "days", "referrals", "cases"}; }
enum class Better { up, down, neither };
constexpr auto words_of(Better) { return std::array{"up", "down", "neither"}; }
enum class TargetKind { min, max };  // at least, at most
constexpr auto words_of(TargetKind) { return std::array{"min", "max"}; }
enum class FigureKind { actual, plan, draft };
constexpr auto words_of(FigureKind) { return std::array{"actual", "plan", "draft"}; }
enum class Status { validated, unconfirmed, prototype };
constexpr auto words_of(Status) { return std::array{"validated", "unconfirmed", "prototype"}; }

struct Target {
  double value = 0;
  TargetKind kind = TargetKind::min;
  std::string label;  // "Target" or "Ambition"
  Source source;
};
template <class V>
void describe(V& v, Target& target) {
  v.required("value", target.value, Rule::any, "the level to reach.");
  v.required("kind", target.kind, Rule::any, "min (at least) or max (at most).");
  v.required("label", target.label, Rule::text, "the word for it: Target or Ambition.");
  v.required("source", target.source, Rule::any, "where it is printed.");
}

// One published figure.
struct Value {
  std::string place;            // id of a Locality
  std::string period;           // month
  std::string population;       // id of a Population
  std::optional<double> value;  // null: not published; `reason` says why. Never zero for missing.
  std::string reason;
  Source source;
};
template <class V>
void describe(V& v, Value& value) {
  v.required("place", value.place, Rule::id, "the place the figure is for.");
  v.required("period", value.period, Rule::month, "the month, like 2022-04.");
  v.required("population", value.population, Rule::id, "who is counted.");
  v.required("value", value.value, Rule::any, "the figure, or null when it was not published.");
  v.optional("reason", value.reason, Rule::text, "Why there is no figure. Needed when value is null.");
  v.required("source", value.source, Rule::any, "where the figure is printed.");
}

struct Measure {
  std::string id;
  std::string label;    // "Planned treatment"
  std::string detail;   // "Waited 18 weeks or less"
  std::string finding;  // the heading of its page, one sentence without a full stop
  std::string meaning;  // "What does this mean for me?", one or two sentences to the reader
  std::string counts;   // what the figure counts, where that is all there is to say
  Unit unit = Unit::percent;
  Better better = Better::up;
  FigureKind kind = FigureKind::actual;
  Status status = Status::validated;
  std::optional<Target> target;
  std::vector<Value> values;
  std::string caveat;
  std::string related;  // id of a measure that says how many people
  std::string review;   // date to look at it again
};
template <class V>
void describe(V& v, Measure& measure) {
  v.required("id", measure.id, Rule::id, "a short name. It is part of the address of its page.");
  v.required("label", measure.label, Rule::text, "a plain name of two or three words.");
  v.required("detail", measure.detail, Rule::text, "what is counted, in a few words.");
  v.required("finding", measure.finding, Rule::text, "what the figures show, in one sentence.");
  v.optional("meaning", measure.meaning, Rule::text,
             "What it means for a resident, in one or two sentences to them: If you ...");
  v.optional("counts", measure.counts, Rule::text, "What the figure counts, in one or two sentences.");
  v.required("unit", measure.unit, Rule::any, "the unit of the figures.");
  v.required("better", measure.better, Rule::any, "up when higher is better, down when lower is, or neither.");
  v.required("kind", measure.kind, Rule::any, "actual, plan or draft.");
  v.required("status", measure.status, Rule::any, "validated, unconfirmed or prototype.");
  v.optional("target", measure.target, Rule::any, "The target, when there is one.");
  v.required("values", measure.values, Rule::any, "the figures.");
  v.optional("caveat", measure.caveat, Rule::text, "What to be careful about.");
  v.optional("related", measure.related, Rule::id, "The measure that says how many people this is.");
  v.required("review", measure.review, Rule::date, "the date to look at this again.");
}
struct MeasuresFile {
  std::vector<Measure> measures;
};
template <class V>
void describe(V& v, MeasuresFile& file) {
  v.required("measures", file.measures, Rule::any, "the list of measures.");
}

// ---- explainers ----

struct Topic {
  std::string id;
  std::string title;
  std::string summary;  // for the list of explainers
  std::string note;     // small fact on its card: "5 steps, 2 minutes"
  std::string source;   // sentence under the picture
  Block block;
};
template <class V>
void describe(V& v, Topic& topic) {
  v.required("id", topic.id, Rule::id, "a short name. It is part of the address of the explainer.");
  v.required("title", topic.title, Rule::text, "the title.");
  v.required("summary", topic.summary, Rule::text, "one sentence for the list of explainers.");
  v.required("note", topic.note, Rule::text, "a small fact for its card.");
  v.required("source", topic.source, Rule::text, "the sentence under the picture: what a dot is, source, period.");
  v.required("block", topic.block, Rule::any, "what the explainer shows.");
}

// ---- the pack ----
enum class Picture { route, dots, pins, speech };
constexpr auto words_of(Picture) { return std::array{"route", "dots", "pins", "speech"}; }

struct HomeCard {
  std::string id;
  Picture picture = Picture::route;
  std::string title;
  std::string text;
  std::string note;
  std::string to;
  bool main = false;  // the one dark card
};
template <class V>
void describe(V& v, HomeCard& card) {
  v.required("id", card.id, Rule::id, "a short name.");
  v.required("picture", card.picture, Rule::any, "its picture.");
  v.required("title", card.title, Rule::text, "what the person can do.");
  v.required("text", card.text, Rule::text, "one sentence.");
  v.required("note", card.note, Rule::text, "a small fact.");
  v.required("to", card.to, Rule::path, "the address it opens.");
  v.optional("main", card.main, Rule::any, "True for the one dark card.");
}

struct Home {
  std::string heading;
  std::string lead;
  std::vector<HomeCard> cards;
  std::string fact_number;  // "{waiting-list}"
  std::string fact_text;    // sentence that continues it
  std::string fact_more;    // second sentence
  std::string fact_link;    // label of the button
  std::string fact_to;
  std::string fact_source;  // source, period and population in one line
};
template <class V>
void describe(V& v, Home& home) {
  v.required("heading", home.heading, Rule::text, "the question at the top.");
  v.required("lead", home.lead, Rule::text, "the sentence below it.");
  v.required("cards", home.cards, Rule::any, "the cards.");
  v.required("factNumber", home.fact_number, Rule::text, "the large number, a token.");
  v.required("factText", home.fact_text, Rule::text, "the sentence that goes on from the number.");
  v.required("factMore", home.fact_more, Rule::text, "a second sentence.");
  v.required("factLink", home.fact_link, Rule::text, "the words on the button.");
  v.required("factTo", home.fact_to, Rule::path, "the address it opens.");
  v.required("factSource", home.fact_source, Rule::text, "source, month and who is counted.");
}

struct Waits {
  std::string title;
  std::string lead;
  std::string key;                  // how to read the bars, where they are shown
  std::vector<std::string> ladder;  // measures, in order
  std::vector<std::string> more;    // measures with a page but no row
  std::string period;               // the month of the ladder
  std::string featured;             // the measure in the side panel
  std::string note;                 // below the ladder: who is counted, source
};
template <class V>
void describe(V& v, Waits& waits) {
  v.required("title", waits.title, Rule::text, "what the figures show, in one sentence.");
  v.required("lead", waits.lead, Rule::text, "the month.");
  v.optional("key", waits.key, Rule::text, "How to read the bars, in one sentence.");
  v.required("ladder", waits.ladder, Rule::id, "the measures, in order.");
  v.optional("more", waits.more, Rule::id, "Measures that have a page but no row.");
  v.required("period", waits.period, Rule::month, "the month, like 2022-04.");
  v.required("featured", waits.featured, Rule::id, "the measure of the side panel.");
  v.required("note", waits.note, Rule::text, "who is counted, and the source.");
}

struct PackInfo {
  std::string id;
  std::string title;
  std::string area;
  std::string run_by;
  std::string language;             // of the texts
  std::vector<Language> languages;  // the one the pack is written in, then the others; empty: only that one
  std::string test;                 // while the site is a test: what that means for answers
  bool draft = false;               // a machine wrote the translation and nobody has approved it yet
  Home home;
  Waits waits;
};
template <class V>
void describe(V& v, PackInfo& info) {
  v.required("id", info.id, Rule::id, "the short name of the pack, the same as its folder.");
  v.required("title", info.title, Rule::text, "the title in the header.");
  v.required("area", info.area, Rule::text, "the area in the header.");
  v.required("runBy", info.run_by, Rule::text, "who runs this site.");
  v.required("language", info.language, Rule::id, "the language of the pack, like en.");
  v.optional("languages", info.languages, Rule::any, "The languages to read it in, that of the pack first.");
  v.optional("test", info.test, Rule::text, "While the site is a test: what that means for the answers people give.");
  v.optional("draft", info.draft, Rule::any, "True for texts that a machine wrote and nobody has approved yet.");
  v.required("home", info.home, Rule::any, "the first screen.");
  v.required("waits", info.waits, Rule::any, "the waiting times screen.");
}

struct Pack {
  PackInfo info;
  std::vector<Document> documents;
  std::vector<Locality> places;
  std::vector<Population> populations;
  std::vector<Measure> measures;
  std::vector<Topic> topics;
  std::vector<Survey> surveys;
  std::vector<Definition> published;  // of the surveys; in the language of the pack alone
  std::vector<EqualitySet> equality_sets;
  std::vector<ReadingPage> pages;
  Words words;
};

// A survey carries the equality questions of the sets that it names: whoever has the survey has all that it asks.
void fill_in_equality(Pack& pack);

// The item with this id, or nullptr.
template <class T>
const T* find(const std::vector<T>& items, std::string_view id) {
  for (const T& item : items) {
    if (item.id == id) return &item;
  }
  return nullptr;
}

}  // namespace roadshow::content
