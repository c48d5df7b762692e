// The running client without a browser: messages in, replies out, both JSON. core_main.cpp gives it to JavaScript;
// tests drive it natively.
//
// boot: {bundle, shown, path, freshId, freshSecret, today, layout, needs, textSize, draft}; `shown` is the path that
//   the document holds.
//
// dispatch, by "type":
//   visit   {path}; it, press and conflict come with {freshId, freshSecret, today}
//   press, choose {id, on}, write {id, text}, toggle {id, open}, move {id, place}   events of the element with this id
//   fields  {fields: [choose or write, ...]}: what stands in all fields
//   stored, unkept, sent, parked, conflict {id}; queue {held}; did {what, ok}; fetched {id, status, text}
//   device  {needs}: what the device asks for or lacks, words of page::Need
//   voices {able}: the device can read this language aloud; silent: it has come to the end;
//   leftOut: it has no voice for some of the words
//   repaint: the document was changed by others: send it all
// Reply: {ops, path, title, focus, say, layout, wish, textSize, reading, post: {id, body, instead} | null,
//   task: {what, name, text} | null, fetch: {what, method, path, token, body} | null, draft: text | null, scene}
//   ops: html/changes.hpp; layout: as shown; wish: as chosen, to be remembered; draft: null when unchanged, "" to
//   remove; scene: the page changed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "html/element.hpp"
#include "page/reduce.hpp"

namespace roadshow::web_client {

struct Message;

class Program {
 public:
  // Neither fails: a message that makes no sense changes nothing; content with problems gives the page that says so.
  std::string boot(std::string_view message);
  std::string dispatch(std::string_view message);

  // The figures of the page as JSON, for the canvas.
  std::string scene();

 private:
  std::string trouble_reply(bool put_there) const;
  std::string reply(page::Outcome outcome, bool everything);
  std::string read_fields(const Message& message);
  std::optional<page::Action> action_of(const Message& message) const;

  std::optional<content::Pack> pack_;
  page::State state_;
  page::Page page_;
  std::vector<html::Element> shown_;
  std::string draft_;
};

}  // namespace roadshow::web_client
