# SPDX-License-Identifier: GPL-3.0-or-later
"""A small house in a temporary folder, for the tests of the tools."""

import subprocess
import tempfile
import unittest
from pathlib import Path

TOOLS = Path(__file__).resolve().parents[2] / "tools"

HOUSE = {
    "CMakeLists.txt": """
        include(tools/Heliograph.cmake)
        add_subdirectory(core)
        if(HELIOGRAPH_DESKTOP)  # every branch counts
            add_subdirectory(ui)
        endif()
        add_subdirectory(app)
        add_subdirectory(tests)
        """,
    "tools/Heliograph.cmake": """
        add_library(helio_flags INTERFACE)
        target_include_directories(helio_flags INTERFACE ${PROJECT_SOURCE_DIR}/core ${PROJECT_SOURCE_DIR})
        function(helio_room name)
            add_library(${name} STATIC ${ROOM_SOURCES})
        endfunction()
        """,
    "core/CMakeLists.txt": "add_subdirectory(event)\nadd_subdirectory(hub)\nadd_subdirectory(access)\n",
    "core/event/CMakeLists.txt": "helio_room(helio_event SOURCES event.h event.cpp LINK Qt6::Core)\n",
    "core/event/event.h": "#include <QByteArray>\n",
    "core/event/event.cpp": '#include "event/event.h"\n#include <vector>\n',
    "core/hub/CMakeLists.txt": "helio_room(helio_hub SOURCES hub.h hub.cpp LINK Qt6::Core Qt6::Network helio_event)\n",
    "core/hub/hub.h": '#include "event/event.h"\n',
    "core/hub/hub.cpp": '#include "hub/hub.h"\n#include <QTcpSocket>\n',
    "core/access/CMakeLists.txt": """
        helio_room(helio_access SOURCES grant.h grant.cpp digest.h LINK Qt6::Core PRIVATE helio_event)
        target_link_libraries(helio_access PRIVATE OpenSSL::Crypto)
        """,
    "core/access/grant.h": "#include <QString>\n",
    "core/access/grant.cpp": '#include "access/digest.h"\n#include "access/grant.h"\n#include "event/event.h"\n',
    "core/access/digest.h": "#include <openssl/evp.h>\n",
    "ui/CMakeLists.txt": "add_subdirectory(look)\nadd_subdirectory(window)\n",
    "ui/look/CMakeLists.txt": """
        helio_room(helio_ui_look
            MODELS tone.h tone.cpp
            SOURCES banner.h banner.cpp  # with widgets
            LINK Qt6::Widgets helio_event)
        """,
    "ui/look/tone.h": "#include <QColor>\n",
    "ui/look/tone.cpp": '#include "tone.h"\n#include "event/event.h"\n',
    "ui/look/banner.h": "#include <QWidget>\n",
    "ui/look/banner.cpp": '#include "ui/look/banner.h"\n#include "ui/look/tone.h"\n',
    "ui/window/CMakeLists.txt": "helio_room(helio_ui_window SOURCES window.cpp LINK helio_ui_look helio_hub)\n",
    "ui/window/window.cpp": '#include "event/event.h"\n#include "hub/hub.h"\n#include "ui/look/banner.h"\n',
    "app/CMakeLists.txt": "add_executable(helio main.cpp)\ntarget_link_libraries(helio PRIVATE helio_hub)\n",
    "app/main.cpp": '#include "hub/hub.h"\n',
    "tests/CMakeLists.txt": """
        add_library(bench STATIC bench.h)
        target_link_libraries(bench PUBLIC helio_hub)
        foreach(name IN ITEMS tst_hub tst_event)
            helio_test(${name} LINK bench)
        endforeach()
        """,
    "tests/bench.h": '#include "hub/hub.h"\n',
    "tests/tst_hub.cpp": '#include "bench.h"\n#include <QTest>\n#include "tst_hub.moc"\n',
    "tests/tst_event.cpp": '#include "event/event.h"\n',
    "docs/architecture.md": """
| room | what lives there | sees |
| --- | --- | --- |
| `core/event` | events | Qt Core |
| `core/hub` | the hub | `core/event`, Qt Core, Qt Network |
| `core/access` | grants | Qt Core, `core/event`, OpenSSL |
| `ui/look` | tones | `core/event`, Qt Widgets |
| `ui/window` | the window | `core/hub`, `ui/look` |
| `app` | the program | `core/hub` |
""",
}


class HouseTest(unittest.TestCase):
    """Each test has the house, changes it, and asks what a tool says."""

    tool = ""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        for path, text in HOUSE.items():
            self.write(path, text)

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def append(self, path, text):
        self.write(path, self.read(path) + text)

    def replace(self, path, old, new):
        self.assertIn(old, self.read(path))
        self.write(path, self.read(path).replace(old, new))

    def read(self, path):
        return (self.root / path).read_text(encoding="utf-8")

    def run_tool(self, *options):
        """The exit code, and the lines that were said."""
        done = subprocess.run([TOOLS / self.tool, "--root", self.root, *options], capture_output=True, text=True)
        return done.returncode, [line for line in (done.stdout + done.stderr).splitlines() if not line.startswith("tools/")]

    def assert_healthy(self):
        self.assertEqual(self.run_tool(), (0, []))

    def assert_fault(self, place, *words):
        """There is one fault, at `place`, and its line has all `words`."""
        code, lines = self.run_tool()
        self.assertEqual((code, len(lines)), (1, 1), lines)
        self.assertTrue(lines[0].startswith(place + ": "), lines[0])
        for word in words:
            self.assertIn(word, lines[0])
