// Where the tree lies that is tested: content/ and tests/data are under it.
// One small file knows it, so that the compiler cache serves every other file to every checkout.
#pragma once

#include <filesystem>

namespace roadshow::test {

std::filesystem::path source_folder();

}  // namespace roadshow::test
