#include "cli/site_writer.hpp"

#include <brotli/encode.h>
#include <zlib.h>

#include <cstdlib>
#include <fstream>
#include <functional>
#include <memory>
#include <sstream>
#include <vector>

namespace roadshow::cli {
namespace fs = std::filesystem;
namespace {

constexpr size_t large_bytes = 2'000'000;

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

bool write_file(const fs::path& path, std::string_view text) {
  std::ofstream out(path, std::ios::binary);
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  out.close();  // what does not fit on the disk shows only here
  return static_cast<bool>(out);
}

// Memory for one encoder after another. Its tables are tens of megabytes, of which a page touches a little everywhere:
// taken anew for each page, clearing them took longer than compressing did.
class EncoderMemory {
 public:
  void start() { used_ = 0; }

  static void* take(void* self, size_t bytes) {
    EncoderMemory& memory = *static_cast<EncoderMemory*>(self);
    const size_t rounded = (bytes + 63) / 64 * 64;
    if (!memory.start_ || memory.used_ + rounded > size) return std::malloc(bytes);
    void* place = memory.start_.get() + memory.used_;
    memory.used_ += rounded;
    return place;
  }
  static void give_back(void* self, void* place) {
    const char* start = static_cast<EncoderMemory*>(self)->start_.get();
    if (std::less<const void*>()(place, start) || !std::less<const void*>()(place, start + size)) std::free(place);
  }

 private:
  struct Free {
    void operator()(char* place) const { std::free(place); }
  };
  static constexpr size_t size = size_t{64} * 1024 * 1024;
  std::unique_ptr<char, Free> start_{static_cast<char*>(std::aligned_alloc(64, size))};  // no byte is touched yet
  size_t used_ = 0;
};

std::string brotli(std::string_view text, int quality) {
  thread_local EncoderMemory memory;
  memory.start();
  const std::unique_ptr<BrotliEncoderState, decltype(&BrotliEncoderDestroyInstance)> encoder(
      BrotliEncoderCreateInstance(EncoderMemory::take, EncoderMemory::give_back, &memory),
      BrotliEncoderDestroyInstance);
  if (!encoder) return "";
  BrotliEncoderSetParameter(encoder.get(), BROTLI_PARAM_QUALITY, static_cast<uint32_t>(quality));
  BrotliEncoderSetParameter(encoder.get(), BROTLI_PARAM_SIZE_HINT, static_cast<uint32_t>(text.size()));
  std::string out(BrotliEncoderMaxCompressedSize(text.size()), '\0');
  size_t left_in = text.size();
  size_t left_out = out.size();
  const auto* in = reinterpret_cast<const uint8_t*>(text.data());
  auto* to = reinterpret_cast<uint8_t*>(out.data());
  if (!BrotliEncoderCompressStream(encoder.get(), BROTLI_OPERATION_FINISH, &left_in, &in, &left_out, &to, nullptr) ||
      !BrotliEncoderIsFinished(encoder.get()))
    return "";
  out.resize(out.size() - left_out);
  return out;
}

std::string gzip(std::string_view text, int level) {
  z_stream stream{};
  if (deflateInit2(&stream, level, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK) return "";
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

// The file itself goes first and comes last: one that is there has the twins that belong to it, also after a build that
// was cut off.
void SiteWriter::write(const std::string& name, std::string_view text) {
  const fs::path path = folder_ / name;
  const fs::path brotli_path = with_ending(path, ".br");
  const fs::path gzip_path = with_ending(path, ".gz");
  const bool compress = is_compressible(path);
  {
    const std::lock_guard lock(mutex_);
    written_.insert(path);
    if (compress) written_.insert({brotli_path, gzip_path});
  }
  std::error_code ignored;
  const bool has_twins = !compress || (fs::exists(brotli_path, ignored) && fs::exists(gzip_path, ignored));
  if (has_twins && fs::exists(path, ignored) && read_file(path) == text) return;
  // Of an asset, which is compressed once and sent often, the last byte counts; but in a large one it takes seconds for
  // each megabyte.
  const bool thorough = name.starts_with("assets/") && text.size() <= large_bytes;
  const int quality = thorough ? BROTLI_MAX_QUALITY : 9;
  const std::string as_brotli = compress ? brotli(text, quality) : "";
  const std::string as_gzip = compress ? gzip(text, thorough ? 9 : 6) : "";
  fs::create_directories(path.parent_path(), ignored);
  fs::remove(path, ignored);
  if (compress && !(write_file(brotli_path, as_brotli) && write_file(gzip_path, as_gzip))) failed_ = true;
  if (!write_file(path, text)) failed_ = true;
}

void SiteWriter::remove_others() {
  std::error_code ignored;
  std::vector<fs::path> others;
  for (const auto& entry : fs::recursive_directory_iterator(folder_, ignored)) {
    if (entry.is_regular_file() && !written_.count(entry.path())) others.push_back(entry.path());
  }
  for (const fs::path& path : others) fs::remove(path, ignored);
}

}  // namespace roadshow::cli
