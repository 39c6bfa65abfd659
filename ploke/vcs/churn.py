"""How often files were changed.

Source: git-log(1), "--name-only", "-z".
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from ploke.errors import UsageError
from ploke.vcs.program import ask_git, known_revision

MOST_COMMITS = 20_000


class Churn(NamedTuple):
    """``commits`` counts, by path from the tree, the commits that touched a file under its present name.

    ``seen`` is how many commits were looked at; ``cut`` says that there are or were more (a long or a shallow history).
    """

    commits: dict[str, int]
    seen: int
    cut: bool


def churn(tree: Path, most: int = MOST_COMMITS) -> Churn:
    """The changes of the last ``most`` commits, merges aside.

    Raises ``UnavailableError`` where git is missing or ``tree`` is in no repository. A repository without a commit has
    no changes.
    """
    try:
        head = known_revision(tree, "HEAD")
    except UsageError:
        return Churn({}, 0, cut=False)
    options = ("--no-merges", "--no-renames", "--no-show-signature", "--no-ext-diff", "--no-textconv", "--relative")
    shown = ask_git(tree, ["log", "-z", "--name-only", "--format=%x01", f"--max-count={most + 1}", *options, head])
    commits = shown.split(b"\x01")[1:]
    is_shallow = ask_git(tree, ["rev-parse", "--is-shallow-repository"]).strip() == b"true"
    counts: Counter[str] = Counter()
    for names in commits[:most]:
        counts.update(os.fsdecode(name) for name in names.removeprefix(b"\0\n").split(b"\0") if name)
    return Churn(dict(sorted(counts.items())), min(len(commits), most), cut=is_shallow or len(commits) > most)
