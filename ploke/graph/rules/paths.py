"""Paths of files as manifests write them."""

from __future__ import annotations


def joined(folder: str, path: str) -> str:
    """A path below a folder, both with ``/`` and "" for the root; ``.`` and ``..`` are taken away."""
    parts: list[str] = folder.split("/") if folder else []
    for part in path.split("/"):
        if part == "..":
            if parts:
                parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
