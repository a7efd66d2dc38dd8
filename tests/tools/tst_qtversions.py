# SPDX-License-Identifier: GPL-3.0-or-later
"""What differs between releases of Qt stands in one place, core/server/qthttpfront, as docs/architecture.md says."""

import re
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ASKED = re.compile(r"\bQT_VERSION(_CHECK)?\b|\bqVersion\(\)|QLibraryInfo::version")
PLACE = {"core/server/qthttpfront.h", "core/server/qthttpfront.cpp"}
# About says on which Qt the program runs.
SAID = {"ui/window/mainwindow.cpp"}


class QtVersions(unittest.TestCase):
    def test_only_one_place_asks_which_qt_it_is(self):
        found = set()
        for folder in ("app", "core", "ui"):
            for path in sorted((ROOT / folder).rglob("*")):
                if path.suffix in (".h", ".cpp") and ASKED.search(path.read_text(encoding="utf-8")):
                    found.add(str(path.relative_to(ROOT)))
        self.assertEqual(found - SAID, PLACE)

    def test_the_document_names_it(self):
        self.assertTrue("`core/server/qthttpfront`" in (ROOT / "docs/architecture.md").read_text(encoding="utf-8"))


unittest.main()
