// What a person keeps to take answers back, and the hashes and keys that follow from it.
#include "survey/secret.hpp"

#include <doctest/doctest.h>

#include <set>

#include "server/store/sha256.hpp"
#include "survey/base32.hpp"
#include "survey/contact.hpp"
#include "survey/digest.hpp"
#include "survey/response.hpp"

using namespace roadshow::survey;

namespace {

const std::string secret = "0123456789abcdef0123456789abcdef00112233445566778899aabbccddeeff";
const std::string id = "0123abcd-4567-4890-8abc-def012345678";

}  // namespace

TEST_CASE("our SHA-256 is OpenSSL's, at every length around the blocks") {
  CHECK(digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  std::string text;
  for (int i = 0; i < 300; ++i) {
    CHECK(digest(text) == roadshow::server::sha256(text));
    text += static_cast<char>(i * 37);
  }
}

TEST_CASE("a code is 16 symbols in four groups, and is read as people type it") {
  const std::string code = code_of(secret);
  CHECK(code.size() == 19);
  CHECK(plain_code(code).size() == 16);
  for (const char* typed : {"7K4M 92HJ QX3D VN8T", "7k4m-92hj-qx3d-vn8t", " 7K4M92HJQX3DVN8T "})
    CHECK(plain_code(typed) == "7K4M92HJQX3DVN8T");
  CHECK(plain_code("OIL1 0000 0000 0000") == "0111000000000000");
  for (const char* wrong : {"", "7K4M", "7K4M 92HJ QX3D VN8U", "7K4M 92HJ QX3D VN8T X", "RS 7K4M 92HJ"})
    CHECK(plain_code(wrong).empty());
}

TEST_CASE("eight symbols and ten digits are two ways to write the same") {
  for (const char* digits : {"0000000000", "ffffffffff", "0123456789", "fedcba9876"}) {
    CHECK(to_base32(digits).size() == 8);
    CHECK(from_base32(to_base32(digits)) == digits);
  }
}

TEST_CASE("whoever has reference and code gets the keys that the device made") {
  const Keys made = keys_of_secret(id, secret);
  const Keys again = keys_of(id_start(reference(id)), plain_code(code_of(secret)));
  CHECK(made.withdrawal == again.withdrawal);
  CHECK(made.equality == again.equality);
  CHECK(made.contact == again.contact);
  for (const std::string& key : {made.withdrawal, made.equality, made.contact}) CHECK(is_hash(key));
  CHECK(std::set<std::string>{made.withdrawal, made.equality, made.contact}.size() == 3);
}

TEST_CASE("another code, or another response, has other keys") {
  const Keys keys = keys_of_secret(id, secret);
  CHECK(keys_of_secret(id, "1" + secret.substr(1)).equality != keys.equality);
  CHECK(keys_of_secret("1" + id.substr(1), secret).equality != keys.equality);
  // The salt is no part of the code, so whoever has the code does not know it.
  const std::string other_salt = secret.substr(0, 32) + std::string(32, 'f');
  CHECK(salt_of(other_salt) != salt_of(secret));
  CHECK(code_of(other_salt) == code_of(secret));
}

TEST_CASE("addresses and numbers that might be right are taken") {
  for (const char* good : {"jo@example.org", "jo.o'hara+nhs@mail.example.co.uk", "ünï@bücher.example", "a@b.c"})
    CHECK(is_email(good));
  for (const char* wrong : {"", "jo", "jo@", "@example.org", "jo@example", "jo@@example.org", "jo@ex ample.org",
                            "jo@example.org\n", "jo@example.", "jo@.org"})
    CHECK_FALSE(is_email(wrong));
  CHECK_FALSE(is_email(std::string(250, 'a') + "@b.org"));
  for (const char* good : {"01632 960 001", "07700 900123", "+44 (0)1632 960-001", "1632960001", "960.0001"})
    CHECK(is_phone(good));
  for (const char* wrong : {"", "960", "07700 900123 ext 4", "077009001231234567", "zero", "٠٧٧٠٠٩٠٠١٢٣"})
    CHECK_FALSE(is_phone(wrong));
  CHECK(without_ends("  jo@example.org \n") == "jo@example.org");
  CHECK(without_ends(" \t ") == "");
}
