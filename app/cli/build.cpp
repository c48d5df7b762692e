#include "cli/build.hpp"

#include <filesystem>

#include "cli/find_pack.hpp"
#include "cli/output_file.hpp"
#include "cli/pack_folder.hpp"
#include "cli/parallel.hpp"
#include "cli/say.hpp"
#include "cli/site_writer.hpp"

namespace roadshow::cli {
namespace fs = std::filesystem;
namespace {

// A build removes what is not of the site, so its folder must be one of a site, or empty.
std::string refusal_of_folder(const std::string& folder) {
  std::error_code error;
  if (!fs::exists(folder, error)) return {};
  if (!fs::is_directory(folder, error)) return folder + " is not a folder. Choose another --out.";
  for (const auto& entry : fs::recursive_directory_iterator(folder, error)) {
    if (entry.is_regular_file(error) && is_store(entry.path().string()))
      return "There is a store in " + folder + ": " + entry.path().string() + ". Choose another --out.";
  }
  if (fs::is_empty(folder, error) || fs::exists(fs::path(folder) / "assets", error)) return {};
  return "The folder " + folder +
         " holds other files, which a build would remove. Choose an empty --out, or a new one.";
}

}  // namespace

int run_build(const BuildOptions& options) {
  // Every link, form and request of the pages starts at the root of the host.
  if (options.base != "/")
    return fail(
        "--base " + options.base +
        ": The site cannot stand under a path of a host that has others. Give it a host name of its own, such as "
        "views.example.org, and leave --base out.");
  if (const std::string why = refusal_of_folder(options.out); !why.empty()) return fail(why);
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
  return fail(options.out + ": The site could not be written. Is the disk full?");
}

}  // namespace roadshow::cli
