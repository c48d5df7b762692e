# browser_program(core roadshow_html): app/web_client/core_main.cpp becomes core.wasm.
# It has no main(): it exports functions marked EMSCRIPTEN_KEEPALIVE, and the page calls them.
# core asks nothing of the browser, so the page takes the bare module (web/bridge.ts). canvas draws by WebGL: Emscripten
# writes an ES module beside it, whose default export makes an instance: `await (await import("./canvas.mjs")).default()`.
function(browser_program name library)
  set(source ${CMAKE_SOURCE_DIR}/app/web_client/${name}_main.cpp)
  if(NOT EXISTS ${source})
    message(STATUS "app/web_client/${name}_main.cpp is not there yet")
    return()
  endif()
  add_executable(${name} ${source})
  target_compile_options(${name} PRIVATE -fno-exceptions -fno-rtti)
  target_link_libraries(${name} PRIVATE ${library})
  if(name STREQUAL "core")
    set_target_properties(${name} PROPERTIES SUFFIX .wasm)
    target_link_options(${name} PRIVATE -sSTANDALONE_WASM)
  else()
    set_target_properties(${name} PROPERTIES SUFFIX .mjs)
    target_link_options(${name} PRIVATE
      -sMODULARIZE -sEXPORT_ES6 -sEXPORT_NAME=${name} -sENVIRONMENT=web
      -sDYNAMIC_EXECUTION=0 # no eval: the page's content security policy allows none
      -sEXPORTED_RUNTIME_METHODS=${runtime_methods})
  endif()
  target_link_options(${name} PRIVATE
    --no-entry
    -sFILESYSTEM=0
    -sMALLOC=emmalloc -sALLOW_MEMORY_GROWTH=1
    -sEXPORTED_FUNCTIONS=_malloc,_free)
  # A second round takes off what the first one bared: 1.3 % of what is sent.
  add_custom_command(TARGET ${name} POST_BUILD VERBATIM
    COMMAND ${WASM_OPT} -Oz --low-memory-unused ${name}.wasm -o ${name}.wasm)
endfunction()

find_program(WASM_OPT wasm-opt REQUIRED) # of Binaryen, which Emscripten brings

# What the page's TypeScript may use of the module. HEAPU8 and its kin are always there until 3.1.57 or so; later they must be named.
set(runtime_methods UTF8ToString,stringToUTF8,lengthBytesUTF8)
