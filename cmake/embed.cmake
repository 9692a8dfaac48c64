# pim_embed(<room> <name> <glob>): compiles the text files of assets/<glob> into the room. C++ reads
# them as pim::assets::<name>[0 … <name>_count), each a {name, text}, from "assets/<name>.hpp".
function(pim_embed room name glob)
    file(GLOB files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/assets/${glob})
    get_target_property(kind pim_${room} TYPE)
    if(NOT files OR kind STREQUAL "INTERFACE_LIBRARY")
        return()
    endif()
    set(folder ${CMAKE_BINARY_DIR}/generated/assets)
    file(MAKE_DIRECTORY ${folder})
    set(header ${folder}/${name}.hpp)
    set(source ${folder}/${name}.cpp)
    add_custom_command(
        OUTPUT ${header} ${source}
        COMMAND python3 ${CMAKE_SOURCE_DIR}/cmake/embed.py ${header} ${source} ${name} ${files}
        DEPENDS ${files} ${CMAKE_SOURCE_DIR}/cmake/embed.py
        COMMENT "Compiling assets/${glob} into pim_${room}"
        VERBATIM)
    target_sources(pim_${room} PRIVATE ${header} ${source})
    target_include_directories(pim_${room} PUBLIC ${CMAKE_BINARY_DIR}/generated)
endfunction()
