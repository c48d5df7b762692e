// Addresses in and out.
#include "page/route.hpp"

#include "support.hpp"

using namespace roadshow;
using namespace roadshow::test;
using page::parse_route;
using page::path_of;
using page::Screen;

namespace {
page::Route to(std::string_view path) { return parse_route(real_pack(), path); }
}  // namespace

TEST_CASE("every address of the site leads to a screen, and back to itself") {
  std::set<std::string> seen;
  for (const std::string& path : page::static_paths(real_pack())) {
    CAPTURE(path);
    CHECK(to(path).screen != Screen::not_found);
    CHECK(path_of(to(path)) == path);
    CHECK(seen.insert(path).second);
  }
  CHECK(seen.count("/explain/waiting-list/5") == 1);
  CHECK(seen.count("/waits/urgent-home-2-hours") == 1);
  CHECK(seen.count("/survey/icp-strategy/anything_else") == 1);
  CHECK(seen.count("/accessibility") == 1);
}

TEST_CASE("addresses say which screen, step, place and question") {
  CHECK(to("/").screen == Screen::home);
  CHECK(to("").screen == Screen::home);
  CHECK(to("/explain/waiting-list").step == 1);
  CHECK(to("/explain/waiting-list/3").step == 3);
  CHECK(to("/waits?at=uhnm").place == "uhnm");
  CHECK(to("/waits?x=1&at=rwt&y=2").place == "rwt");
  CHECK(to("/waits/mrsa").id == "mrsa");
  CHECK(to("/survey/icp-strategy/works_well").question == "works_well");
  CHECK(to("/survey/icp-strategy/check").screen == Screen::check);
  CHECK(to("/privacy").screen == Screen::reading);
}

TEST_CASE("a slash at the end, a doubled slash and a place on the page change nothing") {
  CHECK(path_of(to("/waits/")) == "/waits");
  CHECK(path_of(to("//explain//waiting-list/2/")) == "/explain/waiting-list/2");
  CHECK(path_of(to("/waits/mrsa#main")) == "/waits/mrsa");
  CHECK(path_of(to("/#main")) == "/");
}

TEST_CASE("what the pack does not have is not found, and nothing is guessed") {
  for (const char* path : {"/nothing",
                           "/explain/other",
                           "/explain/waiting-list/0",
                           "/explain/waiting-list/6",
                           "/explain/waiting-list/x",
                           "/explain/waiting-list/-1",
                           "/explain/waiting-list/99999999999999999999",
                           "/explain/waiting-list/1/2",
                           "/waits/other",
                           "/waits/mrsa/1",
                           "/survey",
                           "/survey/other",
                           "/survey/icp-strategy/other",
                           "/survey/icp-strategy/check/x",
                           "/sources/x",
                           "/privacy/x",
                           "/WAITS",
                           "/%2e%2e",
                           "/../etc/passwd",
                           "/index.html/x"})
    CHECK_MESSAGE(to(path).screen == Screen::not_found, path);
}

TEST_CASE("a place that cannot be picked shows the whole area") {
  for (const char* path :
       {"/waits?at=moon", "/waits?at=", "/waits?at", "/waits?at=three-main", "/waits?at=area", "/waits?"})
    CHECK(path_of(to(path)) == "/waits");
}
