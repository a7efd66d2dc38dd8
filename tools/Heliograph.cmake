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

# helio_room(name [MODELS a.cpp …] SOURCES b.cpp … LINK Qt6::Core helio_event …): one room of the house, one static
# library. What a room links is what it may include, and MODELS include no widget: tools/check-walls guards both. What is PRIVATE
# its users do not see.
function(helio_room name)
    cmake_parse_arguments(ROOM "" "" "MODELS;SOURCES;LINK;PRIVATE" ${ARGN})
    add_library(${name} STATIC ${ROOM_MODELS} ${ROOM_SOURCES})
    target_link_libraries(${name} PUBLIC helio_flags ${ROOM_LINK} PRIVATE ${ROOM_PRIVATE})
endfunction()
