# SPDX-License-Identifier: GPL-3.0-or-later
# What find_package(Heliograph) finds: the component `dev` of the installation, which is static libraries, public headers
# and their CMake files. docs/cpp.md is its manual.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

# The public headers: what a user includes, and what these include. docs/versions.md says what is promised of them.
set(HELIO_PUBLIC_HEADERS
    event/event.h event/streamformat.h
    feed/eventfeed.h
    client/eventsource.h client/eventsourceoptions.h client/eventlisteners.h client/connectionend.h client/exchange.h
    client/machineclock.h client/networkmanagerpool.h client/reconnectpolicy.h client/tlssettings.h
    embedded/embeddedhub.h feed/publisher.h
    access/accesspolicy.h access/grant.h event/pattern.h event/patternprogram.h)

# The rooms of each component. Those of Model come with both.
set(HELIO_PACKAGE_Model helio_json helio_event helio_feed)
set(HELIO_PACKAGE_EventSource helio_client)
set(HELIO_PACKAGE_Hub helio_hub helio_history helio_store helio_access helio_server helio_embedded)
set_target_properties(helio_client PROPERTIES EXPORT_NAME EventSource)
set_target_properties(helio_embedded PROPERTIES EXPORT_NAME Hub)

set(HELIO_PACKAGE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/Heliograph)
foreach(component IN ITEMS Model EventSource Hub)
    install(TARGETS ${HELIO_PACKAGE_${component}} EXPORT Heliograph${component}
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT dev
        INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
    install(EXPORT Heliograph${component} NAMESPACE Heliograph:: FILE Heliograph${component}Targets.cmake
        DESTINATION ${HELIO_PACKAGE_DIR} COMPONENT dev)
endforeach()

configure_package_config_file(tools/HeliographConfig.cmake.in ${PROJECT_BINARY_DIR}/HeliographConfig.cmake
    INSTALL_DESTINATION ${HELIO_PACKAGE_DIR} NO_SET_AND_CHECK_MACRO)
# Before 1.0 each minor version may change what is public.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/HeliographConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/HeliographConfig.cmake ${PROJECT_BINARY_DIR}/HeliographConfigVersion.cmake
    DESTINATION ${HELIO_PACKAGE_DIR} COMPONENT dev)

# The rooms include each other as "client/eventsource.h"; where these names could be anybody's, the headers are below
# heliograph/ and say so.
foreach(header IN LISTS HELIO_PUBLIC_HEADERS)
    cmake_path(GET header PARENT_PATH folder)
    install(FILES core/${header} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/heliograph/${folder} COMPONENT dev)
endforeach()
list(JOIN HELIO_PUBLIC_HEADERS " " headers)
# Debian's tools may give an absolute folder.
install(CODE "
    get_filename_component(include \"${CMAKE_INSTALL_INCLUDEDIR}\" ABSOLUTE BASE_DIR \"\${CMAKE_INSTALL_PREFIX}\")
    foreach(header IN ITEMS ${headers})
        set(file \"\$ENV{DESTDIR}\${include}/heliograph/\${header}\")
        file(READ \"\${file}\" text)
        string(REGEX REPLACE \"#include \\\"(heliograph/)?\" \"#include \\\"heliograph/\" text \"\${text}\")
        file(WRITE \"\${file}\" \"\${text}\")
    endforeach()
    " COMPONENT dev)
