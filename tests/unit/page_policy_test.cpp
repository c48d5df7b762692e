// A page brings its style with it, so that the first paint waits for one file; its content security policy allows that
// style and no other.
#include <doctest/doctest.h>

#include "server/http/static_files.hpp"
#include "server/store/sha256.hpp"

using namespace roadshow::server;

namespace {

const std::string page = "<title>T</title><style>p{color:red}</style><p>Hello <style>p{color:blue}</style>";

Site site_of(const std::string& html) {
  SiteFile file;
  file.type = "text/html; charset=utf-8";
  file.etag = "tag";
  file.plain = std::make_shared<const std::string>(html);
  file.policy = page_policy(html).value;
  return {{"/index.html", file}, {"/404.html", file}};
}

std::string policy_of(const Answer& answer) { return std::string(header(answer.headers, "Content-Security-Policy")); }

}  // namespace

TEST_CASE("policy: the first style of a page is allowed by its hash, and no inline style or script besides") {
  // echo -n abc | openssl dgst -sha256 -binary | base64
  CHECK(sha256_base64("abc") == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
  const std::string policy = page_policy(page).value;
  CHECK(policy.find("style-src 'self' 'sha256-" + sha256_base64("p{color:red}") + "';") != std::string::npos);
  CHECK(policy.find(sha256_base64("p{color:blue}")) == std::string::npos);
  CHECK(policy.find("unsafe-inline") == std::string::npos);
  CHECK(policy.find("script-src 'self' 'wasm-unsafe-eval';") != std::string::npos);
  for (const char* without : {"", "<p>Hello", "<style>", "</style><style>"})
    CHECK(page_policy(without).value.find("style-src 'self';") != std::string::npos);
}

TEST_CASE("policy: a page is sent with its own policy, also when it is unchanged or not found") {
  const Site site = site_of(page);
  const std::string policy = page_policy(page).value;
  CHECK(policy_of(file_answer({"GET", "/", {}, ""}, "/", site)) == policy);
  CHECK(policy_of(file_answer({"GET", "/nowhere", {}, ""}, "/nowhere", site)) == policy);
  const Answer unchanged = file_answer({"GET", "/", {{"If-None-Match", "\"tag\""}}, ""}, "/", site);
  CHECK(unchanged.status == 304);
  CHECK(policy_of(unchanged) == policy);

  Answer sent = file_answer({"GET", "/", {}, ""}, "/", site);
  add_security_headers(sent);
  CHECK(std::count_if(sent.headers.begin(), sent.headers.end(),
                      [](const Header& h) { return h.name == "Content-Security-Policy"; }) == 1);
}
