"""From a command's options to the workspace and settings it works with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ploke.cli.console import Console
from ploke.cli.parser import Arguments
from ploke.config import Config, load_config

if TYPE_CHECKING:
    from ploke.workspace import Workspace


def open_workspace(arguments: Arguments, path: str | None = None) -> Workspace:
    """The workspace that ``--repo`` (or ``path``) and ``--index-dir`` name."""
    import ploke

    return ploke.open_workspace(path or arguments.repo or None, index_dir=arguments.index_dir or None)


def settings(workspace: Workspace, console: Console, flags: Mapping[str, Any] | None = None) -> Config:
    """The repository's settings under these flags; the console takes its colour from them."""
    config = load_config(workspace.root, {"output.color": console.color, **(flags or {})}, console.env)
    console.color = config.get("output.color")
    return config
