// What a person keeps to take answers back, and what follows from it.
//
// The device makes 256 random bits when a survey starts, the secret. From it come a code that the person can keep (80
// bits: long enough that nobody who has the tables can try them all), and the salt of the response. The code itself is
// never stored, and never sent with the answers; but where no program runs, the endpoint makes the secret with the
// form, gets it back with the answers, and keeps nothing of it (server/handlers/form.hpp). The hashes of the code are
// stored: one stands with the answers, so that whoever knows the code may withdraw them; two more are the keys of the
// pieces kept apart. Without the code none of the three leads to another. They are hashed together with the start of
// the id, so that one code does not open two responses.
#pragma once

#include <string>
#include <string_view>

namespace roadshow::survey {

// 64 lower-case hexadecimal digits, as secrets, hashes and keys are.
bool is_hash(std::string_view text);

// "7K4M 92HJ QX3D VN8T": four groups of Crockford's base 32.
std::string code_of(std::string_view secret);

// A code as people type it (as id_start() reads a reference), in the form that is hashed; empty when it is none.
std::string plain_code(std::string_view typed);

// The part of the secret that goes with a response that has pieces, and is not stored: it keeps the hash of the whole
// from giving away which pieces belong to it. 32 hexadecimal digits.
std::string salt_of(std::string_view secret);

struct Keys {
  std::string withdrawal;
  std::string equality;
  std::string contact;
};

// `id_start` as id_start(reference) gives it, `code` as plain_code() does.
Keys keys_of(std::string_view id_start, std::string_view code);

// The same, on the device: by the whole id and the secret.
Keys keys_of_secret(std::string_view id, std::string_view secret);

}  // namespace roadshow::survey
