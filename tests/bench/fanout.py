#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fan-out: `helio serve`, and Nchan in nginx where both are installed, under the same load, in turns.

    fanout.py [--rounds N] [--scenario NAME]… [--helio PROGRAM]

Shown is the median of each figure, and ours divided by Nchan's: below 1 is better for all but events/s. `run queue` is
how long the server stood ready without a processor: where that is much, the machine is busy, and latencies say little.
"""
import argparse
import glob
import json
import os
import pathlib
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time

TREE = pathlib.Path(__file__).resolve().parents[2]
LOAD = TREE / "build/release/bin/bench_fanout"
SCENARIOS = {
    "broadcast-1k": ("each event to 1,000 subscribers", dict(subscribers=1000, events=200)),
    "broadcast-8k": ("each event to 8,000 subscribers", dict(subscribers=8000, events=50)),
    "directed": ("each event to 10 subscribers, beside 8,000 of other channels",
                 dict(subscribers=10, others=8000, events=3000)),
    "pipelined": ("each event to 500 subscribers, 32 publications under way at a time",
                  dict(subscribers=500, events=2000, window=32)),
}
FIGURES = {"cpu": "CPU us/event", "rate": "events/s", "p50": "p50 us", "p99": "p99 us", "memory": "KiB/connection",
           "wait": "run queue ms"}
NCHAN_MODULE = "ngx_nchan_module.so"
NCHAN = """load_module {module};
worker_processes 1;
daemon off;
pid {folder}/pid;
error_log {folder}/error.log crit;
worker_rlimit_nofile {files};
events {{ worker_connections {connections}; }}
http {{
    access_log off;
    keepalive_requests 1000000000;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        location = /stream {{
            nchan_subscriber eventsource;
            nchan_channel_id $arg_channel;
            nchan_subscriber_first_message newest;
        }}
        location = /publish {{
            nchan_publisher;
            nchan_channel_id $arg_channel;
        }}
    }}
}}
"""


class Server:
    """A server that runs as long as the `with` block."""

    def __init__(self, command, publish):
        self.command = command
        self.publish = publish
        self.port = None
        self.process = None

    def __enter__(self):
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen(self.command(self.port), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(300):
            if self.process.poll() is not None:
                sys.exit(f"fanout.py: {self.process.args[0]} ended with {self.process.returncode}")
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return self
            except OSError:
                time.sleep(0.05)
        sys.exit(f"fanout.py: {self.process.args[0]} does not listen")

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def pids(self):
        """Those that work: of nginx, the worker alone."""
        pid = self.process.pid
        children = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return children or [str(pid)]


def helio_command(program):
    return lambda port: [str(program), "serve", "--listen", f"127.0.0.1:{port}"]


def nchan_command(nginx, module, folder):
    def command(port):
        files = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        configuration = pathlib.Path(folder, "nginx.conf")
        configuration.write_text(NCHAN.format(module=module, folder=folder, port=port, files=files,
                                              connections=files - 100))
        return [nginx, "-c", str(configuration)]
    return command


def servers(helio, folder):
    found = {"helio": Server(helio_command(helio), "/channels/b")}
    nginx = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")
    modules = glob.glob(f"/usr/lib*/nginx/modules/{NCHAN_MODULE}") + glob.glob(f"/usr/lib*/*/nginx/modules/{NCHAN_MODULE}")
    if nginx and modules:
        found["Nchan"] = Server(nchan_command(nginx, modules[0], folder), "/publish?channel=b")
    else:
        print("Nchan is not here (Debian's nginx and libnginx-mod-nchan): our own figures alone.", file=sys.stderr)
    return found


def measure(server, load):
    with server:
        command = [str(LOAD), f"port={server.port}", "stream=/stream?channel=b", "idle=/stream?channel=idle-#",
                   f"publish={server.publish}"]
        command += [f"pid={pid}" for pid in server.pids()]
        command += [f"{name}={value}" for name, value in load.items()]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(done.stderr.strip())
        return json.loads(done.stdout)


def show(title, medians):
    print(f"\n{title}")
    print(f"{'':10}" + "".join(f"{label:>16}" for label in FIGURES.values()))
    for name, figures in medians.items():
        print(f"{name:10}" + "".join(f"{figures[key]:16.2f}" for key in FIGURES))
    if "Nchan" in medians:
        pairs = ((medians["helio"][key], medians["Nchan"][key]) for key in FIGURES)
        print(f"{'ratio':10}" + "".join(f"{ours / other:16.2f}" if other > 0 else f"{'-':>16}" for ours, other in pairs),
              flush=True)


def main():
    parser = argparse.ArgumentParser(
        prog="tools/bench fanout", formatter_class=argparse.RawDescriptionHelpFormatter,
        description=__doc__.split("\n\n")[0] + "\n\n" + __doc__.split("\n\n")[2],
        epilog="scenarios:\n" + "\n".join(f"  {name:14} {text}" for name, (text, _) in SCENARIOS.items()))
    parser.add_argument("--rounds", type=int, default=3, help="of each server in each scenario (default 3)")
    parser.add_argument("--scenario", action="append", choices=SCENARIOS, help="this one alone; may be repeated")
    parser.add_argument("--helio", default=TREE / "build/release/bin/helio", help="another build of helio")
    arguments = parser.parse_args()
    if arguments.rounds < 1:
        parser.error("--rounds is at least 1")

    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with tempfile.TemporaryDirectory(prefix="fanout-") as folder:
        os.chmod(folder, 0o755)  # nginx's worker may be another user
        peers = servers(arguments.helio, folder)
        for scenario in arguments.scenario or SCENARIOS:
            text, load = SCENARIOS[scenario]
            samples = {name: [] for name in peers}
            for _ in range(arguments.rounds):
                for name, server in peers.items():
                    samples[name].append(measure(server, load))
            show(f"{scenario}: {text}",
                 {name: {key: statistics.median(one[key] for one in taken) for key in FIGURES}
                  for name, taken in samples.items()})


if __name__ == "__main__":
    main()
