#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Packs a folder or file into a .tar.xz and reports through `helio publish` how far it is."""
import argparse
import json
import lzma
import os
import subprocess
import sys
import tarfile
import time

Channel = "jobs"
SecondsBetweenReports = 0.1


class Reporter:
    """One `helio publish` for the whole job: a line on its standard input is an event."""

    def __init__(self, helio, hub, job):
        self.job = job
        self.last = 0.0
        self.publisher = subprocess.Popen([helio, "publish", "--url", hub, "--ndjson", "-"],
                                          stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)

    def report(self, event, **data):
        line = json.dumps({"channel": Channel, "type": event, "data": {"job": self.job, **data}})
        try:
            print(line, file=self.publisher.stdin, flush=True)
        except BrokenPipeError:
            pass  # no hub: helio publish says so; the job is worth finishing all the same

    def progress(self, done, total, file):
        if time.monotonic() - self.last >= SecondsBetweenReports:
            self.last = time.monotonic()
            self.report("progress", percent=100 * done // max(total, 1), bytes=done, totalBytes=total, file=file)

    def close(self):
        try:
            self.publisher.stdin.close()
        except BrokenPipeError:
            pass
        return self.publisher.wait()


class CountedFile:
    """A file that reports how much of it was read."""

    def __init__(self, file, count):
        self.file = file
        self.count = count

    def read(self, size):
        chunk = self.file.read(size)
        self.count(len(chunk))
        return chunk


def files_of(source):
    if os.path.isfile(source):
        return [source]
    return sorted(os.path.join(folder, name) for folder, _, names in os.walk(source) for name in names
                  if os.path.isfile(os.path.join(folder, name)) and not os.path.islink(os.path.join(folder, name)))


def compress(source, output, reporter):
    files = [file for file in files_of(source) if os.path.realpath(file) != os.path.realpath(output)]
    total = sum(os.path.getsize(file) for file in files)
    base = os.path.dirname(os.path.abspath(source))
    done = 0
    with lzma.open(output, "wb") as packed, tarfile.open(fileobj=packed, mode="w|") as tar:
        for path in files:
            name = os.path.relpath(os.path.abspath(path), base)

            def count(size):
                nonlocal done
                done += size
                reporter.progress(done, total, name)

            with open(path, "rb") as file:
                tar.addfile(tar.gettarinfo(path, name), CountedFile(file, count))
    return total


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", help="the folder or file to pack")
    parser.add_argument("output", nargs="?", help="where to write; without it NAME.tar.xz in the current folder")
    parser.add_argument("--hub", default="http://127.0.0.1:7373")
    parser.add_argument("--helio", default="helio", help="the program, when it is not in PATH")
    options = parser.parse_args()
    job = os.path.basename(os.path.abspath(options.source))
    output = options.output or job + ".tar.xz"
    began = time.monotonic()
    reporter = Reporter(options.helio, options.hub, job)
    try:
        os.stat(options.source)
        reporter.progress(0, 1, job)
        total = compress(options.source, output, reporter)
    except OSError as error:
        reporter.report("failed", reason=str(error))
        reporter.close()
        sys.exit(f"compress.py: {error}")
    reporter.report("done", totalBytes=total, compressedBytes=os.path.getsize(output),
                    seconds=round(time.monotonic() - began, 1), output=output)
    return reporter.close()


if __name__ == "__main__":
    sys.exit(main())
