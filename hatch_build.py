"""What the build must be told: the packages of the grammars, which the catalogue of languages alone names."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

BASE = [
    "lancedb>=0.40,<0.41",
    "pyarrow>=26,<27",
    "numpy>=2.1,<3",
    "networkx>=3.4,<4",
    "msgspec>=0.22,<0.23",
    "tree-sitter>=0.26,<0.27",
    "rich>=15,<16",
]


class GrammarsHook(MetadataHookInterface):
    """Adds the grammars of every language that needs no extra to ploke's own dependencies."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Fill in ``dependencies``, which ``pyproject.toml`` declares dynamic."""
        catalogue = Path(self.root, "ploke", "languages", "catalog.py")
        entries = runpy.run_path(str(catalogue))["LANGUAGES"].values()
        grammars = {word for entry in entries if not entry.extra for word in entry.requires.split()}
        metadata["dependencies"] = [*BASE, *sorted(grammars)]
