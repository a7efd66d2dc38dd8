#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How tools/package names the sources of packages, over a small tree with a history of its own."""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "tools/package"


class SourcesTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        (self.root / "tools").mkdir()
        shutil.copy(PACKAGE, self.root / "tools")
        self.git("init", "--quiet")
        self.write("one")
        self.commit()

    def git(self, *arguments):
        environment = dict(os.environ, GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_SYSTEM="/dev/null")
        subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@b", *arguments], cwd=self.root, env=environment, check=True)

    def commit(self):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "The tree")

    def write(self, text):
        (self.root / "file").write_text(text)

    def named(self):
        return subprocess.run([self.root / "tools/package", "--sources"], stdout=subprocess.PIPE, text=True, check=True).stdout

    def test_the_same_sources_have_the_same_name(self):
        self.assertRegex(self.named(), r"^[0-9a-f]{40,}\n$")
        self.assertEqual(self.named(), self.named())

    def test_what_is_not_committed_has_a_name_of_its_own(self):
        names = [self.named()]
        for text in ("two", "three"):
            self.write(text)
            names.append(self.named())
        self.assertEqual(len(set(names)), 3)
        self.write("one")
        self.assertEqual(self.named(), names[0])

    def test_another_commit_has_another_name(self):
        before = self.named()
        self.write("two")
        self.commit()
        self.assertNotEqual(self.named(), before)


if __name__ == "__main__":
    unittest.main()
