include(shouwang_floors)
include(shouwang_links)

# shouwang_module(NAME [DEPENDS modules...] [LINKS libraries...] [UI_DEPENDS modules...] [UI_LINKS libraries...])
#
# Makes shouwang::NAME (headless, plain C++) from modules/NAME/*.cpp and, when the UI is on and modules/NAME/ui
# exists, shouwang::NAME_ui from modules/NAME/ui. UI_DEPENDS adds lower rooms whose _ui the own _ui stands on;
# `shell` may be used by every _ui. A room sees only the headers of the rooms it depends on, because every room is
# its own include directory: a wrong include does not compile.
function(shouwang_module name)
    cmake_parse_arguments(arg "" "" "DEPENDS;LINKS;UI_DEPENDS;UI_LINKS" ${ARGN})
    shouwang_check_arrows(${name} ${arg_DEPENDS} ${arg_UI_DEPENDS})
    if("${arg_LINKS};${arg_UI_LINKS}" MATCHES "shouwang")
        message(FATAL_ERROR "${name}: LINKS is for outside libraries; rooms belong into DEPENDS")
    endif()

    set(include_root "${CMAKE_BINARY_DIR}/include/${name}")
    file(MAKE_DIRECTORY "${include_root}")
    file(CREATE_LINK "${CMAKE_CURRENT_SOURCE_DIR}" "${include_root}/${name}" SYMBOLIC)

    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp" "${CMAKE_CURRENT_SOURCE_DIR}/*.h")
    if(sources MATCHES "\\.cpp")
        add_library(shouwang_${name} STATIC ${sources})
        set(scope PUBLIC)
    else()
        add_library(shouwang_${name} INTERFACE)
        set(scope INTERFACE)
    endif()
    add_library(shouwang::${name} ALIAS shouwang_${name})
    target_include_directories(shouwang_${name} ${scope} "${include_root}")
    list(TRANSFORM arg_DEPENDS PREPEND shouwang:: OUTPUT_VARIABLE lower)
    target_link_libraries(shouwang_${name} ${scope} ${lower} ${arg_LINKS})
    if(scope STREQUAL PUBLIC)
        target_link_libraries(shouwang_${name} PRIVATE shouwang::flags)
    endif()

    if(SHOUWANG_UI AND EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/ui")
        shouwang_module_ui(${name} "${arg_UI_DEPENDS}" "${arg_UI_LINKS}")
    endif()
endfunction()

function(shouwang_module_ui name depends links)
    file(GLOB sources CONFIGURE_DEPENDS
        "${CMAKE_CURRENT_SOURCE_DIR}/ui/*.cpp" "${CMAKE_CURRENT_SOURCE_DIR}/ui/*.h" "${CMAKE_CURRENT_SOURCE_DIR}/ui/*.qrc")
    add_library(shouwang_${name}_ui STATIC ${sources})
    add_library(shouwang::${name}_ui ALIAS shouwang_${name}_ui)
    set_target_properties(shouwang_${name}_ui PROPERTIES AUTOMOC ON AUTORCC ON)
    target_compile_definitions(shouwang_${name}_ui PUBLIC QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS)
    list(TRANSFORM depends PREPEND shouwang:: OUTPUT_VARIABLE lower)
    list(TRANSFORM lower APPEND _ui)
    target_link_libraries(shouwang_${name}_ui PUBLIC shouwang::${name} ${lower} Qt6::Widgets ${links}
        PRIVATE shouwang::flags)
    if(NOT name STREQUAL shell)
        target_link_libraries(shouwang_${name}_ui PUBLIC shouwang::shell_ui)
    endif()
endfunction()

# Stops the configuration when an arrow runs up or sideways, directly or through other rooms.
function(shouwang_check_arrows name)
    if(NOT DEFINED SHOUWANG_FLOOR_${name})
        message(FATAL_ERROR "Room '${name}' has no floor: add it to cmake/shouwang_floors.cmake and ARCHITECTURE.md")
    endif()
    set(reached ${ARGN})
    foreach(target IN LISTS ARGN)
        get_property(further GLOBAL PROPERTY SHOUWANG_REACHED_${target})
        list(APPEND reached ${further})
    endforeach()
    list(REMOVE_DUPLICATES reached)
    foreach(target IN LISTS reached)
        if(NOT SHOUWANG_FLOOR_${target} LESS SHOUWANG_FLOOR_${name})
            message(FATAL_ERROR "Arrow ${name} -> ${target} runs up or sideways "
                "(floor ${SHOUWANG_FLOOR_${name}} -> ${SHOUWANG_FLOOR_${target}})")
        endif()
    endforeach()
    set_property(GLOBAL PROPERTY SHOUWANG_REACHED_${name} "${reached}")
    set_property(GLOBAL APPEND PROPERTY SHOUWANG_ROOMS ${name})
    set_property(GLOBAL PROPERTY SHOUWANG_NAMED_${name} ${ARGN} shell)
endfunction()

# shouwang_tests(LINKS libraries...): every tst_*.cpp in this folder becomes a Qt Test program and a ctest case
# labelled with the folder's name, on an offscreen platform. SERIAL: they watch real time, so nothing runs beside them.
function(shouwang_tests label)
    cmake_parse_arguments(arg "SERIAL" "TIMEOUT" "LINKS" ${ARGN})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    if(SHOUWANG_SANITIZE MATCHES "thread")
        math(EXPR arg_TIMEOUT "${arg_TIMEOUT} * 10") # every access costs ten times as much
    endif()
    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/tst_*.cpp")
    foreach(source IN LISTS sources)
        get_filename_component(file ${source} NAME_WE)
        string(REGEX REPLACE "^tst_" "" rule ${file})
        set(target tst_${label}_${rule})
        add_executable(${target} ${source})
        set_target_properties(${target} PROPERTIES AUTOMOC ON)
        # A path of this checkout among the switches would keep another checkout from sharing the compilation.
        file(STRINGS ${source} wants_data REGEX "SHOUWANG_TEST_DATA" LIMIT_COUNT 1)
        if(wants_data)
            target_compile_definitions(${target} PRIVATE SHOUWANG_TEST_DATA="${CMAKE_SOURCE_DIR}/tests/data")
        endif()
        target_link_libraries(${target} PRIVATE ${arg_LINKS} Qt6::Test ${SHOUWANG_RAPIDCHECK} shouwang::flags)
        add_test(NAME ${label}.${rule} COMMAND ${target})
        set_tests_properties(${label}.${rule} PROPERTIES LABELS ${label} TIMEOUT ${arg_TIMEOUT}
            ENVIRONMENT "QT_QPA_PLATFORM=offscreen" RUN_SERIAL "${arg_SERIAL}")
    endforeach()
endfunction()
