"""The tools for those who work on ploke."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_a_tree_is_printed_with_fields_and_lines(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("def f(a):\n    return a\n")
    command = [sys.executable, "-m", "tools.tree", "tree_sitter_python", str(tmp_path / "a.py")]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert said.splitlines()[:4] == [
        "(module) 1",
        "  (function_definition) 1",
        "    name: (identifier) 1  'f'",
        "    parameters: (parameters) 1",
    ]
