"""The folders that a compiler is told to look in for included files, by Clang's compilation database.

Source: "JSON Compilation Database Format Specification" (clang.llvm.org): an array of objects with ``directory``,
``file`` and either ``arguments`` or ``command``. Paths are those of the machine that wrote it; where the repository lay
there is told from files that exist here.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

_OPTION: Final = re.compile(r"""(?:^|\s)["']?-(?:I|iquote|isystem|idirafter)\s*["']?((?:\\.|[^\s"'\\])+)""")
_NAMES: Final = ("-I", "-iquote", "-isystem", "-idirafter")


class CompileCommands:
    """Folders by file; what is no file of its own, a header, is looked up in all of them."""

    def __init__(self, folders: Mapping[str, tuple[str, ...]]) -> None:
        self._folders = folders
        self._all = tuple(dict.fromkeys(folder for row in folders.values() for folder in row))

    def folders(self, path: str) -> tuple[str, ...]:
        """The folders for the file at ``path``, in the order in which they are looked in; "" is the root."""
        return self._folders.get(path, self._all)


def read_compile_commands(texts: Mapping[str, str], exists: Callable[[str], bool]) -> CompileCommands:
    """The folders that the databases ``texts`` tell, by path; one that cannot be read says nothing.

    ``exists`` says whether a path is a file of the repository.
    """
    folders: dict[str, tuple[str, ...]] = {}
    for path in sorted(texts):
        rows = list(_rows(texts[path]))
        root = next(filter(None, (_root(file, exists) for _, file, _ in rows)), None)
        if root is None:
            continue
        for directory, file, told in rows:
            if file.startswith(root):
                inside = [_normal(directory, folder) + "/" for folder in told]
                known = [folder[len(root) :].rstrip("/") for folder in inside if folder.startswith(root)]
                folders.setdefault(file[len(root) :], tuple(dict.fromkeys(known)))
    return CompileCommands(folders)


def _rows(text: str) -> Iterator[tuple[str, str, list[str]]]:
    """Directory, file and folders of each entry."""
    try:
        entries = json.loads(text)
    except ValueError:
        return
    for entry in entries if isinstance(entries, list) else ():
        if not isinstance(entry, dict):
            continue
        directory, file = entry.get("directory"), entry.get("file")
        if isinstance(directory, str) and isinstance(file, str):
            yield directory, _normal(directory, file), list(_told(entry))


def _told(entry: Mapping[str, object]) -> Iterable[str]:
    command = entry.get("command")
    if isinstance(command, str):
        return [found.replace("\\", "") for found in _OPTION.findall(command)]
    arguments = entry.get("arguments")
    words = [word for word in arguments if isinstance(word, str)] if isinstance(arguments, list) else []
    told = []
    for place, word in enumerate(words):
        for name in _NAMES:
            if word == name and place + 1 < len(words):
                told.append(words[place + 1])
            elif word.startswith(name) and word != name:
                told.append(word[len(name) :])
    return told


def _root(file: str, exists: Callable[[str], bool]) -> str | None:
    """The folder, with a ``/`` behind it, below which ``file`` is a path of the repository; the outermost one."""
    at = file.find("/")
    while at >= 0:
        if exists(file[at + 1 :]):
            return file[: at + 1]
        at = file.find("/", at + 1)
    return None


def _normal(directory: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(directory.replace("\\", "/"), path.replace("\\", "/")))
