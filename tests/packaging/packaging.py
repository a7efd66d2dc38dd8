# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of what is installed share: the programs of the build, their help, and installing to a folder."""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
COMMANDS = ("serve", "publish", "listen", "check", "token", "history")
OPTION = re.compile(r"(?<![\w-])(--?[a-zA-Z][\w-]*)")

_parser = argparse.ArgumentParser()
_parser.add_argument("--version", required=True)
_parser.add_argument("--build", type=Path, required=True)
_parser.add_argument("--helio", type=Path, required=True)
_parser.add_argument("--heliograph", type=Path)
given, _rest = _parser.parse_known_args()
given.build = given.build.resolve()

ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}


def main():
    unittest.main(argv=[sys.argv[0], *_rest])


def run(*command, **options):
    """What `command` says, on standard output and error; its exit code has to be 0."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=ENVIRONMENT, **options)
    if done.returncode:
        raise AssertionError(f"{' '.join(map(str, command))}: exit code {done.returncode}\n{done.stdout}")
    return done.stdout


def needs(program):
    """For tests that ask `program` of the system for its judgment."""
    return unittest.skipUnless(shutil.which(program), f"there is no {program} here; tools/setup --tests installs it")


def help_of(command):
    """The help of a command of helio, or of `heliograph`."""
    return run(given.heliograph, "--help") if command == "heliograph" else run(given.helio, command, "--help")


def options_of(command):
    """All options that the help lists, short ones too."""
    found = set()
    for line in help_of(command).splitlines():
        listed = re.match(r"  (-.*?)(?:  |$)", line)
        if listed:
            found.update(OPTION.findall(listed.group(1)))
    return found


def subjects():
    """The commands of helio, and heliograph where it is built."""
    return (*COMMANDS, "heliograph") if given.heliograph else COMMANDS


class Installed(unittest.TestCase):
    """Has what `component` installs, in a folder of its own."""

    component = "helio"

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.prefix = Path(folder.name)
        cls.install(cls.component)

    @classmethod
    def install(cls, component):
        run("cmake", "--install", given.build, "--prefix", cls.prefix, "--component", component)

    def read(self, path):
        return (self.prefix / path).read_text(encoding="utf-8")
