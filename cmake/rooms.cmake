# One static library for each folder of src (design: the table of rooms). A room without a .cpp yet
# is an interface library, so that the others can name it.

# What nearly every file reads: compiled once for each room, a third of the time less; not where the
# files are compiled together. clang-tidy reads them without it, so that each still names what it needs.
set(pim_common_headers <algorithm> <functional> <optional> <string> <vector>
    ${CMAKE_SOURCE_DIR}/src/core/command.hpp
    ${CMAKE_SOURCE_DIR}/src/core/event.hpp
    ${CMAKE_SOURCE_DIR}/src/core/tenant.hpp)

# For a build from nothing: what the files of a room read in common is read a few times, not once a
# file. Names in unnamed namespaces are therefore unique in their room, and lint/tidy holds that.
option(PIMLAB_UNITY "compile the files of a room together" OFF)
set(PIMLAB_TOGETHER 40 CACHE STRING "how many files of a room are compiled as one")

# pim_room(<name> [USES <target>…]): src/<name>/**/*.cpp as the target pim_<name>.
function(pim_room name)
    cmake_parse_arguments(PARSE_ARGV 1 room "" "" "USES")
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS
        ${CMAKE_SOURCE_DIR}/src/${name}/*.cpp ${CMAKE_SOURCE_DIR}/src/${name}/*.hpp)
    set(units ${sources})
    list(FILTER units INCLUDE REGEX "\\.cpp$")
    if(units)
        add_library(pim_${name} STATIC ${units})
        target_link_libraries(pim_${name} PUBLIC pim_own pim_libraries ${room_USES})
        if(NOT PIMLAB_UNITY)
            target_precompile_headers(pim_${name} PRIVATE ${pim_common_headers})
        endif()
        set_target_properties(pim_${name} PROPERTIES
            UNITY_BUILD ${PIMLAB_UNITY} UNITY_BUILD_BATCH_SIZE ${PIMLAB_TOGETHER})
    else()
        add_library(pim_${name} INTERFACE)
        target_link_libraries(pim_${name} INTERFACE pim_own pim_libraries ${room_USES})
    endif()
endfunction()

pim_room(core)
pim_room(storage USES pim_core)
pim_room(sandbox USES pim_core pim_storage)
pim_room(graph USES pim_sandbox pim_core)
pim_room(sync USES pim_graph pim_sandbox pim_core)
pim_room(lab USES pim_sandbox pim_core)
pim_room(ui USES pim_lab pim_sync pim_graph pim_sandbox pim_core pim_imgui)
if(EMSCRIPTEN)
    pim_room(browser USES pim_ui pim_sync pim_graph pim_lab pim_sandbox pim_storage pim_core pim_imgui)
else()
    # Natively the portal is there to be tested: it is compiled in half the time, and runs briefly.
    target_compile_options(pim_ui PRIVATE $<$<CONFIG:Release>:-O0>)
    target_compile_options(pim_imgui PRIVATE $<$<CONFIG:Release>:-O0>)
    pim_room(api USES pim_graph pim_lab pim_sandbox pim_core)
    find_package(OpenSSL 3 REQUIRED COMPONENTS SSL Crypto)
    find_package(SQLite3 3.35 REQUIRED)
    find_package(Threads REQUIRED)
    find_library(PIMLAB_JWT jwt REQUIRED)
    pim_room(server USES pim_api pim_sync pim_graph pim_sandbox pim_storage pim_core
        OpenSSL::SSL OpenSSL::Crypto SQLite::SQLite3 Threads::Threads ${PIMLAB_JWT})
    # Boost's headers are read by three files only; deprecated parts of them stay quiet.
    target_compile_definitions(pim_server PUBLIC BOOST_ALLOW_DEPRECATED_HEADERS
        BOOST_ASIO_NO_DEPRECATED)
endif()

include(cmake/embed.cmake)
pim_embed(core roles roles.tsv)
pim_embed(ui themes themes/*.json)
pim_embed(lab tenants tenants/*.txt)
pim_embed(lab lessons lessons/*.txt)
if(NOT EMSCRIPTEN)
    pim_embed(api lab_api lab-api.json)
endif()
