// The command line program: what each verb is called, takes and says. What it does is in the file of the verb.
// Exit codes: 0 fine, 1 a problem was found, 2 used in a wrong way.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <functional>
#include <memory>
#include <sstream>

#include "cli/build.hpp"
#include "cli/check.hpp"
#include "cli/expire.hpp"
#include "cli/export.hpp"
#include "cli/keep.hpp"
#include "cli/preview.hpp"
#include "cli/publish.hpp"
#include "cli/report.hpp"
#include "cli/results.hpp"
#include "cli/sample.hpp"
#include "cli/say.hpp"
#include "cli/serve.hpp"
#include "cli/token.hpp"
#include "cli/translate.hpp"
#include "server/export/export.hpp"

namespace {

using namespace roadshow::cli;

using Run = std::function<int()>;

CLI::App* add_verb(CLI::App& app, const char* name, const char* meaning, const char* example) {
  CLI::App* verb = app.add_subcommand(name, meaning);
  verb->footer(std::string("Example:\n  ") + example + "\n");
  return verb;
}

// An option the verb cannot do without. `kind` is what the help shows after its name.
void add_needed(CLI::App* verb, const char* name, std::string& value, const std::string& kind, const char* meaning) {
  verb->add_option(name, value, meaning)->required()->option_text(kind + " (needed)");
}

// No sign, no word such as "nan": a number that wraps round, or compares with nothing, would pass for another one.
CLI::Validator plain_number() {
  return CLI::Validator(
      [](std::string& text) {
        const bool plain = !text.empty() && text.find_first_not_of("0123456789.") == std::string::npos;
        return plain ? std::string() : "Value " + text + " is not a plain number";
      },
      "");
}

void add_replace(CLI::App* verb, bool& replace) {
  verb->add_flag("--replace", replace, "Write over a file that is there. A store is never written over.");
}

void add_check(CLI::App& app, Run& run) {
  const auto options = std::make_shared<CheckOptions>();
  CLI::App* verb = add_verb(app, "check",
                            "Look for mistakes in the content: in its form, its references and its figures.\n"
                            "Each mistake is printed with its file, line, column and what to do.",
                            "roadshow check content");
  add_needed(verb, "content", options->content, "FOLDER", "The folder with the content packs");
  verb->callback([&run, options] { run = [options] { return run_check(*options); }; });
}

void add_translate(CLI::App& app, Run& run) {
  const auto options = std::make_shared<TranslateOptions>();
  CLI::App* verb = add_verb(app, "translate",
                            "Print the texts that are not translated yet, or whose source has changed since.\n"
                            "Each is an entry for the file of translations: put your words in the place of the text.\n"
                            "Entries of words.* belong to shared/words.LANGUAGE.json.",
                            "roadshow translate --content content --pack staffordshire-stoke --language ur");
  add_needed(verb, "--content", options->content, "FOLDER", "The folder with the content packs");
  add_needed(verb, "--language", options->language, "CODE", "The language, as pack.json names it");
  verb->add_option("--pack", options->pack, "The name of the pack, where there are several")->option_text("NAME");
  verb->callback([&run, options] { run = [options] { return run_translate(*options); }; });
}

void add_build(CLI::App& app, Run& run) {
  const auto options = std::make_shared<BuildOptions>();
  CLI::App* verb = add_verb(app, "build",
                            "Make the site: a folder with every page and file that a browser needs.\n"
                            "scripts/run calls this with the right folders.",
                            "roadshow build --content content --pack staffordshire-stoke --out build/site \\\n"
                            "      --web build/web --wasm build/wasm --fonts build/fonts");
  add_needed(verb, "--content", options->content, "FOLDER", "The folder with the content packs");
  add_needed(verb, "--pack", options->pack, "NAME", "The name of the pack: a folder in the content folder");
  add_needed(verb, "--web", options->parts.web, "FOLDER", "The folder with the built scripts and styles");
  add_needed(verb, "--wasm", options->parts.wasm, "FOLDER", "The folder with core.wasm and canvas.wasm");
  add_needed(verb, "--fonts", options->parts.fonts, "FOLDER", "The folder with the fonts");
  add_needed(verb, "--out", options->out, "FOLDER", "The folder to make");
  verb->add_option("--base", options->base, "Where the site stands on its host; it can only be /")
      ->capture_default_str();
  verb->callback([&run, options] { run = [options] { return run_build(*options); }; });
}

void add_preview(CLI::App& app, Run& run) {
  const auto options = std::make_shared<PreviewOptions>();
  CLI::App* verb =
      add_verb(app, "preview",
               "See what you write: shows the pages in a browser on this computer, and shows them anew each\n"
               "time that you save a file. Mistakes are shown in the page, with their place and what to do.",
               "roadshow preview --content content --pack staffordshire-stoke");
  add_needed(verb, "--content", options->content, "FOLDER", "The folder with the content packs");
  verb->add_option("--pack", options->pack, "The name of the pack, where there are several")->option_text("NAME");
  verb->add_option("--port", options->port, "The number in the address after the colon. 0 takes any free one.")
      ->capture_default_str();
  const auto add_folder = [verb](const char* name, std::string& value, const char* meaning) {
    verb->add_option(name, value, meaning)->capture_default_str()->option_text("FOLDER [" + value + "]");
  };
  add_folder("--web", options->parts.web, "The folder with the built scripts and styles");
  add_folder("--wasm", options->parts.wasm, "The folder with core.wasm and canvas.wasm");
  add_folder("--fonts", options->parts.fonts, "The folder with the fonts");
  verb->callback([&run, options] { run = [options] { return run_preview(*options); }; });
}

void add_serve(CLI::App& app, Run& run) {
  const auto options = std::make_shared<ServeOptions>();
  CLI::App* verb =
      add_verb(app, "serve", "Show the site in browsers and store what people answer, until you press Ctrl+C.",
               "roadshow serve --site build/site --store data/roadshow.sqlite");
  add_needed(verb, "--site", options->site, "FOLDER", "The folder that roadshow build made");
  add_needed(verb, "--store", options->store, "STORE",
             "The file that keeps the answers; it is made when it is not there.\n"
             "Or a PostgreSQL database: postgresql://user@host/name");
  verb->add_option("--port", options->port, "The number in the address after the colon. 0 takes any free one.")
      ->capture_default_str();
  verb->add_option("--host", options->host,
                   "Who can reach it: 127.0.0.1 this machine only, 0.0.0.0 everyone on its networks")
      ->capture_default_str();
  verb->add_option("--proxy", options->proxies,
                   "The IP address of a reverse proxy in front, which says who visits and whether by https")
      ->option_text("ADDRESS ...");
  verb->add_option("--allow-origin", options->origins,
                   "Another site whose pages may send answers here, such as https://trust.example")
      ->option_text("SITE ...");
  verb->add_option("--rate", options->rate,
                   "Requests a second that one address may make for long. Five minutes of it are allowed at once.\n"
                   "0 is no limit. Who is turned away keeps the answers and tries again.")
      ->check(CLI::Range(0.0, 1e6) & plain_number())
      ->capture_default_str();
  verb->add_option(
          "--memory", options->memory,
          "Megabytes for requests that are coming in and answers that are going out, of all visitors together.\n"
          "Above it, large ones are asked to try again.")
      ->check(CLI::Range(16U, 65'536U))
      ->capture_default_str();
  verb->add_option("--metrics-port", options->metrics_port,
                   "Counts for Prometheus at this port, for this machine only. 0 takes any free one.")
      ->check(CLI::Range(0, 65535))
      ->option_text("NUMBER");
  verb->callback([&run, options] { run = [options] { return run_serve(*options); }; });
}

// --site, or --content with --pack: both hold the questions of a survey.
void add_place(CLI::App* verb, PackPlace& place) {
  CLI::Option* site = verb->add_option("--site", place.site, "Take the questions from a site that roadshow build made");
  CLI::Option* content = verb->add_option("--content", place.content, "Take the questions from this content folder");
  verb->add_option("--pack", place.pack, "The name of the pack in the content folder, when there are several")
      ->needs(content)
      ->option_text("NAME");
  site->excludes(content)->option_text("FOLDER");
  content->option_text("FOLDER");
  verb->parse_complete_callback([&place] {
    if (place.site.empty() && place.content.empty()) throw CLI::RequiredError("--site (or --content with --pack)");
  });
}

void add_schema(CLI::App& app, Run& run) {
  const auto options = std::make_shared<SchemaOptions>();
  CLI::App* verb =
      add_verb(app, "schema", "Write the JSON Schemas that help editors such as VS Code while you type content.",
               "roadshow schema --out content/schema");
  add_needed(verb, "--out", options->out, "FOLDER", "The folder to write to");
  verb->callback([&run, options] { run = [options] { return run_schema(*options); }; });
}

void add_export(CLI::App& app, Run& run) {
  const auto options = std::make_shared<ExportOptions>();
  CLI::App* verb = add_verb(app, "export",
                            "Write the answers to a survey to a file: for a spreadsheet, or for another program.\n"
                            "It can run while the site is being served.",
                            "roadshow export --store data/roadshow.sqlite --site build/site --survey icp-strategy \\\n"
                            "      --out answers.csv");
  add_place(verb, options->place);
  add_needed(verb, "--store", options->store, "FILE", "The file that keeps the answers, as given to roadshow serve");
  add_needed(verb, "--survey", options->survey, "NAME", "The name of the survey, as in its address");
  std::string formats;
  for (const auto& format : roadshow::server::export_formats())
    formats += (formats.empty() ? "" : "\n") + std::string(format.name) + ": " + std::string(format.meaning);
  verb->add_option("--format", options->format, formats)->capture_default_str();
  verb->add_option("--part", options->part,
                   "answers, or what is kept apart from them: equality, contact. Contact details are for those\n"
                   "who write to people, and for nobody else.")
      ->capture_default_str();
  verb->add_option("--out", options->out, "The file to write. Without it, it is printed.")->option_text("FILE");
  add_replace(verb, options->replace);
  verb->callback([&run, options] { run = [options] { return run_export(*options); }; });
}

void add_results(CLI::App& app, Run& run) {
  const auto options = std::make_shared<ResultsOptions>();
  CLI::App* verb = add_verb(app, "results",
                            "Print what may be published about the answers to a survey, as JSON: counts that are\n"
                            "rounded, with small groups hidden. It is what /v1/surveys/NAME/results.json answers.",
                            "roadshow results --store data/roadshow.sqlite --site build/site --survey icp-strategy");
  add_place(verb, options->place);
  add_needed(verb, "--store", options->store, "STORE", "The file or database that keeps the answers");
  add_needed(verb, "--survey", options->survey, "NAME", "The name of the survey, as in its address");
  verb->callback([&run, options] { run = [options] { return run_results(*options); }; });
}

void add_release(CLI::App& app, Run& run) {
  const auto options = std::make_shared<ResultsOptions>();
  options->released = true;
  CLI::App* verb = add_verb(app, "release",
                            "Count the answers to a survey and publish the results now, where its results say\n"
                            "\"publish\": \"when-released\". Once a day at most. Prints them.",
                            "roadshow release --store data/roadshow.sqlite --site build/site --survey icp-strategy");
  add_place(verb, options->place);
  add_needed(verb, "--store", options->store, "STORE", "The file or database that keeps the answers");
  add_needed(verb, "--survey", options->survey, "NAME", "The name of the survey, as in its address");
  verb->callback([&run, options] { run = [options] { return run_results(*options); }; });
}

void add_publish(CLI::App& app, Run& run) {
  const auto options = std::make_shared<PublishOptions>();
  CLI::App* verb = add_verb(app, "publish",
                            "Write down what a survey asks, when people start to answer it: a file in the folder\n"
                            "published of the pack. From then on roadshow check refuses a question that is changed\n"
                            "without a new version, and answers are read by the version they were given to.",
                            "roadshow publish --content content --pack staffordshire-stoke --survey icp-strategy");
  add_needed(verb, "--content", options->place.content, "FOLDER", "The folder with the content packs");
  verb->add_option("--pack", options->place.pack, "The name of the pack, when there are several")->option_text("NAME");
  add_needed(verb, "--survey", options->survey, "NAME", "The name of the survey, as in its address");
  verb->callback([&run, options] { run = [options] { return run_publish(*options); }; });
}

void add_report(CLI::App& app, Run& run) {
  const auto options = std::make_shared<ReportOptions>();
  CLI::App* verb =
      add_verb(app, "report",
               "Write a report on a survey for a board paper: a page to read and print, and its figures as a\n"
               "table. It holds only what may be published: small groups are hidden.",
               "roadshow report --store data/roadshow.sqlite --content content --pack staffordshire-stoke \\\n"
               "      --survey icp-strategy --out report");
  add_needed(verb, "--content", options->place.content, "FOLDER", "The folder with the content packs");
  verb->add_option("--pack", options->place.pack, "The name of the pack, when there are several")->option_text("NAME");
  add_needed(verb, "--store", options->store, "STORE", "The file or database that keeps the answers");
  add_needed(verb, "--survey", options->survey, "NAME", "The name of the survey, as in its address");
  add_needed(verb, "--out", options->out, "FOLDER", "Where to write it");
  add_replace(verb, options->replace);
  verb->callback([&run, options] { run = [options] { return run_report(*options); }; });
}

void add_sample(CLI::App& app, Run& run) {
  const auto options = std::make_shared<SampleOptions>();
  CLI::App* verb = add_verb(app, "sample",
                            "Print made-up answers to a survey, as a browser sends them, one person a line.\n"
                            "Use them to try things out. The same seed always gives the same answers.",
                            "roadshow sample --site build/site --survey icp-strategy --count 20");
  add_place(verb, options->place);
  add_needed(verb, "--survey", options->survey, "NAME", "The name of the survey, as in its address");
  verb->add_option("--seed", options->seed, "A number; another one gives other answers")
      ->check(plain_number())
      ->capture_default_str();
  verb->add_option("--count", options->count, "How many people answer")
      ->check(CLI::Range(1, 100'000'000))
      ->capture_default_str();
  verb->callback([&run, options] { run = [options] { return run_sample(*options); }; });
}

void add_expire(CLI::App& app, Run& run) {
  const auto options = std::make_shared<ExpireOptions>();
  CLI::App* verb = add_verb(app, "expire",
                            "Delete answers and contact details that are past the time their survey says.\n"
                            "roadshow serve does this by itself, when it starts and once a day.",
                            "roadshow expire --store data/roadshow.sqlite --site build/site");
  add_place(verb, options->place);
  add_needed(verb, "--store", options->store, "STORE", "The file or database that keeps the answers");
  verb->add_option("--yes-delete", options->agreed,
                   "Delete although it is much, or a clock may be wrong: say how many records. Run it without this\n"
                   "first: it says why it waits, and the number.")
      ->check(CLI::NonNegativeNumber)
      ->option_text("NUMBER");
  verb->callback([&run, options] { run = [options] { return run_expire(*options); }; });
}

void add_token(CLI::App& app, Run& run) {
  CLI::App* verb = add_verb(app, "token",
                            "Say who may see results that are not public, export answers, and manage them.\n"
                            "A token is like a long password. It is shown once, when it is made.",
                            "roadshow token add --store data/roadshow.sqlite --role analyst --name \"Insight team\"");
  verb->require_subcommand(1);
  const auto add = [&](const char* name, const char* meaning, int (*work)(const TokenOptions&)) {
    const auto options = std::make_shared<TokenOptions>();
    CLI::App* one = verb->add_subcommand(name, meaning);
    add_needed(one, "--store", options->store, "FILE", "The file that keeps the answers, as given to roadshow serve");
    one->callback([&run, options, work] { run = [options, work] { return work(*options); }; });
    return std::pair(one, options);
  };
  const auto [make, made] = add("add", "Make a token and print it", run_token_add);
  add_needed(make, "--role", made->role, "ROLE", "viewer sees results, analyst also exports, administrator does all");
  add_needed(make, "--name", made->name, "TEXT", "What it is for: name a team, not a person");
  add("list", "Show the tokens that are there: id, role, day, name", run_token_list);
  const auto [remove, removed] = add("remove", "Let a token in no more", run_token_remove);
  add_needed(remove, "id", removed->id, "ID", "The id that roadshow token list shows");
}

void add_backup(CLI::App& app, Run& run) {
  const auto options = std::make_shared<BackupOptions>();
  CLI::App* verb =
      add_verb(app, "backup", "Copy the answers to another file. It can run while the site is being served.",
               "roadshow backup --store data/roadshow.sqlite --out backup/monday.sqlite");
  add_needed(verb, "--store", options->store, "FILE", "The file that keeps the answers, as given to roadshow serve");
  add_needed(verb, "--out", options->out, "FILE", "The copy to make");
  add_replace(verb, options->replace);
  verb->callback([&run, options] { run = [options] { return run_backup(*options); }; });
}

void add_verify(CLI::App& app, Run& run) {
  const auto options = std::make_shared<VerifyOptions>();
  CLI::App* verb = add_verb(app, "verify",
                            "Check that every answer is still what was stored, and that none is missing.\n"
                            "It can run while the site is being served.",
                            "roadshow verify --store data/roadshow.sqlite");
  add_needed(verb, "--store", options->store, "STORE", "The file or database that keeps the answers");
  verb->callback([&run, options] { run = [options] { return run_verify(*options); }; });
}

void add_accept(CLI::App& app, Run& run) {
  const auto options = std::make_shared<AcceptOptions>();
  CLI::App* verb =
      add_verb(app, "accept",
               "Say that a store is right as it is, although answers that were acknowledged are missing:\n"
               "after a backup was brought back, or when a new store is to begin. Stop roadshow serve first.",
               "roadshow accept --store data/roadshow.sqlite");
  add_needed(verb, "--store", options->store, "FILE", "The file that keeps the answers, as given to roadshow serve");
  verb->callback([&run, options] { run = [options] { return run_accept(*options); }; });
}

bool is_verb(const CLI::App& app, const std::string& name) {
  return !app.get_subcommands([&](const CLI::App* verb) { return verb->get_name() == name; }).empty();
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is then as a full disk: writing fails, and we say so
  CLI::App app("Roadshow explains a health plan, shows waits and services, and hears people.", "roadshow");
  app.get_formatter()->label("SUBCOMMAND", "VERB");
  app.get_formatter()->label("Subcommands", "Verbs");
  app.get_formatter()->label("UINT", "NUMBER");
  app.get_formatter()->label("FLOAT", "NUMBER");
  app.get_formatter()->label("TEXT", "ADDRESS");
  app.require_subcommand(1);
  app.footer("roadshow VERB --help says more about each verb.");
  Run run;
  add_check(app, run);
  add_translate(app, run);
  add_build(app, run);
  add_schema(app, run);
  add_preview(app, run);
  add_serve(app, run);
  add_export(app, run);
  add_results(app, run);
  add_release(app, run);
  add_publish(app, run);
  add_report(app, run);
  add_sample(app, run);
  add_expire(app, run);
  add_token(app, run);
  add_backup(app, run);
  add_verify(app, run);
  add_accept(app, run);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const std::string first = argc > 1 ? argv[1] : "";
    if (!first.empty() && !first.starts_with('-') && !is_verb(app, first)) {
      fail("There is no \"" + first + "\" here. roadshow --help says what there is.");
      return 2;
    }
    std::ostringstream out;
    std::ostringstream mistake;
    const int code = app.exit(error, out, mistake);
    std::fputs(out.str().c_str(), stdout);
    std::fputs(printable(mistake.str()).c_str(), stderr);
    return code == 0 ? 0 : 2;
  }
  hide_passwords(argc, argv);
  return run();
}
