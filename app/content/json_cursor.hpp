// Walks JSON text (RFC 8259) value by value, and builds nothing in between.
//
// It is for text that a program wrote, in the browser above all: it says that something is wrong, and not what a person
// should do about it. Text that people write goes through parse_json().
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace roadshow {

// Once something is not as it should be, every call fails.
class JsonCursor {
 public:
  explicit JsonCursor(std::string_view text) : text_(text) {}

  bool read(std::string& out);
  bool read(double& out);
  bool read(bool& out);
  bool take_null();  // whether there is one

  // if (cursor.enter('[')) while (cursor.next(']')) { read one value }
  // if (cursor.enter('{')) while (cursor.next('}') && cursor.name(out)) { read one value }
  bool enter(char opener);
  bool next(char closer);
  bool name(std::string& out);

  char peek();              // the first character of what comes next; at the end, NUL
  std::string_view skip();  // the text of the value that comes next
  bool at_end();            // nothing is left, and nothing was wrong
  bool failed() const { return failed_; }

 private:
  bool fail();
  bool take(std::string_view word);
  bool read_escape(std::string& out);
  unsigned read_four();

  std::string_view text_;
  size_t at_ = 0;
  int depth_ = 0;
  bool first_ = false;  // of the list or group that was entered
  bool failed_ = false;
};

}  // namespace roadshow
