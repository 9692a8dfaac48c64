# Toolchain: whichever Emscripten is on PATH, Debian's or an emsdk's.
find_program(PIMLAB_EM_CONFIG em-config)
if(NOT PIMLAB_EM_CONFIG)
    message(FATAL_ERROR "em-config is not on PATH: install Debian's emscripten or activate an emsdk")
endif()
execute_process(
    COMMAND ${PIMLAB_EM_CONFIG} EMSCRIPTEN_ROOT
    OUTPUT_VARIABLE pimlab_emscripten_root
    OUTPUT_STRIP_TRAILING_WHITESPACE
    COMMAND_ERROR_IS_FATAL ANY)
include(${pimlab_emscripten_root}/cmake/Modules/Platform/Emscripten.cmake)
