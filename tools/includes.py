# SPDX-License-Identifier: GPL-3.0-or-later
"""What the sources of the tree include: tools/check-walls and tools/lint read it the same way."""

import os
import re

FOLDERS = ("resources", "core", "ui", "app", "tests")

_INCLUDE = re.compile(rb'^[ \t]*#[ \t]*include[ \t]*(["<])([^">\n]+)[">]', re.MULTILINE)


def sources(root):
    """Every .cpp and .h of the tree's folders, sorted, as paths relative to `root`."""
    found = []
    for folder in FOLDERS:
        for place, _, names in os.walk(root / folder):
            found += [os.path.relpath(os.path.join(place, name), root) for name in names if name.endswith((".cpp", ".h"))]
    return sorted(found)


class Reader:
    """Reads each file once, and answers what it includes."""

    def __init__(self, root):
        self._root = root
        self._contents = {}
        self._includes = {}

    def content(self, path):
        """The bytes of the file at `path`, relative to the root; None where there is no such file."""
        if path not in self._contents:
            try:
                self._contents[path] = (self._root / path).read_bytes()
            except (FileNotFoundError, IsADirectoryError):
                self._contents[path] = None
        return self._contents[path]

    def includes(self, path):
        """A list of (line, name, whether it stands in quotes), in the order of the file."""
        if path not in self._includes:
            content = self.content(path) or b""
            found, line, seen = [], 1, 0
            for match in _INCLUDE.finditer(content):
                line += content.count(b"\n", seen, match.start(2))
                seen = match.start(2)
                found.append((line, match.group(2).decode("utf-8", "replace"), match.group(1) == b'"'))
            self._includes[path] = found
        return self._includes[path]

    def resolve(self, path, name, quoted, folders):
        """The file of the tree that `path` includes as `name`, found as the compiler does; None where it is not ours.

        `folders` are include folders relative to the root."""
        places = ([os.path.dirname(path)] if quoted else []) + list(folders)
        for place in places:
            candidate = os.path.normpath(os.path.join(place, name))
            if not candidate.startswith("..") and self.content(candidate) is not None:
                return candidate
        return None
