# SPDX-License-Identifier: GPL-3.0-or-later
# What every target of the project shares: warnings, strict Qt definitions, sanitizers; and how a room is declared.

add_library(helio_flags INTERFACE)
target_include_directories(helio_flags INTERFACE ${PROJECT_SOURCE_DIR}/core ${PROJECT_SOURCE_DIR})
target_compile_definitions(helio_flags INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_CONTEXTLESS_CONNECT QT_NO_FOREACH QT_NO_KEYWORDS QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_STRICT_ITERATORS QT_DISABLE_DEPRECATED_BEFORE=0x060400)
target_compile_options(helio_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wcast-align
    -Woverloaded-virtual $<$<BOOL:${HELIOGRAPH_WERROR}>:-Werror>)
if(HELIOGRAPH_SANITIZE)
    target_compile_options(helio_flags INTERFACE -fsanitize=${HELIOGRAPH_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(helio_flags INTERFACE -fsanitize=${HELIOGRAPH_SANITIZE})
endif()

# The headers that most sources read.
set(HELIO_CORE_HEADERS
    <QByteArray> <QCoreApplication> <QDateTime> <QHash> <QList> <QObject> <QPointer> <QSet> <QString> <QStringList> <QTimer>
    <QUrl> <algorithm> <chrono> <functional> <memory> <optional> <vector>)
set(HELIO_UI_HEADERS
    ${HELIO_CORE_HEADERS} <QAbstractItemModel> <QAction> <QBoxLayout> <QLabel> <QLineEdit> <QMenu> <QPainter> <QPushButton>
    <QSettings> <QWidget>)

# helio_headers(name HEADERS <QObject> … [QT Widgets …] [LINK helio_x …] [OPTIONS …]): headers that the compiler reads once for
# all targets that reuse them; those of Qt's Core, and of the modules named. LINK is for headers that look at what is linked,
# as Qt Test's do: who reuses them links it, too. Few are better than all: what is precompiled is mapped for each
# source. A source still includes what it uses: a build with CMAKE_DISABLE_PRECOMPILE_HEADERS shows where one does not.
function(helio_headers name)
    cmake_parse_arguments(SHARED "" "" "HEADERS;QT;LINK;OPTIONS" ${ARGN})
    # CMake reads them for a target, which has to have a source.
    file(CONFIGURE OUTPUT ${name}.cpp CONTENT "// Nothing.\n")
    add_library(${name} OBJECT ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp)
    set_target_properties(${name} PROPERTIES AUTOMOC OFF)
    # Found, but not linked: nobody who reuses them has fewer definitions than they were read with.
    foreach(module IN LISTS SHARED_QT)
        target_include_directories(${name} SYSTEM PRIVATE ${Qt6${module}_INCLUDE_DIRS})
    endforeach()
    target_link_libraries(${name} PRIVATE helio_flags Qt6::Core ${SHARED_LINK})
    target_compile_options(${name} PRIVATE ${SHARED_OPTIONS})
    target_precompile_headers(${name} PRIVATE ${SHARED_HEADERS})
endfunction()

# helio_room(name [MODELS a.cpp …] SOURCES b.cpp … [ALONE c.cpp …] LINK Qt6::Core helio_event …): one room of the house,
# one static library, which reuses the headers in HELIO_ROOM_HEADERS. What a room links is what it may include, and MODELS
# include no widget: tools/check-walls guards both. What is PRIVATE its users do not see.
# With HELIOGRAPH_UNITY a room is compiled as one source, several times as fast; a name in its unnamed namespaces stands
# for one thing then. ALONE are compiled by themselves: their system's headers do not go together with others.
function(helio_room name)
    cmake_parse_arguments(ROOM "" "" "MODELS;SOURCES;ALONE;LINK;PRIVATE" ${ARGN})
    add_library(${name} STATIC ${ROOM_MODELS} ${ROOM_SOURCES} ${ROOM_ALONE})
    set_target_properties(${name} PROPERTIES UNITY_BUILD ${HELIOGRAPH_UNITY} UNITY_BUILD_BATCH_SIZE 0)
    set_source_files_properties(${ROOM_ALONE} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    # Who uses an installed room has flags of its own.
    target_link_libraries(${name} PUBLIC $<BUILD_INTERFACE:helio_flags> ${ROOM_LINK} PRIVATE ${ROOM_PRIVATE})
    target_compile_features(${name} PUBLIC cxx_std_20)
    target_precompile_headers(${name} REUSE_FROM ${HELIO_ROOM_HEADERS})
endfunction()
