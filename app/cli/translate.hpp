// `roadshow translate`: the texts that have no translation in a language yet, or a stale one, each as an entry for its
// file of translations (content/translation.hpp): put the translation in the place of the text.
#pragma once

#include <string>

namespace roadshow::cli {

struct TranslateOptions {
  std::string content;   // the content folder
  std::string pack;      // may be empty when there is one only
  std::string language;  // the code, as in pack.json
};
int run_translate(
    const TranslateOptions& options);  // 0: printed, 1: there is no such pack or language, or it has problems

}  // namespace roadshow::cli
