#include "tool/build.hpp"

#include <cstdio>

#include "tool/find_pack.hpp"
#include "tool/pack_folder.hpp"
#include "tool/parallel.hpp"
#include "tool/site_writer.hpp"

namespace roadshow::tool {

int run_build(const BuildOptions& options) {
  // Every link, form and request of the pages starts at the root of the host.
  if (options.base != "/") {
    std::fprintf(stderr,
                 "--base %s: The site cannot stand under a path of a host that has others. Give it a host name of its "
                 "own, such as views.example.org, and leave --base out.\n",
                 options.base.c_str());
    return 1;
  }
  auto editions = read_editions(options.content, options.pack);
  if (const auto* problems = std::get_if<Problems>(&editions)) return print(*problems);
  auto& packs = std::get<std::vector<content::Pack>>(editions);
  const auto parts = read_parts(options.parts, packs);
  if (const auto* missing = std::get_if<Problems>(&parts)) return print(*missing);

  const SiteFiles site(std::get<Parts>(parts), std::move(packs));
  SiteWriter writer(options.out);
  const auto write_all = [&](const std::vector<NamedText>& files) {
    in_parallel(files.size(), [&](size_t i) { writer.write(files[i].name, files[i].text); });
  };
  write_all(site.assets());
  write_all(site.endpoint_files());
  in_parallel(site.pages().size(), [&](size_t i) {
    const SiteFiles::Page& page = site.pages()[i];
    writer.write(page.file, site.text_of(page));
  });
  writer.remove_others();
  if (!writer.failed()) return 0;
  std::fprintf(stderr, "%s: The site could not be written. Is the disk full?\n", options.out.c_str());
  return 1;
}

}  // namespace roadshow::tool
