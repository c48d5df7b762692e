#include "content/check.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "content/addresses.hpp"
#include "content/characters.hpp"
#include "content/file_check.hpp"
#include "content/plural.hpp"
#include "content/response_size.hpp"

namespace roadshow::content {
namespace {

class Checker {
 public:
  explicit Checker(const Pack& pack) : pack_(pack) {}

  Problems run() {
    check_places();
    check_measures();
    check_languages();
    check_home_and_waits();
    for (const Topic& topic : pack_.topics) check_topic(topic);
    for (const Survey& survey : pack_.surveys) check_survey(survey);
    for (const EqualitySet& set : pack_.equality_sets) check_equality_set(set);
    for (const ReadingPage& page : pack_.pages) check_page(page);
    return std::move(problems_);
  }

 private:
  void report(std::string file, std::string pointer, std::string sentence) {
    problems_.push_back({{std::move(file), 0, 0, std::move(pointer)}, std::move(sentence)});
  }

  template <class T>
  void refuse_twice(const std::string& file, const std::string& pointer, const std::vector<T>& items) {
    std::set<std::string> seen;
    for (size_t i = 0; i < items.size(); ++i) {
      if (!seen.insert(items[i].id).second)
        report(file, pointer_to(pointer, i) + "/id", "\"" + items[i].id + "\" is the id of an earlier entry.");
    }
  }

  template <class T>
  void need(const std::vector<T>& items, const std::string& id, const std::string& file, const std::string& pointer,
            const char* what) {
    if (!find(items, id)) report(file, pointer, "There is no " + std::string(what) + " \"" + id + "\".");
  }

  void check_source(const Source& source, const std::string& pointer) {
    need(pack_.documents, source.document, "measures.json", pointer + "/document", "document");
  }

  void check_text(const std::string& text, const std::string& file, const std::string& pointer) {
    FileCheck{pack_, file, "", problems_}.text(text, pointer);
  }

  void check_places() {
    refuse_twice("documents.json", "/documents", pack_.documents);
    refuse_twice("places.json", "/places", pack_.places);
    refuse_twice("places.json", "/populations", pack_.populations);
    if (pack_.places.empty() || pack_.places.front().kind != PlaceKind::area)
      report("places.json", "/places", "The first place is the whole area.");
  }

  void check_measures() {
    const std::string file = "measures.json";
    refuse_twice(file, "/measures", pack_.measures);
    for (size_t m = 0; m < pack_.measures.size(); ++m) {
      const Measure& measure = pack_.measures[m];
      const std::string at = pointer_to("/measures", m);
      if (measure.target) check_source(measure.target->source, at + "/target/source");
      if (!measure.related.empty()) need(pack_.measures, measure.related, file, at + "/related", "measure");
      if (measure.values.empty()) report(file, at + "/values", "A measure needs at least one figure.");
      check_text(measure.finding, file, at + "/finding");
      check_text(measure.meaning, file, at + "/meaning");
      check_text(measure.caveat, file, at + "/caveat");
      std::set<std::pair<std::string, std::string>> seen;
      for (size_t i = 0; i < measure.values.size(); ++i) {
        const Value& value = measure.values[i];
        const std::string here = pointer_to(at + "/values", i);
        need(pack_.places, value.place, file, here + "/place", "place");
        need(pack_.populations, value.population, file, here + "/population", "population");
        check_source(value.source, here + "/source");
        if (!value.value && value.reason.empty())
          report(file, here, "This figure is missing (null). Say why in \"reason\".");
        if (value.value && !value.reason.empty())
          report(file, here + "/reason", "This figure is there, so it needs no reason for being missing.");
        if (measure.unit == Unit::percent && value.value && (*value.value < 0 || *value.value > 100))
          report(file, here + "/value", "A percentage lies between 0 and 100.");
        if (!seen.insert({value.place, value.period}).second)
          report(file, here, "This place and month have a figure above already.");
      }
    }
  }

  void check_languages() {
    const auto& languages = pack_.info.languages;
    const auto is_ours = [&](const Language& one) { return one.code == pack_.info.language; };
    if (!languages.empty() && std::none_of(languages.begin(), languages.end(), is_ours))
      report("pack.json", "/languages", "The language of the pack is not in this list. It comes first.");
    const auto need_plurals = [&](const std::string& code, const std::string& pointer) {
      if (!has_plural_rule(code))
        report("pack.json", pointer,
               "Roadshow does not know yet which words stand with which numbers in \"" + code +
                   "\". Its rule from Unicode CLDR is one row in app/content/plural.cpp.");
    };
    if (languages.empty()) need_plurals(pack_.info.language, "/language");
    std::set<std::string> seen;
    for (size_t i = 0; i < languages.size(); ++i) {
      need_plurals(languages[i].code, pointer_to("/languages", i) + "/code");
      if (!seen.insert(languages[i].code).second)
        report("pack.json", pointer_to("/languages", i) + "/code", "This language stands above already.");
      if (find(pack_.pages, languages[i].code))
        report("pack.json", pointer_to("/languages", i) + "/code", "A page has this address already.");
    }
  }

  void check_home_and_waits() {
    const std::string file = "pack.json";
    const Home& home = pack_.info.home;
    check_text(home.fact_number, file, "/home/factNumber");
    check_text(home.fact_text, file, "/home/factText");
    check_text(home.fact_more, file, "/home/factMore");
    check_path(home.fact_to, "/home/factTo");
    for (size_t i = 0; i < home.cards.size(); ++i) check_path(home.cards[i].to, pointer_to("/home/cards", i) + "/to");
    const Waits& waits = pack_.info.waits;
    for (size_t i = 0; i < waits.ladder.size(); ++i)
      need(pack_.measures, waits.ladder[i], file, pointer_to("/waits/ladder", i), "measure");
    for (size_t i = 0; i < waits.more.size(); ++i)
      need(pack_.measures, waits.more[i], file, pointer_to("/waits/more", i), "measure");
    need(pack_.measures, waits.featured, file, "/waits/featured", "measure");
  }

  // A link of the first screen must lead somewhere.
  void check_path(const std::string& path, const std::string& pointer) {
    if (route_of(pack_, path).screen == Screen::not_found)
      report("pack.json", pointer, "\"" + path + "\" leads nowhere in this pack.");
  }

  void check_topic(const Topic& topic) {
    FileCheck file{pack_, "topics/" + topic.id + ".json", "", problems_};
    file.text(topic.source, "/source");
    file.at = "/block";
    std::visit([&](const auto& block) { block.check(file); }, topic.block);
  }

  // Its id is its address, beside the addresses of the screens (content/addresses.hpp).
  void check_page(const ReadingPage& page) {
    if (is_taken(Screen::reading, page.id))
      report("pages/" + page.id + ".json", "/id", "\"" + page.id + "\" is an address of this site already.");
  }

  void check_survey(const Survey& survey) {
    const std::string file = "surveys/" + survey.id + ".json";
    if (survey.questions.empty()) report(file, "/questions", "A survey needs at least one question.");
    check_questions(survey.questions, file);
    for (size_t q = 0; q < survey.questions.size(); ++q) {
      if (const std::string& code = survey.questions[q].code; is_taken(Screen::question, code))
        report(file, pointer_to("/questions", q) + "/code",
               "\"" + code + "\" is an address of every survey. Use another code.");
    }
    if (survey.equality) check_equality(survey, file);
    if (std::string fault = fault_of_size(survey); !fault.empty()) report(file, "/questions", std::move(fault));
    const Keep& keep = survey.keep;
    if (keep.months < 1 || keep.months > 1200) report(file, "/keep/months", "Answers are kept for 1 to 1,200 months.");
    if (survey.contact && (keep.contact_months < 1 || keep.contact_months > keep.months))
      report(file, "/keep",
             "Contact details are kept for at least one month (\"contactMonths\"), and not longer than "
             "the answers.");
    check_results(survey, file);
    for (const Definition& published : pack_.published) {
      if (published.survey != survey.id || published.version != survey.version) continue;
      for (const Problem& problem : changes_since(published, survey))
        report(file, problem.place.pointer, problem.sentence);
    }
  }

  void check_equality(const Survey& survey, const std::string& file) {
    const Equality& equality = *survey.equality;
    std::set<std::string> own;  // the form without a program has all questions on one page
    for (const Question& question : survey.questions) own.insert(question.code);
    if (equality.sets.empty()) report(file, "/equality/sets", "Name at least one set of questions.");
    std::map<std::string, std::string> set_of;  // by code
    for (size_t i = 0; i < equality.sets.size(); ++i) {
      const std::string at = pointer_to("/equality/sets", i);
      const EqualitySet* set = find(pack_.equality_sets, equality.sets[i]);
      if (!set) {
        report(file, at, "There is no set of equality questions \"" + equality.sets[i] + "\".");
        continue;
      }
      for (const Question& question : set->questions) {
        if (!set_of.emplace(question.code, set->id).second)
          report(file, at, "This set asks \"" + question.code + "\", which is asked before. Name each set once.");
        if (own.count(question.code))
          report(file, at,
                 "This set has a question \"" + question.code + "\", and so has the survey. Name yours anew.");
      }
    }
  }

  void check_equality_set(const EqualitySet& set) {
    const std::string file = "equality/" + set.id + ".json";
    if (set.questions.empty()) report(file, "/questions", "A set needs at least one question.");
    check_questions(set.questions, file);
  }

  template <class Q>
  void check_questions(const std::vector<Q>& questions, const std::string& file) {
    std::vector<const Question*> earlier;
    for (size_t q = 0; q < questions.size(); ++q) {
      const Question& question = questions[q];
      const std::string at = pointer_to("/questions", q);
      for (const Question* other : earlier) {
        if (other->code == question.code)
          report(file, at + "/code", "\"" + question.code + "\" is the code of an earlier question.");
      }
      if (question.when) check_condition(*question.when, earlier, file, at + "/when");
      check_options(question, file, at + "/kind");
      earlier.push_back(&question);
    }
  }

  void check_results(const Survey& survey, const std::string& file) {
    const ResultsPlan& plan = survey.results;
    if (plan.publishing == Publishing::when_closed && plan.closes.empty())
      report(file, "/results", "Results that are published when the survey has closed need \"closes\": its last day.");
    const auto question_of = [&](const std::string& code) {
      const auto found = std::find_if(survey.questions.begin(), survey.questions.end(),
                                      [&](const Question& one) { return one.code == code; });
      return found == survey.questions.end() ? nullptr : &*found;
    };
    const auto need_question = [&](const std::string& code, const std::string& pointer) {
      if (!code.empty() && !question_of(code)) report(file, pointer, "There is no question \"" + code + "\".");
    };
    need_question(plan.first, "/results/first");
    for (const auto& [code, name] : {std::pair(plan.place, "place"), std::pair(plan.age, "age")}) {
      const Question* question = question_of(code);
      if (!code.empty() && (!question || question->when || !traits_of(*question).is_group))
        report(file, std::string("/results/") + name,
               "\"" + code + "\" should be a question with one answer that everyone is asked.");
    }
    if (plan.fewest < 5)
      report(file, "/results/fewest",
             "With groups of fewer than 5 people, somebody could be picked out. Use 5 or more.");
    if (plan.nearest < 1) report(file, "/results/nearest", "Counts are rounded to the nearest 1 or more.");
    for (size_t i = 0; i < plan.reach.size(); ++i) {
      const ReachGroup& group = plan.reach[i];
      const std::string at = pointer_to("/results/reach", i);
      need_question(group.question, at + "/question");
      if (const Question* question = question_of(group.question); question && !offers(*question, group.option))
        report(file, at + "/option", "The question \"" + group.question + "\" has no option \"" + group.option + "\".");
      if (group.goal < 0) report(file, at + "/goal", "A goal is a number of people.");
      if (group.goal > 0 && group.set_by.empty())
        report(file, at, "This group has a goal. Say in \"setBy\" who set it, and when.");
      need(pack_.documents, group.residents.source.document, file, at + "/residents/source/document", "document");
      if (!group.residents.value && group.residents.reason.empty())
        report(file, at + "/residents", "This figure is missing (null). Say why in \"reason\".");
    }
    for (size_t i = 0; i < plan.themes.size(); ++i)
      need_question(plan.themes[i].question, pointer_to("/results/themes", i) + "/question");
  }

  void check_condition(const Condition& when, const std::vector<const Question*>& earlier, const std::string& file,
                       const std::string& at) {
    if (when.all.empty() && when.any.empty() && when.none.empty())
      report(file, at, "This condition is empty. Fill it or take it out.");
    const auto check_list = [&](const std::vector<Answered>& list, const char* name) {
      for (size_t i = 0; i < list.size(); ++i) {
        const std::string here = pointer_to(at + "/" + name, i);
        const auto question = std::find_if(earlier.begin(), earlier.end(),
                                           [&](const Question* one) { return one->code == list[i].question; });
        if (question == earlier.end()) {
          report(file, here + "/question",
                 "There is no earlier question \"" + list[i].question + "\". A condition looks only back.");
        } else if (!offers(**question, list[i].is)) {
          report(file, here + "/is", "The question \"" + list[i].question + "\" has no option \"" + list[i].is + "\".");
        }
      }
    };
    check_list(when.all, "all");
    check_list(when.any, "any");
    check_list(when.none, "none");
  }

  // An answer in which every option stands tells nobody apart.
  static bool offers(const Question& question, const std::string& code) {
    const auto options = options_of(question);
    return !traits_of(question).is_ordered &&
           std::any_of(options.begin(), options.end(), [&](const Option* option) { return option->code == code; });
  }

  void check_options(const Question& question, const std::string& file, const std::string& at) {
    std::set<std::string> seen;
    std::set<std::u32string> labels;
    const auto check_list = [&](const std::vector<Option>& list, const char* name, size_t least) {
      if (list.size() < least)
        report(file, at + "/" + name, "This needs at least " + std::to_string(least) + " entries.");
      for (size_t i = 0; i < list.size(); ++i) {
        if (!seen.insert(list[i].code).second)
          report(file, pointer_to(at + "/" + name, i) + "/code", "This code is used by an earlier option.");
        if (!labels.insert(key_of_label(list[i].label)).second)
          report(file, pointer_to(at + "/" + name, i) + "/label",
                 "\"" + list[i].label + "\" is the label of an earlier option. Nobody could tell them apart.");
      }
    };
    std::visit(
        [&](const auto& kind) {
          kind.lists(kind, check_list);
          kind.check(
              [&](const char* pointer, std::string sentence) { report(file, at + pointer, std::move(sentence)); });
        },
        question.kind);
  }

  const Pack& pack_;
  Problems problems_;
};

}  // namespace

Problems check_references(const Pack& pack) { return Checker(pack).run(); }

}  // namespace roadshow::content
