# SPDX-License-Identifier: GPL-3.0-or-later
"""The documents of the tree, and the fenced blocks in them."""

import os
import re
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# The folder of the programs under test.
PROGRAMS = Path(os.environ.get("HELIO", ROOT / "build/ci/bin/helio")).resolve().parent

FENCE = re.compile(r"^( *)```([a-z]*)\s*$")
NOT_RUN = re.compile(r"^ *<!-- not run: (.+) -->$")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def documents():
    """Every document that people read, from the tree's root."""
    return sorted(
        [ROOT / name for name in ("README.md", "README.ja.md", "CONTRIBUTING.md", "CODE_OF_CONDUCT.md", "SECURITY.md")]
        + list((ROOT / "docs").rglob("*.md"))
        + list((ROOT / "examples").glob("*.md"))
        + list((ROOT / "examples").glob("*/README.md"))
    )


def name_of(path):
    return str(path.relative_to(ROOT))


@dataclass
class Block:
    document: Path
    line: int  # of its first line of content, from 1
    language: str
    text: str
    not_run: str  # the reason, or empty

    def place(self):
        return f"{name_of(self.document)}:{self.line}"


def blocks(path):
    found = []
    lines = path.read_text().split("\n")
    at = 0
    while at < len(lines):
        opening = FENCE.match(lines[at])
        at += 1
        if not opening:
            continue
        reason = NOT_RUN.match(lines[at - 2]) if at > 1 else None
        first = at
        indent = len(opening[1])
        while lines[at].strip() != "```":
            at += 1
        text = "\n".join(line[indent:] for line in lines[first:at]) + "\n"
        found.append(Block(path, first + 1, opening[2], text, reason[1] if reason else ""))
        at += 1
    return found


def prose(path):
    """The document without its fenced blocks; lines keep their numbers."""
    inside = False
    kept = []
    for line in path.read_text().split("\n"):
        if line.strip().startswith("```"):
            inside = not inside
            kept.append("")
        else:
            kept.append("" if inside else line)
    return kept


def commands(block):
    """The block's commands with the line of each: what bash takes for whole, line by line."""
    found = []
    pending = ""
    begins = block.line
    for number, line in enumerate(block.text.split("\n"), block.line):
        if not pending.strip():
            pending, begins = "", number
        pending += line + "\n"
        if not line.strip() or line.endswith("\\"):
            continue
        whole = subprocess.run(["bash", "-n"], input=pending, text=True, capture_output=True)
        if whole.returncode == 0 and "here-document" not in whole.stderr:
            if any(part.strip() and not part.lstrip().startswith("#") for part in pending.split("\n")):
                found.append((begins, pending))
            pending = ""
    if pending.strip():
        raise ValueError(f"{block.place()}: bash does not take this for whole: {pending}")
    return found
