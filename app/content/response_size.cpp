#include "content/response_size.hpp"

#include <cstdint>

#include "content/survey_types.hpp"

namespace roadshow::content {
namespace {

// As JSON or as a form: any character may be written in 12 bytes, as two escapes (RFC 8259, 7) or percent-encoded.
int64_t most_bytes(const Question& question) {
  const auto code = static_cast<int64_t>(question.code.size());
  int64_t bytes = 2 * code + 16;
  bytes += int64_t{12} * traits_of(question).max_length;
  for (const Option* option : options_of(question)) bytes += static_cast<int64_t>(option->code.size()) + code + 8;
  return bytes;
}

}  // namespace

std::string fault_of_size(const Survey& survey) {
  int64_t bytes = 8192;  // ids, keys, contact details
  for (const Question& question : survey.questions) bytes += most_bytes(question);
  if (survey.equality) {
    for (const Question& question : survey.equality->questions) bytes += most_bytes(question);
  }
  if (bytes <= static_cast<int64_t>(most_response_bytes)) return "";
  return "The answers to all questions together could be " + std::to_string(bytes / 1024) +
         " kB, and the service takes " + std::to_string(most_response_bytes / 1024) +
         " kB. Lower \"maxLength\": a character can need 12 bytes.";
}

}  // namespace roadshow::content
