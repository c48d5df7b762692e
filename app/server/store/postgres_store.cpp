// A store in a PostgreSQL database, or in one that speaks its protocol. Any number of processes share it.
#include <algorithm>
#include <optional>

#include "server/store/postgres_writer.hpp"
#include "server/store/store.hpp"
#include "server/store/write_queue.hpp"

namespace roadshow::server {
namespace {

constexpr int page_rows = 500;  // read at a time

std::string reason(const PgResult& result) { return "The store cannot be read: " + result.message() + "."; }

// A connection that is made when it is first needed, and gives one page at a time.
class Reader {
 public:
  explicit Reader(std::string address) : address_(std::move(address)) {}

  template <class Row, class Take>
  Result<std::vector<Row>> page(const std::string& sql, const std::string& survey, const std::string& after,
                                const Take& take) {
    if (!connection_) connection_.emplace(address_);
    if (!connection_->usable()) return Problems{{{}, connection_->failure()}};
    const PgResult rows = connection_->run(sql, {survey, after, std::to_string(page_rows)});
    if (!rows.ok()) return Problems{{{}, reason(rows)}};
    std::vector<Row> page;
    page.reserve(static_cast<size_t>(rows.rows()));
    for (int i = 0; i < rows.rows(); ++i) page.push_back(take(rows, i));
    return page;
  }

 private:
  const std::string address_;
  std::optional<PgConnection> connection_;
};

class PostgresStore : public QueuedStore {
 public:
  explicit PostgresStore(const std::string& address)
      : address_(address),
        writer_(address),
        queue_([this](std::vector<Job>& jobs) { return writer_.write(jobs); },
               [this](Moment moment) { return writer_.upkeep(moment); }) {}

  std::string for_each_entry(const std::string& kind, const std::function<void(const Entry&)>& take) override {
    std::vector<Entry> entries;  // sorted here, since databases sort text in many ways
    std::string why =
        read_pages("select key, body from roadshow_entry where kind = $1 and key > $2 order by key limit $3", kind, "",
                   [&](const PgResult& rows, int i) {
                     entries.push_back({kind, rows.text(i, 0), rows.text(i, 1)});
                   });
    if (!why.empty()) return why;
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.key < b.key; });
    for (const Entry& entry : entries) take(entry);
    return {};
  }

  Pages pages(const std::string& survey) override {
    return [reader = std::make_shared<Reader>(address_), survey,
            after = std::string("00000000-0000-0000-0000-000000000000")]() mutable {
      return reader->page<Stored>(
          "select r.sequence, r.id, r.version, r.sha256, r.body, r.month, r.withdrawal, r.stored_at, "
          "coalesce(e.body, '') from roadshow_response r "
          "left join roadshow_entry e on e.kind = 'flag' and e.key = r.id::text "
          "where r.survey = $1 and r.removed = '' and r.id > $2::uuid order by r.id limit $3",
          survey, std::string(after), [&](const PgResult& rows, int i) {
            after = rows.text(i, 1);
            return Stored{{rows.text(i, 1),
                           survey,
                           rows.text(i, 2),
                           rows.text(i, 3),
                           rows.text(i, 4),
                           rows.text(i, 5),
                           rows.text(i, 6),
                           {},
                           {}},
                          {rows.text(i, 1), rows.text(i, 3), rows.number(i, 0), rows.text(i, 7)},
                          rows.text(i, 8)};
          });
    };
  }

  PiecePages piece_pages(PieceKind part, const std::string& survey) override {
    const std::string table = part == PieceKind::equality ? "roadshow_equality" : "roadshow_contact";
    return [reader = std::make_shared<Reader>(address_), table, survey, after = std::string()]() mutable {
      return reader->page<StoredPiece>(
          "select key, body, month from " + table + " where survey = $1 and key > $2 order by key limit $3", survey,
          std::string(after), [&](const PgResult& rows, int i) {
            after = rows.text(i, 0);
            return StoredPiece{{after, rows.text(i, 1)}, rows.text(i, 2)};
          });
    };
  }

  Result<int64_t> count() override {
    PgConnection connection(address_);
    if (!connection.usable()) return Problems{{{}, connection.failure()}};
    const PgResult rows = connection.run("select count(*) from roadshow_response where removed = ''");
    if (!rows.ok()) return Problems{{{}, reason(rows)}};
    return rows.number(0, 0);
  }

 private:
  WriteQueue& queue() override { return queue_; }

  // Page after page, each from where the last one ended, in the order of the first column. The reason why not, or
  // nothing.
  std::string read_pages(const std::string& sql, const std::string& argument, std::string after,
                         const std::function<void(const PgResult&, int)>& take) {
    PgConnection connection(address_);
    if (!connection.usable()) return connection.failure();
    while (true) {
      const PgResult rows = connection.run(sql, {argument, after, std::to_string(page_rows)});
      if (!rows.ok()) return reason(rows);
      for (int i = 0; i < rows.rows(); ++i) take(rows, i);
      if (rows.rows() < page_rows) return {};
      after = rows.text(rows.rows() - 1, 0);
    }
  }

  const std::string address_;
  PgWriter writer_;  // used by the queue's thread alone
  WriteQueue queue_;
};

}  // namespace

std::unique_ptr<Store> postgres_store(const std::string& address) { return std::make_unique<PostgresStore>(address); }

}  // namespace roadshow::server
