#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tools/check-walls over a small house: each fault is planted, and what looks like it and is none is let pass."""

import unittest

from house import HouseTest


class CheckWallsTest(HouseTest):
    tool = "check-walls"

    def test_a_healthy_house_has_no_fault(self):
        self.assert_healthy()

    # Includes of what is not linked

    def test_a_room_that_is_not_linked_is_not_included(self):
        self.append("core/access/grant.cpp", '#include "hub/hub.h"\n')
        self.assert_fault("core/access/grant.cpp:4", "core/hub/hub.h of core/hub (helio_hub)", "does not link",
                          "it links Qt6::Core, helio_event", "link helio_hub in core/access/CMakeLists.txt")

    def test_the_include_of_a_test_needs_its_link_too(self):
        self.replace("tests/CMakeLists.txt", "helio_test(${name} LINK bench)", "helio_test(${name} LINK helio_hub)")
        self.assert_fault("tests/tst_hub.cpp:1", "tests/bench.h", "tst_hub does not link")

    def test_what_tests_share_needs_its_links_and_gives_them_on(self):
        self.write("tests/bench.cpp", '#include <QTest>\n#include "bench.h"\n')
        self.replace("tests/CMakeLists.txt", """add_library(bench STATIC bench.h)
        target_link_libraries(bench PUBLIC helio_hub)""",
                     "helio_test_support(bench SOURCES bench.h bench.cpp LINK helio_hub)")
        self.assert_healthy()
        self.replace("tests/CMakeLists.txt", "bench.cpp LINK helio_hub)", "bench.cpp LINK helio_event)")
        self.assert_fault("tests/bench.h:1", "core/hub/hub.h", "bench does not link")

    def test_what_is_measured_with_has_no_tests_headers(self):
        self.write("tests/bench.cpp", "#include <QTest>\n")
        self.replace("tests/CMakeLists.txt", """add_library(bench STATIC bench.h)
        target_link_libraries(bench PUBLIC helio_hub)""",
                     "helio_test_support(bench OPTIMIZED SOURCES bench.h bench.cpp LINK helio_hub)")
        self.assert_fault("tests/bench.cpp:1", "<QTest> of Qt Test")

    def test_a_program_beside_the_tests_needs_its_links(self):
        self.write("tests/load.cpp", '#include "hub/hub.h"\n')
        self.append("tests/CMakeLists.txt", "helio_test_program(load SOURCES load.cpp LINK helio_access)\n")
        self.assert_fault("tests/load.cpp:1", "core/hub/hub.h", "load does not link")

    def test_what_comes_by_public_links_may_be_included(self):
        self.append("app/main.cpp", '#include "event/event.h"\n#include <QTcpSocket>\n')
        self.assert_healthy()

    def test_what_is_linked_without_its_definitions_may_be_included(self):
        self.write("tests/bench.cpp", "#include <QTest>\n")
        self.replace("tests/CMakeLists.txt", "add_library(bench STATIC bench.h)",
                     "add_library(testing INTERFACE)\n"
                     "target_link_libraries(testing INTERFACE $<LINK_ONLY:Qt6::Test>)\n"
                     "add_library(bench STATIC bench.h bench.cpp)")
        self.assert_fault("tests/bench.cpp:1", "<QTest> of Qt Test")
        self.replace("tests/CMakeLists.txt", "target_link_libraries(bench PUBLIC helio_hub)",
                     "target_link_libraries(bench PUBLIC helio_hub testing)")
        self.assert_healthy()

    def test_what_another_links_as_private_may_not_be_included(self):
        self.write("app/CMakeLists.txt", "add_executable(helio main.cpp)\ntarget_link_libraries(helio PRIVATE helio_access)\n")
        self.write("app/main.cpp", '#include "access/grant.h"\n#include "event/event.h"\n')
        self.replace("docs/architecture.md", "| the program | `core/hub` |", "| the program | `core/access` |")
        self.assert_fault("app/main.cpp:2", "core/event/event.h of core/event", "does not link")

    def test_a_header_that_others_include_does_not_include_what_is_private(self):
        self.append("core/access/grant.h", '#include "event/event.h"\n')
        self.assert_healthy()  # nobody outside includes it
        self.replace("app/CMakeLists.txt", "PRIVATE helio_hub", "PRIVATE helio_hub helio_access")
        self.replace("docs/architecture.md", "| the program | `core/hub` |", "| the program | `core/hub`, `core/access` |")
        self.append("app/main.cpp", '#include "access/grant.h"\n')
        self.assert_fault("core/access/grant.h:2", "core/event/event.h", "PRIVATE")

    def test_a_header_within_a_header_that_others_include_counts_as_well(self):
        self.append("core/access/grant.h", '#include "access/digest.h"\n')
        self.replace("app/CMakeLists.txt", "PRIVATE helio_hub", "PRIVATE helio_hub helio_access")
        self.replace("docs/architecture.md", "| the program | `core/hub` |", "| the program | `core/hub`, `core/access` |")
        self.append("app/main.cpp", '#include "access/grant.h"\n')
        self.assert_fault("core/access/digest.h:1", "<openssl/evp.h> of OpenSSL", "PRIVATE")

    def test_modules_of_qt_and_libraries_must_be_linked(self):
        self.append("core/event/event.cpp", "#include <QTcpSocket>\n")
        self.assert_fault("core/event/event.cpp:3", "<QTcpSocket> of Qt Network", "link Qt6::Network in core/event/CMakeLists.txt")

    def test_a_library_that_is_not_linked_is_not_included(self):
        self.append("core/hub/hub.cpp", "#include <nlohmann/json.hpp>\n")
        self.assert_fault("core/hub/hub.cpp:3", "nlohmann/json", "does not link")

    def test_an_include_that_leads_nowhere_is_told(self):
        self.append("core/hub/hub.cpp", '#include "hub/gone.h"\n')
        self.assert_fault("core/hub/hub.cpp:3", "hub/gone.h", "nowhere")

    def test_moc_belongs_to_its_own_source(self):
        self.append("tests/tst_event.cpp", '#include "tst_hub.moc"\n')
        self.assert_fault("tests/tst_event.cpp:2", "tst_hub.moc")

    def test_a_fuzzer_may_compile_the_sources_of_a_room_once_more(self):
        self.append("tests/CMakeLists.txt", "file(GLOB found CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/core/event/*.cpp)\n"
                    "add_executable(fuzz fuzz.cpp ${found})\ntarget_link_libraries(fuzz PRIVATE helio_flags)\n")
        self.write("tests/fuzz.cpp", '#include "event/event.h"\n')
        self.assert_healthy()

    # Upwards, and in circles

    def test_an_include_that_runs_up_is_a_fault(self):
        self.append("ui/look/banner.cpp", '#include "ui/window/window.h"\n')
        self.write("ui/window/window.h", "")
        self.replace("ui/window/CMakeLists.txt", "window.cpp", "window.h window.cpp")
        self.assert_fault("ui/look/banner.cpp:3", "ui/window/window.h of ui/window", "runs up from ui/look")

    def test_core_does_not_know_the_tests(self):
        self.append("core/hub/hub.cpp", '#include "bench.h"\n')
        self.replace("tests/CMakeLists.txt", "STATIC bench.h)", "STATIC bench.h)\n"
                     "target_include_directories(bench PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})")
        code, lines = self.run_tool()
        self.assertEqual(code, 1)
        self.assertIn("core/hub/hub.cpp:3: includes tests/bench.h of tests (bench), which runs up", lines[0])

    def test_resources_that_are_declared_before_may_be_linked(self):
        self.write("resources/CMakeLists.txt", "add_library(texts STATIC texts.qrc)\n")
        self.write("resources/texts.qrc", "")
        self.replace("app/CMakeLists.txt", "PRIVATE helio_hub", "PRIVATE helio_hub texts")
        self.replace("docs/architecture.md", "| the program | `core/hub` |", "| the program | `core/hub`, `resources` |")
        self.append("docs/architecture.md", "| `resources` | texts | nothing |\n")
        self.replace("CMakeLists.txt", "add_subdirectory(core)", "add_subdirectory(resources)\nadd_subdirectory(core)")
        self.assert_healthy()
        self.replace("CMakeLists.txt", "add_subdirectory(resources)\n", "")
        self.append("CMakeLists.txt", "add_subdirectory(resources)\n")
        self.assert_fault("app/CMakeLists.txt:2", "resources", "runs up")

    def test_a_link_that_runs_up_is_a_fault(self):
        self.replace("core/event/CMakeLists.txt", "Qt6::Core", "Qt6::Core helio_access")
        self.replace("core/access/CMakeLists.txt", " PRIVATE helio_event", "")
        self.replace("core/access/grant.cpp", '#include "event/event.h"\n', "")
        self.replace("docs/architecture.md", "Qt Core, `core/event`, OpenSSL", "Qt Core, OpenSSL")
        self.replace("docs/architecture.md", "| events | Qt Core |", "| events | `core/access`, Qt Core |")
        self.assert_fault("core/event/CMakeLists.txt:1", "core/access", "runs up")

    def test_a_cycle_of_links_is_a_fault(self):
        self.append("tests/CMakeLists.txt", "add_library(other STATIC other.h)\ntarget_link_libraries(other PUBLIC bench)\n"
                    "target_link_libraries(bench PUBLIC other)\n")
        self.write("tests/other.h", "")
        self.assert_fault("tests/CMakeLists.txt:8", "bench links other links bench", "cycle")

    def test_a_cycle_of_includes_is_a_fault(self):
        self.append("core/access/digest.h", '#include "access/grant.h"\n')
        self.assert_healthy()
        self.append("core/access/grant.h", '#include "access/digest.h"\n')
        self.assert_fault("core/access/grant.h:2", "cycle")

    # The lists

    def test_a_source_that_no_list_names_is_a_fault(self):
        self.write("core/hub/more.cpp", "")
        self.assert_fault("core/hub/more.cpp:1", "no list names this file", "core/hub/CMakeLists.txt")

    def test_a_folder_without_a_list_is_a_fault(self):
        self.write("core/attic/old.h", "")
        self.assert_fault("core/attic/old.h:1", "no list names this file", "core/CMakeLists.txt")

    def test_a_listed_file_that_is_not_there_is_a_fault(self):
        self.replace("core/hub/CMakeLists.txt", "hub.cpp", "hub.cpp gone.cpp")
        self.assert_fault("core/hub/CMakeLists.txt:1", "core/hub/gone.cpp", "not there")

    def test_a_room_lists_no_file_of_another_folder(self):
        self.replace("core/hub/CMakeLists.txt", "hub.cpp", "hub.cpp ../event/event.cpp")
        self.assert_fault("core/hub/CMakeLists.txt:1", "core/event/event.cpp", "outside core/hub")

    # Models, and core

    def test_a_model_includes_no_widget(self):
        self.append("ui/look/tone.h", "#include <QLabel>\n")
        self.assert_fault("ui/look/tone.h:2", "<QLabel>", "no widget")

    def test_a_model_may_include_pictures_and_actions_but_no_delegate(self):
        self.append("ui/look/tone.cpp", "#include <QPixmap>\n#include <QPainter>\n#include <QAction>\n")
        self.assert_healthy()
        self.append("ui/look/tone.cpp", "#include <QtWidgets/QStyledItemDelegate>\n")
        self.assert_fault("ui/look/tone.cpp:6", "QStyledItemDelegate", "no widget")

    def test_a_model_knows_models_alone(self):
        self.append("ui/look/tone.cpp", '#include "banner.h"\n')
        self.assert_fault("ui/look/tone.cpp:3", "ui/look/banner.h", "MODELS")

    def test_no_room_of_core_sees_the_screen(self):
        self.append("core/event/event.cpp", "#include <QColor>\n")
        self.assert_fault("core/event/event.cpp:3", "<QColor> of Qt Gui", "no room of core")

    def test_no_room_of_core_links_the_screen(self):
        self.replace("core/event/CMakeLists.txt", "Qt6::Core", "Qt6::Core Qt6::Gui")
        self.replace("docs/architecture.md", "| events | Qt Core |", "| events | Qt Core, Qt Gui |")
        self.assert_fault("core/event/CMakeLists.txt:1", "Qt Gui", "no room of core")

    # The table

    def test_a_row_that_is_not_true_is_told_and_can_be_fixed(self):
        self.replace("docs/architecture.md", "| the window | `core/hub`, `ui/look` |", "| the window | `ui/look` |")
        self.assert_fault("docs/architecture.md:8", "ui/window", "it links `core/hub`, `ui/look`", "--fix")
        self.assertEqual(self.run_tool("--fix"), (0, []))
        self.assertIn("| the window | `core/hub`, `ui/look` |\n", self.read("docs/architecture.md"))
        self.assert_healthy()

    def test_a_room_without_a_row_is_a_fault(self):
        self.replace("docs/architecture.md", "| `ui/look` | tones | `core/event`, Qt Widgets |\n", "")
        self.assert_fault("docs/architecture.md:1", "no row for ui/look")

    def test_a_row_without_a_room_is_a_fault(self):
        self.append("docs/architecture.md", "| `core/attic` | dust | Qt Core |\n")
        self.assert_fault("docs/architecture.md:10", "core/attic", "no room")


if __name__ == "__main__":
    unittest.main()
