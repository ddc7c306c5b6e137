cmake_minimum_required(VERSION 3.25)
# Configures a tiny house and holds the outcome against what the floor rule says.
set(right "shouwang_module(base)\nshouwang_module(ledger DEPENDS base)\nshouwang_module(alarms DEPENDS ledger)")
set(up "shouwang_module(base)\nshouwang_module(ledger DEPENDS base alarms)")
set(sideways "shouwang_module(base)\nshouwang_module(video DEPENDS base)\nshouwang_module(ledger DEPENDS video)")
# a -> b -> c: no arrow of `site` is wrong by itself, but the library it stands on reaches above it.
set(transitive "shouwang_module(base)\nadd_library(helper INTERFACE)\nshouwang_module(site DEPENDS base LINKS helper)\n\
shouwang_module(alarms DEPENDS site)\ntarget_link_libraries(helper INTERFACE shouwang::alarms)")
# The same through a room that was given its wrong arrow later and elsewhere.
set(behind "shouwang_module(base)\nshouwang_module(site DEPENDS base)\nshouwang_module(alarms DEPENDS site)\n\
target_link_libraries(shouwang_base INTERFACE $<LINK_ONLY:shouwang::alarms>)")
# Downwards, but nobody who reads shouwang_module() learns of it.
set(unnamed "shouwang_module(base)\nshouwang_module(ledger DEPENDS base)\nshouwang_module(site DEPENDS base)\n\
target_link_libraries(shouwang_site INTERFACE shouwang::ledger)")
set(program "shouwang_module(base)\nadd_library(shouwang_server INTERFACE)\ntarget_link_libraries(shouwang_base INTERFACE shouwang_server)")
# A room among the libraries would get round the rule.
set(smuggled "shouwang_module(base)\nshouwang_module(site DEPENDS base LINKS shouwang::dispatch)")
set(unknown "shouwang_module(attic DEPENDS base)")
set(reason_up "ledger -> alarms runs up or sideways")
set(reason_sideways "ledger -> video runs up or sideways")
set(reason_transitive "site -> helper -> alarms runs up or sideways")
set(reason_behind "base -> alarms runs up or sideways")
set(reason_unnamed "site -> ledger is not named in shouwang_module")
set(reason_program "shouwang_server is no room")
set(reason_smuggled "rooms belong into DEPENDS")
set(reason_unknown "has no floor")

file(REMOVE_RECURSE "${WORK}")
file(WRITE "${WORK}/house/CMakeLists.txt"
    "cmake_minimum_required(VERSION 3.25)\nproject(house LANGUAGES NONE)\n"
    "list(APPEND CMAKE_MODULE_PATH \"${ROOT}/cmake\")\ninclude(shouwang_module)\n"
    "add_library(shouwang_flags INTERFACE)\nadd_library(shouwang::flags ALIAS shouwang_flags)\n${${ARROW}}\n")
execute_process(COMMAND ${CMAKE_COMMAND} -G Ninja -S "${WORK}/house" -B "${WORK}/build"
    RESULT_VARIABLE code OUTPUT_VARIABLE output ERROR_VARIABLE output)
string(REGEX REPLACE "[ \n]+" " " output "${output}")
if(ARROW STREQUAL "right")
    if(NOT code EQUAL 0)
        message(FATAL_ERROR "a right arrow was refused: ${output}")
    endif()
elseif(code EQUAL 0)
    message(FATAL_ERROR "the wrong arrow '${ARROW}' was not refused")
elseif(NOT output MATCHES "${reason_${ARROW}}")
    message(FATAL_ERROR "the wrong arrow '${ARROW}' was refused for another reason: ${output}")
endif()
