# What is not ours: two header-only libraries, and Dear ImGui.

# /usr/include itself as an include path breaks both compilers, so links in a folder of our own.
set(pimlab_include ${CMAKE_BINARY_DIR}/include)
file(MAKE_DIRECTORY ${pimlab_include})
foreach(library_header
        "nlohmann json.hpp nlohmann-json3-dev"
        "tl expected.hpp libexpected-dev")
    separate_arguments(parts UNIX_COMMAND "${library_header}")
    list(GET parts 0 library)
    list(GET parts 1 header)
    list(GET parts 2 package)
    find_path(PIMLAB_${library}_DIR ${library}/${header}
        PATHS /usr/include /usr/local/include NO_CMAKE_FIND_ROOT_PATH NO_DEFAULT_PATH)
    if(NOT PIMLAB_${library}_DIR)
        message(FATAL_ERROR "${library}/${header} is missing: install ${package}, "
            "or name the folder above it with -DPIMLAB_${library}_DIR=…")
    endif()
    file(CREATE_LINK ${PIMLAB_${library}_DIR}/${library} ${pimlab_include}/${library} SYMBOLIC)
endforeach()

add_library(pim_libraries INTERFACE)
target_include_directories(pim_libraries SYSTEM INTERFACE ${pimlab_include})

# Dear ImGui, 1.92 or newer: a checkout of the caller's, else fetched into build/imgui.
set(PIMLAB_IMGUI_DIR "$ENV{PIMLAB_IMGUI_DIR}" CACHE PATH "a checkout of Dear ImGui, 1.92 or newer")
if(NOT PIMLAB_IMGUI_DIR)
    set(PIMLAB_IMGUI_DIR ${CMAKE_SOURCE_DIR}/build/imgui CACHE PATH "" FORCE)
endif()
if(NOT EXISTS ${PIMLAB_IMGUI_DIR}/imgui.h)
    message(STATUS "Fetching Dear ImGui into ${PIMLAB_IMGUI_DIR}")
    execute_process(
        COMMAND python3 ${CMAKE_SOURCE_DIR}/cmake/imgui.py ${PIMLAB_IMGUI_DIR}
        COMMAND_ERROR_IS_FATAL ANY)
endif()

add_library(pim_imgui STATIC
    ${PIMLAB_IMGUI_DIR}/imgui.cpp
    ${PIMLAB_IMGUI_DIR}/imgui_draw.cpp
    ${PIMLAB_IMGUI_DIR}/imgui_tables.cpp
    ${PIMLAB_IMGUI_DIR}/imgui_widgets.cpp
    $<$<BOOL:${EMSCRIPTEN}>:${PIMLAB_IMGUI_DIR}/backends/imgui_impl_opengl3.cpp>)
target_include_directories(pim_imgui SYSTEM PUBLIC
    ${PIMLAB_IMGUI_DIR} ${PIMLAB_IMGUI_DIR}/backends)
target_include_directories(pim_imgui PRIVATE ${CMAKE_SOURCE_DIR}/src)
target_compile_definitions(pim_imgui PUBLIC IMGUI_USER_CONFIG="ui/kit/imconfig.hpp"
    $<$<CONFIG:Release>:IMGUI_DISABLE_DEBUG_TOOLS>)
target_compile_options(pim_imgui PRIVATE -w)
set_target_properties(pim_imgui PROPERTIES EXCLUDE_FROM_ALL ON)

# A Python that has fontTools: the first on PATH, or Debian's.
if(EMSCRIPTEN)
    foreach(python python3 /usr/bin/python3)
        execute_process(COMMAND ${python} -c "import fontTools.subset"
            RESULT_VARIABLE without_fonttools OUTPUT_QUIET ERROR_QUIET)
        if(NOT without_fonttools)
            set(PIMLAB_FONT_PYTHON ${python})
            break()
        endif()
    endforeach()
    if(NOT PIMLAB_FONT_PYTHON)
        message(FATAL_ERROR "no Python here has fontTools: install python3-fonttools")
    endif()
endif()
