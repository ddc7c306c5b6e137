# Compiler, linker and warning settings that hold for every target.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

find_program(SHOUWANG_CCACHE ccache)
if(SHOUWANG_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${SHOUWANG_CCACHE}")
endif()

find_program(SHOUWANG_MOLD mold)
if(SHOUWANG_MOLD)
    add_link_options(-fuse-ld=mold)
endif()

# Lines for stack traces, not every type: a hundred programs with all of it fill ten gigabytes. For a debugger,
# configure with -DCMAKE_BUILD_TYPE=Debug.
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1 -DNDEBUG")
if(SHOUWANG_SANITIZE)
    set(CMAKE_CXX_FLAGS_DEBUG "-g1")
endif()

add_library(shouwang_flags INTERFACE)
add_library(shouwang::flags ALIAS shouwang_flags)
target_compile_options(shouwang_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
    -Woverloaded-virtual -Wnull-dereference -Wimplicit-fallthrough -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # gcc 12 reports these falsely through inlined std::vector, std::optional and std::variant.
    target_compile_options(shouwang_flags INTERFACE -Wno-null-dereference -Wno-maybe-uninitialized
        -Wno-stringop-overflow -Wno-stringop-overread -Wno-array-bounds -Wno-restrict -Wno-free-nonheap-object)
else()
    target_compile_options(shouwang_flags INTERFACE -Wno-error) # clang only builds the fuzz targets
endif()

if(SHOUWANG_SANITIZE)
    add_compile_options(-fsanitize=${SHOUWANG_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${SHOUWANG_SANITIZE})
    if(SHOUWANG_SANITIZE MATCHES "thread" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        add_compile_options(-Wno-tsan) # Asio fences threads by atomic_thread_fence, which gcc cannot follow
    endif()
endif()
