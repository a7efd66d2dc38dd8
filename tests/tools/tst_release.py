#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tools/release over a small tree with a history of its own."""

import datetime
import os
import re
import signal
import subprocess
import tempfile
import unittest
from pathlib import Path

RELEASE = Path(__file__).resolve().parents[2] / "tools/release"

METAINFO = "packaging/org.heliograph.Heliograph.metainfo.xml"
TREE = {
    "CMakeLists.txt": "cmake_minimum_required(VERSION 3.25)\nproject(heliograph VERSION 0.1.0 LANGUAGES CXX)\n",
    "CHANGELOG.md": "# Changelog\n\n## [Unreleased]\n\n### Added\n- Something new.\n\n## [0.1.0] - 2026-01-01\n- The first.\n",
    "debian/changelog": "heliograph (0.1.0) unstable; urgency=medium\n\n  * The first.\n\n -- A <a@b>  Thu, 01 Jan 2026 00:00:00 +0000\n",
    METAINFO: "<component>\n  <releases>\n  </releases>\n</component>\n",
    "tools/test": "#!/bin/sh\nexit 0\n",
}


class ReleaseTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        for name, text in TREE.items():
            (self.root / name).parent.mkdir(exist_ok=True)
            (self.root / name).write_text(text)
        (self.root / "tools/test").chmod(0o755)
        self.git("init", "--quiet")
        self.commit()

    def git(self, *arguments):
        environment = dict(os.environ, GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_SYSTEM="/dev/null")
        done = subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@b", *arguments], cwd=self.root, text=True,
                              capture_output=True, env=environment, check=True)
        return done.stdout.strip()

    def commit(self):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "The tree")

    def release(self, *arguments, **others):
        environment = dict(os.environ, DEBFULLNAME="A", DEBEMAIL="a@b", GIT_AUTHOR_NAME="A", GIT_AUTHOR_EMAIL="a@b",
                           GIT_COMMITTER_NAME="A", GIT_COMMITTER_EMAIL="a@b", GIT_CONFIG_GLOBAL="/dev/null",
                           GIT_CONFIG_SYSTEM="/dev/null") | others
        # A terminal's Ctrl+C reaches it, also where these tests run in the background.
        return subprocess.run([RELEASE, "--root", self.root, *arguments], capture_output=True, text=True, env=environment,
                              preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))

    def refused(self, why, *arguments, code=1, **others):
        done = self.release(*arguments, **others)
        self.assertEqual(done.returncode, code)
        self.assertIn(why, done.stderr)
        self.assertEqual(self.git("tag"), "")

    def content(self, name):
        return (self.root / name).read_text()

    def testWithoutDoNothingChanges(self):
        done = self.release("0.2.0")
        self.assertEqual(done.returncode, 0)
        self.assertIn("+project(heliograph VERSION 0.2.0", done.stdout)
        self.assertEqual({name: self.content(name) for name in TREE}, TREE)
        self.assertEqual(self.git("tag"), "")

    def testDoChangesEachPlaceCommitsAndTags(self):
        done = self.release("0.2.0", "--do")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("VERSION 0.2.0 LANGUAGES", self.content("CMakeLists.txt"))
        self.assertRegex(self.content("CHANGELOG.md"), r"## \[Unreleased\]\n\n## \[0\.2\.0\] - \d{4}-\d\d-\d\d\n\n### Added\n- Something")
        self.assertRegex(self.content("debian/changelog"), r"^heliograph \(0\.2\.0\) unstable; .*\n(.*\n)+ -- A <a@b>  \w{3}, \d\d ")
        self.assertIn("(0.1.0)", self.content("debian/changelog"))
        self.assertRegex(self.content(METAINFO), r'<releases>\n    <release version="0\.2\.0" date="\d{4}-\d\d-\d\d" type="development"/>\n')
        self.assertIn("tools/test-packages", done.stdout)
        self.assertEqual(self.git("status", "--porcelain"), "")
        self.assertEqual(self.git("log", "-1", "--format=%s"), "Release 0.2.0")
        self.assertIn("- Something new.", self.git("tag", "--list", "--format=%(contents)", "v0.2.0"))
        self.assertEqual(self.release("0.2.0", "--do").returncode, 1)

    def testAFailingTestLeavesTheTreeAsItWas(self):
        (self.root / "tools/test").write_text("#!/bin/sh\nexit 1\n")
        self.commit()
        self.refused("a test failed", "0.2.0", "--do")
        self.assertEqual(self.git("status", "--porcelain"), "")

    def testCtrlCWhileTestsRunLeavesTheTreeAsItWas(self):
        (self.root / "tools/test").write_text("#!/bin/sh\nkill -INT $PPID\nexec sleep 60\n")
        self.commit()
        self.refused("it was interrupted", "0.2.0", "--do", code=130)
        self.assertEqual(self.git("status", "--porcelain"), "")

    def testACommitThatIsRefusedLeavesTheTreeAsItWas(self):
        hook = self.root / ".git/hooks/pre-commit"
        hook.parent.mkdir(exist_ok=True)
        hook.write_text("#!/bin/sh\necho a line is too long >&2\nexit 1\n")
        hook.chmod(0o755)
        self.refused("git takes no commit: a line is too long", "0.2.0", "--do")
        self.assertEqual(self.git("status", "--porcelain"), "")

    def testAReleaseThatTheMetainfoHasGetsTheDay(self):
        for version, kind in (("0.2.0", ' type="development"'), ("1.0.0", "")):
            with self.subTest(version):
                path = self.root / METAINFO
                path.write_text(TREE[METAINFO].replace("  </rel", f'    <release version="{version}" date="2026-01-01" type="development"/>\n  </rel'))
                self.commit()
                self.assertEqual(self.release(version, "--do").returncode, 0)
                found = re.findall("<release .*", path.read_text())
                self.assertEqual(found, [f'<release version="{version}" date="{datetime.date.today()}"{kind}/>'])
                (self.root / "CHANGELOG.md").write_text(TREE["CHANGELOG.md"])

    def testWithoutANameItIsRefused(self):
        self.refused("Set git's user.name, or DEBFULLNAME", "0.2.0", DEBFULLNAME="")
        self.refused("Set git's user.email, or DEBEMAIL", "0.2.0", DEBEMAIL="")
        self.git("config", "user.useConfigOnly", "true")
        self.refused("who commits", "0.2.0", GIT_COMMITTER_NAME="", GIT_COMMITTER_EMAIL="")

    def testWhatIsNoReleaseIsRefused(self):
        self.refused("is no version", "0.2")
        self.refused("is older than 0.1.0", "0.0.9")
        self.refused("has 0.1.0 already", "0.1.0")
        (self.root / "CMakeLists.txt").write_text(TREE["CMakeLists.txt"] + "\n")
        self.refused("not committed", "0.2.0", "--do")

    def testAReleaseThatSaysNothingIsRefused(self):
        (self.root / "CHANGELOG.md").write_text(TREE["CHANGELOG.md"].replace("- Something new.", ""))
        self.commit()
        self.refused("says nothing", "0.2.0")


if __name__ == "__main__":
    unittest.main()
