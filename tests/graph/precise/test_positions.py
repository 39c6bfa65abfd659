"""Columns in any encoding become bytes of UTF-8."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ploke.graph.precise.positions import Lines, Place, encodings
from ploke.graph.precise.scip import Encoding

WOO = "🚀é Woo\r\nplain\n"


@pytest.mark.parametrize(("encoding", "start"), [(Encoding.UTF8, 7), (Encoding.UTF16, 4), (Encoding.UTF32, 3)], ids=str)
def test_each_encoding(encoding: Encoding, start: int) -> None:
    lines = Lines(WOO.encode())
    assert lines.place(0, start, start + 3, encoding) == Place(7, "Woo")
    assert lines.place(1, 1, 3, encoding) == Place(1, "la")


@pytest.mark.parametrize("encoding", [Encoding.UTF8, Encoding.UTF16, Encoding.UTF32])
def test_what_lies_nowhere(encoding: Encoding) -> None:
    lines = Lines(WOO.encode())
    assert lines.place(0, 0, 40, encoding) is None
    assert lines.place(1, 3, 9, encoding) is None
    assert lines.place(1, 3, 2, encoding) is None
    assert lines.place(7, 0, 0, encoding) is None


def test_a_column_inside_of_a_character() -> None:
    assert Lines(WOO.encode()).place(0, 1, 4, Encoding.UTF16) is None


@given(st.text(alphabet="aé漢🚀", max_size=8), st.data())
def test_columns_agree_between_encodings(row: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(row)))
    end = data.draw(st.integers(start, len(row)))
    lines = Lines(f"{row}é\n".encode())
    expected = Place(len(row[:start].encode()), row[start:end])
    units = [len(row[:at].encode("utf-16-le")) // 2 for at in (start, end)]
    assert lines.place(0, start, end, Encoding.UTF32) == expected
    assert lines.place(0, units[0], units[1], Encoding.UTF16) == expected


def test_cut_words() -> None:
    lines = Lines("a one.two é".encode())
    cuts = {
        word: lines.cuts_a_word(0, Place(column, word))
        for column, word in [(2, "one"), (2, "on"), (3, "ne"), (5, "."), (6, "")]
    }
    assert cuts == {"one": False, "on": True, "ne": True, ".": False, "": False}


def test_what_a_tool_counts() -> None:
    assert list(encodings(Encoding.UTF8, "scip-typescript")) == [Encoding.UTF8]
    assert list(encodings(Encoding.UNSPECIFIED, "scip-typescript")) == [Encoding.UTF16]
    assert list(encodings(Encoding.UNSPECIFIED, "rust-analyzer")) == [Encoding.UTF8]
    assert len(encodings(Encoding.UNSPECIFIED, "a tool of tomorrow")) == 3
