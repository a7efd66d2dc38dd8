#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the documents say that is no command: links, contents, options, configuration files and pieces of code."""

import ast
import json
import os
import re
import runpy
import shlex
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from documents import PROGRAMS, ROOT, blocks, documents, name_of, prose

LINK = re.compile(r"(?<!\\)\[[^][]*(?:\[[^]]*\][^][]*)*\]\(([^)\s]+)\)")
PICTURE = re.compile(r'(?:src|srcset)="([^"]+)"')
SPAN = re.compile(r"(?<!`)`([^`]+)`(?!`)")
SUBCOMMANDS = ("serve", "publish", "listen", "check", "token", "history")
# Languages of blocks that a test here, or tst_commands, gives to the program that they are for.
READ = {"", "caddy", "html", "js", "json", "jsonc", "python", "sh", "toml", "yaml"}
# Those that none here reads: pieces of programs, but for docs/cpp.md, whose programs tests/installed compares with examples/cpp
# and builds; and what is written into a unit of systemd's.
UNREAD = {"cmake", "cpp", "ini"}
SCRIPT = re.compile(r"<script[^>]*>(.*?)</script>", re.DOTALL)
# Options of other programs that the documents name.
FOREIGN = {"--component"}


def all_blocks(*languages):
    return [block for path in documents() if path.exists() for block in blocks(path) if block.language in languages]


def spans(path):
    return [" ".join(match[1].split()) for match in SPAN.finditer("\n".join(prose(path)))]


def headings(path):
    return [line for line in prose(path) if re.match(r"#+ ", line)]


def anchors(path):
    """The names that GitHub gives a document's headings."""
    found = set()
    for heading in headings(path):
        text = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading.lstrip("#").strip())
        name = re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")
        number = 0
        while (f"{name}-{number}" if number else name) in found:
            number += 1
        found.add(f"{name}-{number}" if number else name)
    return found


def without_comments(text):
    """JSON of a block of `jsonc`."""
    return re.sub(r'("(?:[^"\\]|\\.)*")|//[^\n]*', lambda match: match[1] or "", text)


def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, timeout=60, **options)


class DocumentsTest(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="heliograph-documents-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def each(self, *languages):
        """Each such block, with the path of a file that holds it."""
        found = []
        for number, block in enumerate(all_blocks(*languages)):
            path = self.folder / f"block-{number}"
            path.write_text(block.text)
            found.append((block, path))
        return found

    def testLinksLeadSomewhere(self):
        for path in filter(Path.exists, documents()):
            for number, line in enumerate(prose(path), 1):
                bare = re.sub(r"(?<!`)`[^`]+`", "", line)
                for target in LINK.findall(bare) + PICTURE.findall(bare):
                    if re.match(r"[a-z]+:", target):
                        continue
                    file, _, anchor = target.partition("#")
                    to = (path.parent / file).resolve() if file else path
                    with self.subTest(f"{name_of(path)}:{number}", target=target):
                        self.assertTrue(to.is_relative_to(ROOT))
                        self.assertTrue(to.exists(), "there is no such file")
                        if anchor:
                            self.assertIn(anchor, anchors(to))

    def testTheContentsNameEveryPage(self):
        contents = (ROOT / "docs/README.md").read_text()
        named = set(re.findall(r"\]\(([^)#]+\.md)\)", contents))
        for path in (ROOT / "docs").rglob("*.md"):
            if path.name != "README.md":
                self.assertIn(str(path.relative_to(ROOT / "docs")), named)

    def testPicturesAreMadeByTheTool(self):
        made = runpy.run_path(str(ROOT / "tools/screenshots"))["NAMES"]
        text = "".join(path.read_text() for path in documents() if path.exists())
        for picture in (ROOT / "docs/images").iterdir():
            self.assertIn(picture.stem, made)
            # In the dark and in Japanese it is there for who reads so.
            self.assertIn(f"images/{made[picture.stem][0]}.png", text)

    def testNoCommandStandsOutsideOfABlockThatIsRun(self):
        for block in all_blocks(""):
            for line in block.text.split("\n"):
                self.assertNotRegex(line, r"^(\$ |(\./|sudo )?(helio \w+|curl|apt|apt-get|cmake|systemctl|tools/\w+)\s)", block.place())

    def testEachBlockIsOfALanguageThatIsReadHere(self):
        for path in filter(Path.exists, documents()):
            for block in blocks(path):
                self.assertIn(block.language, READ | UNREAD, block.place())

    def testEveryOptionIsKnown(self):
        known = {name: run(PROGRAMS / "helio", name, "--help").stdout for name in SUBCOMMANDS}
        if (PROGRAMS / "heliograph").exists():
            offscreen = dict(os.environ, QT_QPA_PLATFORM="offscreen")
            known["heliograph"] = run(PROGRAMS / "heliograph", "--help", env=offscreen).stdout
        else:
            known["heliograph"] = (ROOT / "app/heliograph/options.cpp").read_text() + known["serve"]
        anywhere = "\n".join(known.values())
        anywhere += "\n".join(tool.read_text() for tool in (ROOT / "tools").iterdir() if tool.is_file())
        anywhere += "\n".join(example.read_text() for example in (ROOT / "examples").rglob("*.py"))
        for path in filter(Path.exists, documents()):
            for span in spans(path):
                said = re.match(r"helio (\w+) ", span)
                if span.startswith("--"):
                    text = anywhere
                elif said and said[1] in known:
                    text = known[said[1]]
                elif span.startswith("heliograph "):
                    text = known["heliograph"]
                else:
                    continue
                for option in set(re.findall(r"--[a-z][\w-]*", span)) - FOREIGN:
                    with self.subTest(name_of(path), span=span):
                        self.assertTrue(re.search(rf"(?<![\w-]){option}(?![\w-])", text), f"{option} is no option")

    def testConfigurationsAreReadByTheHub(self):
        (self.folder / "secret").write_text("0123456789abcdef" * 4 + "\n")
        run("openssl", "genrsa", "-out", self.folder / "key.pem", "2048", check=True)
        run("openssl", "rsa", "-in", self.folder / "key.pem", "-pubout", "-out", self.folder / "issuer.pem", check=True)
        for block, path in self.each("toml"):
            text = block.text.replace('sha256 = "…"', f'sha256 = "{"0" * 64}"')
            path.write_text(text.replace("/var/lib/heliograph/", f"{self.folder}/"))
            # Rules are often in another block than what needs them.
            hub = subprocess.Popen(
                [PROGRAMS / "helio", "serve", "--listen", "127.0.0.1:0", "--open-access", "--config", path], text=True,
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=self.folder,
                env=dict(os.environ, HOME=str(self.folder)))
            first = hub.stdout.readline()
            hub.terminate()
            _, said = hub.communicate()
            self.assertTrue(first.startswith("listening on"), f"{block.place()}: {said}")

    def testTheRightsOfAGroupAreThoseThatAreTested(self):
        said = [block.text for block in all_blocks("sh") if "ACL SETUSER heliograph" in block.text]
        self.assertEqual(len(said), 2)

        def rights_in(block):
            return shlex.split(block.replace("\\\n", " ").replace(">password", ">pw").split("SETUSER ")[1])

        def tested_in(file):
            source = (ROOT / "tests/group" / file).read_text().split("QByteArray documentedUser()")[1].split("}\n")[0]
            return "".join(re.findall(r'"(.*)"', source)).removeprefix("user ").split()

        self.assertEqual(rights_in(said[0]), tested_in("tst_grouplog_refusals.cpp"))
        self.assertEqual(rights_in(said[0]) + rights_in(said[1])[1:], tested_in("tst_group_bridge.cpp"))

    def testJsonIsJson(self):
        for block, _ in self.each("json", "jsonc"):
            try:
                json.loads(without_comments(block.text).replace("{…}", "{}"))
            except ValueError as error:
                self.fail(f"{block.place()}: {error}")

    def testPythonIsPython(self):
        for block, _ in self.each("python"):
            ast.parse(block.text, block.place())

    @unittest.skipUnless(shutil.which("node"), "needs node")
    def testJavaScriptIsJavaScript(self):
        for block, path in self.each("js", "html"):
            scripts = SCRIPT.findall(block.text) if block.language == "html" else [block.text]
            self.assertNotEqual(scripts, [], block.place())
            for script in scripts:
                module = path.with_suffix(".mjs")
                module.write_text(script)
                self.assertEqual(run("node", "--check", module).stderr, "", block.place())

    @unittest.skipUnless(shutil.which("promtool"), "needs promtool")
    def testPrometheusTakesItsConfiguration(self):
        (self.folder / "heliograph.token").write_text("hlg_none\n")
        for block, path in self.each("yaml"):
            path.write_text(block.text.replace("/etc/prometheus/", f"{self.folder}/"))
            checked = run("promtool", "check", "config", path)
            self.assertEqual(checked.returncode, 0, f"{block.place()}: {checked.stderr}")

    @unittest.skipUnless(shutil.which("caddy"), "needs caddy")
    def testCaddyTakesItsConfiguration(self):
        for block, path in self.each("caddy"):
            home = dict(os.environ, HOME=str(self.folder), XDG_DATA_HOME=str(self.folder), XDG_CONFIG_HOME=str(self.folder))
            checked = run("caddy", "adapt", "--adapter", "caddyfile", "--validate", "--config", path, env=home)
            self.assertEqual(checked.returncode, 0, f"{block.place()}: {checked.stderr}")
            formed = run("caddy", "fmt", path, env=home)
            self.assertEqual(formed.stdout, block.text)

    def testTheJapaneseReadmeHasTheSamePartsAndCommands(self):
        english, japanese = ROOT / "README.md", ROOT / "README.ja.md"
        for mine, its in zip(headings(english), headings(japanese), strict=True):
            self.assertEqual(mine.split()[0], its.split()[0])
        self.assertEqual([(block.language, code_of(block)) for block in blocks(japanese)],
                         [(block.language, code_of(block)) for block in blocks(english)])
        targets = [re.findall(r"\]\(([^)#\s]+)", "\n".join(prose(path))) for path in (english, japanese)]
        mutual = {"README.md", "README.ja.md"}
        self.assertEqual(set(targets[1]) - mutual, set(targets[0]) - mutual)


def code_of(block):
    """Without comments, which each language has in its own words."""
    return [re.sub(r" *#.*", "", line) for line in block.text.split("\n")]


if __name__ == "__main__":
    unittest.main()
