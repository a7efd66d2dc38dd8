# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the CMakeLists.txt files of the tree, as far as they say which target has which files, and what it links.

Every branch of an if() counts: a wall must hold on each platform. A function is known by its name (helio_room,
helio_test, helio_test_support, helio_test_program), never by its body."""

import glob
import os
import re
from dataclasses import dataclass, field

_TOKEN = re.compile(r'(?P<comment>#[^\n]*)|(?P<quoted>"(?:\\.|[^"\\])*")|(?P<bracket>[()])|(?P<word>[^\s()#"]+)|(?P<line>\n)')
_REFERENCE = re.compile(r"\$\{(\w+)\}")
_LINK_ONLY = re.compile(r"^\$<LINK_ONLY:(.*)>$")  # what is linked so brings its headers by another line
_BUILD = "build"
_HOW = ("PUBLIC", "PRIVATE", "INTERFACE")


@dataclass
class Link:
    name: str
    place: str  # file:line
    public: bool


@dataclass
class Target:
    name: str
    kind: str  # room, library, program
    folder: str  # relative to the root, as every path here
    place: str
    files: dict = field(default_factory=dict)  # path: file:line
    models: set = field(default_factory=set)
    links: list = field(default_factory=list)
    include_folders: list = field(default_factory=list)  # of (path, whether users have it too)


class CMakeLists:
    """The targets of the tree at `root`, by name and in the order in which they are declared."""

    def __init__(self, root):
        self._root = str(root)
        self.targets = {}
        self._read("CMakeLists.txt", "", {"PROJECT_SOURCE_DIR": self._root})

    def _read(self, path, folder, variables):
        try:
            with open(os.path.join(self._root, path), encoding="utf-8") as file:
                commands = _commands(file.read())
        except FileNotFoundError:
            return
        variables["CMAKE_CURRENT_SOURCE_DIR"] = os.path.join(self._root, folder)
        variables["CMAKE_CURRENT_BINARY_DIR"] = os.path.join(self._root, _BUILD, folder)
        self._run(commands, path, folder, variables)

    def _run(self, commands, path, folder, variables):
        i = 0
        while i < len(commands):
            name, words, line = commands[i]
            i += 1
            if name in ("function", "macro", "foreach"):
                end = _end_of(commands, i, name)
                if name == "foreach":
                    loop = _expand(words, variables)
                    items = loop[3:] if loop[1:3] == ["IN", "ITEMS"] else loop[1:]
                    for item in items:
                        self._run(commands[i:end], path, folder, {**variables, loop[0]: item})
                i = end + 1
            else:
                self._call(name, _expand(words, variables), f"{path}:{line}", folder, variables)

    def _call(self, name, words, place, folder, variables):
        if name == "set":
            variables[words[0]] = ";".join(words[1:])
        elif name == "file" and words[0] == "GLOB":
            patterns = [word for word in words[2:] if word != "CONFIGURE_DEPENDS"]
            variables[words[1]] = ";".join(file for pattern in patterns for file in sorted(glob.glob(pattern)))
        elif name == "include":
            if words[0].endswith(".cmake"):
                self._read(words[0], folder, variables)
        elif name == "add_subdirectory":
            below = os.path.join(folder, words[0])
            self._read(os.path.join(below, "CMakeLists.txt"), below, dict(variables))
        elif name in ("add_library", "add_executable"):
            files = [word for word in words[1:] if word not in ("STATIC", "SHARED", "MODULE", "OBJECT", "INTERFACE", "WIN32")]
            self._add(words[0], "library" if name == "add_library" else "program", folder, place, files)
        elif name == "helio_room":
            parts = _parts(words[1:], ("MODELS", "SOURCES", "ALONE", "LINK", "PRIVATE"))
            room = self._add(words[0], "room", folder, place, parts["MODELS"] + parts["SOURCES"] + parts["ALONE"])
            room.models = {self._path(file, folder) for file in parts["MODELS"]}
            self._link_library(room, parts, place)
        elif name == "helio_test_support":
            parts = _parts(words[1:], ("SOURCES", "LINK", "PRIVATE"))
            support = self._add(words[0], "library", folder, place, parts["SOURCES"])
            support.include_folders.append(("tests", True))
            if "OPTIMIZED" not in words:  # it reads the tests' own headers then
                self._link(support, "Qt6::Test", place, True)
            self._link_library(support, parts, place)
        elif name == "helio_test_program":
            parts = _parts(words[1:], ("SOURCES", "LINK"))
            program = self._add(words[0], "program", folder, place, parts["SOURCES"])
            for library in ["helio_flags"] + parts["LINK"]:
                self._link(program, library, place, False)
        elif name == "helio_test":
            parts = _parts(words[1:], ("SOURCES", "LINK"))
            test = self._add(words[0], "program", folder, place, [words[0] + ".cpp"] + parts["SOURCES"])
            for library in ["Qt6::Test"] + parts["LINK"]:
                self._link(test, library, place, False)
        elif name in ("target_sources", "target_link_libraries", "target_include_directories"):
            target = self.targets.get(words[0])
            how = "PUBLIC"
            for word in words[1:] if target else []:
                if word in _HOW:
                    how = word
                elif name == "target_sources":
                    path = self._path(word, folder)
                    if not path.startswith(_BUILD + os.sep):  # what CMake makes itself is in no room's folder
                        target.files[path] = place
                elif name == "target_link_libraries":
                    self._link(target, word, place, how != "PRIVATE")
                else:
                    target.include_folders.append((self._path(word, folder), how != "PRIVATE"))

    def _add(self, name, kind, folder, place, files):
        target = Target(name, kind, folder, place, {self._path(file, folder): place for file in files})
        return self.targets.setdefault(name, target)

    def _link_library(self, target, parts, place):
        for library in ["helio_flags"] + parts["LINK"]:
            self._link(target, library, place, True)
        for library in parts["PRIVATE"]:
            self._link(target, library, place, False)

    def _link(self, target, name, place, public):
        name = _LINK_ONLY.sub(r"\1", name)
        if not name.startswith("$<"):
            target.links.append(Link(name, place, public))

    def _path(self, file, folder):
        return os.path.relpath(os.path.join(self._root, folder, file), self._root)


def _commands(text):
    """A list of (name in lower case, words, line)."""
    commands, line, name, words, depth = [], 1, None, [], 0
    for match in _TOKEN.finditer(text):
        kind, token = match.lastgroup, match.group()
        if kind == "bracket":
            depth += 1 if token == "(" else -1
            if depth == 0:
                commands.append((name.lower(), words, started))
        elif kind in ("word", "quoted"):
            if depth == 0:
                name, words, started = token, [], line
            else:
                words.append(token)
        line += token.count("\n")
    return commands


def _end_of(commands, start, name):
    depth = 1
    for i in range(start, len(commands)):
        depth += {name: 1, "end" + name: -1}.get(commands[i][0], 0)
        if depth == 0:
            return i
    return len(commands)


def _expand(words, variables):
    found = []
    for word in words:
        quoted = word.startswith('"')
        value = _REFERENCE.sub(lambda match: variables.get(match.group(1), ""), word.strip('"') if quoted else word)
        found += [value] if quoted else [part for part in value.split(";") if part]
    return found


def _parts(words, names):
    parts = {name: [] for name in names}
    current = []
    for word in words:
        if word in parts:
            current = parts[word]
        else:
            current.append(word)
    return parts
