"""From a command's options to the workspace it works with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ploke.cli.console import Console

if TYPE_CHECKING:
    from ploke import Workspace


def open_workspace(
    console: Console, path: str | None, index_dir: str | None, flags: Mapping[str, Any] | None = None
) -> Workspace:
    """The workspace at ``path`` under settings that ``flags`` override; ``None`` and empty text mean not given.

    The console takes its colour from the settings.
    """
    import ploke

    given = {**(flags or {}), "output.color": console.color}
    workspace = ploke.open_workspace(path or None, index_dir=index_dir or None, flags=given)
    console.color = workspace.config.get("output.color")
    return workspace
