#include "content/file_check.hpp"

#include <algorithm>

#include "content/pack.hpp"
#include "content/tokens.hpp"

namespace roadshow::content {

void FileCheck::report(const std::string& pointer, std::string sentence) {
  problems.push_back({{file, 0, 0, at + pointer}, std::move(sentence)});
}

void FileCheck::need_measure(const std::string& id, const std::string& pointer) {
  if (!find(pack.measures, id)) report(pointer, "There is no measure \"" + id + "\".");
}

void FileCheck::text(const std::string& text, const std::string& pointer, const std::vector<std::string>& also) {
  for (const std::string& token : tokens_of(text)) {
    if (std::find(also.begin(), also.end(), token) != also.end()) continue;
    if (!value_of_token(pack, token)) report(pointer, "{" + token + "} does not name a published figure of this pack.");
  }
}

}  // namespace roadshow::content
