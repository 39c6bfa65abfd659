"""From a command's options to the workspace it works with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ploke.cli.console import Console
from ploke.errors import UsageError

if TYPE_CHECKING:
    from ploke import Workspace


def open_workspace(
    console: Console, path: str | None, index_dir: str | None, flags: Mapping[str, Any] | None = None
) -> Workspace:
    """The workspace at ``path`` under settings that ``flags`` override; ``None`` means not given.

    The console takes its colour from the settings, and where the index lies. Raises ``UsageError`` for empty text.
    """
    if path == "":
        raise UsageError("PATH is empty.", "Name a folder or a git URL, or leave it out for the folder you are in.")
    if index_dir == "":
        raise UsageError("DIR of --index-dir is empty.", "Name a folder or leave the option out.")
    import ploke

    given = {**(flags or {}), "output.color": console.color}
    workspace = ploke.open_workspace(path, index_dir=index_dir, flags=given)
    console.color = workspace.config.get("output.color")
    console.index_dir = workspace.index_dir
    return workspace
