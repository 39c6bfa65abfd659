"""Finds out which tree the user means and where its index lies."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ploke.errors import UnavailableError, UsageError
from ploke.vcs.git import find_repository, is_bare_repository
from ploke.vcs.url import folder_name, is_git_url

INDEX_FOLDER = ".ploke"


class Location(NamedTuple):
    """A tree and its index folder, both absolute; ``origin`` says for people how the root was found."""

    root: Path
    index_dir: Path
    origin: str


def locate(
    path: str | os.PathLike[str] | None,
    index_dir: str | os.PathLike[str] | None,
    *,
    cache_dir: Path,
    cwd: Path | None = None,
) -> Location:
    """Resolve what the user means by ``path``.

    Without one: the nearest folder at or above ``cwd`` that holds ``.ploke``, else git's top level, else ``cwd``. A
    folder is the root exactly. A git URL is cloned below ``cache_dir``, or brought up to date if it was cloned before.
    ``index_dir`` defaults to ``.ploke`` in the root. Raises ``UsageError`` for a path that is no folder and
    ``UnavailableError`` for a URL that cannot be cloned.
    """
    here = _current_folder() if cwd is None else cwd.resolve()
    if path is None:
        root, origin = _around(here)
    elif is_remote(path, here):
        root, origin = _cloned(os.fspath(path), here, cache_dir)
    else:
        root, origin = _given(Path(path), here), "the path given"
    index = root / INDEX_FOLDER if index_dir is None else here / Path(index_dir).expanduser()
    return Location(root, index.resolve() if index_dir is not None else index, origin)


def refuse_links(location: Location) -> None:
    """Raise ``UsageError`` where a link stands on the way to an index inside the root, or anywhere in that index.

    A repository may bring one that leads outside, and what lies there is not the index's to write or remove.
    """
    if not location.index_dir.is_relative_to(location.root):
        return
    at = str(location.root)
    for part in location.index_dir.relative_to(location.root).parts:
        at = os.path.join(at, part)  # noqa: PTH118 - each start of ploke pays for this
        if os.path.islink(at):  # noqa: PTH114
            raise _link_refused(at)
    folders = [at]
    while folders:
        with suppress(OSError), os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_symlink():
                    raise _link_refused(entry.path)
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)


def _link_refused(path: str) -> UsageError:
    return UsageError(
        f"{path} is a symbolic link, and an index is not kept behind one.",
        "Remove it, or name the folder with --index-dir.",
    )


def _current_folder() -> Path:
    try:
        return Path.cwd()
    except FileNotFoundError as error:
        raise UsageError("The current folder no longer exists.", "Go to another one.") from error


def _around(here: Path) -> tuple[Path, str]:
    for folder in (here, *here.parents):
        if (folder / INDEX_FOLDER).is_dir():
            return folder, "the nearest folder with an index"
    repository = find_repository(str(here))
    if repository is not None:
        return Path(repository.top), "the repository's top level"
    return here, "the current folder"


def _given(path: Path, here: Path) -> Path:
    folder = here / path.expanduser()
    try:
        if folder.is_dir():
            return folder.resolve()
        exists = os.path.lexists(folder)
    except (OSError, ValueError):
        exists = False
    if exists:
        raise UsageError(f"{path} is not a directory.", "Give the folder that holds it.")
    raise UsageError(f"{path} does not exist.", "Give a folder or a git URL.")


def is_remote(path: str | os.PathLike[str], here: Path | None = None) -> bool:
    """Whether ``path``, seen from the folder ``here``, has to be cloned: a git URL or a bare repository."""
    text = os.fspath(path)
    if is_git_url(text):
        return not Path(here or "", text).is_dir()
    return text.endswith(".git") and is_bare_repository(str(Path(here or "", text)))


def _cloned(url: str, here: Path, cache: Path) -> tuple[Path, str]:
    from ploke.vcs.remote import clone, update

    if not is_git_url(url):
        url = str((here / url).resolve())
    tree = cache / "repositories" / folder_name(url)
    if not tree.is_dir():
        clone(url, tree)
        return tree.resolve(), f"cloned from {url}"
    try:
        update(tree)
    except UnavailableError as error:
        return tree.resolve(), f"cloned from {url} earlier and not brought up to date ({error.message})"
    return tree.resolve(), f"cloned from {url}"
