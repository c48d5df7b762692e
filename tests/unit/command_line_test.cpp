// The real program, used in wrong ways: it never says yes to what it did not do, and never destroys what is there.
#include <sys/stat.h>
#include <sys/wait.h>

#include <array>
#include <csignal>
#include <thread>

#include "cli/output_file.hpp"
#include "cli/say.hpp"
#include "server/store/store_files.hpp"
#include "store_kinds.hpp"
#include "support.hpp"

using namespace roadshow;
using namespace roadshow::test;
namespace fs = std::filesystem;

namespace {

struct Ended {
  int code = -1;
  std::string said;  // both
};

std::string program() { return fs::read_symlink("/proc/self/exe").parent_path() / "roadshow"; }

Ended run(const std::string& arguments, const std::string& before = "") {
  const std::string command = before + "'" + program() + "' " + arguments + " 2>&1";
  std::FILE* pipe = popen(command.c_str(), "r");
  Ended ended;
  std::array<char, 4096> part{};
  for (size_t bytes = 1; bytes > 0;) {
    bytes = std::fread(part.data(), 1, part.size(), pipe);
    ended.said.append(part.data(), bytes);
  }
  const int status = pclose(pipe);
  ended.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return ended;
}

// A folder with a store that is in use, one that is not, and the words to name them.
struct Shelf {
  Shelf() : place(" --content '" + (source_folder() / "content").string() + "' --pack staffordshire-stoke") {
    using namespace server;
    used = sqlite_store(folder.store());
    REQUIRE(insert_and_wait(*used, with_pieces(1)).outcome == InsertOutcome::stored);
  }
  std::string at(const std::string& name) const { return "'" + (folder.path / name).string() + "'"; }
  std::string store() const { return " --store '" + folder.store() + "'"; }
  server::Folder folder;
  std::string place;
  std::unique_ptr<server::Store> used;
};

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::map<std::string, std::string> names_in(const fs::path& folder) {
  std::map<std::string, std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names[entry.path().filename()] = "";
  return names;
}

}  // namespace

TEST_CASE("command line: what makes no sense is refused with 2, and said in words") {
  const Shelf there;
  const std::string sample = "sample" + there.place + " --survey icp-strategy";
  for (const std::string& wrong : std::vector<std::string>{"",
                                                           "fly",
                                                           "sample",
                                                           "--fly",
                                                           sample + " --count -1",
                                                           sample + " --count 0",
                                                           sample + " --count 1e9",
                                                           sample + " --count 99999999999999999999999",
                                                           sample + " --count two",
                                                           sample + " --seed -1",
                                                           "serve --site x --store y --port -1",
                                                           "serve --site x --store y --port 65536",
                                                           "serve --site x --store y --port http",
                                                           "serve --site x --store y --rate -1",
                                                           "serve --site x --store y --rate nan",
                                                           "serve --site x --store y --rate inf",
                                                           "serve --site x --store y --metrics-port 70000",
                                                           "token" + there.store(),
                                                           "token add" + there.store(),
                                                           "export" + there.store(),
                                                           "backup" + there.store(),
                                                           "verify",
                                                           "verify" + there.store() + " more",
                                                           "accept",
                                                           "expire" + there.store()}) {
    const Ended ended = run(wrong);
    CHECK_MESSAGE(ended.code == 2, wrong << " -> " << ended.code << ": " << ended.said);
    CHECK_MESSAGE(!ended.said.empty(), wrong);
  }
}

TEST_CASE("command line: what is not there is said with 1, and nothing is made") {
  const Shelf there;
  const auto before = names_in(there.folder.path);
  const std::string missing = " --store " + there.at("stroe.db");
  for (const std::string& wrong : std::vector<std::string>{
           "expire" + there.place + missing, "token add --role viewer --name Team" + missing, "token list" + missing,
           "token remove abc" + missing, "export" + there.place + " --survey icp-strategy" + missing,
           "results" + there.place + " --survey icp-strategy" + missing,
           "report" + there.place + " --survey icp-strategy --out " + there.at("report") + missing, "verify" + missing,
           "backup --out " + there.at("copy.db") + missing}) {
    const Ended ended = run(wrong);
    CHECK_MESSAGE(ended.code == 1, wrong << " -> " << ended.code << ": " << ended.said);
    CHECK_MESSAGE(contains(ended.said, "Did you mean"), wrong << ": " << ended.said);
    CHECK_MESSAGE(contains(ended.said, "store.db"), wrong << ": " << ended.said);
  }
  for (const std::string& wrong : std::vector<std::string>{
           "sample" + there.place + " --survey nothing", "export" + there.place + " --survey nothing" + there.store(),
           "token remove abc" + there.store(), "token add --role king --name Team" + there.store(),
           "accept" + there.store(), "accept --store " + there.at("nothing.db")}) {
    const Ended ended = run(wrong);
    CHECK_MESSAGE(ended.code == 1, wrong << " -> " << ended.code << ": " << ended.said);
  }
  CHECK(names_in(there.folder.path) == before);
}

TEST_CASE("command line: nothing that is there is written over") {
  using namespace server;
  const Shelf there;
  const fs::path folder = there.folder.path;
  { REQUIRE(insert_and_wait(*sqlite_store(folder / "closed.db"), record(7)).outcome == InsertOutcome::stored); }
  fs::create_hard_link(folder / "store.db", folder / "linked");
  fs::create_symlink(folder / "store.db", folder / "alias");
  fs::create_symlink(folder / "away", folder / "dangling");
  fs::create_directory(folder / "folder");
  REQUIRE(mkfifo((folder / "fifo").c_str(), 0600) == 0);
  std::ofstream(folder / "mine.csv") << "mine";
  const std::string order = "export" + there.place + " --survey icp-strategy" + there.store() + " --out ";
  const std::string copy = "backup" + there.store() + " --out ";
  for (const std::string& verb : std::vector<std::string>{order, copy}) {
    for (const char* name : {"store.db", "store.db-wal", "store.db-shm", "store.db-highest", "store.db-journal",
                             "./store.db", "folder/../store.db", "closed.db", "closed.db-wal", "linked", "alias",
                             "dangling", "folder", "fifo", "missing/x"}) {
      for (const char* more : {"", " --replace"}) {
        const auto inode = file_id(folder / "store.db");
        const Ended ended = run(verb + there.at(name) + more);
        CHECK_MESSAGE(ended.code == 1, verb << name << more << " -> " << ended.code << ": " << ended.said);
        CHECK(file_id(folder / "store.db") == inode);
      }
    }
    for (const char* device : {"/dev/null", "/dev/full", "/dev/stdout", "/dev/tty"})
      CHECK_MESSAGE(run(verb + device + " --replace").code == 1, verb << device);
    CHECK(run(verb + there.at("mine.csv")).code == 1);
    CHECK(read(folder / "mine.csv") == "mine");
  }
  CHECK(!fs::exists(folder / "away"));
  for (const auto& entry : names_in(folder)) CHECK_MESSAGE(!contains(entry.first, ".part"), entry.first);
  CHECK(insert_and_wait(*there.used, with_pieces(2)).outcome == InsertOutcome::stored);

  const Ended replaced = run(order + there.at("mine.csv") + " --replace");
  CHECK_MESSAGE(replaced.code == 0, replaced.said);
  CHECK(run(copy + there.at("copy.db")).code == 0);
  CHECK(run(copy + there.at("copy.db")).code == 1);
  CHECK(run(copy + there.at("copy.db") + " --replace").code == 0);
  CHECK(run(order + there.at("copy.db") + " --replace").code == 1);
  for (const char* name : {"mine.csv", "copy.db"})
    CHECK((fs::status(folder / name).permissions() & fs::perms::all) ==
          (fs::perms::owner_read | fs::perms::owner_write));
  CHECK(run("verify --store " + there.at("copy.db")).code == 0);
}

TEST_CASE("command line: a build removes nothing that is not of a site") {
  const Shelf there;
  std::ofstream(there.folder.path / "letter.txt") << "mine";
  const std::string parts = " --web x --wasm x --fonts x";
  CHECK(run("build" + there.place + parts + " --out " + there.at("")).code == 1);
  CHECK(fs::exists(there.folder.store()));
  CHECK(read(there.folder.path / "letter.txt") == "mine");
}

TEST_CASE("command line: a file that may not grow fails in words, and nothing is left of it") {
  const Shelf there;
  for (int i = 3; i < 60; ++i)
    REQUIRE(server::insert_and_wait(*there.used, server::record(i, std::string(4000, 'x'))).outcome ==
            server::InsertOutcome::stored);
  const auto before = names_in(there.folder.path);
  const Ended ended = run("backup" + there.store() + " --out " + there.at("copy.db"), "ulimit -f 40; ");
  CHECK_MESSAGE(ended.code == 1, ended.code << ended.said);
  CHECK(names_in(there.folder.path) == before);
}

TEST_CASE("command line: control characters in names and arguments reach no terminal") {
  const Shelf there;
  CHECK(cli::printable("a\x1b[31m\xc2\x9b\x7f\xe2\x80\xae\xff z\xc5\x82") ==
        "a\\u{1B}[31m\\u{9B}\\u{7F}\\u{202E}\\u{FF} z\xc5\x82");
  for (const char* name : {"$'a\\e[2Jb'", "$'a\\nb'", "$'a\\rb'", "$'\\u202Eb'", "''"}) {
    const Ended ended = run("token add --role viewer --name \"$NAME\"" + there.store(),
                            std::string("NAME=") + name + "; export NAME; ");
    CAPTURE(name);
    if (std::string(name) == "''") CHECK(ended.code == 1);
    CHECK(!contains(ended.said, "\x1b"));
  }
  for (const std::string verb : {"fly", "verify --store", "export --survey", "sample --count", "token remove"}) {
    const Ended ended = run(verb + " \"$(printf 'x\\033[31mx')\"");
    CHECK(ended.code != 0);
    CHECK_MESSAGE(!contains(ended.said, "\x1b"), verb);
  }
}

TEST_CASE("command line: a password in the address of a database is never said") {
  for (const char* address :
       {"postgresql://u:s3cret@127.0.0.1:1/x", "postgres://u:s3cret@127.0.0.1:notaport/x", "postgresql://u:s3cret?@h/x",
        "postgresql://u:a@s3cret@127.0.0.1:1/x", "postgresql://127.0.0.1:1/x?user=a@b&password=s3cret",
        "postgresql://u:s3cret/@h/x", "postgresql://u:#s3cret@[::1/x", "postgresql://u:s3cret%zz@127.0.0.1:1/x"}) {
    for (const std::string verb : {"verify", "token list", "backup --out x"}) {
      const Ended ended = run(verb + " --store '" + address + "'");
      CHECK_MESSAGE(ended.code == 1, verb << address << ended.code);
      CHECK_MESSAGE(!contains(ended.said, "s3cret"), ended.said);
    }
  }
}
