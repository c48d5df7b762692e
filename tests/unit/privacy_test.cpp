// The endpoint keeps apart what must be apart, and lets people take it back: on every store, by its own requests.
#include <libpq-fe.h>

#include <set>

#include "server/handlers/access.hpp"
#include "server/handlers/service.hpp"
#include "server/store/postgres.hpp"
#include "server/store/sha256.hpp"
#include "server/store/sqlite.hpp"
#include "store_kinds.hpp"
#include "support.hpp"
#include "survey/response.hpp"
#include "survey/secret.hpp"

using namespace roadshow;
using namespace roadshow::server;
using test::contains;
using test::real_pack;
using test::real_survey;

namespace {

const std::string secret = "0123456789abcdef0123456789abcdef00112233445566778899aabbccddeeff";

Service service_of(Store& store) { return {{real_pack()}, {}, store}; }

Request put(const survey::Response& response) {
  return {"PUT", "/v1/responses/" + response.id, {{"Content-Type", "application/json"}}, survey::canonical(response)};
}

Request post_withdrawal(const Json& body, const std::string& address = "127.0.0.1") {
  Request request{"POST", "/v1/withdrawals", {{"Content-Type", "application/json"}}, body.dump()};
  request.address = address;
  return request;
}

// A response with both pieces, whose person has the secret above.
survey::Response whole_response(uint64_t seed = 1) {
  survey::Response response = survey::sample(real_survey(), real_pack().info, seed);
  const survey::Keys keys = survey::keys_of_secret(response.id, secret);
  response.withdrawal = keys.withdrawal;
  response.equality =
      survey::EqualityPiece{keys.equality, real_survey().equality->sets, {{"age_range", std::string("age_85_over")}}};
  response.contact = survey::ContactPiece{keys.contact, "kim@example.org", ""};
  response.salt = survey::salt_of(secret);
  return response;
}

using Row = std::vector<std::string>;

// Every column of every row, as whoever has the tables sees them.
std::vector<Row> rows_of(const Sqlite& kind, const std::string& table, size_t columns) {
  Database database(kind.folder.store(), Database::Mode::read_only);
  Statement statement = database.prepare("select * from " + table);
  std::vector<Row> rows;
  while (statement.step() == Step::row) {
    Row& row = rows.emplace_back();
    for (size_t i = 0; i < columns; ++i) row.push_back(statement.text(static_cast<int>(i)));
  }
  return rows;
}
std::vector<Row> rows_of(const Postgres& kind, const std::string& table, size_t columns) {
  PgConnection connection(kind.address);
  const PgResult result = connection.run("select * from roadshow_" + table);
  REQUIRE(result.ok());
  std::vector<Row> rows;
  for (int r = 0; r < result.rows(); ++r) {
    Row& row = rows.emplace_back();
    for (size_t i = 0; i < columns; ++i) row.push_back(result.text(r, static_cast<int>(i)));
  }
  return rows;
}

constexpr size_t response_columns = 11;
constexpr size_t piece_columns = 4;  // key, survey, month, body

std::string text_of(const std::vector<Row>& rows) {
  std::string text;
  for (const Row& row : rows) {
    for (const std::string& cell : row) text += cell + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE_TEMPLATE("privacy: nothing that stands in the tables joins a piece to its response", Kind, Sqlite, Postgres) {
  const Kind kind;
  const auto store = kind.open();
  const Service service = service_of(*store);
  std::vector<survey::Response> sent;
  for (uint64_t seed = 0; seed < 60; ++seed) {
    sent.push_back(survey::sample(real_survey(), real_pack().info, seed));
    REQUIRE(handle(put(sent.back()), service).status == 201);
  }
  const auto responses = rows_of(kind, "response", response_columns);
  REQUIRE(responses.size() == sent.size());
  size_t pieces = 0;
  std::vector<std::string> keys;
  for (const char* table : {"equality", "contact"}) {
    for (const Row& piece : rows_of(kind, table, piece_columns)) {
      ++pieces;
      keys.push_back(piece[0]);
      CHECK(piece[1] == "icp-strategy");
      CHECK(piece[2] == "2026-10");  // the first month of its quarter: a month can be of one person alone
      for (const Row& response : responses) {
        for (const std::string& cell : response) {
          CHECK_FALSE(contains(cell, piece[0]));
          CHECK_FALSE(contains(cell, piece[3]));
          for (const std::string& own : {response[0], response[3], response[4], response[5], response[9]})
            CHECK_FALSE((own.size() > 6 && (contains(piece[0], own) || contains(piece[3], own))));
        }
      }
    }
  }
  REQUIRE(pieces > 40);

  // Nor do the hashes: the whole, put together again from what is stored, has another one.
  for (const survey::Response& response : sent) {
    if (!response.equality && !response.contact) continue;
    survey::Response joined = response;
    joined.salt.clear();
    const std::string guess = sha256(survey::canonical(joined));
    for (const Row& row : responses) CHECK(row[3] != guess);
    CHECK_FALSE(contains(text_of(responses), response.salt));
  }
}

TEST_CASE_TEMPLATE("privacy: the order of the pieces in their table is not the order they came in", Kind, Sqlite,
                   Postgres) {
  const Kind kind;
  const auto store = kind.open();
  const Service service = service_of(*store);
  std::vector<std::string> came;
  for (uint64_t seed = 0; seed < 40; ++seed) {
    const survey::Response response = survey::sample(real_survey(), real_pack().info, seed);
    if (response.equality) came.push_back(response.equality->key);
    REQUIRE(handle(put(response), service).status == 201);
  }
  std::vector<std::string> read;
  CHECK(store->for_each_piece(PieceKind::equality, "icp-strategy",
                              [&](const Piece& piece, const std::string&) { read.push_back(piece.key); }) == "");
  CHECK(read.size() == came.size());
  CHECK(std::is_sorted(read.begin(), read.end()));
  CHECK(read != came);
}

TEST_CASE_TEMPLATE("privacy: with reference and code all of it is deleted, and a late replay does not bring it back",
                   Kind, Sqlite, Postgres) {
  const Kind kind;
  const auto store = kind.open();
  const Service service = service_of(*store);
  const survey::Response response = whole_response();
  REQUIRE(handle(put(response), service).status == 201);
  REQUIRE(handle(put(survey::sample(real_survey(), real_pack().info, 7)), service).status == 201);
  REQUIRE(contains(text_of(rows_of(kind, "contact", piece_columns)), "kim@example.org"));
  REQUIRE(contains(text_of(rows_of(kind, "equality", piece_columns)), "age_85_over"));

  const std::string reference = survey::reference(response.id);
  const std::string code = survey::code_of(secret);
  CHECK(handle(post_withdrawal({{"reference", reference}, {"code", code}}), service).status == 204);
  CHECK_FALSE(contains(text_of(rows_of(kind, "contact", piece_columns)), "kim@example.org"));
  const survey::Keys keys = survey::keys_of_secret(response.id, secret);
  CHECK_FALSE(contains(text_of(rows_of(kind, "equality", piece_columns)), keys.equality));
  CHECK(std::get<int64_t>(store->count()) == 1);
  std::string bodies;
  store->for_each_response("icp-strategy", [&](const Stored& stored) { bodies += stored.record.body; });
  CHECK_FALSE(contains(bodies, response.id));

  CHECK(handle(put(response), service).status == 202);
  CHECK(std::get<int64_t>(store->count()) == 1);
  CHECK_FALSE(contains(text_of(rows_of(kind, "contact", piece_columns)), "kim@example.org"));
  CHECK(handle(post_withdrawal({{"reference", reference}, {"code", code}}), service).status == 204);  // and again

  std::string audit;
  CHECK(store->for_each_entry("audit", [&](const Entry& entry) { audit += entry.body; }) == "");
  CHECK(contains(audit, "withdraw a response to icp-strategy"));
  for (const std::string& personal : {response.id, reference, code, std::string("kim@example.org"), keys.withdrawal})
    CHECK_FALSE(contains(audit, personal));
}

TEST_CASE("privacy: nobody learns by trying whether there is such a response") {
  const Sqlite kind;
  const auto store = kind.open();
  const Service service = service_of(*store);
  const survey::Response response = whole_response();
  REQUIRE(handle(put(response), service).status == 201);
  const auto answer_to = [&](const std::string& reference, const std::string& code) {
    const Answer answer = handle(post_withdrawal({{"reference", reference}, {"code", code}}), service);
    std::string text = std::to_string(answer.status) + whole_body(answer).value_or("");
    for (const Header& header : answer.headers) text += header.name + header.value;
    return text;
  };
  const std::string right = survey::reference(response.id);
  const std::string wrong_code = answer_to(right, "7K4M 92HJ QX3D VN8T");
  const std::string wrong_both = answer_to("RS 0000 0000", "7K4M 92HJ QX3D VN8T");
  CHECK(std::get<int64_t>(store->count()) == 1);
  const std::string rightly = answer_to(right, survey::code_of(secret));
  CHECK(std::get<int64_t>(store->count()) == 0);
  CHECK(wrong_code == wrong_both);
  CHECK(rightly == wrong_both);
}

TEST_CASE("privacy: what is no reference or no code is said by its field, and other wrongs as everywhere") {
  const Sqlite kind;
  const auto store = kind.open();
  const Service service = service_of(*store);
  const auto errors_of = [&](const Json& body) {
    const Answer answer = handle(post_withdrawal(body), service);
    CHECK(answer.status == 422);
    return whole_body(answer).value_or("");
  };
  CHECK(contains(errors_of({{"reference", "RS 7K4M"}, {"code", "7K4M 92HJ QX3D VN8T"}}), "/reference"));
  CHECK(contains(errors_of({{"reference", "RS 7K4M 92HJ"}, {"code", "7K4M"}}), "/code"));
  CHECK(contains(errors_of({{"reference", "RS 7K4M 92HJ"}}), "code"));
  CHECK(contains(errors_of({{"reference", 5}, {"code", "x"}, {"name", "Jo"}}), "/name"));
  errors_of(Json::array());
  errors_of({{"reference", std::string(2000, 'A')}, {"code", "x"}});

  Request form = post_withdrawal({{"reference", "RS 7K4M 92HJ"}, {"code", "7K4M 92HJ QX3D VN8T"}});
  form.headers[0].value = "text/plain";
  CHECK(handle(form, service).status == 415);
  form.method = "GET";
  CHECK(handle(form, service).status == 405);
}

TEST_CASE("privacy: who tries many codes must wait, and answers can still be sent meanwhile") {
  const Sqlite kind;
  const auto store = kind.open();
  const Service service = service_of(*store);
  const Json body = {{"reference", "RS 7K4M 92HJ"}, {"code", "7K4M 92HJ QX3D VN8T"}};
  int let_in = 0;
  Answer answer;
  do {
    answer = handle(post_withdrawal(body, "203.0.113.7"), service);
    let_in += answer.status == 204 ? 1 : 0;
  } while (answer.status == 204 && let_in < 1000);
  CHECK(answer.status == 429);
  CHECK(let_in >= 200);  // of one venue, each may take theirs back
  CHECK(let_in < 400);
  CHECK_FALSE(header(answer.headers, "Retry-After").empty());
  Request response = put(whole_response());
  response.address = "203.0.113.7";
  CHECK(handle(response, service).status == 201);
  CHECK(handle(post_withdrawal(body, "203.0.113.8"), service).status == 204);
}

TEST_CASE("privacy: a response without the new parts is stored as before, and its body is the whole") {
  const Sqlite kind;
  const auto store = kind.open();
  const Service service = service_of(*store);
  survey::Response response = survey::sample(real_survey(), real_pack().info, 1);
  response.equality.reset();
  response.contact.reset();
  response.salt.clear();
  response.withdrawal.clear();
  REQUIRE(handle(put(response), service).status == 201);
  store->for_each_response("icp-strategy", [&](const Stored& stored) {
    CHECK(stored.record.body == survey::canonical(response));
    CHECK(stored.record.sha256 == sha256(stored.record.body));
    CHECK(stored.record.withdrawal.empty());
  });
  // Nothing opens it: an empty hash is no code's.
  const Json body = {{"reference", survey::reference(response.id)}, {"code", survey::code_of(secret)}};
  CHECK(handle(post_withdrawal(body), service).status == 204);
  CHECK(std::get<int64_t>(store->count()) == 1);
}
