"""Go's import declarations, read from their text."""

from __future__ import annotations

import re

from ploke.languages.spec import ImportedName

_SPEC = re.compile(r"""//[^\n]*|/\*.*?\*/|(?:([\w.]+)\s*)?(?:"([^"\n]*)"|`([^`\n]*)`)""", re.DOTALL)
_VERSION = re.compile(r"v\d+$")


def imports(text: str) -> list[ImportedName]:
    """One row a package; dot imports take ``*``, blank ones bind nothing."""
    found = []
    for spec in _SPEC.finditer(text, len("import")):
        path = spec[2] or spec[3]
        if not path:
            continue
        name, alias = "", spec[1] or assumed_name(path)
        if spec[1] == ".":
            name, alias = "*", ""
        elif spec[1] == "_":
            alias = ""
        offset = spec.start(2 if spec[2] else 3) + path.rfind("/") + 1
        found.append(ImportedName(path, name, alias, 0, False, path, offset))
    return found


def assumed_name(path: str) -> str:
    """What a package is probably called, by its path: without a major version, up to what no name can hold."""
    parts = path.rstrip("/").split("/")
    if len(parts) > 1 and _VERSION.match(parts[-1]):
        parts.pop()
    last = parts[-1].removeprefix("go-")
    found = re.match(r"\w+", last)
    return found[0] if found else last
