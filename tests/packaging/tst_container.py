# SPDX-License-Identifier: GPL-3.0-or-later
"""The container file names what exists: the package where tools/package puts it, the hub's port, options and configuration."""

import json
import re
import subprocess
import tempfile
import unittest
from pathlib import Path
from packaging import ENVIRONMENT, PACKAGING, ROOT, given, help_of, main, options_of

TEXT = (PACKAGING / "Containerfile").read_text(encoding="utf-8")
DEPLOY = (ROOT / "docs/deploy.md").read_text(encoding="utf-8")
BUILD = re.search(r"podman build .* -f packaging/Containerfile (\S+)$", TEXT, re.MULTILINE)


def said(instruction):
    """What stands behind the instruction, which is there once."""
    [found] = re.findall(rf"^{instruction} (.*)$", TEXT, re.MULTILINE)
    return found


class Container(unittest.TestCase):
    def test_its_context_is_the_folder_in_which_the_packages_for_its_debian_are(self):
        suite = re.fullmatch(r"docker\.io/library/debian:(\w+)-slim", said("FROM"))[1]
        self.assertEqual(BUILD[1], f"build/packages/{suite}")
        self.assertIn("packages=$PWD/build/packages/$suite\n", (ROOT / "tools/package").read_text(encoding="utf-8"))
        self.assertIn(f"tools/package --in {suite}\n{BUILD[0]}\n", DEPLOY)

    def test_what_it_copies_is_a_package_of_ours(self):
        package = re.fullmatch(r"(\S+)_\*\.deb /tmp/", said("COPY"))[1]
        self.assertIn(f"\nPackage: {package}\n", (ROOT / "debian/control").read_text(encoding="utf-8"))
        self.assertIn(f"/tmp/{package}_*.deb", said("    && apt-get install"))

    def test_its_port_is_the_hubs(self):
        port = said("EXPOSE")
        self.assertIn(f"127.0.0.1:{port}", help_of("serve"))
        self.assertIn(f'"0.0.0.0:{port}"', said("CMD"))
        self.assertIn(f"podman run -p {port}:{port} ", DEPLOY)

    def test_its_volume_is_where_history_lives(self):
        self.assertEqual(f"{said('ENV').removeprefix('XDG_DATA_HOME=')}/heliograph", said("VOLUME"))
        self.assertIn(f":{said('VOLUME')} ", DEPLOY)

    def test_the_command_leaves_everything_but_the_address_to_the_file(self):
        command = json.loads(said("CMD"))
        options = [part for part in command if part.startswith("-")]
        self.assertEqual(options, ["--listen", "--config"])
        self.assertLessEqual(set(options), options_of("serve"))
        self.assertIn("/etc/heliograph/helio.toml", command)
        self.assertIn(":/etc/heliograph/helio.toml:ro ", DEPLOY)

    def test_the_command_starts_a_hub_with_its_history_in_the_volume(self):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "helio.toml")
            file.write_text('[history]\nstore = "sqlite"\n\n[anonymous]\nsubscribe = ["*"]\n', encoding="utf-8")
            command = [*json.loads(said("ENTRYPOINT")), *json.loads(said("CMD"))]
            here = {"helio": given.helio, f"0.0.0.0:{said('EXPOSE')}": "0.0.0.0:0", "/etc/heliograph/helio.toml": file}
            with subprocess.Popen([here.get(part, part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                  text=True, env={**ENVIRONMENT, "XDG_DATA_HOME": folder}) as hub:
                self.assertTrue(hub.stdout.readline().startswith("listening on http://"))
                hub.terminate()
            self.assertEqual(hub.returncode, 0)
            self.assertTrue(Path(folder, "heliograph/history.db").exists())


main()
