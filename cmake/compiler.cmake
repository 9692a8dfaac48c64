# Flags. `pim_own` is linked by our own targets only: there, warnings are errors.

add_library(pim_own INTERFACE)
target_include_directories(pim_own INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_compile_options(pim_own INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # g++ 12 reports copies of short strings wrongly (GCC bugs 105651 and 105329), and the more
    # so where the standard headers are precompiled.
    target_compile_options(pim_own INTERFACE
        -Wno-restrict -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread)
endif()

if(EMSCRIPTEN)
    # Nothing in the page catches, so that what would throw (no more memory) ends the program either
    # way, and nothing asks for a type's name: without both the page is a twentieth smaller. It has one
    # thread, too.
    add_compile_options(-fno-exceptions -fno-rtti -fno-threadsafe-statics)
    add_link_options(-fno-exceptions -fno-rtti)
    set(CMAKE_CXX_FLAGS_RELEASE "-Oz -DNDEBUG")
    set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g")
else()
    # Assertions stay in: what is built natively is built to be tested.
    set(CMAKE_CXX_FLAGS_RELEASE "-O2")
    set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g")
    add_compile_definitions(_GLIBCXX_ASSERTIONS)
    option(PIMLAB_SANITIZE "build with the address and undefined-behaviour sanitizers" OFF)
    if(PIMLAB_SANITIZE)
        # A third less to compile than with -g; a finding names its lines all the same.
        set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1")
        set(pimlab_sanitizers -fsanitize=address,undefined -fno-sanitize-recover=all)
        add_compile_options(${pimlab_sanitizers} -fno-omit-frame-pointer)
        add_link_options(${pimlab_sanitizers})
    endif()
    option(PIMLAB_FUZZ "build the fuzz targets in the place of the suites; with clang" OFF)
    if(PIMLAB_FUZZ)
        # clang 14 refuses storage's JSON tree over libstdc++ 12; over libc++ it is the page's code.
        add_compile_options(-stdlib=libc++ -fsanitize=fuzzer-no-link -gline-tables-only)
        add_link_options(-stdlib=libc++)
        # Half of the time to compile: checks that a call makes, none that the address sanitizer
        # makes as well.
        add_compile_options(-fno-sanitize=null,alignment,object-size,vptr,pointer-overflow
            -fno-sanitize-address-use-after-scope "SHELL:-mllvm -asan-instrumentation-with-call-threshold=0")
    endif()
endif()
