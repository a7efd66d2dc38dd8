# SPDX-License-Identifier: GPL-3.0-or-later
"""Completion in bash, zsh and fish: each offers the commands, and of each command all of its options and no other."""

import subprocess
import tempfile
import unittest
from pathlib import Path
from packaging import COMMANDS, ENVIRONMENT, PACKAGING, ROOT, main, needs, options_of, run, subjects

PLACE = PACKAGING / "completions"

BASH = r"""
source /usr/share/bash-completion/bash_completion
source "$1"
program=$2
shift
COMP_WORDS=("$@")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
COMP_LINE="${COMP_WORDS[*]}"
COMP_POINT=${#COMP_LINE}
_"$program" "$program" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\n' "${COMPREPLY[@]}"
"""

# A shell of its own with a terminal, in which the words are typed and Tab is pressed. It prints a list of what it offers, or
# where there is one only, types its rest.
ZSH = r"""
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'PROMPT= RPROMPT=; fpath=('$1' $fpath); autoload -Uz compinit; compinit -u -C -d '$3
zpty -w shell 'bindkey "^I" complete-word; zstyle ":completion:*" verbose no; zstyle ":completion:*" list-prompt ""; LISTMAX=1000000'
zpty -w shell 'finish() { print -n "<""end $BUFFER>"; zle kill-buffer }; zle -N finish; bindkey "^X" finish; print "<""ready>"'
zpty -r shell answer '*<ready>*'
zpty -w -n shell "$2"$'\t'$'\x18'
zpty -r shell answer '*<end*>'
print -r -- "$answer"
"""


def bash(*words):
    program = words[0]
    return run("bash", "-c", BASH, "bash", PLACE / f"{program}.bash", *words).split()


def zsh(dump, *words):
    """What is listed, or the one word that the last one became; `dump` is a file that keeps what it found for the next time."""
    done = subprocess.run(["zsh", "-f", "-c", ZSH, "zsh", PLACE, " ".join(words), dump], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, env={**ENVIRONMENT, "TERM": "dumb"}, timeout=60)
    listed, _, line = done.stdout.partition("<end ")
    became = line.partition(">")[0].split(" ")
    if words[-1] and became[len(words) - 1] != words[-1] and not became[len(words) - 1].startswith("-"):
        return [became[len(words) - 1]]
    return listed.replace(" ".join(words), "").split()


def fish(*words):
    program = words[0]
    offered = run("fish", "--no-config", "-c", f"source {PLACE}/{program}.fish; complete -C '{' '.join(words)}'")
    return [line.split("\t")[0] for line in offered.splitlines()]


class Shell:
    """Each test for each shell; the shell offers what `offers` answers for words of which the last is begun."""

    def long_options(self, command):
        return {name for name in options_of(command) if name.startswith("--")} | {"--help"}

    def words(self, command, last):
        return (command, last) if command == "heliograph" else ("helio", command, last)

    def test_helio_has_its_commands(self):
        self.assertLessEqual(set(COMMANDS), set(self.offers("helio", "")))

    def test_a_command_that_is_begun_is_ended(self):
        self.assertEqual([word.strip() for word in self.offers("helio", "lis")], ["listen"])

    def test_each_command_has_each_of_its_options_and_no_other(self):
        for command in subjects():
            with self.subTest(command):
                found = {word for word in self.offers(*self.words(command, "--")) if word.startswith("--")}
                self.assertEqual(found, self.long_options(command))

    def test_a_store_is_memory_or_sqlite(self):
        self.assertLessEqual({"memory", "sqlite"}, set(self.offers("helio", "serve", "--store", "")))

    def test_history_has_its_commands(self):
        self.assertLessEqual({"check", "export", "compact"}, set(self.offers("helio", "history", "")))


@needs("bash")
class Bash(Shell, unittest.TestCase):
    def offers(self, *words):
        return bash(*words)


@needs("zsh")
class Zsh(Shell, unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.dump = Path(folder.name, "dump")

    def offers(self, *words):
        return zsh(self.dump, *words)


@needs("fish")
class Fish(Shell, unittest.TestCase):
    def offers(self, *words):
        return fish(*words)


class Dialects(unittest.TestCase):
    def test_lenses_are_the_dialects_there_are(self):
        wanted = {path.stem for path in (ROOT / "resources/dialects").glob("*.json")} | {"auto"}
        for name in ("helio.bash", "_helio", "helio.fish"):
            with self.subTest(name):
                text = (PLACE / name).read_text(encoding="utf-8")
                line = next(line for line in text.splitlines() if "vercel-ui" in line)
                for dialect in wanted:
                    self.assertIn(dialect, line)


main()
