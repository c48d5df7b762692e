#include "tool/site_writer.hpp"

#include <brotli/encode.h>
#include <zlib.h>

#include <fstream>
#include <sstream>
#include <vector>

#include "endpoint/sha256.hpp"

namespace roadshow::tool {
namespace fs = std::filesystem;
namespace {

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

bool write_file(const fs::path& path, std::string_view text) {
  std::ofstream out(path, std::ios::binary);
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  return static_cast<bool>(out);
}

std::string brotli(const std::string& text, int quality) {
  std::string out(BrotliEncoderMaxCompressedSize(text.size()), '\0');
  size_t size = out.size();
  if (!BrotliEncoderCompress(quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_GENERIC, text.size(),
                             reinterpret_cast<const uint8_t*>(text.data()), &size,
                             reinterpret_cast<uint8_t*>(out.data())))
    return "";
  out.resize(size);
  return out;
}

std::string gzip(const std::string& text) {
  z_stream stream{};
  if (deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK) return "";
  std::string out(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int result = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return result == Z_STREAM_END ? out : "";
}

// Fonts of the web are compressed already.
bool is_compressible(const fs::path& path) { return path.extension() != ".woff2" && path.extension() != ".png"; }

fs::path with_ending(const fs::path& path, const char* ending) { return path.string() + ending; }

}  // namespace

void SiteWriter::add_asset(const std::string& name, std::string text) {
  text = with_addresses(std::move(text));
  const size_t dot = name.rfind('.');
  const std::string hashed = name.substr(0, dot) + "-" + endpoint::sha256(text).substr(0, 10) + name.substr(dot);
  addresses_["/assets/" + name] = "/assets/" + hashed;
  write(folder_ / "assets" / hashed, text, BROTLI_MAX_QUALITY);
}

void SiteWriter::add_page(const std::string& path, std::string text) {
  write(folder_ / path, with_addresses(std::move(text)), 9);
}

std::string SiteWriter::with_addresses(std::string text) const {
  constexpr std::string_view start = "/assets/";
  std::string out;
  size_t from = 0;
  while (true) {
    const size_t found = text.find(start, from);
    if (found == std::string::npos) break;
    size_t end = found + start.size();
    while (end < text.size() &&
           (isalnum(static_cast<unsigned char>(text[end])) || text[end] == '-' || text[end] == '.' || text[end] == '_'))
      ++end;
    const auto address = addresses_.find(text.substr(found, end - found));
    out.append(text, from, found - from);
    out += address == addresses_.end() ? text.substr(found, end - found) : address->second;
    from = end;
  }
  return from == 0 ? text : out + text.substr(from);
}

// An unchanged file keeps its compressed twins: compressing well takes seconds, and a build mostly changes little.
void SiteWriter::write(const fs::path& path, const std::string& text, int brotli_quality) {
  std::error_code ignored;
  fs::create_directories(path.parent_path(), ignored);
  const fs::path brotli_path = with_ending(path, ".br");
  const fs::path gzip_path = with_ending(path, ".gz");
  written_.insert(path);
  const bool compress = is_compressible(path);
  if (compress) written_.insert({brotli_path, gzip_path});
  if (fs::exists(path, ignored) && read_file(path) == text &&
      (!compress || (fs::exists(brotli_path, ignored) && fs::exists(gzip_path, ignored))))
    return;
  failed_ = failed_ || !write_file(path, text);
  if (!compress) return;
  failed_ = failed_ || !write_file(brotli_path, brotli(text, brotli_quality));
  failed_ = failed_ || !write_file(gzip_path, gzip(text));
}

void SiteWriter::remove_others() {
  std::error_code ignored;
  std::vector<fs::path> others;
  for (const auto& entry : fs::recursive_directory_iterator(folder_, ignored)) {
    if (entry.is_regular_file() && !written_.count(entry.path())) others.push_back(entry.path());
  }
  for (const fs::path& path : others) fs::remove(path, ignored);
}

}  // namespace roadshow::tool
