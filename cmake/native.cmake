# The command line: build/native/pimlab.
if(EXISTS ${CMAKE_SOURCE_DIR}/src/app/main_cli.cpp)
    add_executable(pimlab ${CMAKE_SOURCE_DIR}/src/app/main_cli.cpp
        ${CMAKE_SOURCE_DIR}/src/app/scenario_files.cpp)
    target_link_libraries(pimlab PRIVATE pim_server pim_lab pim_storage pim_core)
endif()
