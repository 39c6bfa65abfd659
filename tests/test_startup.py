"""What start-up imports. Times move with the machine; what is imported does not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HEAVY = {"lancedb", "pyarrow", "numpy", "networkx", "tree_sitter", "rich", "msgspec", "tomllib", "importlib.metadata"}
# Each would cost the list of commands a fifth more.
SLOW = {"argparse", "dataclasses", "inspect", "json", "pathlib", "shutil"}


def modules_imported_by(*arguments: str, cwd: Path, code: int = 0) -> set[str]:
    script = (
        "import sys\n"
        "before = set(sys.modules)\n"
        "from ploke.cli.main import main\n"
        f"code = main({list(arguments)!r})\n"
        "print('\\n'.join(sorted(set(sys.modules) - before)), file=sys.stderr)\n"
        "sys.exit(code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=cwd, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == code, done.stderr
    return set(done.stderr.split())


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    assert not modules_imported_by("--help", cwd=tmp_path) & (HEAVY | SLOW)


def test_help_of_a_command_imports_no_workspace(tmp_path: Path) -> None:
    imported = modules_imported_by("search", "--help", cwd=tmp_path)
    assert not imported & HEAVY
    assert not {name for name in imported if name.startswith(("ploke.workspace", "ploke.store", "ploke.ingest"))}
    assert not {name for name in imported if name.startswith("ploke.cli.commands.")} - {"ploke.cli.commands.search"}


def test_a_lexical_search_imports_nothing_heavy(tmp_path: Path) -> None:
    (tmp_path / "settings.py").write_text("def read_settings():\n    return {}\n", encoding="utf-8")
    subprocess.run([sys.executable, "-m", "ploke", "index", "."], cwd=tmp_path, check=True, capture_output=True)
    imported = modules_imported_by("search", "read settings", "--no-sync", "--json", cwd=tmp_path)
    assert not imported & HEAVY


def test_a_question_to_the_graph_imports_nothing_heavy(tmp_path: Path) -> None:
    (tmp_path / "settings.py").write_text("def read_settings():\n    return {}\n\nread_settings()\n", encoding="utf-8")
    subprocess.run([sys.executable, "-m", "ploke", "index", "."], cwd=tmp_path, check=True, capture_output=True)
    imported = modules_imported_by("graph", "callers", "read_settings", "--no-sync", "--json", cwd=tmp_path)
    assert not imported & {*HEAVY, "networkx", "difflib"}
    assert not {name for name in imported if name.startswith("ploke.graph.rules")}
