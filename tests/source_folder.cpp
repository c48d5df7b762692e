#include "source_folder.hpp"

std::filesystem::path roadshow::test::source_folder() { return ROADSHOW_SOURCE_DIR; }
