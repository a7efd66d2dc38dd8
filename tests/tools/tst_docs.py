#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tools/docs over the public headers, and over a copy of them in which a comment is missing."""

import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def public_headers():
    text = (ROOT / "tools/HeliographPackage.cmake").read_text()
    return re.search(r"set\(HELIO_PUBLIC_HEADERS([^)]*)\)", text).group(1).split()


@unittest.skipUnless(shutil.which("doxygen"), "doxygen is not installed")
class DocsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="docs of ")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def copy_tree(self):
        for file in ["CMakeLists.txt", *(f"core/{header}" for header in public_headers())]:
            (self.folder / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / file, self.folder / file)
        shutil.copytree(ROOT / "tools", self.folder / "tools")

    def make(self, root):
        return subprocess.run([root / "tools/docs", self.folder / "pages"], capture_output=True, text=True)

    def test_all_that_is_public_is_documented(self):
        done = self.make(ROOT)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        for name in ("EventSource", "EmbeddedHub", "AccessPolicy", "NetworkManagerPool"):
            self.assertTrue((self.folder / f"pages/html/classhelio_1_1{name}.html").exists(), name)
        page = (self.folder / "pages/html/classhelio_1_1EventSource.html").read_text()
        self.assertIn("heliograph/client/eventsource.h", page)

    def test_a_header_may_have_any_name(self):
        self.copy_tree()
        listed = self.folder / "tools/HeliographPackage.cmake"
        listed.write_text(listed.read_text().replace("event/event.h", "event/event.h event/of_2.h"))
        (self.folder / "core/event/of_2.h").write_text("#pragma once\nnamespace helio {\n/// It.\nstruct Odd {};\n}\n")
        self.assertEqual(self.make(self.folder).returncode, 0)
        self.assertTrue((self.folder / "pages/html/structhelio_1_1Odd.html").exists())

    def test_what_is_not_documented_is_named_and_no_pages_are_made(self):
        self.copy_tree()
        header = self.folder / "core/embedded/embeddedhub.h"
        header.write_text(header.read_text().replace("    /// Where it is now.\n", ""))
        done = self.make(self.folder)
        self.assertNotEqual(done.returncode, 0)
        self.assertRegex(done.stderr, r"embeddedhub\.h:\d+: .*state\(\)")
        self.assertFalse((self.folder / "pages/html").exists())


if __name__ == "__main__":
    unittest.main()
