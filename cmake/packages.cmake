# The parts we do not write. scripts/setup installs them.

# nlohmann/json is headers only. For the browser they come from the folder of WebAssembly libraries,
# since -I/usr/include would let the machine's own C headers in.
add_library(json INTERFACE)

if(EMSCRIPTEN)
  set(libraries ${CMAKE_SOURCE_DIR}/build/wasm-libraries)
  if(NOT EXISTS ${libraries}/lib/libimgui.a)
    message(FATAL_ERROR "SDL2 and Dear ImGui are not there for WebAssembly yet. Run scripts/setup, then try again.")
  endif()
  target_include_directories(json SYSTEM INTERFACE ${libraries}/include/json)
  foreach(name imgui SDL2)
    add_library(${name} STATIC IMPORTED)
    set_target_properties(${name} PROPERTIES
      IMPORTED_LOCATION ${libraries}/lib/lib${name}.a
      INTERFACE_INCLUDE_DIRECTORIES ${libraries}/include/${name})
  endforeach()
  set_target_properties(imgui PROPERTIES
    INTERFACE_COMPILE_DEFINITIONS "IMGUI_USER_CONFIG=\"imgui_config.h\""
    INTERFACE_LINK_OPTIONS "-sMIN_WEBGL_VERSION=2;-sMAX_WEBGL_VERSION=2")
  return()
endif()

find_package(SQLite3 REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(Boost 1.81 REQUIRED) # 1.81 for Beast and for Asio's coroutines; headers only
find_package(PostgreSQL REQUIRED) # libpq, its client
find_package(spdlog REQUIRED)
find_package(ZLIB REQUIRED)
find_package(CLI11 REQUIRED)
find_package(Threads REQUIRED)
find_package(mimalloc 2.0 REQUIRED) # replaces malloc in programs that link it: what one thread of the service makes, another frees

add_library(brotli INTERFACE)
target_link_libraries(brotli INTERFACE brotlienc brotlidec brotlicommon)
