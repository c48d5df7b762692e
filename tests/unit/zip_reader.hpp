// Reads a ZIP file by its own list of contents, as Excel does, and checks every size and check sum.
#pragma once

#include <doctest/doctest.h>
#include <zlib.h>

#include <cstdint>
#include <map>
#include <string>

namespace roadshow::test {

inline std::map<std::string, std::string> unzip(const std::string& file) {
  const auto number = [&](size_t at, size_t bytes) {
    REQUIRE(at + bytes <= file.size());
    size_t value = 0;
    for (size_t i = 0; i < bytes; ++i)
      value |= static_cast<size_t>(static_cast<unsigned char>(file[at + i])) << (8 * i);
    return value;
  };
  const size_t tail = file.rfind("PK\x05\x06");
  REQUIRE(tail != std::string::npos);
  CHECK(tail + 22 == file.size());
  const size_t count = number(tail + 10, 2);
  size_t at = number(tail + 16, 4);
  CHECK(at + number(tail + 12, 4) == tail);

  std::map<std::string, std::string> entries;
  for (size_t i = 0; i < count; ++i) {
    REQUIRE(file.substr(at, 4) == "PK\x01\x02");
    const size_t check = number(at + 16, 4);
    const size_t packed = number(at + 20, 4);
    const size_t size = number(at + 24, 4);
    const size_t name_length = number(at + 28, 2);
    const size_t offset = number(at + 42, 4);
    const std::string name = file.substr(at + 46, name_length);
    at += 46 + name_length + number(at + 30, 2) + number(at + 32, 2);

    REQUIRE(file.substr(offset, 4) == "PK\x03\x04");
    CHECK(file.substr(offset + 30, name_length) == name);
    const size_t start = offset + 30 + name_length + number(offset + 28, 2);
    std::string text(size, ' ');
    z_stream stream{};
    REQUIRE(inflateInit2(&stream, -15) == Z_OK);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(file.data() + start));
    stream.avail_in = static_cast<uInt>(packed);
    stream.next_out = reinterpret_cast<Bytef*>(text.data());
    stream.avail_out = static_cast<uInt>(text.size());
    CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
    CHECK(stream.avail_in == 0);
    CHECK(stream.total_out == size);
    inflateEnd(&stream);
    CHECK(crc32(0, reinterpret_cast<const Bytef*>(text.data()), static_cast<uInt>(size)) == check);
    CHECK(file.substr(start + packed, 4) == "PK\x07\x08");
    CHECK(entries.emplace(name, std::move(text)).second);
  }
  return entries;
}

}  // namespace roadshow::test
