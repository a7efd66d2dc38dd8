#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs every command of the documents: each document by itself, from its first block to its last, as a reader would.

What does not end by itself (a hub, a stream) goes on in the background until the document ends; a hub takes the place of
the one before. The hub's port is another one here, and hosts far away are a hub of the test's own. A block that cannot be
run says why in a comment before it: <!-- not run: REASON -->. A command ends with 0, or as it says: # exit code 1. The examples that are servers of their own have their commands
in indented lines, which tests/examples runs.
"""

import concurrent.futures
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import unittest
import urllib.request
from pathlib import Path

from documents import PROGRAMS, ROOT, blocks, commands, documents, free_port, name_of

# How many blocks of a document are not run. Another one needs a good reason, and a number here.
NOT_RUN = {"CONTRIBUTING.md": 1, "README.md": 2, "docs/cpp.md": 2, "docs/deploy.md": 2, "docs/install.md": 4,
           "docs/redis.md": 2, "docs/scale.md": 1, "docs/scaling.md": 1, "examples/flask/README.md": 1}

SHIM = """#!/bin/bash
# The program under test, on the port of this document.
port={port}
case ${{1-}} in
serve)
    echo $$ >{work}/hub.pid
    [[ " $* " = *" --listen "* ]] || set -- "$@" --listen 127.0.0.1:$port
    ;;
publish) [[ " $* " = *" --url "* ]] || set -- publish --url http://127.0.0.1:$port "${{@:2}}" ;;
check) [[ " $* " = *" --for "* ]] || set -- "$@" --for 2 ;;
esac
exec {program} "$@"
"""

# The window says nothing where it is well: that its hub answers is the sign. Without a window built, a hub stands for it.
WINDOW_SHIM = """#!/bin/bash
port={port}
[ -x {program} ] || exec helio serve
echo $$ >{work}/hub.pid
(until curl -s http://127.0.0.1:$port/healthz >/dev/null; do sleep 0.05; done; echo "listening on $port") &
exec {program} --new-instance --listen 127.0.0.1:$port "$@"
"""

PROLOGUE = """set -eu -o pipefail
fail() { echo "$place: $*"; exit 1; }
trap 'echo "$place: ends with exit code $?"' ERR
begin_hub() {
    if [ -e "$work/hub.pid" ]; then
        kill "$(cat "$work/hub.pid")"
        wait "$hub" || fail "the hub before ended with exit code $?"
        rm "$work/hub.pid"
    fi
}
# until_said PID FILE REGEX
until_said() {
    for _ in $(seq 600); do
        ! grep -aqE -- "$3" "$2" || return 0
        kill -0 "$1" 2>/dev/null || break
        sleep 0.05
    done
    fail "it does not begin: $(cat "$2")"
}
place='before the first command'
streams=()
begin_hub
helio serve >"$work/out.hub" 2>&1 & hub=$!
until_said $hub "$work/out.hub" '^listening on'
"""

EPILOGUE = """
place='at the end'
kill "$(cat "$work/hub.pid")"
wait $hub || fail "the hub ended with exit code $?"
# What curl reads ends with the hub; what it was sent is in its file then.
for stream in "${streams[@]}"; do wait "$stream" || true; done
"""


def kind(command):
    """hub, stream or step: the first two do not end by themselves."""
    bare = re.sub(r"#.*", "", command)
    if re.match(r"\s*(helio serve|heliograph)\b", bare):
        return "hub"
    if re.search(r"\bcurl\b.* -\w*N\w* ", bare) and "poll=1" not in bare:
        return "stream"
    if re.match(r"\s*helio listen\b", bare) and not re.search(r"--(count|timeout|expect|data)\b| -d ", bare):
        return "stream"
    return "step"


def exit_code(command):
    """0, where the command says nothing else in a comment."""
    said = re.search(r"# exit code (\d+)", command)
    return int(said[1]) if said else 0


class Far:
    """What stands for other hosts: a hub with a source, on which something is always done, a language model, Redis."""

    def __init__(self, folder):
        self.port = free_port()
        self.hub = subprocess.Popen(
            [PROGRAMS / "helio", "serve", "--listen", f"127.0.0.1:{self.port}", "--source", "demo:200ms"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=dict(os.environ, HOME=str(folder)))
        self.hub.stdout.readline()
        self.model_port = free_port()
        self.model = subprocess.Popen(["node", ROOT / "examples/llm/server.mjs"], stdout=subprocess.DEVNULL,
                                      env=dict(os.environ, PORT=str(self.model_port), INTERVAL="5"))
        self.redis = {user: free_port() for user in ("", ":password@")}
        self.servers = [subprocess.Popen(
            ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder, "--requirepass",
             "password" if user else ""], stdout=subprocess.DEVNULL) for user, port in self.redis.items()]
        self.ended = threading.Event()
        self.publisher = threading.Thread(target=self.publish)
        self.publisher.start()

    def publish(self):
        while not self.ended.wait(0.2):
            request = urllib.request.Request(f"http://127.0.0.1:{self.port}/channels/deploy?event=state", data=b"done")
            urllib.request.urlopen(request).close()

    def end(self):
        self.ended.set()
        self.publisher.join()
        for process in (self.hub, self.model, *self.servers):
            process.terminate()
            process.wait()

    def stands_for(self, text):
        hub = f"http://127.0.0.1:{self.port}"
        for far, near in (
            ("https://example.org/events", f"{hub}/stream?channel=demo"),
            ("https://example.org/deploy", f"{hub}/stream?channel=deploy"),
            ("https://hub.example.org", hub),
            ("https://api.example.org/v1/", f"http://127.0.0.1:{self.model_port}/v1/"),
        ):
            text = text.replace(far, near)
        for user, port in self.redis.items():
            text = re.sub(rf"redis://{user}localhost\b", f"redis://{user}127.0.0.1:{port}", text)
        return text


class Reader:
    """Somebody who does what one document says, in a folder of their own."""

    def __init__(self, document, far, folder):
        self.document = document
        self.far = far
        self.work = folder / name_of(document).replace("/", "-")
        self.desk = self.work / "desk"
        self.desk.mkdir(parents=True)
        (self.work / "bin").mkdir()
        self.port = free_port()
        for program, shim in (("helio", SHIM), ("heliograph", WINDOW_SHIM)):
            path = self.work / "bin" / program
            path.write_text(shim.format(port=self.port, work=self.work, program=PROGRAMS / program))
            path.chmod(0o755)
        (self.work / ".curlrc").write_text('fail-with-body\nnoproxy = "*"\nsilent\nshow-error\n')
        self.lay_out()

    def lay_out(self):
        """What a reader has at hand."""
        for name in ("examples", "packaging", "resources"):
            if (ROOT / name).exists():
                (self.desk / name).symlink_to(ROOT / name)
        (self.desk / "report.json").write_text('{"pages": 3}\n')
        (self.desk / "request.json").write_text('{"stream": true}\n')
        (self.desk / "events.ndjson").write_text('{"channel":"news","type":"headline","data":"Rain"}\n')

    def script(self):
        lines = [PROLOGUE]
        for block in blocks(self.document):
            if block.language != "sh" or block.not_run:
                continue
            for line, command in commands(block):
                command = self.far.stands_for(command).replace(":7373", f":{self.port}")
                # Its own program publishes to the usual port; and a small file is faster.
                command = command.replace("compress.py /usr/share/doc", f"compress.py --hub http://127.0.0.1:{self.port} report.json")
                out = f'"$work/out.{line}"'
                lines.append(f"place={name_of(self.document)}:{line}")
                what = kind(command)
                if what == "hub":
                    lines.append(f"begin_hub\n{{\n{command}}} >{out} 2>&1 & hub=$!\nuntil_said $hub {out} '^listening on'")
                elif what == "stream":
                    lines.append(f"{{\n{command}}} >{out} 2>&1 & stream=$!\nuntil_said $stream {out} .")
                    if "curl" in command and not command.startswith("helio"):
                        lines.append("streams+=($stream)")
                else:
                    lines.append(f"code=0\n{{\n{command}}} >{out} 2>&1 </dev/null || code=$?\n"
                                 f"[ $code -eq {exit_code(command)} ] || fail \"ends with $code: $(cat {out})\"")
        return "\n".join(lines) + EPILOGUE

    def read(self):
        """Does it all. Empty, or what went wrong."""
        environment = {
            "PATH": f"{self.work / 'bin'}:{os.environ['PATH']}", "HOME": str(self.work), "CURL_HOME": str(self.work),
            "LC_ALL": "C.UTF-8", "work": str(self.work), "KEY": "secret", "QT_QPA_PLATFORM": "offscreen",
        }
        for name in ("ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"):
            if name in os.environ:
                environment[name] = os.environ[name]
        (self.work / "script").write_text(self.script())
        shell = subprocess.Popen(["bash", self.work / "script"], cwd=self.desk, env=environment, text=True,
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            told, _ = shell.communicate(timeout=120)
            wrong = told if shell.returncode else ""
        except subprocess.TimeoutExpired:
            wrong = f"{name_of(self.document)}: not done within two minutes"
        finally:
            try:
                os.killpg(shell.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        return wrong


# It has the commands of README.md, as tst_documents sees to.
SAME = "README.ja.md"
NEEDED = ("bash", "curl", "jq", "node", "redis-cli", "redis-server", "sqlite3")


@unittest.skipUnless(all(shutil.which(name) for name in NEEDED), f"needs {', '.join(NEEDED)}")
class CommandsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp(prefix="heliograph-documents-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.far = Far(cls.folder)
        cls.addClassCleanup(cls.far.end)
        cls.readers = {path: Reader(path, cls.far, cls.folder) for path in filter(Path.exists, documents())
                       if name_of(path) != SAME and any(block.language == "sh" for block in blocks(path))}
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            cls.wrong = dict(zip(cls.readers, pool.map(Reader.read, cls.readers.values())))

    def testEveryCommandWorks(self):
        for path, wrong in self.wrong.items():
            with self.subTest(name_of(path)):
                self.assertEqual(wrong, "")

    def testWhatIsPublishedReachesWhoListens(self):
        for name in ("README.md", "docs/first-minute.md"):
            outputs = "".join(path.read_text() for path in self.readers[ROOT / name].work.glob("out.*"))
            self.assertIn("data: hello", outputs, name)

    def testWhoResumesBehindARestartGetsWhatCameAfterItsEvent(self):
        page = ROOT / "docs/resume.md"
        steps = [step for block in blocks(page) if block.language == "sh" for step in commands(block)]
        restart = [at for at, (_, command) in enumerate(steps) if kind(command) == "hub"][-1]
        line, command = steps[restart + 1]
        self.assertIn("--last-event-id", command)
        said = re.findall(r"\b(one|two|three)\b", (self.readers[page].work / f"out.{line}").read_text())
        self.assertEqual(said, ["two", "three"])

    def testFewBlocksAreNotRun(self):
        for path in self.readers:
            unrun = [f"{block.place()}: {block.not_run}" for block in blocks(path) if block.not_run]
            self.assertEqual(len(unrun), NOT_RUN.get(name_of(path), 0), "\n".join(unrun))


if __name__ == "__main__":
    unittest.main()
