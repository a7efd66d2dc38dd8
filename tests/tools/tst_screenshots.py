#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What of tools/screenshots needs no window."""

import runpy
import socket
import unittest
from pathlib import Path

TOOL = runpy.run_path(str(Path(__file__).resolve().parents[2] / "tools/screenshots"))


class ScreenshotsTest(unittest.TestCase):
    def testAPortThatIsTakenIsRefused(self):
        with socket.create_server(("127.0.0.1", 0)) as other:
            port = other.getsockname()[1]
            with self.assertRaisesRegex(SystemExit, f"port {port} is taken"):
                TOOL["refuse_taken"]([port])
        TOOL["refuse_taken"]([port])

    def testEachPictureIsMadeInTheLightInTheDarkAndInJapanese(self):
        names = {subject + form for subject in ("window", "charts", "clients", "problems", "page") for form in ("", "-dark", "-ja")}
        self.assertEqual(set(TOOL["NAMES"]), names)


if __name__ == "__main__":
    unittest.main()
