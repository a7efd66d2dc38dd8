# SPDX-License-Identifier: GPL-3.0-or-later
"""The configuration that comes with the service names each key with the default that the program has."""

import re
import signal
import subprocess
import tempfile
import unittest
from pathlib import Path
from packaging import ENVIRONMENT, PACKAGING, ROOT, given, help_of, main

FILE = PACKAGING / "config/helio.toml"
COMMENTED = re.compile(r"^# (?=\[|[a-z_0-9]+ = )", re.MULTILINE)
HEADING = re.compile(r"\[+([a-z_]+)\]+")
KEY = re.compile(r"([a-z_0-9]+) = (.*?)(?:\s+#.*)?")
# What has an option of the same name; the others are lists of tables and rules.
SECTIONS = ("server", "history", "slow_clients", "redis")


def keys(text):
    """A dictionary of (section, key): value, of `text` in TOML with one key a line."""
    found, section = {}, ""
    for line in text.splitlines():
        if heading := HEADING.match(line):
            section = heading.group(1)
        elif key := KEY.fullmatch(line):
            found[section, key.group(1)] = key.group(2)
    return found


def option(section, key):
    name = key.replace("_", "-")
    if section != "redis":
        return name
    return "redis" if key == "url" else "redis-" + name


def wanted():
    """What --help of helio serve says: option: default."""
    listed = re.findall(r"^  --([a-z-]+) \S+  +.*?(?: \(([^() ]*)\))?$", help_of("serve"), re.MULTILINE)
    return {name: default for name, default in listed if name not in ("config", "source")}


class Configuration(unittest.TestCase):
    def setUp(self):
        self.text = COMMENTED.sub("", FILE.read_text(encoding="utf-8"))

    def plain(self, value):
        return re.sub(r'[\[\]"]', "", value)

    def assert_defaults(self, text, but=()):
        named = {option(*key): self.plain(value) for key, value in keys(text).items() if key[0] in SECTIONS}
        known = wanted()
        self.assertGreater(len(known), 20)
        self.assertEqual(named.keys(), known.keys())
        self.assertEqual({name: named[name] for name in known if name not in but},
                         {name: known[name] for name in known if name not in but})

    def test_it_names_each_key_with_its_default_but_for_the_store(self):
        self.assert_defaults(self.text, but=("store",))

    def test_the_document_names_each_key_with_its_default(self):
        document = (ROOT / "docs/configuration.md").read_text(encoding="utf-8")
        self.assert_defaults(re.search(r"```toml\n(.*?)```", document, re.DOTALL).group(1))

    def test_the_manual_names_each_key_with_its_default(self):
        manual = (PACKAGING / "man/helio.toml.5.in").read_text(encoding="utf-8").replace(r"\(dq", '"')
        manual = re.sub(r"^\.Ss ", "", manual.partition(".Sh EXAMPLES")[0], flags=re.MULTILINE)
        self.assert_defaults(re.sub(r"^\.It Va (\S+) No = Li ", r"\1 = ", manual, flags=re.MULTILINE))

    def test_its_store_alone_is_not_commented_out(self):
        self.assertEqual(keys(FILE.read_text(encoding="utf-8")), {("history", "store"): '"sqlite"'})

    def test_it_has_all_keys_of_rules_sources_and_channels_that_the_document_has(self):
        document = (ROOT / "docs/configuration.md").read_text(encoding="utf-8")
        document = re.search(r"```toml\n(.*?)```", document, re.DOTALL).group(1)
        self.assertEqual(keys(self.text).keys(), keys(document).keys())

    def test_a_hub_starts_with_it_as_it_is(self):
        self.assert_starts(FILE.read_text(encoding="utf-8").replace("# listen = [\"127.0.0.1:7373\"]", 'listen = ["127.0.0.1:0"]'))

    def test_a_hub_starts_with_all_of_it_uncommented(self):
        self.assert_starts(self.text.replace("127.0.0.1:7373", "127.0.0.1:0"))

    def assert_starts(self, text):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "helio.toml")
            file.write_text(text, encoding="utf-8")
            Path(folder, "jwt.secret").write_text("a secret of at least thirty-two bytes", encoding="utf-8")
            hub = subprocess.Popen([given.helio, "serve", "--config", file], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                   text=True, env={**ENVIRONMENT, "XDG_DATA_HOME": folder})
            line = next((line for line in hub.stdout if not line.startswith("helio serve: the system's limit")), "")
            hub.send_signal(signal.SIGTERM)
            rest = hub.communicate(timeout=20)[0]
            self.assertTrue(line.startswith("listening on http://127.0.0.1:"), line + rest)
            self.assertEqual(hub.returncode, 0, rest)
            self.assertTrue(Path(folder, "heliograph/history.db").exists())


main()
