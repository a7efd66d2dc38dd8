#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From socket to standard output: `helio listen`, Node and curl over the same stream, in turns.

    listen.py STREAM TURNS [--other HELIO]      in the folder tools/bench installed eventsource-parser to

STREAM is served on loopback to one after the other, and what they print is read from a pipe. Shown are the least
processor seconds of each (of the system's too), and the least wall time. --other: another build of helio beside it.
"""
import argparse
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import threading
import time

TREE = pathlib.Path(__file__).resolve().parents[2]


def serve(listening, stream):
    """Answers each connection with the stream, and closes it."""
    size = os.path.getsize(stream)
    head = ("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n"
            f"Content-Length: {size}\r\n\r\n").encode()
    while True:
        connection, _ = listening.accept()
        with connection, open(stream, "rb") as file:
            try:
                request = b""
                while b"\r\n\r\n" not in request:
                    request += connection.recv(65536)
                connection.sendall(head)
                connection.sendfile(file)
                connection.shutdown(socket.SHUT_WR)
                connection.recv(1)
            except OSError:
                pass  # the reader had what it wanted


def run(command):
    """Answers the lines that it printed, its processor seconds and its wall seconds."""
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    errors = []
    reader = threading.Thread(target=lambda: errors.append(process.stderr.read()))
    reader.start()
    lines = 0
    while chunk := os.read(process.stdout.fileno(), 1 << 20):
        lines += chunk.count(b"\n")
    reader.join()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"listen.py: {command[0]} ended with {process.returncode}: {errors[0].decode()}")
    return lines, usage.ru_utime + usage.ru_stime, time.monotonic() - begin


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("stream")
    parser.add_argument("turns", type=int)
    parser.add_argument("--other")
    arguments = parser.parse_args()

    with open(arguments.stream, "rb") as file:
        wire = file.read()
    events = wire.count(b"\n\n")
    listening = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=serve, args=(listening, arguments.stream), daemon=True).start()
    url = f"http://127.0.0.1:{listening.getsockname()[1]}/"

    def listen(helio, *options):
        return [str(helio), "listen", url, "--count", str(events), *options]

    helio = TREE / "build/release/bin/helio"
    commands = {}
    if shutil.which("node") and os.path.isdir("node_modules/eventsource-parser"):
        commands["Node, fetch and eventsource-parser"] = ["node", str(TREE / "tests/bench/listen.mjs"), url]
    commands["helio listen --json"] = listen(helio, "--json")
    commands["helio listen"] = listen(helio)
    commands["helio listen --raw"] = listen(helio, "--raw")
    if arguments.other:
        commands["the other helio listen --json"] = listen(arguments.other, "--json")
        commands["the other helio listen"] = listen(arguments.other)
    if shutil.which("curl"):
        commands["curl"] = ["curl", "-sN", url]

    least = {}
    for _ in range(arguments.turns):
        for name, command in commands.items():
            lines, *seconds = run(command)
            expected = wire.count(b"\n") if name in ("curl", "helio listen --raw") else events
            if lines != expected:
                sys.exit(f"listen.py: {name} printed {lines} lines instead of {expected}")
            least[name] = [min(pair) for pair in zip(seconds, least.get(name, seconds))]

    first = least[next(iter(commands))]
    print(f"{'':36} {'CPU s':>7} {'ratio':>6} {'wall s':>7} {'ratio':>6}")
    for name, (cpu, wall) in least.items():
        print(f"{name:36} {cpu:7.2f} {cpu / first[0]:6.2f} {wall:7.2f} {wall / first[1]:6.2f}")


if __name__ == "__main__":
    main()
