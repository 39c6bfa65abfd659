"""Whether a document describes a file as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from ploke.graph.precise.fitting import fitting
from ploke.graph.precise.positions import Lines
from ploke.graph.precise.scip import Document, Encoding, ScipFile
from tests.graph.precise.writing import PACKAGE, definition, described, document, index, unmarked

MARKED = """\
def «a/one().»one():
    return «→a/two().»two()


def «a/two().»two():
    return "é", «→a/one().»one
"""
TEXT = unmarked(MARKED)


def read(tmp_path: Path, written: bytes) -> Document:
    (tmp_path / "index.scip").write_bytes(index(written))
    with ScipFile(tmp_path / "index.scip") as file:
        return file.document(0)


def fit(tmp_path: Path, written: bytes, text: str, tool: str = "scip-python") -> Encoding | None:
    data = text.encode()
    return fitting(read(tmp_path, written), tool, data, Lines(data))


def test_the_same_text_fits(tmp_path: Path) -> None:
    assert fit(tmp_path, described("a.py", MARKED), TEXT) is Encoding.UTF16


@pytest.mark.parametrize(
    "text",
    [
        "\n" + TEXT,
        TEXT.replace("def two", "def three"),
        TEXT.replace("two()", "twofold()"),
        TEXT[:40],
        "",
        TEXT.replace("é", "éé"),
        TEXT.replace("def two():\n", "def two():\n    again = 1\n"),
    ],
    ids=["line before", "renamed", "longer name", "cut", "empty", "wider", "line in the last body"],
)
def test_another_version_does_not(tmp_path: Path, text: str) -> None:
    assert fit(tmp_path, described("a.py", MARKED), text) is None


def test_what_lies_behind_all_names_may_differ(tmp_path: Path) -> None:
    assert fit(tmp_path, described("a.py", MARKED), TEXT + "# the end\n") is Encoding.UTF16


@pytest.mark.parametrize("encoding", [Encoding.UTF8, Encoding.UTF16, Encoding.UTF32])
def test_what_an_unknown_tool_counts_shows_in_the_text(tmp_path: Path, encoding: Encoding) -> None:
    marked = '"🚀"; «a/one.»one = 1\n'
    assert fit(tmp_path, described("a.py", marked, encoding=encoding)[:-2], unmarked(marked), "other") is encoding


def test_what_a_document_says_it_counts_is_believed(tmp_path: Path) -> None:
    marked = '"🚀"; «a/one.»one = 1\n'
    assert fit(tmp_path, described("a.py", marked, encoding=1), unmarked(marked)) is Encoding.UTF8
    assert fit(tmp_path, described("a.py", marked, encoding=3), unmarked(marked)) is Encoding.UTF32


def test_a_document_that_holds_its_text(tmp_path: Path) -> None:
    places = [definition((0, 4, 7), f"{PACKAGE} a/one().")]
    assert fit(tmp_path, document("a.py", places, text=TEXT), TEXT) is Encoding.UTF16
    assert fit(tmp_path, document("a.py", places, text=TEXT), TEXT + "\n") is None


def test_what_is_generated_may_stand_at_names_of_others(tmp_path: Path) -> None:
    """An attribute that makes methods, and a class whose constructor has no place of its own."""
    text = "@derive\nclass Box:\n    def open(self): pass\n"
    rows = [
        definition((0, 1, 7), f"{PACKAGE} a/Box#show()."),
        definition((1, 6, 9), f"{PACKAGE} a/Box#"),
        definition((1, 6, 9), f"{PACKAGE} a/Box#made()."),
    ]
    rows += [definition((2, 8, 12), f"{PACKAGE} a/Box#open().")] * 20
    several = "".join(f"\ndef f{n}(): pass" for n in range(9)).strip("\n")
    more = [definition((3 + n, 4, 6), f"{PACKAGE} a/f{n}().") for n in range(9)]
    assert fit(tmp_path, document("a.py", rows + more), text + several) is Encoding.UTF16
    assert fit(tmp_path, document("a.py", rows), text) is None
