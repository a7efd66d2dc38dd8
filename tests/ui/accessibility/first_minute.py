#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The first minute with Heliograph by assistive technology alone: an event is published, seen in the table, a number of
it charted, and the table filtered. No pointer, no key, no picture: only what AT-SPI tells and does.

  first_minute.py PROGRAM   PROGRAM: heliograph as it was built

Starts an X server and a session bus of its own, so that it disturbs nobody. Ends with 77, which ctest takes for
skipped, where what it needs is not installed (tools/setup --tests installs it).
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

SKIPPED = 77
DEADLINE = 120  # seconds for each thing that is waited for; the machine may be busy


def skip(why):
    print("skipped:", why)
    sys.exit(SKIPPED)


def start_outside(program):
    """An X server and a session bus, and this script once more within."""
    for tool in ("Xvfb", "dbus-run-session"):
        if not shutil.which(tool):
            skip(f"{tool} is not installed")
    reader, writer = os.pipe()
    # Without -noreset a server drops who comes in the moment in which its last client goes, as one of the bus does here.
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[writer], stderr=subprocess.DEVNULL)
    os.close(writer)
    try:
        with os.fdopen(reader) as answer:
            number = answer.readline().strip()
        if not number:
            raise SystemExit("Xvfb did not start")
        with tempfile.TemporaryDirectory() as home:
            environment = dict(os.environ)
            for name in ("AT_SPI_BUS_ADDRESS", "DBUS_SESSION_BUS_ADDRESS", "WAYLAND_DISPLAY", "XAUTHORITY",
                         "QT_QPA_PLATFORM", "QT_SCALE_FACTOR"):
                environment.pop(name, None)
            # xkbcommon duplicates strings that end where their memory does.
            environment["ASAN_OPTIONS"] = environment.get("ASAN_OPTIONS", "") + ":strict_string_checks=0"
            environment.update(
                DISPLAY=":" + number, HOME=home, XDG_CONFIG_HOME=home + "/config", XDG_DATA_HOME=home + "/data",
                XDG_RUNTIME_DIR=home, LC_ALL="C.UTF-8", QT_QPA_PLATFORM="xcb",
                QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", QT_ACCESSIBILITY="1", NO_AT_BRIDGE="0")
            return subprocess.call(
                ["dbus-run-session", "--", sys.executable, os.path.abspath(__file__), program, "--inside"],
                env=environment)
    finally:
        server.terminate()
        server.wait()


class Desk:
    """The window, as assistive technology has it."""

    def __init__(self, pyatspi, program):
        self._at = pyatspi
        self._program = program
        self._window = self._wait("the window", self._find_window)

    def _find_window(self):
        for application in self._at.Registry.getDesktop(0):
            if application and application.name == "heliograph":
                for window in application:
                    if window.name.startswith("Heliograph"):
                        return window
        return None

    def _wait(self, what, look):
        end = time.monotonic() + DEADLINE
        while True:
            try:
                found = look()
            except Exception as error:  # what was asked may go while one asks
                found, trouble = None, error
            else:
                trouble = None
            if found:
                return found
            if self._program.poll() is not None:
                raise SystemExit(f"heliograph ended with {self._program.returncode} before there was {what}")
            if time.monotonic() > end:
                raise SystemExit(f"not found in time: {what}" + (f" ({trouble})" if trouble else ""))
            time.sleep(0.1)

    def wait(self, what, condition):
        return self._wait(what, condition)

    @property
    def title(self):
        return self._window.name

    def all(self, role, name, showing=True):
        """Below the window; tables and trees are not entered, they may have a million cells."""
        closed = (self._at.ROLE_TABLE, self._at.ROLE_TREE, self._at.ROLE_TREE_TABLE, self._at.ROLE_LIST)
        found, pending = [], [self._window]
        while pending:
            at = pending.pop()
            if at is None:
                continue
            try:
                if at.getRole() == role and (at.name == name if isinstance(name, str) else name(at.name)):
                    if not showing or at.getState().contains(self._at.STATE_SHOWING):
                        found.append(at)
                if at.getRole() not in closed:
                    pending.extend(at.getChildAtIndex(i) for i in range(at.childCount - 1, -1, -1))
            except LookupError:
                continue
        return found

    def one(self, role, name):
        return self._wait(f"{role} “{name}”", lambda: next(iter(self.all(role, name)), None))

    def write(self, name, text):
        field = self._wait(f"field “{name}”", lambda: next(
            iter(self.all(self._at.ROLE_TEXT, name)), None))
        field.queryEditableText().setTextContents(text)

    def press(self, role, name, showing=True):
        """Does what a click on it would do."""
        thing = self._wait(f"“{name}” to press", lambda: next(iter(self.all(role, name, showing)), None))
        action = thing.queryAction()
        names = [action.getName(i).lower() for i in range(action.nActions)]
        for wanted in ("press", "toggle", "click"):
            if wanted in names:
                action.doAction(names.index(wanted))
                return
        raise SystemExit(f"“{name}” has no action to press: {names}")

    def table(self, name):
        for role in (self._at.ROLE_TABLE, self._at.ROLE_TREE, self._at.ROLE_TREE_TABLE):
            for found in self.all(role, name):
                return found
        return None

    def row_of(self, table, text):
        """The row with `text` in its first column; nothing when there is none, or it is the very first."""
        grid = table.queryTable()
        return next((r for r in range(grid.nRows) if text in grid.getAccessibleAt(r, 0).name), None)

    def rows(self, name):
        """The rows of a table as lists of texts; nothing while it is not shown."""
        table = self.table(name)
        if not table:
            return []
        grid = table.queryTable()
        return [[grid.getAccessibleAt(r, c).name for c in range(grid.nColumns)] for r in range(min(grid.nRows, 20))]


def first_minute(program):
    try:
        import pyatspi
    except ImportError:
        skip("python3-pyatspi is not installed")
    heliograph = subprocess.Popen([program, "--listen", "127.0.0.1:0"])
    try:
        desk = Desk(pyatspi, heliograph)

        # It says what it is and how it does.
        desk.wait("the title with the hub", lambda: "127.0.0.1:" in desk.title and "0 clients" in desk.title)
        print("title:", desk.title)

        # What one can copy to begin with is read whole.
        lines = desk.one(pyatspi.ROLE_TEXT, "In a terminal").queryText()
        assert lines.getText(0, -1).startswith("curl http://127.0.0.1:"), lines.getText(0, -1)

        # Publish.
        desk.write("Data", '{"price": 7.5, "symbol": "A"}')
        desk.press(pyatspi.ROLE_PUSH_BUTTON, "Publish")

        # See.
        rows = desk.wait("the event in the table", lambda: [r for r in desk.rows("Events") if any("7.5" in c for c in r)])
        print("row:", rows[0])
        events = desk.table("Events")
        assert events.queryTable().addRowSelection(0), "the row cannot be selected"

        # Chart: the number in the inspector's tree, by the menu.
        tree = desk.wait("the tree of the data", lambda: desk.table("Data as a tree"))
        row = desk.wait("the number in the tree", lambda: desk.row_of(tree, "price"))
        assert tree.queryTable().addRowSelection(row), "the number cannot be selected"
        desk.press(pyatspi.ROLE_MENU_ITEM, "Chart this number", showing=False)
        chart = desk.wait("the chart with its value", lambda: next(
            (c for c in desk.all(pyatspi.ROLE_CHART, lambda name: "price" in name) if "7.5" in c.description), None))
        print("chart:", chart.name, "·", chart.description)

        # Filter.
        desk.press(pyatspi.ROLE_PAGE_TAB, "Events")
        desk.wait("the table again", lambda: desk.table("Events"))
        desk.write("Filter", "channel:nothing")
        desk.wait("that nothing passes", lambda: desk.all(pyatspi.ROLE_LABEL, "No event passes the filter"))
        desk.write("Filter", "$.price>7")
        desk.wait("the event once more", lambda: [r for r in desk.rows("Events") if any("7.5" in c for c in r)])
        print("filtered")
    finally:
        heliograph.send_signal(signal.SIGTERM)
        try:
            heliograph.wait(30)
        except subprocess.TimeoutExpired:
            heliograph.kill()
    assert heliograph.returncode == 0, f"heliograph ended with {heliograph.returncode}"


def main():
    if len(sys.argv) == 2:
        sys.exit(start_outside(sys.argv[1]))
    first_minute(sys.argv[1])


if __name__ == "__main__":
    main()
