#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a build installs for programs of others, used as they would: find_package(Heliograph), the tutorial's programs."""

import argparse
import re
import shutil
import subprocess
import sys
import unittest
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
DEADLINE = 60  # seconds, of one wait
asked = argparse.Namespace()


def run(*command):
    """The output of a command that has to succeed."""
    done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, command))}\n{done.stdout}")
    return done.stdout


def configure(source, build, *options):
    """The arguments that configure a project which finds what was installed."""
    return (asked.cmake, "-G", "Ninja", "-S", source, "-B", build, f"-DCMAKE_PREFIX_PATH={asked.prefix}",
            f"-DCMAKE_CXX_COMPILER={asked.compiler}", "-DCMAKE_CXX_FLAGS=-Wall -Wextra -Wpedantic -Werror", *options)


def needed_libraries(program):
    return re.findall(r"NEEDED\s+(\S+)", run("objdump", "-p", program))


class InstalledTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = asked.build / "installed"
        shutil.rmtree(cls.folder, ignore_errors=True)
        asked.prefix = cls.folder / "prefix"
        run(asked.cmake, "--install", asked.build, "--prefix", asked.prefix, "--component", "dev")
        cls.project = cls.folder / "project"
        run(*configure(HERE / "project", cls.project, f"-DWANTED_VERSION={asked.version}", f"-DEXAMPLES={ROOT}/examples/cpp"))

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder, ignore_errors=True)

    def start(self, *command):
        child = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, text=True)
        self.addCleanup(child.stdout.close)
        self.addCleanup(child.wait, DEADLINE)
        self.addCleanup(child.terminate)
        return child

    def test_headers_stand_by_themselves_and_the_listener_reads_what_the_hub_publishes(self):
        run(asked.cmake, "--build", self.project, "--parallel", "2")
        hub = self.start(self.project / "examples/hub/hub", "127.0.0.1:0")
        said = hub.stdout.readline()
        self.assertRegex(said, r"^listening on http://127\.0\.0\.1:\d+\n$")
        url = f"{said.split()[-1]}/stream?channel=clock"
        listener = self.start(self.project / "examples/listen/listen", url)
        line = listener.stdout.readline()
        self.assertRegex(line, r"^\d+-\d+: \d\d:\d\d:\d\d\n$")
        event_id, data = line.rstrip("\n").split(": ", 1)
        with urllib.request.urlopen(f"{url}&poll=1&lastEventId=earliest", timeout=DEADLINE) as answer:
            history = answer.read().decode()
        self.assertIn(f"id: {event_id}\ndata: {data}\n", history)
        with urllib.request.urlopen(url.split("/stream")[0], timeout=DEADLINE) as answer:
            self.assertIn("<title>", answer.read().decode())

    def test_an_event_source_needs_core_network_and_zlib_alone(self):
        build = self.folder / "listen"
        others = [f"-DCMAKE_DISABLE_FIND_PACKAGE_{name}=ON" for name in ("OpenSSL", "SQLite3", "Qt6HttpServer", "Qt6WebSockets")]
        run(*configure(ROOT / "examples/cpp/listen", build, *others))
        run(asked.cmake, "--build", build)
        ours = [name for name in needed_libraries(build / "listen") if re.match(r"libQt|libssl|libcrypto|libsqlite|libz", name)]
        self.assertEqual(sorted(name.split(".")[0] for name in ours), ["libQt6Core", "libQt6Network", "libz"])

    def test_a_hub_without_its_libraries_is_refused_by_name(self):
        command = configure(ROOT / "examples/cpp/hub", self.folder / "hub", "-DCMAKE_DISABLE_FIND_PACKAGE_SQLite3=ON")
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("SQLite3", done.stderr)

    def test_an_optional_component_without_its_libraries_is_only_not_found(self):
        source = self.folder / "optional"
        source.mkdir()
        (source / "CMakeLists.txt").write_text("""cmake_minimum_required(VERSION 3.25)
            project(optional LANGUAGES CXX)
            find_package(Heliograph REQUIRED COMPONENTS EventSource OPTIONAL_COMPONENTS Hub)
            message(STATUS "found: ${Heliograph_FOUND} ${Heliograph_EventSource_FOUND} ${Heliograph_Hub_FOUND}")
            if(NOT TARGET Heliograph::EventSource OR (TARGET Heliograph::Hub AND NOT Heliograph_Hub_FOUND))
                message(FATAL_ERROR "targets")
            endif()
            """)
        for missing in ("SQLite3", "OpenSSL", "Qt6HttpServer"):
            with self.subTest(missing):
                said = run(*configure(source, source / missing, f"-DCMAKE_DISABLE_FIND_PACKAGE_{missing}=ON"))
                self.assertIn("found: 1 TRUE FALSE\n", said)
        self.assertIn("found: 1 TRUE TRUE\n", run(*configure(source, source / "all")))

    def test_another_minor_version_is_refused_by_name(self):
        major, minor, _ = asked.version.split(".")
        command = configure(HERE / "project", self.folder / "other", f"-DWANTED_VERSION={major}.{int(minor) + 1}")
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn(f"version: {asked.version}", done.stderr)

    def test_nothing_that_is_installed_names_the_folders_it_was_built_in(self):
        for file in asked.prefix.rglob("*"):
            if file.suffix in (".cmake", ".h"):
                text = file.read_text()
                for folder in (ROOT, asked.build):
                    self.assertNotIn(str(folder), text, file)

    def test_flags_of_this_project_are_nobody_elses(self):
        for file in asked.prefix.rglob("*Targets.cmake"):
            self.assertNotRegex(file.read_text(), r"INTERFACE_COMPILE_(DEFINITIONS|OPTIONS)|helio_flags", file)

    def test_installed_headers_differ_from_the_sources_by_their_includes_alone(self):
        for file in (asked.prefix / "include/heliograph").rglob("*.h"):
            source = (ROOT / "core" / file.relative_to(asked.prefix / "include/heliograph")).read_text()
            self.assertEqual(file.read_text(), source.replace('#include "', '#include "heliograph/'), file)

    def test_the_tutorial_shows_the_programs_as_they_are(self):
        tutorial = (ROOT / "docs/cpp.md").read_text()
        for name in ("listen/main.cpp", "hub/main.cpp", "listen/CMakeLists.txt"):
            text = (ROOT / "examples/cpp" / name).read_text().split("\n", 1)[1]  # without its licence
            self.assertIn(f"\n{text}```", tutorial, name)
            self.assertLessEqual(text.count("\n"), 30, name)

    def test_staged_files_lie_below_destdir(self):
        stage = self.folder / "stage"
        run("env", f"DESTDIR={stage}", asked.cmake, "--install", asked.build, "--prefix", "/usr", "--component", "dev")
        here = {file.relative_to(asked.prefix) for file in asked.prefix.rglob("*") if file.is_file()}
        there = {file.relative_to(stage / "usr") for file in stage.rglob("*") if file.is_file()}
        self.assertEqual(here, there)
        header = "include/heliograph/client/eventsource.h"
        self.assertEqual((stage / "usr" / header).read_text(), (asked.prefix / header).read_text())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--compiler", required=True)
    parser.add_argument("--cmake", default="cmake")
    parser.add_argument("--version", required=True)
    asked, rest = parser.parse_known_args()
    unittest.main(argv=[sys.argv[0], *rest])
