# SPDX-License-Identifier: GPL-3.0-or-later
"""The manual pages, as they are installed."""

import re
import subprocess
import unittest
from packaging import ENVIRONMENT, COMMANDS, Installed, given, main, needs, options_of


def plain(text):
    """`text` with options as they are typed."""
    return text.replace(r"\-", "-")


class Manuals(Installed):
    PAGES = ["man1/helio.1", "man5/helio.toml.5"]

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pages = list(cls.PAGES)
        if given.heliograph:
            cls.install("heliograph")
            cls.pages.append("man1/heliograph.1")

    def page(self, name):
        return plain(self.read(f"share/man/{name}"))

    def options(self, text):
        """The options that items of lists are about."""
        items = [line for line in text.splitlines() if line.startswith(".It Fl")]
        return {"-" + flag for item in items for flag in re.findall(r"Fl (\S+)", item)}

    def test_the_page_of_helio_has_each_option_of_each_command_and_no_other(self):
        sections = re.split(r"^\.Ss helio ", self.page("man1/helio.1").partition(".Sh ENVIRONMENT")[0], flags=re.MULTILINE)
        named = {text.split("\n")[0]: self.options(text) for text in sections[1:]}
        self.assertEqual(tuple(named), COMMANDS)
        for command in COMMANDS:
            with self.subTest(command):
                self.assertEqual(named[command], options_of(command))

    @unittest.skipUnless(given.heliograph, "the desktop program is not built")
    def test_the_page_of_heliograph_has_each_option_and_no_other(self):
        self.assertEqual(self.options(self.page("man1/heliograph.1")), options_of("heliograph"))

    def test_nothing_is_left_to_be_filled_in(self):
        for page in self.pages:
            with self.subTest(page):
                self.assertNotIn("@", re.sub(r"@(FILE|-)", "", self.page(page)).replace("@request", ""))
                self.assertIn(f'.Os "Heliograph {given.version}"', self.page(page))

    def test_the_configuration_it_names_is_that_of_the_prefix(self):
        self.assertIn(f"{self.prefix}/etc/heliograph/helio.toml", self.page("man1/helio.1"))

    @needs("man")
    def test_man_warns_of_nothing(self):
        for page in self.pages:
            with self.subTest(page):
                done = subprocess.run(
                    ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", self.prefix / "share/man" / page],
                    stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**ENVIRONMENT, "MANROFFSEQ": "", "MANWIDTH": "80"})
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                self.assertGreater(len(done.stdout), 1000)


main()
