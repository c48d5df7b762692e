#include "server/store/postgres.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

namespace roadshow::server {
namespace {

// The answers to so many statements fit the buffers of a socket, so that the server never waits for us while we wait
// for it (libpq's manual, "Pipeline Mode").
constexpr size_t most_at_once = 400;

std::string first_line(const char* text) {
  std::string line(text);
  line.resize(std::min(line.find('\n'), line.size()));
  return line;
}

std::vector<const char*> pointers_to(const std::vector<std::string>& texts) {
  std::vector<const char*> pointers;
  pointers.reserve(texts.size());
  for (const std::string& text : texts) pointers.push_back(text.c_str());
  return pointers;
}

}  // namespace

bool PgResult::ok() const {
  const ExecStatusType status = PQresultStatus(result_.get());
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

std::string_view PgResult::state() const {
  const char* state = PQresultErrorField(result_.get(), PG_DIAG_SQLSTATE);
  return state ? state : "";
}

std::string PgResult::message() const { return first_line(PQresultErrorMessage(result_.get())); }

int64_t PgResult::changed() const { return std::atoll(PQcmdTuples(result_.get())); }

std::string PgResult::text(int row, int column) const {
  return {PQgetvalue(result_.get(), row, column), static_cast<size_t>(PQgetlength(result_.get(), row, column))};
}

int64_t PgResult::number(int row, int column) const { return std::atoll(PQgetvalue(result_.get(), row, column)); }

namespace {

struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};
using Options = std::unique_ptr<PQconninfoOption, FreeOptions>;

std::string value_of(const Options& options, std::string_view keyword) {
  for (const PQconninfoOption* one = options.get(); one && one->keyword; ++one) {
    if (one->keyword == keyword && one->val) return one->val;
  }
  return {};
}

// Nothing when it cannot be read. Where a sign in a password was not written as % and digits, a part of the password
// is taken for a host, a port or a name, and would be said when there is none.
Options options_of(const std::string& address) {
  Options options(PQconninfoParse(address.c_str(), nullptr));
  const bool plain = value_of(options, "host").find('@') == std::string::npos &&
                     value_of(options, "dbname").find('@') == std::string::npos &&
                     value_of(options, "port").find_first_not_of("0123456789,") == std::string::npos;
  return plain ? std::move(options) : nullptr;
}

}  // namespace

std::string shown_address(const std::string& address) {
  const Options options = options_of(address);
  const std::string port = value_of(options, "port");
  const std::string name = value_of(options, "dbname");
  return "postgresql://" + value_of(options, "host") + (port.empty() ? "" : ":" + port) +
         (name.empty() ? "" : "/" + name);
}

PgConnection::PgConnection(const std::string& address) {
  if (!options_of(address)) {
    why_ =
        "The address of the database cannot be read. It is postgresql://user@host/name; signs such as @ / ? # in a "
        "password are written as % and two digits, and it is safer in PGPASSFILE.";
    return;
  }
  // The first ones are ours unless the address says otherwise: it comes after them. Seconds, and milliseconds.
  constexpr std::array names = {"connect_timeout",     "tcp_user_timeout", "keepalives_idle",
                                "keepalives_interval", "dbname",           static_cast<const char*>(nullptr)};
  const std::array values = {"5", "10000", "10", "5", address.c_str(), static_cast<const char*>(nullptr)};
  connection_.reset(PQconnectdbParams(names.data(), values.data(), 1));
  if (usable())
    PQsetNoticeProcessor(
        connection_.get(), [](void*, const char*) {}, nullptr);
}

std::string PgConnection::failure() const {
  return why_.empty() ? "The database cannot be reached: " + first_line(PQerrorMessage(connection_.get())) + "." : why_;
}

PgResult PgConnection::run(const std::string& sql, const std::vector<std::string>& arguments) {
  return PgResult(PQexecParams(connection_.get(), sql.c_str(), static_cast<int>(arguments.size()), nullptr,
                               pointers_to(arguments).data(), nullptr, nullptr, 0));
}

std::vector<PgResult> PgConnection::run_all(const std::vector<PgStatement>& statements) {
  std::vector<PgResult> results;
  for (size_t first = 0; first < statements.size(); first += most_at_once) {
    run_some(statements, first, std::min(first + most_at_once, statements.size()), results);
    if (!results.back().ok()) break;
  }
  return results;
}

void PgConnection::run_some(const std::vector<PgStatement>& statements, size_t first, size_t end,
                            std::vector<PgResult>& results) {
  PGconn* connection = connection_.get();
  bool sent = PQenterPipelineMode(connection) == 1;
  for (size_t i = first; sent && i < end; ++i) {
    const PgStatement& statement = statements[i];
    sent = PQsendQueryParams(connection, statement.sql.c_str(), static_cast<int>(statement.arguments.size()), nullptr,
                             pointers_to(statement.arguments).data(), nullptr, nullptr, 0) == 1;
  }
  sent = sent && PQpipelineSync(connection) == 1;
  bool failed = !sent;
  for (size_t i = first; sent && i < end; ++i) {
    PgResult result(PQgetResult(connection));
    if (!failed) results.push_back(std::move(result));
    failed = !results.back().ok();
    if (!usable()) break;
    while (PGresult* rest = PQgetResult(connection)) PQclear(rest);  // the nothing that ends each statement
  }
  if (sent && usable()) PQclear(PQgetResult(connection));  // the sync
  if (usable()) PQexitPipelineMode(connection);
  if (!sent) results.emplace_back(nullptr);
}

bool is_passing(std::string_view state) {
  return state.empty() || state == "40001" || state == "40P01" || state == "40003" || state == "25006" ||
         state.starts_with("08") || state.starts_with("57P");
}

std::string pg_array(const std::vector<std::string>& texts) {
  std::string array = "{";
  for (const std::string& text : texts) {
    if (array.size() > 1) array += ',';
    array += '"';
    for (const char c : text) {
      if (c == '"' || c == '\\') array += '\\';
      array += c;
    }
    array += '"';
  }
  return array + "}";
}

}  // namespace roadshow::server
