"""What the build must be told: the packages of the grammars, and the modules that are compiled where that can be done.

``PLOKE_COMPILE=0`` builds from the sources alone, ``PLOKE_COMPILE=1`` fails where they cannot be compiled; else a
build without a C compiler goes on without, and ploke is slower.
"""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
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


class CompilingHook(BuildHookInterface[Any]):
    """Compiles the modules that ``tools/compiling.py`` names; an editable install is left as it is."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the extensions to the wheel, which is then one of this Python and machine."""
        wish = os.environ.get("PLOKE_COMPILE", "")
        if version == "editable" or wish == "0":
            return
        folder = Path(mkdtemp(prefix="ploke-compiled-"))
        command = [sys.executable, str(Path(self.root, "tools", "compiling.py")), str(folder)]
        done = subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=False)
        if done.returncode:
            reason = (done.stderr or done.stdout).strip().splitlines()[-1:]
            if wish == "1":
                self.app.abort(f"ploke's modules cannot be compiled: {done.stdout}{done.stderr}")
            self.app.display_warning(f"ploke's modules are not compiled, which makes it slower: {''.join(reason)}")
            return
        extensions = [path for path in folder.rglob("*") if path.suffix in (".so", ".pyd")]
        build_data["force_include"] |= {str(path): path.relative_to(folder).as_posix() for path in extensions}
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
