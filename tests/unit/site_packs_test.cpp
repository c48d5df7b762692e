// The content that `roadshow serve` finds in a built site.
#include <cstdlib>

#include "cli/find_pack.hpp"
#include "content/translation.hpp"
#include "support.hpp"

using namespace roadshow;
using namespace roadshow::test;

TEST_CASE("a built site is served in each of its languages, or not at all") {
  std::string name = std::filesystem::temp_directory_path() / "roadshow-site-XXXXXX";
  const std::filesystem::path site = mkdtemp(name.data());
  const auto write = [&](const std::string& folder, const content::Pack& pack) {
    std::filesystem::create_directories(site / folder);
    std::ofstream(site / folder / "bundle.json") << content::to_bundle(pack);
  };
  write("", real_pack());
  const auto& languages = real_pack().info.languages;
  for (size_t i = 1; i < languages.size(); ++i) {
    const auto half = cli::packs_of_site(site);
    REQUIRE(std::holds_alternative<Problems>(half));
    CHECK(contains(std::get<Problems>(half).at(0).sentence, "/" + languages[i].code));
    auto edition = content::edition_of(real_pack(), real_files(), languages[i]);
    REQUIRE(std::holds_alternative<content::Edition>(edition));
    write(languages[i].code, std::get<content::Edition>(edition).pack);
  }
  const auto found = cli::packs_of_site(site);
  REQUIRE(std::holds_alternative<std::vector<content::Pack>>(found));
  const auto& packs = std::get<std::vector<content::Pack>>(found);
  REQUIRE(packs.size() == languages.size());
  for (size_t i = 0; i < packs.size(); ++i) CHECK(packs[i].info.language == languages[i].code);
  std::filesystem::remove_all(site);
}
