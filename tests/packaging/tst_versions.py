# SPDX-License-Identifier: GPL-3.0-or-later
"""The version stands in project() of CMakeLists.txt; what has to repeat it says the same."""

import re
import unittest
from packaging import PACKAGING, ROOT, given, main, run


class Versions(unittest.TestCase):
    def test_helio_says_it(self):
        self.assertEqual(run(given.helio, "--version"), f"helio {given.version}\n")

    @unittest.skipUnless(given.heliograph, "the desktop program is not built")
    def test_heliograph_says_it(self):
        self.assertEqual(run(given.heliograph, "--version"), f"heliograph {given.version}\n")

    def test_the_debian_changelog_begins_with_it(self):
        first = (ROOT / "debian/changelog").read_text(encoding="utf-8").splitlines()[0]
        self.assertEqual(re.match(r"heliograph \((.*?)\) ", first).group(1), given.version)

    def test_the_first_release_of_the_metainfo_is_it(self):
        text = (PACKAGING / "desktop/org.heliograph.Heliograph.metainfo.xml").read_text(encoding="utf-8")
        self.assertEqual(re.search(r'<release version="(.*?)"', text).group(1), given.version)

    def test_the_changelog_names_it_or_what_is_unreleased(self):
        headings = re.findall(r"^## \[?(.*?)[\] \n]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
        self.assertIn(given.version if headings[0] != "Unreleased" else "Unreleased", headings)

    def test_no_source_has_it_as_a_number(self):
        listed = [*ROOT.glob("core/**/*.cpp"), *ROOT.glob("core/**/*.h"), *ROOT.glob("ui/**/*.cpp"), *ROOT.glob("app/**/*.cpp")]
        self.assertGreater(len(listed), 100)
        self.assertEqual([path for path in listed if f'"{given.version}"' in path.read_text(encoding="utf-8")], [])


main()
