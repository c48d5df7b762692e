// One grammar of addresses: the endpoint serves a page exactly where the program shows one.
#include "page/address.hpp"

#include "content/translation.hpp"
#include "endpoint_fixture.hpp"
#include "page/route.hpp"
#include "server/handlers/service.hpp"
#include "socket_client.hpp"
#include "support.hpp"

using namespace roadshow;
using namespace roadshow::test;
using endpoint_fixture::get;

namespace {

// The real content in every language, with a page at every address that a build writes one for.
struct Whole {
  std::vector<content::Pack> packs = [] {
    std::vector<content::Pack> all = {real_pack()};
    for (size_t i = 1; i < real_pack().info.languages.size(); ++i)
      all.push_back(
          std::get<content::Edition>(content::edition_of(real_pack(), real_files(), real_pack().info.languages[i]))
              .pack);
    return all;
  }();
  server::Site site = [&] {
    server::Site pages;
    const auto add = [&](const std::string& name, const std::string& text) {
      server::SiteFile file;
      file.type = "text/html; charset=utf-8";
      file.plain = std::make_shared<const std::string>(text);
      pages[name] = file;
    };
    for (const content::Pack& pack : packs) {
      const std::string prefix = content::prefix_of(pack, pack.info.language);
      for (const std::string& path : page::static_paths(pack))
        add(path + (path.ends_with('/') ? "index.html" : "/index.html"), "page " + path);
      add(prefix + "/404.html", "missing");
      add(prefix + "/frame.html", "<html lang=\"{{language}}\">{{app}}</html>");
      add(prefix + "/bundle.json", "{}");
    }
    return pages;
  }();
  const std::unique_ptr<server::Store> store = std::make_unique<server::FakeStore>();
  const server::Service service{packs, site, *store};

  bool served(const std::string& address) const { return handle(get(address), service).status == 200; }
  bool shown(const std::string& address) const {
    return std::any_of(packs.begin(), packs.end(), [&](const content::Pack& pack) {
      return page::parse_route(pack, address).screen != page::Screen::not_found;
    });
  }
};

std::string escaped(const std::string& text, Dice& dice) {
  std::string out;
  for (const char c : text) {
    if (c != '/' && dice.below(4) == 0) {
      const char* digits = dice.below(2) == 0 ? "0123456789abcdef" : "0123456789ABCDEF";
      out += {'%', digits[static_cast<unsigned char>(c) >> 4], digits[static_cast<unsigned char>(c) & 15]};
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

TEST_CASE("the endpoint and the program agree on every spelling of an address") {
  const Whole whole;
  for (const std::string address : {"/index.html",
                                    "/survey/icp%2Dstrategy",
                                    "/%77aits",

                                    "//waits",
                                    "/waits/",
                                    "/waits//",
                                    "/waits/index.html",
                                    "/ur/waits/",
                                    "/ur/",
                                    "/ur",
                                    "/ur/index.html",
                                    "/explain/waiting-list/1",
                                    "/explain/waiting-list/2",
                                    "/privacy/",
                                    "/waits?at=uhnm",
                                    "/waits?at=%75hnm",
                                    "/?x=1",
                                    "/survey/icp-strategy/form",
                                    "/survey//icp-strategy/form/",
                                    "/withdraw/"})
    CHECK_MESSAGE((whole.served(address) && whole.shown(address)), address);
  for (const std::string address : {"/explain/waiting-list/02",
                                    "/explain/waiting-list/0",
                                    "/explain/waiting-list/1e1",
                                    "/explain/waiting-list/+2",
                                    "/explain/waiting-list/2.0",
                                    "/explain/waiting-list/%32%30",
                                    "/%",
                                    "/%2",
                                    "/%zz",
                                    "/waits%0A",
                                    "/waits%00",
                                    "/waits%2F",
                                    "/waits%2Fmrsa",
                                    "/%c0%af",
                                    "/waits%ff",
                                    "/waits/%2e",
                                    "/./waits",
                                    "/waits/../waits",
                                    "/404.html",
                                    "/frame.html",
                                    "/ur/404.html",
                                    "/waits/index.htm",
                                    "/index.html/",
                                    "/waits/index.html/index.html",
                                    "/Waits",
                                    "/ur/ur/waits",
                                    "/en/waits",
                                    "/waits ",
                                    "/waits%20",
                                    "/\\waits",
                                    "/waits;x",
                                    "/404",
                                    "/%ef%bb%bfwaits",
                                    "/waits%7f",
                                    "/%57aits"})
    CHECK_MESSAGE((!whole.served(address) && !whole.shown(address)), address);
}

TEST_CASE("the endpoint and the program agree on addresses made at random") {
  const Whole whole;
  std::vector<std::string> paths;
  for (const content::Pack& pack : whole.packs) {
    for (const std::string& path : page::static_paths(pack)) paths.push_back(path);
  }
  const std::vector<std::string> pieces = {"/",      "//",        "/index.html", "/1",  "/2",    "/02", "/0", "/6",
                                           "/+1",    "?at=uhnm",  "/.",          "/..", "%2F",   "%00", "%",  "%0a",
                                           "%c0%ae", "%E0%80%80", "#x",          "?",   "/form", "/ur", "x",  "%20"};
  Dice dice(22);
  int pages = 0;
  for (int i = 0; i < 4000; ++i) {
    std::string address = escaped(paths[dice.below(paths.size())], dice);
    for (size_t n = dice.below(3); n > 0; --n) {
      const size_t at = dice.below(3) == 0 ? dice.below(address.size() + 1) : address.size();
      address.insert(at, pieces[dice.below(pieces.size())]);
    }
    if (address[0] != '/') continue;
    CAPTURE(address);
    CHECK(whole.served(address) == whole.shown(address));
    pages += whole.shown(address) ? 1 : 0;
  }
  CHECK(pages > 1000);
  CHECK(pages < 3900);
}

TEST_CASE("people who open an address get a page, and programs a problem that they can read") {
  const Whole whole;
  const std::vector<server::Header> person = {{"Sec-Fetch-Mode", "navigate"}, {"Accept", "text/html,*/*;q=0.8"}};
  const auto ask = [&](const std::string& method, const std::string& target,
                       const std::vector<server::Header>& headers) {
    return handle({method, target, headers, ""}, whole.service);
  };
  for (const auto& [method, address, status] : {std::tuple{"GET", "/%", 400},
                                                {"GET", "/waits%0A", 400},
                                                {"POST", "/waits", 405},
                                                {"DELETE", "/", 405},
                                                {"POST", "/ur/waits", 405},
                                                {"PUT", "/survey/icp-strategy/form", 405},
                                                {"POST", "/survey/icp-strategy/form", 415}}) {
    const std::string target = address;  // clang 14 lets no lambda take a structured binding
    CAPTURE(target);
    const server::Answer page = ask(method, target, person);
    CHECK(page.status == status);
    CHECK(server::header(page.headers, "Content-Type") == "text/html; charset=utf-8");
    CHECK(contains(*page.body, "home-link"));
    CHECK(contains(*page.body, target.starts_with("/ur") ? "lang=\"ur\"" : "lang=\"en\""));
    CHECK_FALSE(contains(*page.body, "about:blank"));
    if (status == 405) CHECK(server::header(page.headers, "Allow") != "");
    const server::Answer problem = ask(method, target, {{"Accept", "application/json"}});
    CHECK(problem.status == status);
    CHECK(server::header(problem.headers, "Content-Type") == "application/problem+json");
  }
  CHECK(server::header(ask("GET", "/v1/nothing", person).headers, "Content-Type") == "application/problem+json");
}

TEST_CASE("people get a page, too, when their request is refused before it is whole") {
  const Whole whole;
  Running server(whole.service);
  const auto ask = [&](const std::string& target, const std::string& headers) {
    Client client(server->port());
    client.send("POST " + target + " HTTP/1.1\r\nHost: x\r\n" + headers + "Content-Length: 99999999\r\n\r\n");
    return client.read_all();
  };
  const std::string person = "Sec-Fetch-Mode: navigate\r\n";
  for (const std::string target : {"/survey/icp-strategy/form", "/ur/withdraw"}) {
    const std::string page = ask(target, person);
    CHECK(contains(page, "HTTP/1.1 413"));
    CHECK(contains(page, "Content-Type: text/html"));
    CHECK(contains(page, "home-link"));
    CHECK(contains(page, target[1] == 'u' ? "lang=\"ur\"" : "lang=\"en\""));
    CHECK(contains(ask(target, "Accept: application/json\r\n"), "application/problem+json"));
  }
  CHECK(contains(ask("/v1/withdrawals", person), "application/problem+json"));
}
