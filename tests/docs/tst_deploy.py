#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What docs/deploy.md puts in front of a hub, run (nginx: tests/neighbours): events come at once, and a hub that is away ends no event source.
The same of docs/scaling.md and a group of hubs."""

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
import unittest
import urllib.error
import urllib.request
from pathlib import Path

from documents import PROGRAMS, ROOT, blocks, free_port

BLOCKS = {block.language: block.text for block in blocks(ROOT / "docs/deploy.md")}


def ask(url, **options):
    return urllib.request.urlopen(urllib.request.Request(url, **options), timeout=30)


def until(what, wanted):
    deadline = time.monotonic() + 30
    while not (found := what()):
        if time.monotonic() > deadline:
            raise AssertionError(f"not within 30 s: {wanted}")
        time.sleep(0.05)
    return found


def connects(port):
    try:
        socket.create_connection(("127.0.0.1", port)).close()
        return True
    except OSError:
        return False


class DeployTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="heliograph-deploy-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.hub_port, self.port = free_port(), free_port()
        self.hub = self.start(PROGRAMS / "helio", "serve", "--listen", f"127.0.0.1:{self.hub_port}", stdout=subprocess.PIPE)
        self.addCleanup(self.hub.stdout.close)
        self.hub.stdout.readline()

    def start(self, *command, **options):
        process = subprocess.Popen(command, cwd=self.folder, stderr=subprocess.DEVNULL, **options)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def answer(self, path):
        try:
            with ask(f"http://127.0.0.1:{self.port}{path}") as answer:
                return answer.status, answer.headers.get("Content-Type"), answer.read(64)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers.get("Content-Type"), b""
        except OSError:
            return None

    def publish(self, text):
        """The status, and Retry-After."""
        try:
            with ask(f"http://127.0.0.1:{self.port}/channels/demo", data=text.encode()) as answer:
                return answer.status, None
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers.get("Retry-After")
        except OSError:
            return 0, None

    def readUntil(self, stream, wanted):
        line = b""
        while line != wanted:
            line = stream.readline()
            self.assertTrue(line, "the stream ended")

    def passesEventsAndOutlivesTheHub(self):
        until(lambda: (self.answer("/healthz") or [0])[0] == 200, "the hub through the proxy")
        with ask(f"http://127.0.0.1:{self.port}/stream?channel=demo") as stream:
            self.assertEqual(stream.headers["Content-Type"], "text/event-stream")
            self.assertEqual(self.publish("at once")[0], 200)
            self.readUntil(stream, b"data: at once\n")
        self.hub.terminate()
        self.hub.wait()
        status, kind, body = until(lambda: (found := self.answer("/stream?channel=demo")) and found[2].startswith(b": the hub is away")
                                   and found, "a stream that ends, instead of an error")
        self.assertEqual(status, 200)
        self.assertTrue(kind.startswith("text/event-stream"), kind)
        self.assertTrue(body.endswith(b"\n\n"), body)
        self.assertGreaterEqual(self.answer("/healthz")[0], 500)

    @unittest.skipUnless(shutil.which("haproxy"), "needs haproxy")
    def testThroughHaproxy(self):
        text = re.sub(r"bind .*", f"bind 127.0.0.1:{self.port}", (ROOT / "resources/haproxy.cfg").read_text())
        text = re.sub(r"maxconn .*", "maxconn 100", text)  # more files than a test may open
        (self.folder / "haproxy.cfg").write_text(text.replace(":7373", f":{self.hub_port}"))
        self.start("haproxy", "-db", "-f", "haproxy.cfg", stdout=subprocess.DEVNULL)
        self.passesEventsAndOutlivesTheHub()

    @unittest.skipUnless(shutil.which("haproxy") and shutil.which("redis-server"), "needs haproxy and redis-server")
    def testThroughHaproxyToAGroup(self):
        redis_port = free_port()
        redis = self.start("redis-server", "--port", str(redis_port), "--save", "", stdout=subprocess.DEVNULL)
        until(lambda: connects(redis_port), "Redis")
        ports = [free_port(), free_port()]
        hubs = [self.start(PROGRAMS / "helio", "serve", "--listen", f"127.0.0.1:{port}", "--redis", f"redis://127.0.0.1:{redis_port}",
                           "--redis-mode", "streams", stdout=subprocess.DEVNULL) for port in ports]
        text = re.sub(r"bind .*", f"bind 127.0.0.1:{self.port}", (ROOT / "resources/haproxy-group.cfg").read_text())
        text = re.sub(r"maxconn .*", "maxconn 100", text).replace(" check\n", " check inter 200ms\n")
        for number, port in enumerate(ports, 1):
            text = text.replace(f"10.0.0.{number}:7373", f"127.0.0.1:{port}")
        (self.folder / "haproxy.cfg").write_text(text)
        self.start("haproxy", "-db", "-f", "haproxy.cfg", stdout=subprocess.DEVNULL)

        until(lambda: self.publish("first")[0] == 200, "an event that is published")
        with ask(f"http://127.0.0.1:{self.port}/stream?channel=demo&lastEventId=earliest") as stream:
            self.readUntil(stream, b"data: first\n")
            redis.kill()
            redis.wait()
            status, retry = until(lambda: (found := self.publish("second"))[1] and found, "a hub that says why it takes nothing")
            self.assertEqual(status, 503)
            self.assertGreater(int(retry), 0)
            with ask(f"http://127.0.0.1:{self.port}/stream?channel=demo") as another:
                self.assertEqual(another.status, 200)
                self.assertNotIn(b"away", another.readline())
            self.start("redis-server", "--port", str(redis_port), "--save", "", stdout=subprocess.DEVNULL)
            until(lambda: self.publish("third")[0] == 200, "an event that is published when Redis is back")
            self.readUntil(stream, b"data: third\n")
        hubs[0].kill()
        hubs[0].wait()
        until(lambda: self.publish("fourth")[0] == 200, "the other hub")
        with ask(f"http://127.0.0.1:{self.port}/stream?channel=demo&lastEventId=earliest") as stream:
            self.readUntil(stream, b"data: fourth\n")
        hubs[1].kill()
        hubs[1].wait()
        status, _, _ = until(lambda: (found := self.answer("/stream?channel=demo")) and found[2].startswith(b": the hub is away")
                             and found, "a stream that ends, instead of an error")
        self.assertEqual(status, 200)

    @unittest.skipUnless(shutil.which("caddy"), "needs caddy")
    def testThroughCaddy(self):
        text = BLOCKS["caddy"].replace("events.example.org", f"http://127.0.0.1:{self.port}", 1)
        (self.folder / "Caddyfile").write_text("{\n\tadmin off\n}\n" + text.replace(":7373", f":{self.hub_port}"))
        home = dict(os.environ, HOME=str(self.folder), XDG_DATA_HOME=str(self.folder), XDG_CONFIG_HOME=str(self.folder))
        self.start("caddy", "run", "--adapter", "caddyfile", "--config", "Caddyfile", stdout=subprocess.DEVNULL, env=home)
        self.passesEventsAndOutlivesTheHub()


if __name__ == "__main__":
    unittest.main()
