"""What references resolve to, in the manner of stack-graphs: expectations are comments beneath them.

A case is a folder ``tests/cases/resolution/LANGUAGE/FEATURE`` of files whose names end in ``.txt`` behind their own;
``tests/graph/carets.py`` says how comments are written. ``pytest --rewrite-expectations`` writes today's answers there.
A gap that is known stands as today's answer, with a comment that says what it should be.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.graph.carets import expectations, read_case, rewritten

CASES = Path(__file__).parents[1] / "cases" / "resolution"


@pytest.mark.parametrize(
    "folder",
    sorted(folder for language in CASES.iterdir() for folder in language.iterdir() if folder.is_dir()),
    ids=lambda folder: f"{folder.parent.name}/{folder.name}",
)
def test_resolution(folder: Path, rewrite_expectations: bool) -> None:
    case = read_case(folder)
    pointed = 0
    for path in case.resolutions:
        expected = case.texts[path]
        pointed += sum(1 for _ in expectations(path, expected))
        found = rewritten(path, case)
        if rewrite_expectations:
            (folder / f"{path}.txt").write_text(found, encoding="utf-8")
        else:
            assert found.split("\n") == expected.split("\n"), path
    assert pointed, "nothing is expected of this case"
    assert read_case(folder, backwards=True).resolutions == case.resolutions
