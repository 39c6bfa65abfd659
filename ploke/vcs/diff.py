"""Which lines of which files differ from a revision.

Source: git-diff(1), "Generating patch text with -p".
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from ploke.vcs.program import ask_git, known_revision

_HUNK = re.compile(rb"@@ -\d+(?:,(?P<old>\d+))? \+(?P<first>\d+)(?:,(?P<new>\d+))? @@")
_NEW = b"+++ "
_OLD = b"--- "
_NOTHING = b"/dev/null"


class ChangedFile(NamedTuple):
    """A file that differs from a revision; ``path`` is relative to the tree.

    ``lines`` are ranges of its present lines (first, last, from 1) that were added or changed, ``seams`` the lines
    behind which some were only removed (0: before the first). A file that is gone or binary has none, nor one that git
    does not know.
    """

    path: str
    lines: tuple[tuple[int, int], ...] = ()
    seams: tuple[int, ...] = ()
    gone: bool = False
    new: bool = False


def changed_files(tree: Path, revision: str) -> list[ChangedFile]:
    """What differs between ``revision`` and the files in ``tree`` as they are, by path; renamed files are gone and new.

    Files that git does not know and does not ignore are new. Raises ``UsageError`` for an unknown revision,
    ``UnavailableError`` where git cannot answer.
    """
    commit = known_revision(tree, revision)
    options = ("--no-ext-diff", "--no-textconv", "--no-renames", "--no-color", "--relative", "--submodule=short", "-z")
    names = ask_git(tree, ["diff", *options, "--name-status", commit])
    patch = ask_git(tree, ["diff", *options, "--patch", "--unified=0", "--src-prefix=a/", "--dst-prefix=b/", commit])
    fresh = ask_git(tree, ["ls-files", "--others", "--exclude-standard", "-z"])
    hunks = read_patch(patch.split(b"\n"))
    found = {name: ChangedFile(name, new=True) for name in _fields(fresh)}
    fields = _fields(names)
    for state, name in zip(fields[::2], fields[1::2], strict=True):
        spans = hunks.get(name, ())
        found[name] = ChangedFile(
            name,
            tuple((first, first + count - 1) for first, count in spans if count),
            tuple(first for first, count in spans if not count),
            gone=state == "D",
            new=state == "A",
        )
    return [found[name] for name in sorted(found)]


def read_patch(lines: Iterable[bytes]) -> dict[str, tuple[tuple[int, int], ...]]:
    """The hunks of every file in a patch without context, by path: first present line and how many.

    Where there are none, it is the line before them. A file that is gone is left out.
    """
    found: dict[str, list[tuple[int, int]]] = {}
    path, skip = "", 0
    for line in lines:
        if skip:
            # Content may look like headers. A note on a missing line end is no line.
            skip -= not line.startswith(b"\\")
        elif line.startswith(_NEW):
            name = line[len(_NEW) :].rstrip(b"\t")
            path = "" if name == _NOTHING else os.fsdecode(name[2:])
        elif path and (hunk := _HUNK.match(line)):
            first, count = int(hunk["first"]), _count(hunk["new"])
            skip = _count(hunk["old"]) + count
            found.setdefault(path, []).append((first, count))
        elif hunk := _HUNK.match(line):
            skip = _count(hunk["old"]) + _count(hunk["new"])
    return {path: tuple(spans) for path, spans in found.items()}


def _count(digits: bytes | None) -> int:
    return 1 if digits is None else int(digits)


def _fields(output: bytes) -> list[str]:
    return [os.fsdecode(field) for field in output.split(b"\0") if field]
