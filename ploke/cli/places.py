"""Files and places as users type them, from where they are."""

from __future__ import annotations

import os
import re
from pathlib import Path

from ploke.errors import UsageError

_PLACE = re.compile(r"(?P<path>[^#]+?)(?P<rest>(?::\d+){0,2}|#.*)", re.DOTALL)


def from_root(file: str, root: Path) -> str:
    """``file`` relative to ``root`` with ``/``: read from the working folder where it is there, else from the root."""
    here = Path(file).absolute()
    if here.exists():
        # Links are followed only in the folders above: the file keeps the name it has in the index.
        whole = here.parent.resolve() / here.name
        for home in (root, root.resolve()):
            if whole.is_relative_to(home):
                return whole.relative_to(home).as_posix()
    if Path(file).is_absolute():
        raise UsageError(f"{file} is not in {root}.", "Name a file of this repository, or another one with --repo.")
    return Path(file).as_posix()


def symbol_from_root(text: str, root: Path) -> str:
    """A symbol as the graph's questions take it: the path in ``PATH:LINE`` and ``PATH#NAME`` relative to ``root``.

    What names no file stays as it is.
    """
    found = _PLACE.fullmatch(text)
    if found is None:
        return text
    path = found["path"]
    # os.path: names that no file can have are not there, where pathlib raises.
    if not os.path.isabs(path) and not os.path.isfile(path):  # noqa: PTH113, PTH117
        return text.removeprefix("./")
    return from_root(path, root) + found["rest"]
