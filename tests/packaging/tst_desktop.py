# SPDX-License-Identifier: GPL-3.0-or-later
"""The entry in the desktop's menu, what catalogs of software read, and the icon."""

import re
import struct
import subprocess
import tempfile
import unittest
import zlib
from pathlib import Path
from packaging import PACKAGING, ROOT, Installed, given, main, needs, options_of, run

ENTRY = PACKAGING / "desktop/org.heliograph.Heliograph.desktop"
METAINFO = PACKAGING / "desktop/org.heliograph.Heliograph.metainfo.xml"
ICONS = ROOT / "resources/icons"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256)


def pixels(file):
    """Width, height and the bytes of the pixels (8 bits for red, green, blue and alpha) of a PNG."""
    data, place, packed = Path(file).read_bytes(), 8, b""
    while place < len(data):
        length, kind = struct.unpack(">I4s", data[place : place + 8])
        content = data[place + 8 : place + 8 + length]
        if kind == b"IHDR":
            width, height, *form = struct.unpack(">IIBBBBB", content)
            assert form == [8, 6, 0, 0, 0], form
        elif kind == b"IDAT":
            packed += content
        place += length + 12
    raw, stride = zlib.decompress(packed), width * 4
    above, found = bytes(stride), bytearray()
    for y in range(height):
        kind, line = raw[y * (stride + 1)], bytearray(raw[y * (stride + 1) + 1 : (y + 1) * (stride + 1)])
        for x in range(stride):
            left, corner = (line[x - 4], above[x - 4]) if x >= 4 else (0, 0)
            line[x] = (line[x] + (0, left, above[x], (left + above[x]) // 2, _paeth(left, above[x], corner))[kind]) % 256
        found += line
        above = line
    return width, height, bytes(found)


def _paeth(left, above, corner):
    guess = left + above - corner
    return min((abs(guess - left), 0, left), (abs(guess - above), 1, above), (abs(guess - corner), 2, corner))[2]


def faults(*words):
    """The errors and warnings of appstreamcli, but that the project has no homepage of its own, of which newer releases warn."""
    done = subprocess.run(["appstreamcli", *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    found = re.findall(r"^ *([EW]: .*)$", done.stdout, re.MULTILINE)
    return [fault for fault in found if "url-homepage-missing" not in fault] if found or done.returncode == 0 else [done.stdout]


class Entry(unittest.TestCase):
    @needs("desktop-file-validate")
    def test_it_is_valid_without_a_hint(self):
        self.assertEqual(run("desktop-file-validate", ENTRY), "")

    @needs("appstreamcli")
    def test_the_metainfo_is_valid(self):
        self.assertEqual(faults("validate", "--no-net", METAINFO), [])

    def test_what_people_read_is_in_japanese_too(self):
        text = ENTRY.read_text(encoding="utf-8")
        for group in text.split("\n[")[1:]:
            for key in re.findall(r"^(GenericName|Comment|Keywords)=", group, re.MULTILINE):
                self.assertRegex(group, rf"(?m)^{key}\[ja\]=")
            if group.startswith("Desktop Action"):
                self.assertRegex(group, r"(?m)^Name\[ja\]=")
        metainfo = METAINFO.read_text(encoding="utf-8")
        for tag in ("summary", "p", "li"):
            self.assertEqual(metainfo.count(f"<{tag}>"), metainfo.count(f'<{tag} xml:lang="ja">'), tag)

    @unittest.skipUnless(given.heliograph, "the desktop program is not built")
    def test_what_it_runs_has_options_that_there_are(self):
        commands = re.findall(r"^Exec=(.*)$", ENTRY.read_text(encoding="utf-8"), re.MULTILINE)
        self.assertEqual(commands[0], "heliograph")
        for command in commands:
            program, *options = command.split()
            self.assertEqual(program, "heliograph")
            self.assertLessEqual(set(options), options_of("heliograph"))

    def test_the_program_names_the_entry(self):
        name = f'setDesktopFileName(QStringLiteral("{ENTRY.stem}"))'
        self.assertIn(name, (ROOT / "app/heliograph/main.cpp").read_text(encoding="utf-8"))


class Icon(unittest.TestCase):
    @needs("rsvg-convert")
    def test_its_pictures_are_those_of_the_drawing(self):
        with tempfile.TemporaryDirectory() as folder:
            for size in SIZES[:-2]:  # the others are seconds to read
                with self.subTest(size):
                    made = Path(folder, "made.png")
                    run("rsvg-convert", "-w", str(size), "-h", str(size), "-o", made, ICONS / "org.heliograph.Heliograph.svg")
                    width, height, wanted = pixels(made)
                    self.assertEqual((width, height), (size, size))
                    kept = pixels(ICONS / f"{size}.png")[2]
                    # Releases of librsvg smooth edges a little otherwise.
                    differences = [abs(one - other) for one, other in zip(wanted, kept)]
                    self.assertLess(sum(differences) / len(differences), 1.0)

    def test_the_program_has_each_picture(self):
        resource = (ICONS / "helio_icons.qrc").read_text(encoding="utf-8")
        self.assertEqual(re.findall(r"<file>(\d+)\.png</file>", resource), [str(size) for size in SIZES])


@unittest.skipUnless(given.heliograph, "the desktop program is not built")
class InstalledDesktop(Installed):
    component = "heliograph"

    def test_the_entry_finds_its_icon(self):
        name = re.search(r"^Icon=(.*)$", self.read(f"share/applications/{ENTRY.name}"), re.MULTILINE).group(1)
        themed = self.prefix / "share/icons/hicolor"
        self.assertTrue((themed / f"scalable/apps/{name}.svg").is_file())
        self.assertTrue((themed / f"symbolic/apps/{name}-symbolic.svg").is_file())
        for size in SIZES:
            self.assertTrue((themed / f"{size}x{size}/apps/{name}.png").is_file())

    @needs("appstreamcli")
    def test_the_installed_tree_is_valid(self):
        self.assertEqual(faults("validate-tree", "--no-net", self.prefix), [])


main()
