# The command line: build/native/pimlab.
if(EXISTS ${CMAKE_SOURCE_DIR}/src/app/main_cli.cpp)
    add_executable(pimlab ${CMAKE_SOURCE_DIR}/src/app/main_cli.cpp)
    target_link_libraries(pimlab PRIVATE pim_lab pim_core)
endif()

# Figures: tests/bench/<name>.cpp becomes build/native/<name>.
file(GLOB bench_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/bench/*.cpp)
foreach(bench_file IN LISTS bench_files)
    get_filename_component(bench ${bench_file} NAME_WE)
    add_executable(${bench} ${bench_file})
    target_link_libraries(${bench} PRIVATE
        pim_graph pim_lab pim_sandbox pim_storage pim_core)
endforeach()
