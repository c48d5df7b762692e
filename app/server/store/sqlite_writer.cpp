#include "server/store/sqlite_writer.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include "server/store/sqlite_schema.hpp"
#include "server/store/verify.hpp"

namespace roadshow::server {
namespace {

constexpr const char* equality_table = "equality";
constexpr const char* contact_table = "contact";

bool run_once(Statement& statement) {
  Step step = statement.step();
  while (step == Step::row) step = statement.step();
  statement.reset();
  return step == Step::done;
}

// The first column of every row; nothing when the database failed.
std::optional<std::vector<std::string>> all_of(Statement& statement) {
  std::vector<std::string> all;
  Step step = statement.step();
  for (; step == Step::row; step = statement.step()) all.push_back(statement.text(0));
  if (step != Step::done) return std::nullopt;
  return all;
}

std::string insert_into(const char* table) {
  return std::string("insert into ") + table + "(key, survey, month, body) values(?, ?, ?, ?) on conflict do nothing";
}

std::string find_in(const char* table) { return std::string("select 1 from ") + table + " where key = ?"; }

std::string delete_from(const char* table) {
  return std::string("delete from ") + table + " where key = ? and survey = ?";
}

std::string delete_some_from(const char* table) {
  return std::string("delete from ") + table + " where key in (select key from " + table +
         " where survey = ? and month < ? limit ?)";
}

}  // namespace

SqliteWriter::SqliteWriter(const std::string& path, Database::Mode mode)
    : path_(path), highest_(path), database_(path, mode), upkeep_(database_), why_(database_.failure()) {
  if (why_.empty()) why_ = highest_.why();
  if (why_.empty()) why_ = migrate(database_);
  if (!why_.empty()) return;
  begin_ = database_.prepare("begin immediate");
  commit_ = database_.prepare("commit");
  insert_ = database_.prepare(
      "insert into response(id, survey, version, sha256, sequence, stored_at, body, body_sha256, month, withdrawal) "
      "values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict(id) do nothing");
  find_ = database_.prepare("select sha256, sequence, stored_at from response where id = ?");
  last_ = database_.prepare("select coalesce(max(sequence), 0) from response");
  probe_ = database_.prepare("insert or replace into probe(one, at) values(1, ?)");
  insert_equality_ = database_.prepare(insert_into(equality_table));
  insert_contact_ = database_.prepare(insert_into(contact_table));
  find_equality_ = database_.prepare(find_in(equality_table));
  find_contact_ = database_.prepare(find_in(contact_table));
  files_.emplace(path);
}

std::string SqliteWriter::write(std::vector<Job>& jobs) {
  if (!why_.empty()) return why_;
  if (!files_->are_there()) return lose();
  if (std::string why = write_all(jobs); !why.empty()) return why_ = why;
  upkeep_.committed(std::exchange(pieces_changed_, false), std::exchange(removed_some_, false));
  // Looked at after the commit: what went into a file that nobody can find again is not acknowledged.
  if (!files_->are_there()) return lose();
  if (std::exchange(lost_, false)) drop_rescued();
  if (!highest_.note(sequence_)) return why_ = "The file " + highest_file(path_) + " cannot be written.";
  return {};
}

std::string SqliteWriter::write_all(std::vector<Job>& jobs) {
  now_ = now_text();
  pieces_.clear();
  bool ok = begin_with_sequence();
  if (ok && sequence_ < highest_.number()) {
    const std::string there = std::to_string(sequence_);
    return "Answers are missing: number " + std::to_string(highest_.number()) +
           " was acknowledged, and the store ends at " + there +
           ". Keep its files as they are. docs/scale.md says how to go on: bring back a backup, or say with "
           "roadshow accept that the store is right as it is.";
  }
  for (size_t i = 0; ok && i < jobs.size(); ++i) {
    if (!std::holds_alternative<Insert>(jobs[i].work)) ok = put_pieces();
    ok = ok && std::visit([&](const auto& work_to_do) { return work(work_to_do, jobs[i].result); }, jobs[i].work);
  }
  ok = ok && put_pieces() && run_once(commit_);
  return ok ? std::string() : database_.reason();
}

std::string SqliteWriter::lose() {
  if (!std::exchange(lost_, true)) {
    rescued_ = rescue(database_, path_, highest_.number());
    database_.truncate_log();  // all that was acknowledged is in the file itself, wherever that is now
    database_.leave_log();
  }
  return "The files of the store were moved, deleted or replaced while they were in use: " + path_ +
         ". Put them back as they were. " +
         (rescued_.empty() ? "If they were deleted, do not stop roadshow serve: it alone still has them open."
                           : where_rescued());
}

// The store itself is back.
void SqliteWriter::drop_rescued() {
  std::error_code error;
  if (!rescued_.empty()) std::filesystem::remove(rescued_, error);
  rescued_.clear();
}

std::string SqliteWriter::where_rescued() const {
  return rescued_.empty() ? std::string() : "All that was acknowledged is also in " + rescued_ + ".";
}

// As another process sees it. Bytes that were written into the open file are hidden from us by what we hold in memory.
bool SqliteWriter::is_written_over() const {
  Database fresh(path_, Database::Mode::read_only);
  Statement last = fresh.prepare("select coalesce(max(sequence), 0) from response");
  return last.step() == Step::row ? last.number(0) < highest_.number() : fresh.is_damaged();
}

std::chrono::milliseconds SqliteWriter::upkeep(Moment moment) {
  highest_.sync();
  if (!why_.empty() || lost_ || !files_->are_there()) return std::chrono::seconds(1);
  const auto pause = upkeep_.step(moment);
  if (pause.count() > 0 && moment != Moment::closing && is_written_over()) {
    rescued_ = rescue(database_, path_, highest_.number());
    why_ = "The file of the store was written over while it was in use: " + path_ +
           ". Keep what is there, and bring back a backup. " + where_rescued();
  }
  return pause;
}

bool SqliteWriter::begin_with_sequence() {
  if (!run_once(begin_)) return false;
  const bool ok = last_.step() == Step::row;
  sequence_ = ok ? last_.number(0) : 0;
  last_.reset();
  return ok;
}

// A key that is taken is a conflict, and then nothing of the response is stored.
bool SqliteWriter::work(const Insert& put, WorkResult& result) {
  const Record& record = put.record;
  bool taken = false;
  if (record.equality && !is_taken(PieceKind::equality, *record.equality, taken)) return false;
  if (record.contact && !is_taken(PieceKind::contact, *record.contact, taken)) return false;
  if (taken) return find_same(record, result.put);
  insert_.bind(1, record.id).bind(2, record.survey).bind(3, record.version).bind(4, record.sha256);
  insert_.bind(5, sequence_ + 1).bind(6, now_).bind(7, record.body).bind(8, put.body_sha256);
  insert_.bind(9, record.month).bind(10, record.withdrawal);
  if (!run_once(insert_)) return false;
  if (database_.changes() == 0) return find_same(record, result.put);
  result.put = {InsertOutcome::stored, {record.id, record.sha256, ++sequence_, now_}, ""};
  if (record.equality) pieces_.push_back({PieceKind::equality, &record, &*record.equality});
  if (record.contact) pieces_.push_back({PieceKind::contact, &record, &*record.contact});
  return true;
}

bool SqliteWriter::is_taken(PieceKind part, const Piece& piece, bool& taken) {
  for (const Waiting& waiting : pieces_) taken = taken || (waiting.part == part && waiting.piece->key == piece.key);
  Statement& find = part == PieceKind::equality ? find_equality_ : find_contact_;
  const Step step = find.bind(1, piece.key).step();
  find.reset();
  taken = taken || step == Step::row;
  return step != Step::failed;
}

// All that came in one transaction, in the order of their keys: it says nothing of which piece came with which
// response.
bool SqliteWriter::put_pieces() {
  std::sort(pieces_.begin(), pieces_.end(), [](const Waiting& a, const Waiting& b) {
    return std::pair(a.part, std::string_view(a.piece->key)) < std::pair(b.part, std::string_view(b.piece->key));
  });
  for (const Waiting& waiting : pieces_) {
    Statement& insert = waiting.part == PieceKind::equality ? insert_equality_ : insert_contact_;
    const std::string& month =
        waiting.record->apart_month.empty() ? waiting.record->month : waiting.record->apart_month;
    insert.bind(1, waiting.piece->key).bind(2, waiting.record->survey).bind(3, month);
    if (!run_once(insert.bind(4, waiting.piece->body))) return false;
  }
  pieces_changed_ = pieces_changed_ || !pieces_.empty();
  pieces_.clear();
  return true;
}

bool SqliteWriter::find_same(const Record& record, InsertResult& result) {
  const Step step = find_.bind(1, record.id).step();
  const bool found = step == Step::row;
  result.outcome = InsertOutcome::conflict;
  if (found) {
    const std::string stored = find_.text(0);
    if (stored == record.sha256) result.outcome = InsertOutcome::same;
    if (result.outcome == InsertOutcome::same) result.receipt = {record.id, stored, find_.number(1), find_.text(2)};
  }
  find_.reset();
  return step != Step::failed;
}

bool SqliteWriter::work(const Withdrawal& withdrawal, WorkResult& result) {
  Statement find =
      database_.prepare("select id from response where id >= ? and id < ? and survey = ? and withdrawal = ?");
  const std::string id_end = withdrawal.id_start + "g";  // after every hexadecimal digit
  find.bind(1, withdrawal.id_start).bind(2, id_end).bind(3, withdrawal.survey).bind(4, withdrawal.withdrawal);
  const auto ids = all_of(find);
  if (!ids) return false;
  result.found = !ids->empty();
  if (!result.found) return true;
  removed_some_ = pieces_changed_ = true;
  int64_t removed = 0;
  Statement equality = database_.prepare(delete_from(equality_table));
  Statement contact = database_.prepare(delete_from(contact_table));
  return remove(*ids, withdrawal.survey, "withdrawn", removed) &&
         run_once(equality.bind(1, withdrawal.equality_key).bind(2, withdrawal.survey)) &&
         run_once(contact.bind(1, withdrawal.contact_key).bind(2, withdrawal.survey));
}

// Answers go, and what staff wrote beside them; the id stays, with the reason.
bool SqliteWriter::remove(const std::vector<std::string>& ids, const std::string& survey, std::string_view reason,
                          int64_t& removed) {
  Statement response =
      database_.prepare("update response set body = '', body_sha256 = '', removed = ? where id = ? and removed = ''");
  Statement flag = database_.prepare("delete from entry where kind = 'flag' and key = ?");
  Statement annotations =
      database_.prepare("delete from entry where kind in ('annotation', 'quote') and key >= ? and key < ?");
  for (const std::string& id : ids) {
    if (!run_once(response.bind(1, reason).bind(2, id))) return false;
    removed += database_.changes();
    const std::string first = std::string(survey).append("/").append(id).append("/");
    std::string end = first;
    end.back() = '0';  // which comes after "/"
    if (!run_once(flag.bind(1, id)) || !run_once(annotations.bind(1, first).bind(2, end))) return false;
  }
  return true;
}

bool SqliteWriter::work(const DeletePiece& remove, WorkResult& /*result*/) {
  removed_some_ = pieces_changed_ = true;
  Statement piece = database_.prepare(delete_from(remove.part == PieceKind::equality ? equality_table : contact_table));
  return run_once(piece.bind(1, remove.key).bind(2, remove.survey));
}

bool SqliteWriter::work(const DeleteSomeBefore& before, WorkResult& result) {
  const auto count = [&](const std::string& sql, int64_t& removed) {
    Statement statement = database_.prepare(sql);
    statement.bind(1, before.survey).bind(2, before.month).bind(3, before.most);
    const bool ok = run_once(statement);
    removed = ok ? database_.changes() : 0;
    removed_some_ = removed_some_ || removed > 0;
    pieces_changed_ = pieces_changed_ || removed > 0;
    return ok;
  };
  Statement find = database_.prepare("select id from response where survey = ? and month < ? and removed = '' limit ?");
  const auto ids = all_of(find.bind(1, before.survey).bind(2, before.month).bind(3, before.most));
  if (!ids || !remove(*ids, before.survey, "expired", result.removed.responses)) return false;
  removed_some_ = removed_some_ || !ids->empty();
  return count(delete_some_from(equality_table), result.removed.equality) &&
         count(delete_some_from(contact_table), result.removed.contact);
}

bool SqliteWriter::work(const Entry& entry, WorkResult& result) {
  const bool only_add = entry.kind == "audit";
  Statement keep = database_.prepare(only_add ? "insert into entry values(?, ?, ?) on conflict do nothing"
                                              : "insert or replace into entry values(?, ?, ?)");
  const bool ok = run_once(keep.bind(1, entry.kind).bind(2, entry.key).bind(3, entry.body));
  removed_some_ = removed_some_ || !only_add;  // what it replaced
  if (ok && database_.changes() == 0) result.why = "The audit log has an entry with this key already.";
  return ok;
}

bool SqliteWriter::work(const CompareAndSwap& keep, WorkResult& result) {
  const auto& [entry, provided] = keep;
  if (!provided.response.empty()) {
    Statement find = database_.prepare("select body from response where id = ? and survey = ? and removed = ''");
    auto bodies = all_of(find.bind(1, provided.response).bind(2, provided.survey));
    if (!bodies) return false;
    if (bodies->empty()) return true;
    result.kept.response = std::move(bodies->front());
  }
  if (provided.before) {
    Statement find = database_.prepare("select body from entry where kind = ? and key = ?");
    const auto bodies = all_of(find.bind(1, entry.kind).bind(2, entry.key));
    if (!bodies) return false;
    const std::string there = bodies->empty() ? std::string() : bodies->front();
    if (there != *provided.before && there != entry.body) return true;
  }
  Statement put = database_.prepare("insert or replace into entry values(?, ?, ?)");
  result.kept.kept = true;
  return run_once(put.bind(1, entry.kind).bind(2, entry.key).bind(3, entry.body));
}

bool SqliteWriter::work(const DropEntry& drop, WorkResult& /*result*/) {
  removed_some_ = true;
  Statement remove = database_.prepare("delete from entry where kind = ? and key = ?");
  return run_once(remove.bind(1, drop.kind).bind(2, drop.key));
}

bool SqliteWriter::work(const Check& /*check*/, WorkResult& /*result*/) { return run_once(probe_.bind(1, now_)); }

}  // namespace roadshow::server
