#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What tools/lint keeps, and how it reads what clang-tidy says. clang-tidy itself is not run."""

import importlib.machinery
import importlib.util
import sys
import unittest

from house import TOOLS, HouseTest

sys.path.insert(0, str(TOOLS))
loader = importlib.machinery.SourceFileLoader("lint", str(TOOLS / "lint"))
lint = importlib.util.module_from_spec(importlib.util.spec_from_loader("lint", loader))
loader.exec_module(lint)


class LintTest(HouseTest):
    def setUp(self):
        super().setUp()
        self.write(".clang-tidy", "Checks: bugprone-*\n")

    def key(self, path="core/hub/hub.cpp", version="14.0.6", more=()):
        flags = [f"-I{self.root}/core", f"-I{self.root}", "-std=c++20", *more]
        return lint.Keys(self.root, version).key(path, flags)

    def assert_key_changes(self, change):
        before = self.key()
        change()
        self.assertNotEqual(self.key(), before)

    def test_the_same_has_the_same_key(self):
        self.assertEqual(self.key(), self.key())

    def test_the_key_does_not_depend_on_where_the_tree_lies(self):
        before, first = self.key(), self.root
        super().setUp()
        self.write(".clang-tidy", "Checks: bugprone-*\n")
        self.assertNotEqual(self.root, first)
        self.assertEqual(self.key(), before)

    def test_another_content_has_another_key(self):
        self.assert_key_changes(lambda: self.append("core/hub/hub.cpp", "int x;\n"))

    def test_a_header_of_a_header_counts(self):
        self.assert_key_changes(lambda: self.append("core/event/event.h", "int x;\n"))

    def test_a_header_that_is_not_included_does_not_count(self):
        before = self.key()
        self.append("core/access/grant.h", "int x;\n")
        self.assertEqual(self.key(), before)

    def test_a_line_of_comment_does_not_count_but_NOLINT_does(self):
        before = self.key()
        self.append("core/event/event.h", "\n    // What this is for.\n/// Documented.\n")
        self.assertEqual(self.key(), before)
        self.assert_key_changes(lambda: self.append("core/event/event.h", "// NOLINTNEXTLINE(bugprone-x)\n"))

    def test_a_text_that_looks_like_a_comment_counts(self):
        self.assert_key_changes(lambda: self.append("core/hub/hub.cpp", 'auto a = "http://a";\n'))

    def test_the_settings_count(self):
        self.assert_key_changes(lambda: self.write(".clang-tidy", "Checks: modernize-*\n"))

    def test_flags_and_versions_count(self):
        self.assertNotEqual(self.key(more=["-DX"]), self.key())
        self.assertNotEqual(self.key(version="19.1.7"), self.key())

    def test_a_finding_has_its_notes(self):
        said = ("a.cpp:1:2: warning: first [bugprone-x]\n  code\n  ^\na.cpp:3:4: note: because\n"
                "b.h:5:6: error: second [clang-diagnostic-error]\n")
        self.assertEqual(lint.findings(said), [said.split("b.h")[0].rstrip("\n"), said[said.index("b.h"):].rstrip("\n")])

    def test_nothing_said_is_no_finding(self):
        self.assertEqual(lint.findings(""), [])
        self.assertEqual(lint.findings("12 warnings generated.\n"), [])

    def test_a_source_that_is_not_compiled_here_has_the_flags_of_all_others(self):
        commands = {"core/a.cpp": ["-DA", "-isystem", "/qt/QtCore", "-Icore"],
                    "core/b.cpp": ["-isystem", "/qt/QtNetwork", "-isystem", "/qt/QtCore"]}
        self.assertEqual(lint.flags_of("core/a.cpp", commands), commands["core/a.cpp"])
        self.assertEqual(lint.flags_of("tests/fuzz.cpp", commands),
                         ["-isystem", "/qt/QtCore", "-Icore", "-isystem", "/qt/QtNetwork"])


if __name__ == "__main__":
    unittest.main()
