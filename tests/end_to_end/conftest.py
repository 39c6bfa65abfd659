from __future__ import annotations

from pathlib import Path

import pytest

from tests.end_to_end.driving import Place
from tests.vcs.repositories import isolate_git


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """An empty tree in an empty home."""
    root = tmp_path / "tree"
    root.mkdir()
    isolate_git(monkeypatch, tmp_path / "home")
    return Place(root)
