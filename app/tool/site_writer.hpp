// Writes the files of a site: names with a hash of the content, references put right, compressed twins beside them.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace roadshow::tool {

class SiteWriter {
 public:
  explicit SiteWriter(std::filesystem::path folder) : folder_(std::move(folder)) {}

  // Writes assets/NAME-HASH.EXT and remembers it: "/assets/NAME.EXT" in later texts becomes its address.
  void add_asset(const std::string& name, std::string text);
  // Writes a file under its own name.
  void add_page(const std::string& path, std::string text);
  // `text` with every "/assets/NAME.EXT" that was added replaced by its hashed address.
  std::string with_addresses(std::string text) const;
  // Takes away what an earlier build left and this one did not write.
  void remove_others();

  bool failed() const { return failed_; }

 private:
  void write(const std::filesystem::path& path, const std::string& text, int brotli_quality);

  std::filesystem::path folder_;
  std::map<std::string, std::string> addresses_;  // "/assets/core.wasm" to "/assets/core-1a2b3c4d.wasm"
  std::set<std::filesystem::path> written_;
  bool failed_ = false;
};

}  // namespace roadshow::tool
