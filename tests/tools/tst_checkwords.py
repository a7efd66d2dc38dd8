#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tools/check-words and tools/check-spdx over a small house."""

import unittest

from house import HouseTest

APART = "can" + " not"
WITH_U = "colo" + "ur"
TAG = "SPDX-License-" + "Identifier:"


class CheckWordsTest(HouseTest):
    tool = "check-words"

    def test_the_words_of_the_tree_are_let_pass(self):
        self.write("core/hub/hub.cpp", "// cannot, color, it can only; the pelican notices; that can not only read\n")
        self.assert_healthy()

    def test_cannot_is_one_word(self):
        self.write("docs/page.md", f"Readers {APART} wait.\n")
        self.assert_fault("docs/page.md:1", APART, "cannot")

    def test_cannot_is_one_word_over_the_end_of_a_line_too(self):
        self.write("core/hub/hub.h", "int x;\n    /// Who can\n    /// not wait, goes.\n")
        self.assert_fault("core/hub/hub.h:2", "cannot")

    def test_color_has_no_u(self):
        self.write("README.md", f"\n{WITH_U.capitalize()}ed\n")
        self.assert_fault("README.md:2", "color")


class CheckSpdxTest(HouseTest):
    tool = "check-spdx"

    def setUp(self):
        super().setUp()
        for file in self.root.rglob("*"):
            if file.is_file():
                file.write_text(f"// {TAG} GPL-3.0-or-later\n" + file.read_text())

    def test_sources_with_their_line_are_let_pass(self):
        self.write("docs/page.md", "A document needs none.\n")
        self.assert_healthy()

    def test_a_source_without_it_is_a_fault(self):
        self.write("core/hub/hub.cpp", f"// {TAG} MIT\n")
        self.assert_fault("core/hub/hub.cpp:1", "license")

    def test_a_list_without_it_is_a_fault(self):
        self.write("core/CMakeLists.txt", "")
        self.assert_fault("core/CMakeLists.txt:1", "license")


if __name__ == "__main__":
    unittest.main()
