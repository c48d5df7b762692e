// What `roadshow preview` answers: the pages of the content as it is on disk now, or as it last was without mistakes,
// and what has changed since a page was made. Beside the addresses of a published site there are two, which no
// published site has:
//   /preview/preview.js           runs in every page (web/preview.ts)
//   /preview/changes?after=TAG    answers once there is something newer than TAG, or after `patience`:
//                                 {"tag": newest, "pages": TAG of the pages, "overlay": HTML with the mistakes, or ""}
// A page names the TAG it was made of in data-preview of its <html>.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "cli/folder_watch.hpp"
#include "cli/site_files.hpp"
#include "server/handlers/service.hpp"

namespace roadshow::cli {

struct PreviewSource {
  std::string content;  // the content folder
  std::string pack;     // the pack in it
  PartFolders parts;
};

class PreviewService {
 public:
  // Reads the content at once; `store` keeps what is answered.
  PreviewService(PreviewSource source, server::Store& store, std::chrono::milliseconds patience);

  // To be called often, by one thread. When files have changed it reads them, tells the open pages, and gives the
  // files.
  std::vector<std::string> look();
  Problems problems() const;  // of the content as it is on disk

  // From any thread.
  void answer(server::Request request, const std::function<void(server::Answer)>& done);

  // Lets no page wait any more.
  void close();

 private:
  using Done = std::function<void(server::Answer)>;
  using Clock = std::chrono::steady_clock;
  struct Shown;  // what the pages are made of
  struct Waiting {
    Done done;
    Clock::time_point until;
  };
  std::shared_ptr<Shown> make(const std::string& tag, Problems& problems) const;
  void read();
  void wait_for_change(const std::string& after, const Done& done);
  void release(bool all);
  server::Answer change() const;  // with the mutex

  const PreviewSource source_;
  server::Store& store_;
  const std::chrono::milliseconds patience_;
  FolderWatch watch_;

  mutable std::mutex mutex_;
  std::shared_ptr<const Shown> shown_;  // null: the content has not been without mistakes yet
  Problems problems_;
  int64_t tag_;
  bool closed_ = false;
  std::vector<Waiting> waiting_;
};

}  // namespace roadshow::cli
