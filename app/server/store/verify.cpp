#include "server/store/verify.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>

#include "server/store/postgres.hpp"
#include "server/store/sha256.hpp"
#include "server/store/sqlite_schema.hpp"
#include "server/store/store_files.hpp"

namespace roadshow::server {
namespace {

constexpr size_t most_sentences = 20;

void report(Findings& findings, std::string sentence) {
  ++findings.faults;
  if (findings.sentences.size() < most_sentences) findings.sentences.push_back(std::move(sentence));
}

struct Row {
  std::string id;
  std::string body;
  std::string body_sha256;
  std::string removed;
};

void check_row(Findings& findings, const Row& row) {
  if (row.removed == "withdrawn") {
    ++findings.withdrawn;
  } else if (row.removed == "expired") {
    ++findings.expired;
  } else if (!row.removed.empty()) {
    report(findings, "Response " + row.id + " was removed for a reason that is not known: " + row.removed + ".");
  } else {
    ++findings.there;
    if (sha256(row.body) != row.body_sha256)
      report(findings, "Response " + row.id + " is not what was stored: its hash is another one.");
    return;
  }
  if (!row.body.empty()) report(findings, "Response " + row.id + " was removed, but its answers are still there.");
}

// Table by table: while one is read, the log keeps what was taken back meanwhile.
void check_structure(Database& database, Findings& findings) {
  std::vector<std::string> tables;
  Statement names = database.prepare("select name from sqlite_schema where type = 'table' order by name");
  Step step = names.step();
  for (; step == Step::row; step = names.step()) tables.push_back(names.text(0));
  if (step != Step::done) report(findings, "The file is damaged: its list of tables cannot be read.");
  names.reset();
  for (const std::string& table : tables) {
    Statement check = database.prepare("pragma integrity_check(" + table + ")");
    for (step = check.step(); step == Step::row; step = check.step()) {
      if (const std::string fault = check.text(0); fault != "ok")
        report(findings, "The file is damaged: " + fault + ".");
    }
    if (step != Step::done) report(findings, "The file is damaged: the table " + table + " cannot be read.");
  }
}

// Numbers go from 1 without gaps: a gap is a response that was lost.
void check_sequence(Findings& findings, int64_t& last, int64_t sequence) {
  if (sequence != last + 1) {
    const std::string first = std::to_string(last + 1);
    report(findings, sequence == last + 2
                         ? "Response number " + first + " is missing."
                         : "Responses number " + first + " to " + std::to_string(sequence - 1) + " are missing.");
  }
  last = sequence;
}

}  // namespace

// Read by pages, each by itself, so that nobody who takes answers back waits for us. What was acknowledged is read
// first: all of it must be there afterwards.
Result<Findings> verify_sqlite(const std::string& path, const std::function<bool()>& stop) {
  const auto highest = read_highest(path);
  if (const auto* problems = std::get_if<Problems>(&highest)) return *problems;
  Database database(path, Database::Mode::read_only);
  if (std::string why = check_readable(database); !why.empty()) return Problems{{{path, 0, 0, ""}, std::move(why)}};
  if (stop) database.stop_when(stop);
  Findings findings;
  findings.acknowledged = std::get<std::optional<int64_t>>(highest);
  check_structure(database, findings);
  Statement rows = database.prepare(
      "select id, body, body_sha256, removed, sequence from response where sequence > ? order by sequence limit 500");
  int64_t last = 0;
  Step step = Step::row;
  for (int64_t after = -1; step == Step::row && after != last;) {
    after = last;
    for (step = rows.bind(1, after).step(); step == Step::row; step = rows.step()) {
      check_row(findings, {rows.text(0), rows.text(1), rows.text(2), rows.text(3)});
      check_sequence(findings, last, rows.number(4));
    }
    rows.reset();
    if (step == Step::done) step = Step::row;
  }
  const bool ok = step == Step::row;
  if (stop && stop()) return Problems{{{}, "The check was stopped before its end."}};
  if (findings.acknowledged && *findings.acknowledged > last)
    check_sequence(findings, last, *findings.acknowledged + 1);
  findings.equality = database.number("select count(*) from equality");
  findings.contact = database.number("select count(*) from contact");
  if (!ok) report(findings, database.reason());
  return findings;
}

Result<Findings> verify_postgres(const std::string& address, const std::function<bool()>& /*stop*/) {
  const auto problem = [](std::string why) { return Problems{{{}, std::move(why)}}; };
  PgConnection database(address);
  if (!database.usable()) return problem(database.failure());
  Findings findings;
  PgResult rows = database.run("begin transaction isolation level repeatable read read only");
  std::string after = "00000000-0000-0000-0000-000000000000";
  do {
    rows = database.run(
        "select id, body, body_sha256, removed from roadshow_response where id > $1 order by id limit 500", {after});
    if (!rows.ok()) return problem("The store cannot be read: " + rows.message() + ".");
    for (int i = 0; i < rows.rows(); ++i)
      check_row(findings, {after = rows.text(i, 0), rows.text(i, 1), rows.text(i, 2), rows.text(i, 3)});
  } while (rows.rows() > 0);

  // The numbers have gaps here, but each is there once, and from a block that was taken.
  const PgResult twice =
      database.run("select sequence from roadshow_response group by sequence having count(*) > 1 order by 1 limit 20");
  for (int i = 0; twice.ok() && i < twice.rows(); ++i)
    report(findings, "Number " + twice.text(i, 0) + " was given to more than one response.");
  const PgResult last = database.run(
      "select coalesce((select max(sequence) from roadshow_response), 0), "
      "coalesce((select max(number) from roadshow_block), 0) * 1000, "
      "(select count(*) from roadshow_equality), (select count(*) from roadshow_contact)");
  if (!twice.ok() || !last.ok()) return problem("The store cannot be read: " + last.message() + ".");
  if (last.number(0, 0) > last.number(0, 1)) report(findings, "A response has a number that nobody took.");
  findings.equality = last.number(0, 2);
  findings.contact = last.number(0, 3);
  return findings;
}

namespace {

// VACUUM INTO writes each table in the order of its keys: the order of coming is nowhere in the copy.
std::string copy_to(const std::string& from, const std::string& to) {
  Database source(from, Database::Mode::read_only);
  if (std::string why = check_readable(source); !why.empty()) return why;
  Statement copy = source.prepare("vacuum into ?");
  if (copy.bind(1, to).step() != Step::done) return "The copy could not be written. " + source.reason();
  return {};
}

// The copy is read as a whole before it takes the place of an older one.
std::string check_copy(const std::string& copy, int64_t acknowledged) {
  const auto result = verify_sqlite(copy, nullptr);
  if (const auto* problems = std::get_if<Problems>(&result)) return problems->at(0).sentence;
  Findings findings = std::get<Findings>(result);
  int64_t last = Database(copy, Database::Mode::read_only).number("select coalesce(max(sequence), 0) from response");
  if (acknowledged > last) check_sequence(findings, last, acknowledged + 1);
  if (findings.faults == 0) return {};
  return "The copy was not kept, since the store is not whole. " + findings.sentences.front() +
         " An earlier copy is as it was. roadshow verify says more.";
}

std::string flush(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool ok = file >= 0 && fsync(file) == 0;
  if (file >= 0) close(file);
  return ok ? std::string() : "The copy could not be brought to the disk.";
}

}  // namespace

std::string rescue(Database& open, const std::string& path, int64_t acknowledged) {
  const std::string to = path + "-rescued";
  const int file = ::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0) return {};
  close(file);
  Statement copy = open.prepare("vacuum into ?");
  const bool whole = copy.bind(1, to).step() == Step::done && check_copy(to, acknowledged).empty() && flush(to).empty();
  std::error_code error;
  if (!whole) std::filesystem::remove(to, error);
  return whole ? to : std::string();
}

std::string copy_sqlite(const std::string& from, const std::string& to) {
  const auto highest = read_highest(from);  // first: what is acknowledged from now on need not be in the copy
  if (const auto* problems = std::get_if<Problems>(&highest)) return problems->at(0).sentence;
  std::string why = copy_to(from, to);
  if (why.empty()) why = check_copy(to, std::get<std::optional<int64_t>>(highest).value_or(0));
  if (why.empty()) why = flush(to);
  std::error_code error;
  if (!why.empty()) std::filesystem::remove(to, error);
  return why;
}

}  // namespace roadshow::server
