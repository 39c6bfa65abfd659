"""What other files call a file by, as far as its path alone tells: the parts that several languages share."""

from __future__ import annotations

import re

_SOURCE_SET = re.compile(r"[Mm]ain|[Tt]est|jmh")


def path_parts(path: str) -> list[str]:
    """The folders of ``path`` and its file's name without the extension."""
    folder, _, file = path.rpartition("/")
    stem = file.rpartition(".")[0] or file
    return [*folder.split("/"), stem] if folder else [stem]


def named_by_path(path: str) -> str:
    """The rule of a language without rules: the path without its extension."""
    return "/".join(path_parts(path))


def named_below_sources(path: str) -> str:
    """Dotted, below ``src``, ``src/java`` or ``src/main/java``: the folders are packages."""
    parts = path_parts(path)
    if "src" in parts[:-1]:
        parts = parts[len(parts) - parts[::-1].index("src") :]
        if parts[0] in ("java", "kotlin") and len(parts) > 1:
            parts = parts[1:]
        elif len(parts) > 2 and parts[1] in ("java", "kotlin") and _SOURCE_SET.search(parts[0]):
            parts = parts[2:]
    return ".".join(parts)
