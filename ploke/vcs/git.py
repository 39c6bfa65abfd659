"""What git's own files say of a folder: its repository, worktrees, submodules, nested repositories. Starts no process.

Source: gitrepository-layout(5), gitmodules(5).
"""

# String paths: this runs before every answer, and pathlib alone would cost more than the reading.
# ruff: noqa: PTH116, PTH118, PTH120, PTH123
from __future__ import annotations

import os
import stat
from typing import NamedTuple

from ploke.vcs.gitconfig import read_config

_MAX_POINTER = 64 * 1024


class Repository(NamedTuple):
    """A repository with a work tree; absolute paths.

    ``git_dir`` is this work tree's own (``.git/worktrees/NAME`` in an added worktree, ``.git/modules/NAME`` in a
    submodule); ``common_dir`` is what all its worktrees share: configuration, ``info/exclude``.
    """

    top: str
    git_dir: str
    common_dir: str


def find_repository(path: str) -> Repository | None:
    """The repository whose work tree holds the absolute ``path``; None outside of any. No commit is needed."""
    folder = path
    while True:
        repository = repository_at(folder)
        if repository is not None:
            return repository
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


def repository_at(folder: str) -> Repository | None:
    """The repository whose work tree starts at the absolute ``folder``: its ``.git`` is a folder or a pointer file.

    None for a ``.git`` that is no repository, such as a pointer to nowhere in a copied tree.
    """
    dot_git = os.path.join(folder, ".git")
    try:
        mode = os.stat(dot_git).st_mode
    except (OSError, ValueError):
        return None
    if stat.S_ISREG(mode):
        git_dir = _pointed_at(dot_git)
    elif stat.S_ISDIR(mode):
        git_dir = dot_git
    else:
        return None
    if not git_dir or not os.path.lexists(os.path.join(git_dir, "HEAD")):
        return None
    return Repository(folder, git_dir, _common_dir(git_dir))


def _pointed_at(dot_git: str) -> str:
    line = _first_line(dot_git)
    if not line.startswith("gitdir:"):
        return ""
    return os.path.normpath(os.path.join(os.path.dirname(dot_git), line.removeprefix("gitdir:").strip()))


def _common_dir(git_dir: str) -> str:
    shared = _first_line(os.path.join(git_dir, "commondir"))
    return os.path.normpath(os.path.join(git_dir, shared)) if shared else git_dir


def _first_line(path: str) -> str:
    try:
        with open(path, "rb") as file:
            return os.fsdecode(file.read(_MAX_POINTER)).partition("\n")[0].rstrip("\r")
    except OSError:
        return ""


def is_bare_repository(folder: str) -> bool:
    """Whether ``folder`` itself is a repository without a work tree."""
    return all(os.path.lexists(os.path.join(folder, name)) for name in ("HEAD", "objects", "refs"))


def is_submodule(repository: Repository, outer: Repository | None) -> bool:
    """Whether ``repository`` belongs to ``outer``, the one around it; if not, it merely lies there.

    A submodule keeps its git folder in the outer one's ``modules``, or is listed in the outer ``.gitmodules``.
    """
    if outer is None:
        return False
    real = os.path.realpath(repository.git_dir)
    for home in {outer.git_dir, outer.common_dir}:
        if real.startswith(os.path.join(os.path.realpath(home), "modules", "")):
            return True
    return os.path.relpath(repository.top, outer.top).replace(os.sep, "/") in _listed_submodules(outer.top)


def _listed_submodules(top: str) -> set[str]:
    listed = read_config(os.path.join(top, ".gitmodules"))
    return {
        os.path.normpath(value) for name, value in listed if name.startswith("submodule.") and name.endswith(".path")
    }
