# SPDX-License-Identifier: GPL-3.0-or-later
"""The services of systemd, as they are installed. No systemd runs here as the first process: tools/test-packages runs what they
start."""

import re
import subprocess
import unittest
from packaging import ENVIRONMENT, Installed, main, needs

SYSTEM = "lib/systemd/system/helio.service"
USER = "lib/systemd/user/helio.service"
# On systemd-analyze's scale of 0 to 10, as whole tenths: what is written in the unit now.
MOST_EXPOSED = 15


class Units(Installed):
    def analyze(self, *words):
        done = subprocess.run(["systemd-analyze", *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              env={**ENVIRONMENT, "XDG_RUNTIME_DIR": str(self.prefix)})
        return done.returncode, done.stdout

    def command(self, unit):
        return re.search(r"^ExecStart=(.*)$", self.read(unit), re.MULTILINE).group(1).split()

    def test_they_start_what_is_installed_with_a_configuration_that_is_there(self):
        program, *options = self.command(SYSTEM)
        self.assertEqual(program, f"{self.prefix}/bin/helio")
        self.assertEqual(options, ["serve", "--config", f"{self.prefix}/etc/heliograph/helio.toml"])
        self.assertTrue((self.prefix / "etc/heliograph/helio.toml").is_file())
        self.assertEqual(self.command(USER)[0], f"{self.prefix}/bin/helio")

    def test_the_user_of_the_service_is_made(self):
        name = re.search(r"^User=(.*)$", self.read(SYSTEM), re.MULTILINE).group(1)
        self.assertRegex(self.read("lib/sysusers.d/heliograph.conf"), rf"(?m)^u {name} ")

    @needs("systemd-analyze")
    def test_systemd_finds_nothing_wrong(self):
        self.assertEqual(self.analyze("verify", "--man=no", self.prefix / SYSTEM), (0, ""))
        self.assertEqual(self.analyze("verify", "--man=no", "--user", self.prefix / USER), (0, ""))

    @needs("systemd-analyze")
    def test_the_service_is_exposed_little(self):
        code, said = self.analyze("security", "--offline=true", f"--threshold={MOST_EXPOSED}", "--no-pager", self.prefix / SYSTEM)
        self.assertEqual(code, 0, said)


main()
