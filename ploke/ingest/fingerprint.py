"""A cheap stamp of the code that makes facts and edges: when it changes, every file is read again.

It looks at file times and installed versions instead of contents, since every question computes it. A stamp that
changed for nothing costs little: facts come from the cache, whose keys are exact.
"""

from __future__ import annotations

import os
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path

_PARTS = ("ingest", "languages", "text", "model", "vcs", "graph")


@cache
def extractor_stamp() -> str:
    """Stamp of ploke's own extracting code and of the installed grammars, 16 hexadecimal digits."""
    package = Path(__file__).resolve().parent.parent
    lines: list[str] = []
    parts = list(_PARTS)
    for part in parts:
        with os.scandir(package / part) as entries:
            for entry in entries:
                if entry.name.endswith((".py", ".scm", ".txt")):
                    stat = entry.stat()
                    lines.append(f"{part}/{entry.name} {stat.st_size} {stat.st_mtime_ns}")
                elif "." not in entry.name and entry.name != "__pycache__":
                    parts.append(f"{part}/{entry.name}")
    grammars = find_spec("tree_sitter")
    if grammars is not None and grammars.origin:
        with os.scandir(Path(grammars.origin).parent.parent) as entries:
            lines += [entry.name for entry in entries if entry.name.startswith("tree_sitter")]
    return blake2b("\n".join(sorted(lines)).encode(), digest_size=8).hexdigest()
