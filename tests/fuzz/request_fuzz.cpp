// Any bytes as a request: every input gets one answer with a status of ours and the security headers.
//
// The input is "METHOD TARGET\nName: value\n...\n\nbody"; whatever is missing is empty. No sockets, no disk.
#include <cstdint>
#include <cstdlib>

#include "../unit/fake_store.hpp"
#include "../unit/small_pack.hpp"
#include "content/json_text.hpp"
#include "server/handlers/access.hpp"
#include "server/handlers/service.hpp"
#include "server/store/sha256.hpp"

using namespace roadshow;
using namespace roadshow::server;

namespace {

// One question of each kind, with a branch.
content::Survey every_kind() {
  const std::vector<content::Option> options = {
      {"a", "A", "", false}, {"b", "B", "", false}, {"none", "None", "", true}};
  const auto question = [](const char* code, content::QuestionKind kind) {
    content::Question question;
    question.code = code;
    question.kind = std::move(kind);
    return question;
  };
  content::Survey survey;
  survey.id = "s";
  survey.version = "1";
  survey.questions = {question("one", content::SingleChoice{options}),
                      question("many", content::MultipleChoice{options, 2}),
                      question("words", content::FreeText{20, 1}), question("rate", content::Rating{options, {}}),
                      question("order", content::Ranking{options, "Same"})};
  survey.questions[1].when = content::Condition{{{"one", "a"}}, {}, {}};
  survey.equality = content::Equality{
      "About you",
      {},
      {"set-1"},
      {question("age", content::SingleChoice{options}), question("more", content::MultipleChoice{options})}};
  survey.equality->questions[1].when = content::Condition{{{"age", "a"}}, {}, {}};
  survey.contact = content::ContactOffer{};
  return survey;
}

Request request_of(std::string_view text) {
  const auto take_to = [&](char end) {
    const size_t at = text.find(end);
    const std::string part(text.substr(0, at));
    text = at == std::string_view::npos ? std::string_view() : text.substr(at + 1);
    return part;
  };
  Request request;
  request.method = take_to(' ');
  request.target = take_to('\n');
  for (std::string line = take_to('\n'); !line.empty(); line = take_to('\n')) {
    const size_t colon = line.find(':');
    request.headers.push_back({line.substr(0, colon), colon == std::string::npos ? "" : line.substr(colon + 1)});
  }
  request.body = text;
  return request;
}

// One token of each role, so that routes for some are reached too: "roadshow_" and 64 times 1, 2 or 3.
class TokenStore : public FakeStore {
 public:
  std::string for_each_entry(const std::string& kind, const std::function<void(const Entry&)>& take) override {
    if (kind != "token") return "";
    for (const Entry& token : tokens_) take(token);
    return "";
  }

 private:
  static Entry token(Role role, char digit) {
    const std::string role_name(name_of(role));
    const Json body = {{"role", role_name}, {"sha256", sha256("roadshow_" + std::string(64, digit))}};
    return {"token", role_name, body.dump()};
  }
  const std::vector<Entry> tokens_ = {token(Role::viewer, '1'), token(Role::analyst, '2'),
                                      token(Role::administrator, '3')};
};

Service with_origin(Service service) {
  service.origins = {"https://trust.example"};
  return service;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static TokenStore store;
  static const auto bytes = std::make_shared<const std::string>("bytes");
  static const Service service = with_origin(
      {test::small_pack("p", {every_kind()}),
       {{"/frame.html",
         {"text/html", "tag", false, std::make_shared<const std::string>("{{title}}{{app}}"), nullptr, nullptr, "p"}},
        {"/index.html", {"text/html", "tag", false, bytes, bytes, bytes}},
        {"/a/index.html", {"text/html", "tag", true, bytes, nullptr, nullptr}}},
       store});
  const Answer answer = handle(request_of({reinterpret_cast<const char*>(data), size}), service);
  if (answer.status < 200 || answer.status > 599 || answer.status == 500) std::abort();
  if (header(answer.headers, "content-security-policy").empty()) std::abort();
  if (!header(answer.headers, "set-cookie").empty()) std::abort();
  const std::string_view allowed = header(answer.headers, "access-control-allow-origin");
  if (!allowed.empty() && allowed != "https://trust.example") std::abort();
  // Nothing that was sent may come back in a header, where a line end would start another.
  for (const Header& h : answer.headers) {
    if (h.value.find_first_of("\r\n") != std::string::npos) std::abort();
  }
  return 0;
}
