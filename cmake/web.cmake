# The page's program, and programs for node that the tests run.
set(CMAKE_EXECUTABLE_SUFFIX ".js")

# Flags that Emscripten 3.1.6 and 6.x both know. TOTAL_STACK is the older name of STACK_SIZE.
set(pimlab_link_flags
    -sALLOW_MEMORY_GROWTH=1
    -sTOTAL_STACK=1048576
    -sFORCE_FILESYSTEM=1
    $<$<CONFIG:Release>:-sASSERTIONS=0>
    $<$<CONFIG:Debug>:-sASSERTIONS=1>
    $<$<CONFIG:Debug>:-O1>
    $<$<CONFIG:Debug>:-g>)

# What is served is made as small as it gets; what only tests run is linked in half the time.
set(pimlab_smallest $<$<CONFIG:Release>:-Oz>)
set(pimlab_quickest $<$<CONFIG:Release>:-O1>)

if(EXISTS ${CMAKE_SOURCE_DIR}/src/app/main_web.cpp)
    add_executable(pimlab ${CMAKE_SOURCE_DIR}/src/app/main_web.cpp
        ${CMAKE_SOURCE_DIR}/src/app/prepared.cpp
        ${CMAKE_SOURCE_DIR}/src/app/web_backends.cpp
        ${CMAKE_SOURCE_DIR}/src/app/web_page.cpp)
    target_link_libraries(pimlab PRIVATE
        pim_browser pim_ui pim_lab pim_sync pim_graph pim_sandbox pim_storage pim_core)
    file(GLOB pimlab_js_libraries CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/library*.js)
    foreach(js_library IN LISTS pimlab_js_libraries)
        target_link_options(pimlab PRIVATE "SHELL:--js-library ${js_library}")
    endforeach()
    set_target_properties(pimlab PROPERTIES LINK_DEPENDS "${pimlab_js_libraries}")
    target_link_options(pimlab PRIVATE ${pimlab_link_flags} ${pimlab_smallest}
        -sENVIRONMENT=web
        -sMALLOC=emmalloc
        -sMIN_WEBGL_VERSION=2
        -sMAX_WEBGL_VERSION=2
        -sGL_TRACK_ERRORS=0
        -sEXPORTED_FUNCTIONS=_main,_malloc,_free
        -sEXPORTED_RUNTIME_METHODS=ccall,UTF8ToString,stringToUTF8,lengthBytesUTF8,FS
        -sINCOMING_MODULE_JS_API=canvas,locateFile,print,printErr,preRun,onRuntimeInitialized,onAbort,instantiateWasm,noInitialRun,arguments)
    if(CMAKE_BUILD_TYPE STREQUAL "Release")
        # -Oz leaves thousands of functions of a few bytes, and a browser compiles each where it is
        # first called. With those inlined the page is smaller and calls a fifth fewer as it starts.
        # Then what the first view does not need is set apart, by the names of the functions, which
        # the last step takes off.
        execute_process(COMMAND ${PIMLAB_EM_CONFIG} BINARYEN_ROOT
            OUTPUT_VARIABLE binaryen_root OUTPUT_STRIP_TRAILING_WHITESPACE)
        find_program(PIMLAB_WASM_OPT wasm-opt HINTS ${binaryen_root}/bin REQUIRED)
        find_program(PIMLAB_WASM_SPLIT wasm-split HINTS ${binaryen_root}/bin REQUIRED)
        # Without reference types, which the program has no use for: with them, newer tools give the
        # calls of the later part a table of their own, and web/program.js could not tell which it is.
        set(features --enable-bulk-memory --enable-mutable-globals --enable-multivalue
            --enable-nontrapping-float-to-int --enable-sign-ext)
        set(smaller ${features} --low-memory-unused -Oz)
        target_link_options(pimlab PRIVATE --profiling-funcs -Wl,--no-demangle)
        set_property(TARGET pimlab APPEND PROPERTY LINK_DEPENDS
            ${CMAKE_SOURCE_DIR}/cmake/program_parts.py)
        add_custom_command(TARGET pimlab POST_BUILD
            COMMAND ${PIMLAB_WASM_OPT} pimlab.wasm -g -o pimlab_whole.wasm
                --always-inline-max-function-size=12 --inlining-optimizing ${smaller}
            COMMAND python3 ${CMAKE_SOURCE_DIR}/cmake/program_parts.py
                --wasm-split ${PIMLAB_WASM_SPLIT}
                pimlab_whole.wasm pimlab.wasm pimlab_later.wasm -- ${features}
            COMMAND ${PIMLAB_WASM_OPT} pimlab.wasm -o pimlab.wasm ${smaller}
            COMMAND ${PIMLAB_WASM_OPT} pimlab_later.wasm -o pimlab_later.wasm ${smaller}
            WORKING_DIRECTORY ${CMAKE_BINARY_DIR}
            BYPRODUCTS pimlab_later.wasm
            COMMENT "Inlining the smallest functions, and dividing the program"
            VERBATIM)
        set(pimlab_later pimlab_later.wasm)
    endif()
endif()

# pim_node_program(<name> <source> <target>…): a wasm program that node runs on the real files.
function(pim_node_program name source)
    if(NOT EXISTS ${source})
        return()
    endif()
    add_executable(${name} ${source})
    target_link_libraries(${name} PRIVATE ${ARGN})
    target_link_options(${name} PRIVATE ${pimlab_link_flags} ${pimlab_quickest}
        -sENVIRONMENT=node -sNODERAWFS=1 -sEXIT_RUNTIME=1)
endfunction()

# The command line once more, as wasm: the same digests must come out.
pim_node_program(pimlab_scenarios ${CMAKE_SOURCE_DIR}/src/app/main_scenarios.cpp
    pim_lab pim_graph pim_sandbox pim_storage pim_core)
target_sources(pimlab_scenarios PRIVATE ${CMAKE_SOURCE_DIR}/src/app/scenario_files.cpp)

# A page without a portal, for the tests of storage in a real browser: it starts in a moment.
add_executable(storage_probe ${CMAKE_SOURCE_DIR}/tests/browser/storage_probe.cpp
    ${CMAKE_SOURCE_DIR}/src/browser/storage_mount.cpp)
target_link_libraries(storage_probe PRIVATE pim_sandbox pim_storage pim_core)
set(storage_library ${CMAKE_SOURCE_DIR}/web/library_storage.js)
target_link_options(storage_probe PRIVATE ${pimlab_link_flags} ${pimlab_quickest}
    "SHELL:--js-library ${storage_library}" -sENVIRONMENT=web
    -sEXPORTED_RUNTIME_METHODS=UTF8ToString)
set_target_properties(storage_probe PROPERTIES LINK_DEPENDS ${storage_library})

# The site: web/**, the program, the fonts, put together in build/<preset>/site. Files of web/ refer
# to one another and to pimlab.js, pimlab.wasm, fonts/<name>.ttf by these plain names.
if(TARGET pimlab)
    set(fonts ${CMAKE_BINARY_DIR}/fonts)
    set(faces ${fonts}/open-sans-regular.ttf ${fonts}/open-sans-semibold.ttf)
    add_custom_command(
        OUTPUT ${faces} ${fonts}/open-sans-licence.txt
        COMMAND ${CMAKE_COMMAND} -E env --unset=PYTHONPATH
            ${PIMLAB_FONT_PYTHON} ${CMAKE_SOURCE_DIR}/cmake/fonts.py ${fonts}
        DEPENDS ${CMAKE_SOURCE_DIR}/cmake/fonts.py
        COMMENT "Subsetting the text font"
        VERBATIM)

    set(served)
    foreach(face IN LISTS faces)
        get_filename_component(face_name ${face} NAME)
        list(APPEND served ${face}=fonts/${face_name})
    endforeach()
    list(APPEND served ${fonts}/open-sans-licence.txt=fonts/open-sans-licence.txt)
    file(GLOB icon_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/assets/icons/*.ttf)
    foreach(icon_file IN LISTS icon_files)
        get_filename_component(icon_name ${icon_file} NAME)
        list(APPEND served ${icon_file}=fonts/${icon_name})
    endforeach()
    file(GLOB web_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/*.html ${CMAKE_SOURCE_DIR}/web/*.json)
    foreach(web_file IN LISTS web_files)
        get_filename_component(web_name ${web_file} NAME)
        list(APPEND served ${web_file}=${web_name})
    endforeach()
    # A browser asks for a few files sooner than for many: each script that a page names goes with all
    # that it imports, without remarks and with short names.
    set(scripts ${CMAKE_BINARY_DIR}/scripts)
    set(modules start.js sign_in.js style.css)
    set(plain_scripts early.js signed_in.js service_worker.js)
    file(GLOB script_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/*.js ${CMAKE_SOURCE_DIR}/web/*.css)
    find_program(PIMLAB_ESBUILD esbuild REQUIRED)
    set(esbuild ${PIMLAB_ESBUILD} --log-level=warning $<$<CONFIG:Release>:--minify>)
    # What the storage probe loads alone.
    set(built_scripts ${scripts}/storage_mount.js)
    foreach(script IN LISTS modules plain_scripts ITEMS pimlab.js)
        list(APPEND built_scripts ${scripts}/${script})
        list(APPEND served ${scripts}/${script}=${script})
    endforeach()
    add_custom_command(
        OUTPUT ${built_scripts}
        COMMAND ${esbuild} ${modules} --bundle --format=esm --outdir=${scripts}
            --external:./sign_in.js "--external:*.min.js" "--external:*.ttf"
        COMMAND ${esbuild} ${plain_scripts} storage_mount.js --bundle --format=iife --outdir=${scripts}
        COMMAND ${esbuild} ${CMAKE_BINARY_DIR}/pimlab.js --outfile=${scripts}/pimlab.js
        WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}/web
        DEPENDS pimlab ${script_files}
        COMMENT "Bundling the scripts"
        COMMAND_EXPAND_LISTS
        VERBATIM)
    # Microsoft's library for signing in, as it is, where `setup.py sign-in` has fetched it; web/identity.js
    # knows by its name whether it is there.
    set(msal ${CMAKE_CURRENT_LIST_DIR}/sign_in/node_modules/@azure/msal-browser)
    file(GLOB msal_files CONFIGURE_DEPENDS ${msal}/LICENSE ${msal}/lib/msal-browser.min.js
        ${msal}/lib/redirect-bridge/msal-redirect-bridge.min.js)
    foreach(msal_file IN LISTS msal_files)
        get_filename_component(msal_name ${msal_file} NAME)
        string(REPLACE LICENSE msal-browser-licence.txt msal_name ${msal_name})
        list(APPEND served ${msal_file}=${msal_name})
    endforeach()

    foreach(product pimlab.wasm ${pimlab_later})
        list(APPEND served ${CMAKE_BINARY_DIR}/${product}=${product})
    endforeach()

    add_custom_command(
        OUTPUT ${CMAKE_BINARY_DIR}/site.stamp
        COMMAND python3 ${CMAKE_SOURCE_DIR}/cmake/site_files.py --out ${CMAKE_BINARY_DIR}/site
            $<$<CONFIG:Release>:--compress> ${served}
        COMMAND ${CMAKE_COMMAND} -E touch ${CMAKE_BINARY_DIR}/site.stamp
        DEPENDS pimlab ${faces} ${icon_files} ${web_files} ${built_scripts} ${msal_files}
            ${CMAKE_SOURCE_DIR}/cmake/site_files.py ${CMAKE_SOURCE_DIR}/cmake/policy.py
        COMMENT "Putting the site together"
        COMMAND_EXPAND_LISTS
        VERBATIM)
    add_custom_target(site ALL DEPENDS ${CMAKE_BINARY_DIR}/site.stamp)
endif()

# What the portal's loading is measured against (tests/bench/load_bench.mjs); not part of `all`.
if(TARGET pimlab)
    add_executable(bare_page EXCLUDE_FROM_ALL
        ${CMAKE_SOURCE_DIR}/tests/bench/bare_page/bare_page.cpp)
    target_link_libraries(bare_page PRIVATE pim_own pim_imgui)
    target_link_options(bare_page PRIVATE ${pimlab_link_flags} ${pimlab_smallest}
        -sENVIRONMENT=web -sMALLOC=emmalloc -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2
        -sGL_TRACK_ERRORS=0 -sEXPORTED_FUNCTIONS=_main,_malloc,_free)
    set(bare_folder ${CMAKE_BINARY_DIR}/bare_page)
    set_target_properties(bare_page PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${bare_folder})
    add_custom_command(TARGET bare_page POST_BUILD
        COMMAND ${CMAKE_COMMAND} -E copy ${CMAKE_SOURCE_DIR}/tests/bench/bare_page/index.html
            ${fonts}/open-sans-regular.ttf ${bare_folder}
        VERBATIM)
    add_custom_target(bare_font DEPENDS ${fonts}/open-sans-regular.ttf)
    add_dependencies(bare_page bare_font)
endif()
