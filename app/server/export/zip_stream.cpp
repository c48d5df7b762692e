#include "server/export/zip_stream.hpp"

#include <array>

namespace roadshow::server {
namespace {

constexpr uint64_t most_bytes = 0xFFFFFFFE;
constexpr uint32_t version_needed = 20;  // deflate
constexpr uint32_t flags = 0x0808;       // sizes follow the data; names are UTF-8
constexpr uint32_t deflated = 8;
constexpr uint32_t first_day = 0x0021;  // 1 January 1980: the same answers give the same file
constexpr int level = 3;                // tables are so alike that more gains little

std::string little(uint32_t value, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> (8 * i) & 0xFF);
  return text;
}
std::string two(uint64_t value) { return little(static_cast<uint32_t>(value), 2); }
std::string four(uint64_t value) { return little(static_cast<uint32_t>(value), 4); }

}  // namespace

void ZipStream::End::operator()(z_stream* stream) const {
  deflateEnd(stream);
  delete stream;
}

void ZipStream::put(const std::string& bytes, std::string& out) {
  out += bytes;
  written_ += bytes.size();
  if (written_ > most_bytes) failure_ = "An Excel file can have 4 GB at most. Take csv instead.";
}

void ZipStream::begin(std::string_view name, std::string& out) {
  entries_.push_back({std::string(name), written_});
  put("PK\x03\x04" + two(version_needed) + two(flags) + two(deflated) + two(0) + two(first_day) + four(0) + four(0) +
          four(0) + two(name.size()) + two(0) + std::string(name),
      out);
  stream_.reset(new z_stream{});
  if (deflateInit2(stream_.get(), level, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY) != Z_OK)  // -15: bare deflate
    failure_ = "There is not enough memory to make the file.";
}

void ZipStream::deflate_some(std::string_view text, int flush, std::string& out) {
  if (!failure_.empty()) return;
  stream_->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));  // zlib does not write there
  stream_->avail_in = static_cast<uInt>(text.size());
  std::array<char, 16'384> buffer;
  do {
    stream_->next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream_->avail_out = static_cast<uInt>(buffer.size());
    deflate(stream_.get(), flush);
    const size_t ready = buffer.size() - stream_->avail_out;
    entries_.back().packed += ready;
    put(std::string(buffer.data(), ready), out);
  } while (stream_->avail_out == 0);
}

void ZipStream::add(std::string_view text, std::string& out) {
  Entry& entry = entries_.back();
  entry.size += text.size();
  entry.check = static_cast<uint32_t>(
      crc32(entry.check, reinterpret_cast<const Bytef*>(text.data()), static_cast<uInt>(text.size())));
  if (entry.size > most_bytes) failure_ = "A sheet of an Excel file can have 4 GB at most. Take csv instead.";
  deflate_some(text, Z_NO_FLUSH, out);
}

void ZipStream::end_entry(std::string& out) {
  deflate_some({}, Z_FINISH, out);
  const Entry& entry = entries_.back();
  put("PK\x07\x08" + four(entry.check) + four(entry.packed) + four(entry.size), out);
  stream_.reset();
}

void ZipStream::entry(std::string_view name, std::string_view text, std::string& out) {
  begin(name, out);
  add(text, out);
  end_entry(out);
}

void ZipStream::end(std::string& out) {
  const uint64_t start = written_;
  for (const Entry& entry : entries_)
    put("PK\x01\x02" + two(version_needed) + two(version_needed) + two(flags) + two(deflated) + two(0) +
            two(first_day) + four(entry.check) + four(entry.packed) + four(entry.size) + two(entry.name.size()) +
            two(0) + two(0) + two(0) + two(0) + four(0) + four(entry.offset) + entry.name,
        out);
  const uint64_t length = written_ - start;
  put("PK\x05\x06" + two(0) + two(0) + two(entries_.size()) + two(entries_.size()) + four(length) + four(start) +
          two(0),
      out);
}

}  // namespace roadshow::server
