// The response record: what one person said, as it is posted, stored and exported.
//
// JSON: {"schema": "roadshow/response/1", "id": uuid, "pack", "survey", "version", "language", "channel", "layout",
// "month": "2026-11", "asked": [codes], "answers": {code: "code or words" | ["codes"]}}. The month is the finest time
// kept; a device may say it wrongly, or not at all (server/store/clock.hpp). `asked` lists the questions shown, so that
// "not asked" and "not answered" stay apart for ever.
//
// "definition" says which definition of that version was answered (survey/definition.hpp); devices of before leave it
// out. Three more members may be there while it is on its way: "equality": {"key", "sets": [ids], "answers"},
// "contact":
// {"key", "email" and/or "phone"}, and, beside either, "salt": 32 random hexadecimal digits; also "withdrawal": a hash.
// What is stored as the response is the rest (parts_of). Hashes and keys are made in survey/secret.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "content/pack.hpp"
#include "survey/answers.hpp"

namespace roadshow::survey {

struct EqualityPiece {
  std::string key;
  Codes sets;
  Answers answers;  // not described: their form depends on their questions
};
template <class V>
void describe(V& v, EqualityPiece& piece) {
  v.required("key", piece.key, Rule::text, "the key of the equality answers.");
  v.required("sets", piece.sets, Rule::id, "the sets of questions that were asked.");
}

struct ContactPiece {
  std::string key;
  std::string email;
  std::string phone;
};
template <class V>
void describe(V& v, ContactPiece& piece) {
  v.required("key", piece.key, Rule::text, "the key of the contact details.");
  v.optional("email", piece.email, Rule::text, "An email address.");
  v.optional("phone", piece.phone, Rule::text, "A telephone number.");
}

struct Response {
  std::string id;  // random UUID, made when the survey starts
  std::string pack;
  std::string survey;
  std::string version;
  std::string definition = {};  // definition_digest() of the survey; empty from older devices
  std::string language;
  std::string channel;  // web
  std::string layout;   // flow or stage
  std::string month;
  Codes asked;
  Answers answers;
  std::optional<EqualityPiece> equality;
  std::optional<ContactPiece> contact;
  std::string salt;
  std::string withdrawal;  // empty: it cannot be withdrawn
};

// A response that follows the rules of its survey, or every reason why not. Problems carry JSON pointers. `surveys` may
// hold earlier definitions of a survey behind the present one: a response is read by its own.
Result<Response> read_response(std::string_view json, const std::vector<Survey>& surveys);

// The same, with the one of `surveys` that it answers.
struct AskedResponse {
  Response response;
  const Survey* survey = nullptr;
};
Result<AskedResponse> read_asked(std::string_view json, const std::vector<Survey>& surveys);

// Sorted, compact JSON: what is posted and hashed. read_response(canonical(r)) gives r again.
std::string canonical(const Response& response);

// The same in the parts that are stored apart, each as sorted, compact JSON; empty: there is none. A piece says the
// version of the survey, and nothing else of the response.
struct Parts {
  std::string answers;
  std::string equality;  // {"answers", "sets", "version"}
  std::string contact;   // {"email" and/or "phone", "version"}
};
Parts parts_of(const Response& response);

// The equality answers of one person, as they are stored; problems when they answer another version or definition of
// the survey.
Result<Answers> read_equality_part(std::string_view json, const Survey& survey);

// What a person keeps, made from the id alone: "RS 7K4M 92HJ" (40 bits, Crockford's base 32).
std::string reference(std::string_view id);

// The start that all ids with this reference share, and no others: "0f8fad5b-d9". The reference as people type it: in
// any case, with or without "RS" and spaces, with O for 0 and I or L for 1. Empty when it is no reference.
std::string id_start(std::string_view reference);

// Lower-case 8-4-4-4-12 hexadecimal.
bool is_uuid(std::string_view text);

// What a person gave that is kept apart from the other answers; empty where they gave nothing.
struct GivenApart {
  Answers equality;
  std::string email;
  std::string phone;
};

// Puts it into the response of that person, under keys made from their secret, with the hash it can be withdrawn by.
void keep_apart(Response& response, const Survey& survey, std::string_view secret, const GivenApart& given);

// A valid response with random answers; the same seed gives the same response.
Response sample(const Survey& survey, const content::PackInfo& pack, uint64_t seed);

}  // namespace roadshow::survey
