#include "server/store/postgres_writer.hpp"

#include <algorithm>
#include <chrono>
#include <random>
#include <thread>

#include "server/store/postgres_schema.hpp"

namespace roadshow::server {
namespace {

constexpr int most_tries = 6;
constexpr int64_t block_size = 1000;  // never changed: the number of a block says which sequences are in it

const std::string insert_response =
    "insert into roadshow_response(id, survey, version, sha256, sequence, stored_at, body, body_sha256, month, "
    "withdrawal) values($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict(id) do nothing";

std::string table_of(PieceKind part) { return part == PieceKind::equality ? "roadshow_equality" : "roadshow_contact"; }

PgStatement insert_piece(PieceKind part, const Record& record, const Piece& piece) {
  return {"insert into " + table_of(part) + "(key, survey, month, body) values($1, $2, $3, $4) on conflict do nothing",
          {piece.key, record.survey, record.apart_month.empty() ? record.month : record.apart_month, piece.body}};
}

std::string delete_piece(PieceKind part) { return "delete from " + table_of(part) + " where key = $1 and survey = $2"; }

// The first or last UUID that starts so. Empty when none does.
std::string filled(const std::string& start, char with) {
  const std::string all(36, with);
  if (start.size() > all.size()) return {};
  std::string id = start + all.substr(start.size());
  for (size_t i = 0; i < id.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash && i >= start.size()) id[i] = '-';
    const bool digit = (id[i] >= '0' && id[i] <= '9') || (id[i] >= 'a' && id[i] <= 'f');
    if (dash ? id[i] != '-' : !digit) return {};
  }
  return id;
}

// As an array to be an argument.
std::string first_column(const PgResult& rows) {
  std::vector<std::string> list;
  list.reserve(static_cast<size_t>(rows.rows()));
  for (int row = 0; row < rows.rows(); ++row) list.push_back(rows.text(row, 0));
  return pg_array(list);
}

// Two that met do not meet again at once.
void pause(int attempt) {
  thread_local std::minstd_rand random(std::random_device{}());
  const int most = 10 << attempt;  // ms
  std::this_thread::sleep_for(std::chrono::milliseconds(std::uniform_int_distribution(most / 2, most)(random)));
}

}  // namespace

std::string PgWriter::write(std::vector<Job>& jobs) {
  now_ = now_text();
  for (Job& job : jobs) job.result.put.receipt.sequence = 0;
  Try failure;
  for (int attempt = 0; attempt < most_tries; ++attempt) {
    const bool was_open = connection_.has_value();
    failure = write_once(jobs);
    if (!failure) return {};
    if (connection_ && connection_->usable()) {
      connection_->run("rollback");
    } else {
      connection_.reset();
      if (!was_open) return failure->why;  // could not be reached; those who sent it try again later
    }
    if (!failure->passing) break;
    pause(attempt);
  }
  if (failure->passing || jobs.size() == 1) return failure->why;
  for (Job& job : jobs) {
    std::vector<Job> alone(1);
    alone[0].work = std::move(job.work);
    const std::string why = write(alone);
    job.result = why.empty() ? std::move(alone[0].result) : not_done(why);
  }
  return {};
}

std::chrono::milliseconds PgWriter::upkeep(Moment moment) {
  if (!connection_) return std::chrono::minutes(1);  // the next response, or check, opens it
  const auto pause = upkeep_.step(*connection_, moment);
  if (!connection_->usable()) connection_.reset();
  return pause;
}

PgWriter::Try PgWriter::write_once(std::vector<Job>& jobs) {
  if (Try failure = open()) return failure;
  if (Try failure = take_sequences(jobs)) return failure;
  std::vector<Job*> known;
  if (Try failure = put_all(jobs, known)) return failure;
  for (Job& job : jobs) {
    if (Try failure = std::visit([&](const auto& to_do) { return work(to_do, job.result); }, job.work)) return failure;
  }
  if (Try failure = run("commit", {})) return failure;
  return find_known(known);
}

PgWriter::Try PgWriter::open() {
  if (connection_) return {};
  connection_.emplace(address_);
  if (!connection_->usable()) return Failure{connection_->failure()};
  // What is acknowledged must be on the disk, whatever the server was told for others.
  const PgResult durable = connection_->run("show synchronous_commit");
  if (durable.ok() && durable.text(0, 0) == "off") connection_->run("set synchronous_commit = on");
  if (std::string why = migrate(*connection_); !why.empty()) return Failure{std::move(why), false};
  next_sequence_ = sequences_end_ = 0;
  return {};
}

// Numbers that no other process has: from a block of a thousand that is ours alone. They are kept over tries.
PgWriter::Try PgWriter::take_sequences(std::vector<Job>& jobs) {
  for (Job& job : jobs) {
    int64_t& sequence = job.result.put.receipt.sequence;
    if (!std::holds_alternative<Insert>(job.work) || sequence != 0) continue;
    while (next_sequence_ == sequences_end_) {
      const PgResult block = connection_->run(
          "insert into roadshow_block(number, taken_at) select coalesce(max(number), 0) + 1, $1::text from "
          "roadshow_block on conflict do nothing returning number",
          {now_});
      if (!block.ok()) return failure_of(block);
      if (block.rows() == 0) continue;  // another process was faster
      next_sequence_ = (block.number(0, 0) - 1) * block_size + 1;
      sequences_end_ = next_sequence_ + block_size;
    }
    sequence = next_sequence_++;
  }
  return {};
}

// Begins the transaction and puts every response into it. `known` get those whose id was there before.
PgWriter::Try PgWriter::put_all(std::vector<Job>& jobs, std::vector<Job*>& known) {
  std::vector<PgStatement> statements = {{"begin"}};
  std::vector<Job*> puts;
  for (Job& job : jobs) {
    if (std::holds_alternative<Insert>(job.work)) puts.push_back(&job);
  }
  // All processes go through the ids in one direction, so that no two wait for each other.
  std::stable_sort(puts.begin(), puts.end(), [](const Job* a, const Job* b) {
    return std::get<Insert>(a->work).record.id < std::get<Insert>(b->work).record.id;
  });
  for (const Job* job : puts) {
    const auto& [record, body_sha256] = std::get<Insert>(job->work);
    statements.push_back(
        {insert_response,
         {record.id, record.survey, record.version, record.sha256, std::to_string(job->result.put.receipt.sequence),
          now_, record.body, body_sha256, record.month, record.withdrawal}});
  }
  const std::vector<PgResult> results = connection_->run_all(statements);
  if (!results.back().ok()) return failure_of(results.back());
  std::vector<Job*> stored;
  for (size_t i = 0; i < puts.size(); ++i) {
    if (results[i + 1].changed() == 0) {
      known.push_back(puts[i]);
      continue;
    }
    const Record& record = std::get<Insert>(puts[i]->work).record;
    const int64_t sequence = puts[i]->result.put.receipt.sequence;
    puts[i]->result.put = {InsertOutcome::stored, {record.id, record.sha256, sequence, now_}, ""};
    if (record.equality || record.contact) stored.push_back(puts[i]);
  }
  return put_pieces(stored);
}

// A key that is taken is a conflict, and then none of the pieces may stay.
PgWriter::Try PgWriter::put_pieces(const std::vector<Job*>& stored) {
  if (stored.empty()) return {};
  upkeep_.pieces_changed();
  struct InsertedPiece {
    Job* job;
    PieceKind part;
  };
  std::vector<PgStatement> statements;
  std::vector<InsertedPiece> pieces;
  const auto add = [&](Job* job, PieceKind part, const std::optional<Piece>& piece) {
    if (!piece) return;
    statements.push_back(insert_piece(part, std::get<Insert>(job->work).record, *piece));
    pieces.push_back({job, part});
  };
  for (Job* job : stored) {
    add(job, PieceKind::equality, std::get<Insert>(job->work).record.equality);
    add(job, PieceKind::contact, std::get<Insert>(job->work).record.contact);
  }
  const std::vector<PgResult> results = connection_->run_all(statements);
  if (!results.back().ok()) return failure_of(results.back());

  for (size_t i = 0; i < pieces.size(); ++i) {
    if (results[i].changed() == 0) pieces[i].job->result.put.outcome = InsertOutcome::conflict;
  }
  for (size_t i = 0; i < pieces.size(); ++i) {
    const Job& job = *pieces[i].job;
    if (job.result.put.outcome != InsertOutcome::conflict) continue;
    const Record& record = std::get<Insert>(job.work).record;
    if (Try failure = run("delete from roadshow_response where id = $1", {record.id})) return failure;
    if (results[i].changed() == 0) continue;
    const Piece& piece = pieces[i].part == PieceKind::equality ? *record.equality : *record.contact;
    if (Try failure = run(delete_piece(pieces[i].part), {piece.key, record.survey})) return failure;
  }
  return {};
}

// What is known is never forgotten, so it can be read after the commit. One that has our own sequence is ours: an
// earlier try did reach the disk, only its acknowledgement was lost.
PgWriter::Try PgWriter::find_known(const std::vector<Job*>& known) {
  if (known.empty()) return {};
  std::vector<PgStatement> statements;
  statements.reserve(known.size());
  for (const Job* job : known) {
    statements.push_back({"select sha256, sequence, stored_at from roadshow_response where id = $1",
                          {std::get<Insert>(job->work).record.id}});
  }
  const std::vector<PgResult> results = connection_->run_all(statements);
  if (!results.back().ok()) return failure_of(results.back());
  for (const PgResult& result : results) {
    if (result.rows() == 0) return Failure{"A response came and went while it was being stored."};
  }
  for (size_t i = 0; i < known.size(); ++i) {
    const Record& record = std::get<Insert>(known[i]->work).record;
    InsertResult& put = known[i]->result.put;
    const int64_t ours = put.receipt.sequence;
    const Receipt found{record.id, results[i].text(0, 0), results[i].number(0, 1), results[i].text(0, 2)};
    const bool same = found.sha256 == record.sha256;
    put.outcome = !same                    ? InsertOutcome::conflict
                  : found.sequence == ours ? InsertOutcome::stored
                                           : InsertOutcome::same;
    if (same) put.receipt = found;
  }
  return {};
}

PgWriter::Try PgWriter::run(const std::string& sql, const std::vector<std::string>& arguments, int64_t* changed) {
  const PgResult result = connection_->run(sql, arguments);
  if (!result.ok()) return failure_of(result);
  if (changed) *changed = result.changed();
  return {};
}

PgWriter::Failure PgWriter::failure_of(const PgResult& result) const {
  if (!connection_->usable()) return {connection_->failure()};
  return {"The database did not do it: " + result.message() + ".", is_passing(result.state())};
}

PgWriter::Try PgWriter::work(const Insert& /*put*/, WorkResult& /*result*/) { return {}; }

PgWriter::Try PgWriter::work(const Withdrawal& withdrawal, WorkResult& result) {
  const std::string first = filled(withdrawal.id_start, '0');
  const std::string last = filled(withdrawal.id_start, 'f');
  if (first.empty() || last.empty()) return {};
  const std::string where = " where id >= $1 and id <= $2 and survey = $3 and withdrawal = $4";
  const std::vector<std::string> arguments = {first, last, withdrawal.survey, withdrawal.withdrawal};
  const PgResult found = connection_->run("select id from roadshow_response" + where, arguments);
  if (!found.ok()) return failure_of(found);
  result.found = found.rows() > 0;
  if (!result.found) return {};
  int64_t removed = 0;
  if (Try failure = remove(first_column(found), "withdrawn", removed)) return failure;
  if (Try failure = run(delete_piece(PieceKind::equality), {withdrawal.equality_key, withdrawal.survey}))
    return failure;
  return run(delete_piece(PieceKind::contact), {withdrawal.contact_key, withdrawal.survey});
}

// Answers go, and what staff wrote beside them; the ids stay, with the reason.
PgWriter::Try PgWriter::remove(const std::string& ids, const std::string& reason, int64_t& removed) {
  if (Try failure = run("update roadshow_response set body = '', body_sha256 = '', removed = $2 "
                        "where id = any($1::uuid[]) and removed = ''",
                        {ids, reason}, &removed))
    return failure;
  if (Try failure = run("delete from roadshow_entry where kind = 'flag' and key = any($1::text[])", {ids}))
    return failure;
  return run(
      "delete from roadshow_entry where kind in ('annotation', 'quote') and split_part(key, '/', 2) = any($1::text[])",
      {ids});
}

PgWriter::Try PgWriter::work(const DeletePiece& remove, WorkResult& /*result*/) {
  return run(delete_piece(remove.part), {remove.key, remove.survey});
}

PgWriter::Try PgWriter::work(const DeleteSomeBefore& before, WorkResult& result) {
  const PgResult ids =
      connection_->run("select id from roadshow_response where survey = $1 and month < $2 and removed = '' limit $3",
                       {before.survey, before.month, std::to_string(before.most)});
  if (!ids.ok()) return failure_of(ids);
  if (ids.rows() > 0) {
    if (Try failure = remove(first_column(ids), "expired", result.removed.responses)) return failure;
  }
  if (Try failure = remove_some(table_of(PieceKind::equality), before, result.removed.equality)) return failure;
  return remove_some(table_of(PieceKind::contact), before, result.removed.contact);
}

PgWriter::Try PgWriter::remove_some(const std::string& table, const DeleteSomeBefore& remove, int64_t& removed) {
  const PgResult keys = connection_->run("select key from " + table + " where survey = $1 and month < $2 limit $3",
                                         {remove.survey, remove.month, std::to_string(remove.most)});
  if (!keys.ok()) return failure_of(keys);
  return run("delete from " + table + " where key = any($1::text[])", {first_column(keys)}, &removed);
}

PgWriter::Try PgWriter::work(const Entry& entry, WorkResult& result) {
  const bool only_add = entry.kind == "audit";
  const std::string conflict = only_add ? "nothing" : "update set body = excluded.body";
  int64_t changed = 0;
  if (Try failure =
          run("insert into roadshow_entry(kind, key, body) values($1, $2, $3) on conflict(kind, key) do " + conflict,
              {entry.kind, entry.key, entry.body}, &changed))
    return failure;
  if (changed > 0) return {};
  // The very same is there when an earlier try reached the disk and its acknowledgement was lost.
  const PgResult found =
      connection_->run("select body from roadshow_entry where kind = $1 and key = $2", {entry.kind, entry.key});
  if (!found.ok()) return failure_of(found);
  if (found.rows() == 0 || found.text(0, 0) != entry.body)
    result.why = "The audit log has an entry with this key already.";
  return {};
}

PgWriter::Try PgWriter::work(const CompareAndSwap& keep, WorkResult& result) {
  const auto& [entry, provided] = keep;
  result.kept = {};  // an earlier try may have filled it in
  if (!provided.response.empty()) {
    // Held until the commit, so that a withdrawal comes before this or after it.
    PgResult found = connection_->run(
        "select body from roadshow_response where id = $1::uuid and survey = $2 and removed = '' for update",
        {provided.response, provided.survey});
    if (!found.ok()) return failure_of(found);
    if (found.rows() == 0) return {};
    result.kept.response = found.text(0, 0);
  }
  std::string sql =
      "insert into roadshow_entry(kind, key, body) values($1, $2, $3) on conflict(kind, key) do update set body = "
      "excluded.body";
  std::vector<std::string> arguments = {entry.kind, entry.key, entry.body};
  if (provided.before && provided.before->empty()) {
    sql += " where roadshow_entry.body = excluded.body";
  } else if (provided.before) {
    sql = "update roadshow_entry set body = $3 where kind = $1 and key = $2 and body in ($3, $4)";
    arguments.push_back(*provided.before);
  }
  int64_t changed = 0;
  if (Try failure = run(sql, arguments, &changed)) return failure;
  result.kept.kept = changed > 0;
  return {};
}

PgWriter::Try PgWriter::work(const DropEntry& drop, WorkResult& /*result*/) {
  return run("delete from roadshow_entry where kind = $1 and key = $2", {drop.kind, drop.key});
}

PgWriter::Try PgWriter::work(const Check& /*check*/, WorkResult& /*result*/) {
  return run("insert into roadshow_probe(one, at) values(1, $1) on conflict(one) do update set at = excluded.at",
             {now_});
}

}  // namespace roadshow::server
