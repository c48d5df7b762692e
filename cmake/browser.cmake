# browser_program(core roadshow_html): app/web_client/core_main.cpp becomes core.mjs and core.wasm.
# It has no main(): it exports functions marked EMSCRIPTEN_KEEPALIVE, and the page calls them.
# The module is an ES module whose default export makes an instance: `await (await import("./core.mjs")).default()`.
function(browser_program name library)
  set(source ${CMAKE_SOURCE_DIR}/app/web_client/${name}_main.cpp)
  if(NOT EXISTS ${source})
    message(STATUS "app/web_client/${name}_main.cpp is not there yet")
    return()
  endif()
  add_executable(${name} ${source})
  set_target_properties(${name} PROPERTIES SUFFIX .mjs)
  target_compile_options(${name} PRIVATE -fno-exceptions -fno-rtti)
  target_link_libraries(${name} PRIVATE ${library})
  target_link_options(${name} PRIVATE
    --no-entry
    -sMODULARIZE -sEXPORT_ES6 -sEXPORT_NAME=${name} -sENVIRONMENT=web
    -sDYNAMIC_EXECUTION=0 # no eval: the page's content security policy allows none
    -sFILESYSTEM=0
    -sMALLOC=emmalloc -sALLOW_MEMORY_GROWTH=1
    -sEXPORTED_FUNCTIONS=_malloc,_free
    -sEXPORTED_RUNTIME_METHODS=${runtime_methods})
endfunction()

# What the page's TypeScript may use of the module. HEAPU8 and its kin are always there until 3.1.57 or so; later they must be named.
set(runtime_methods UTF8ToString,stringToUTF8,lengthBytesUTF8)
