"""Definitions as other readers see them: universal-ctags, hasktags, and ctags with expressions of our own."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benches.coverage.kinds import Compared


class Tag(NamedTuple):
    """One definition: the file's path in its tree, line from 1, the reader's own word for its kind."""

    path: str
    line: int
    name: str
    kind: str


class NoReader(RuntimeError):
    """The program that reads a language is not on this machine, or did not work."""


def tags(tree: Path, paths: Sequence[str], compared: Compared) -> list[Tag]:
    """Every tag of ``paths`` (below ``tree``), all of which are taken for the one language; all kinds are on.

    Raises ``NoReader`` if the program is missing or fails.
    """
    if not paths:
        return []
    return list(_hasktags(tree, paths) if compared.reader == "hasktags" else _ctags(tree, paths, compared))


def _ctags(tree: Path, paths: Sequence[str], compared: Compared) -> Iterator[Tag]:
    language, own = compared.name, []
    if compared.patterns:
        language = f"{language}Regex"
        letters = dict(zip(dict(compared.patterns), "abdeghijklmn", strict=False))
        own = [f"--langdef={language}"]
        own += [f"--kinddef-{language}={letter},{kind},{kind}s" for kind, letter in letters.items()]
        for kind, expression in compared.patterns:
            # ctags knows nine groups; the name's is the last, and "/" ends the expression
            escaped = expression.replace("/", r"\/")
            own.append(f"--regex-{language}=/{escaped}/\\{groups(expression)}/{letters[kind]}/")
    command = [
        _program("ctags", "universal-ctags"),
        *("--options=NONE", "--output-format=json", "--sort=no", "--fields=NFnKl"),
        *own,
        *(f"--language-force={language}", f"--kinds-{language}=*", "-L", "-", "-f", "-"),
    ]
    for line in _lines(command, tree, paths):
        row = json.loads(line)
        if row.get("_type") == "tag" and row.get("language") == language:
            yield Tag(row["path"], row["line"], row["name"], row["kind"])


def _hasktags(tree: Path, paths: Sequence[str]) -> Iterator[Tag]:
    command = [_program("hasktags", "hasktags"), "--ctags", "--extendedctag", "--output", "-", "STDIN"]
    for line in _lines(command, tree, paths):
        if line.startswith("!"):
            continue
        name, path, rest = line.split("\t", 2)
        kind, *fields = rest.rpartition(';"\t')[2].split("\t")
        where = next((field.partition(":")[2] for field in fields if field.startswith("line:")), "")
        if where.isdigit():
            yield Tag(path, int(where), name, kind)


def _program(name: str, package: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise NoReader(f"There is no {name} here: install {package} (Debian: apt install {package}).")
    return found


def _lines(command: Sequence[str], tree: Path, paths: Sequence[str]) -> list[str]:
    done = subprocess.run(command, input="\n".join(paths).encode(), cwd=tree, capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()[-500:]
        raise NoReader(f"{command[0]} ended with {done.returncode}: {said}")
    return done.stdout.decode("utf-8", "replace").splitlines()


def groups(expression: str) -> int:
    """How many groups an expression opens; a parenthesis behind a backslash or in brackets opens none."""
    count, bracket, at = 0, False, 0
    while at < len(expression):
        sign = expression[at]
        if sign == "\\" and not bracket:
            at += 1
        elif bracket:
            bracket = sign != "]"
        elif sign == "[":
            bracket = True
            at += expression[at + 1 : at + 2] == "^"
        else:
            count += sign == "("
        at += 1
    return count
