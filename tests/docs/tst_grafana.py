#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The board for Grafana, against a Prometheus that reads a hub: every metric exists, every expression answers."""

import json
import re
import shutil
import subprocess
import tempfile
import time
import unittest
import urllib.parse
import urllib.request
from pathlib import Path

from documents import PROGRAMS, ROOT, free_port

BOARD = json.loads((ROOT / "packaging/grafana/heliograph.json").read_text())
METRIC = re.compile(r"\bheliograph_\w+")


def get(url):
    with urllib.request.urlopen(url, timeout=10) as answer:
        return answer.read().decode()


def expressions():
    found = [target["expr"] for panel in BOARD["panels"] for target in panel.get("targets", [])]
    found += [annotation["expr"] for annotation in BOARD["annotations"]["list"]]
    return [expression.replace("$instance", ".*").replace("$__rate_interval", "10s") for expression in found]


@unittest.skipUnless(shutil.which("prometheus") and shutil.which("redis-server"), "needs prometheus and redis-server")
class GrafanaTest(unittest.TestCase):
    @classmethod
    def start(cls, *command, **options):
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL, cwd=cls.folder, **options)
        cls.addClassCleanup(process.wait)
        cls.addClassCleanup(process.terminate)
        return process

    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp(prefix="heliograph-grafana-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        redis, prometheus = free_port(), free_port()
        cls.start("redis-server", "--port", str(redis), "--bind", "127.0.0.1", "--save", "", stdout=subprocess.DEVNULL)
        hub = cls.start(PROGRAMS / "helio", "serve", "--listen", "127.0.0.1:0", "--store", "sqlite:history.db",
                        "--source", "demo:100ms", "--redis", f"redis://127.0.0.1:{redis}", stdout=subprocess.PIPE, text=True)
        cls.hub = hub.stdout.readline().split()[-1]
        cls.addClassCleanup(hub.stdout.close)
        cls.start("curl", "-sN", f"{cls.hub}/stream?channel=demo", stdout=subprocess.DEVNULL)
        get(f"{cls.hub}/stream?channel=demo&poll=1")  # somebody who went
        (cls.folder / "prometheus.yml").write_text(
            "scrape_configs:\n  - job_name: heliograph\n    scrape_interval: 200ms\n    scrape_timeout: 200ms\n"
            f"    static_configs:\n      - targets: ['{cls.hub.removeprefix('http://')}']\n")
        cls.start("prometheus", "--config.file=prometheus.yml", "--storage.tsdb.path=data",
                  f"--web.listen-address=127.0.0.1:{prometheus}", stdout=subprocess.DEVNULL)
        cls.prometheus = f"http://127.0.0.1:{prometheus}"
        deadline = time.monotonic() + 60
        while not cls.scraped():
            if time.monotonic() > deadline:
                raise AssertionError("Prometheus read nothing within a minute")
            time.sleep(0.1)

    @classmethod
    def query(cls, expression):
        return json.loads(get(f"{cls.prometheus}/api/v1/query?{urllib.parse.urlencode({'query': expression})}"))

    @classmethod
    def scraped(cls):
        """Two readings with deliveries between them: what a rate needs."""
        try:
            result = cls.query("rate(heliograph_channel_delivery_latency_seconds_count[10s]) > 0")["data"]["result"]
        except OSError:
            return False
        return bool(result)

    def testEveryMetricExists(self):
        told = get(f"{self.hub}/metrics")
        declared = dict(re.findall(r"^# TYPE (\w+) (\w+)$", told, re.MULTILINE))
        for name in sorted({name for expression in expressions() for name in METRIC.findall(expression)}):
            bare = re.sub(r"_(bucket|sum|count)$", "", name)
            with self.subTest(name):
                self.assertTrue(name in declared or declared.get(bare) == "histogram")

    def testEveryExpressionAnswers(self):
        told = get(f"{self.hub}/metrics")
        for expression in expressions():
            with self.subTest(expression):
                answer = self.query(expression)
                self.assertEqual(answer["status"], "success")
                # A turn that is too long is no more than possible; a start is not now.
                names = METRIC.findall(expression)
                if ">" not in expression and all(re.search(rf"^{name}[ {{]", told, re.MULTILINE) for name in names):
                    self.assertNotEqual(answer["data"]["result"], [])

    def testEveryMetricOfTheHubStandsOnTheBoard(self):
        shown = {re.sub(r"_(bucket|sum|count)$", "", name) for name in METRIC.findall(json.dumps(BOARD))}
        declared = set(re.findall(r"^# TYPE (\w+)", get(f"{self.hub}/metrics"), re.MULTILINE))
        labels = {"heliograph_store_info", "heliograph_redis_info", "heliograph_redis_channels"}
        self.assertEqual(declared - shown - labels, set())

    def testPanelsDoNotOverlap(self):
        taken = set()
        for panel in BOARD["panels"]:
            place = panel["gridPos"]
            across, down = (range(place[at], place[at] + place[size]) for at, size in (("x", "w"), ("y", "h")))
            cells = {(x, y) for x in across for y in down}
            self.assertFalse(cells & taken, panel["title"])
            taken |= cells
        self.assertEqual(len({panel["id"] for panel in BOARD["panels"]}), len(BOARD["panels"]))


if __name__ == "__main__":
    unittest.main()
