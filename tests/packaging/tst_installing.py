# SPDX-License-Identifier: GPL-3.0-or-later
"""cmake --install with any prefix: what comes, that it runs from there, and what it needs."""

import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path
from packaging import ENVIRONMENT, ROOT, Installed, given, main, run

HELIO = {
    "bin/helio",
    "etc/heliograph/helio.toml",
    "lib/systemd/system/helio.service",
    "lib/systemd/user/helio.service",
    "lib/sysusers.d/heliograph.conf",
    "share/bash-completion/completions/helio",
    *(f"share/doc/helio/{name}" for name in ("CHANGELOG.md", "CODE_OF_CONDUCT.md", "CONTRIBUTING.md", "README.ja.md", "README.md",
                                             "SECURITY.md")),
    "share/fish/vendor_completions.d/helio.fish",
    "share/man/man1/helio.1",
    "share/man/man5/helio.toml.5",
    "share/zsh/site-functions/_helio",
}
HELIOGRAPH = {
    "bin/heliograph",
    "share/applications/org.heliograph.Heliograph.desktop",
    "share/bash-completion/completions/heliograph",
    "share/fish/vendor_completions.d/heliograph.fish",
    "share/man/man1/heliograph.1",
    "share/metainfo/org.heliograph.Heliograph.metainfo.xml",
    "share/zsh/site-functions/_heliograph",
}
# Where a component has many files, these are not listed above.
MANY = re.compile(r"share/(icons/hicolor|doc/helio/(docs|examples|packaging|resources)|heliograph)/")
# Of Markdown and of HTML within it; not of code.
LINK = re.compile(r'\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"]+)"')
CODE = re.compile(r"^ *```.*?^ *```|`[^`]*`", re.DOTALL | re.MULTILINE)
SCREEN = re.compile(r"(libQt6(Gui|Widgets|Charts|OpenGL|DBus)|libX11|libxcb|libGL|libEGL|libwayland|libfontconfig)[.\w-]*")


def files(folder):
    found = {str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir()}
    return {path for path in found if not MANY.match(path)}


class Helio(Installed):
    def test_everything_is_there_and_nothing_else(self):
        self.assertEqual(files(self.prefix), HELIO)

    def test_the_documents_are_there(self):
        def documents(folder):
            return {path.relative_to(folder) for path in folder.rglob("*.md")}
        self.assertEqual(documents(self.prefix / "share/doc/helio/docs"), documents(ROOT / "docs"))

    def test_the_documents_link_to_what_is_there(self):
        links = 0
        for document in (self.prefix / "share/doc/helio").rglob("*.md"):
            for found in LINK.findall(CODE.sub("", document.read_text(encoding="utf-8"))):
                path = "".join(found).partition("#")[0]
                if path and not re.match(r"\w+:", path):
                    self.assertTrue((document.parent / path).exists(), f"{document}: {path}")
                    links += 1
        self.assertGreater(links, 200)

    def test_a_link_to_what_is_not_there_is_its_text_and_nothing_else_changes(self):
        for path in (self.prefix / "share/doc/helio").glob("*.md"):
            wanted = re.sub(r"\[([^]]*)\]\((?:tools/|tests/|LICENSE)[^)]*\)", r"\1", (ROOT / path.name).read_text(encoding="utf-8"))
            self.assertEqual(path.read_text(encoding="utf-8"), wanted)

    def test_the_program_runs_from_there_alone(self):
        self.assertEqual(run(self.prefix / "bin/helio", "--version"), f"helio {given.version}\n")

    def test_it_names_no_folder_of_the_build(self):
        for name in HELIO - {"bin/helio"}:
            with self.subTest(name):
                self.assertNotIn(str(given.build), self.read(name))

    def test_the_program_needs_no_library_of_a_screen(self):
        listed = run("ldd", self.prefix / "bin/helio")
        self.assertIn("libQt6Core", listed)
        self.assertIsNone(SCREEN.search(listed), listed)

    def test_a_configuration_that_somebody_wrote_stays(self):
        file = self.prefix / "etc/heliograph/helio.toml"
        shipped = self.read(file)
        self.addCleanup(file.write_text, shipped, encoding="utf-8")
        file.write_text("# mine\n", encoding="utf-8")
        self.install("helio")
        self.assertEqual(self.read(file), "# mine\n")

    def test_what_is_staged_for_a_package_names_its_real_place(self):
        with tempfile.TemporaryDirectory() as stage:
            subprocess.run(["cmake", "--install", given.build, "--prefix", "/opt/heliograph", "--component", "helio"],
                           env={**ENVIRONMENT, "DESTDIR": stage}, check=True, capture_output=True)
            unit = Path(stage, "opt/heliograph/lib/systemd/system/helio.service").read_text(encoding="utf-8")
            self.assertIn("ExecStart=/opt/heliograph/bin/helio serve --config /opt/heliograph/etc/heliograph/helio.toml\n", unit)
            self.assertEqual(os.listdir(stage), ["opt"])


@unittest.skipUnless(given.heliograph, "the desktop program is not built")
class Heliograph(Installed):
    component = "heliograph"

    def test_everything_is_there_and_nothing_else(self):
        self.assertEqual(files(self.prefix), HELIOGRAPH)

    def test_the_program_runs_from_there_alone(self):
        self.assertEqual(run(self.prefix / "bin/heliograph", "--version"), f"heliograph {given.version}\n")


class DebianPackages(unittest.TestCase):
    def test_they_are_built_with_the_libraries_that_setup_installs(self):
        setup = (ROOT / "tools/setup").read_text(encoding="utf-8")
        wanted = re.search(r"build_packages=\((.*?)\)", setup, re.DOTALL).group(1).split()
        control = (ROOT / "debian/control").read_text(encoding="utf-8").partition("Package: helio")[0]
        self.assertEqual({name for name in wanted if name.endswith(("-dev", "-tools"))} - set(re.findall(r"[\w.+-]+", control)), set())


main()
