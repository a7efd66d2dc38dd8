# SPDX-License-Identifier: GPL-3.0-or-later
# What every target of the project shares: warnings, strict Qt definitions, sanitizers; and how a room is declared.

add_library(helio_flags INTERFACE)
target_include_directories(helio_flags INTERFACE ${PROJECT_SOURCE_DIR}/core ${PROJECT_SOURCE_DIR})
target_compile_definitions(helio_flags INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_CONTEXTLESS_CONNECT QT_NO_FOREACH QT_NO_KEYWORDS QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_STRICT_ITERATORS QT_DISABLE_DEPRECATED_BEFORE=0x060400
    HELIOGRAPH_VERSION="${PROJECT_VERSION}")
target_compile_options(helio_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wcast-align
    -Woverloaded-virtual $<$<BOOL:${HELIOGRAPH_WERROR}>:-Werror>)
if(HELIOGRAPH_SANITIZE)
    target_compile_options(helio_flags INTERFACE -fsanitize=${HELIOGRAPH_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(helio_flags INTERFACE -fsanitize=${HELIOGRAPH_SANITIZE})
endif()

# helio_headers(name QT Core Network … [OPTIONS …]): the headers of these modules of Qt, read by the compiler once for all
# targets that reuse them. They are most of what it reads. A source still includes what it uses: builds with
# CMAKE_DISABLE_PRECOMPILE_HEADERS show where one does not.
function(helio_headers name)
    cmake_parse_arguments(HEADERS "" "" "QT;OPTIONS" ${ARGN})
    # CMake reads them for a target, which has to have a source.
    file(CONFIGURE OUTPUT ${name}.cpp CONTENT "// Nothing.\n")
    add_library(${name} OBJECT ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp)
    # Found, but not linked: nobody who reuses them has fewer definitions than they were read with.
    foreach(module IN LISTS HEADERS_QT)
        target_include_directories(${name} SYSTEM PRIVATE ${Qt6${module}_INCLUDE_DIRS})
        list(APPEND headers <Qt${module}>)
    endforeach()
    target_link_libraries(${name} PRIVATE helio_flags Qt6::Core)
    target_compile_options(${name} PRIVATE ${HEADERS_OPTIONS})
    target_precompile_headers(${name} PRIVATE ${headers})
endfunction()

# helio_room(name [MODELS a.cpp …] SOURCES b.cpp … LINK Qt6::Core helio_event …): one room of the house, one static
# library, which reuses the headers in HELIO_ROOM_HEADERS. What a room links is what it may include, and MODELS include no widget: tools/check-walls guards both. What is PRIVATE
# its users do not see.
function(helio_room name)
    cmake_parse_arguments(ROOM "" "" "MODELS;SOURCES;LINK;PRIVATE" ${ARGN})
    add_library(${name} STATIC ${ROOM_MODELS} ${ROOM_SOURCES})
    target_link_libraries(${name} PUBLIC helio_flags ${ROOM_LINK} PRIVATE ${ROOM_PRIVATE})
    target_precompile_headers(${name} REUSE_FROM ${HELIO_ROOM_HEADERS})
endfunction()
