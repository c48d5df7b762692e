// A page as a whole HTML document: the frame (web/index.html) with its places filled in.
#pragma once

#include <string>
#include <string_view>

#include "content/pack.hpp"
#include "page/node.hpp"

namespace roadshow::html {

// A text with its place {{name}} filled in.
std::string filled(std::string frame, std::string_view place, std::string_view value);

// The address of the page for addresses that lead nowhere.
inline constexpr const char* missing_page = "/404";

// The content of one language: bundle.json, bundle-ur.json.
std::string bundle_name(const content::Pack& pack);

// The frame holds {{language}}, {{direction}}, {{title}}, {{path}}, {{canvas}} and {{bundle}} (what the program loads),
// {{alternates}} (the same page in other languages), {{trouble}} (a note for when the program cannot run) and {{app}}.
// `path` is the address the document is written for.
std::string to_document(const std::string& frame, const content::Pack& pack, const page::Page& page,
                        const std::string& path);

// The frame of pages that the program never runs on: without the lines between its two marks.
std::string without_program(const std::string& frame);
// The frame of all others: without the marks only.
std::string with_program(const std::string& frame);

}  // namespace roadshow::html
