"""Reading SCIP files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ploke.graph.precise.scip import Document, Encoding, Occurrence, ScipError, ScipFile
from tests.graph.precise.writing import definition, document, field, index, information, occurrence, varint

FIRST = document("a.py", [definition((0, 4, 7), "p f()."), occurrence((2, 0, 2, 3), "p g().", 8)], encoding=3)
SECOND = document("b/c.py", [], [information("p C#", "p B#", "p A#"), information("p D#")], text="text")
WHOLE = index(FIRST, SECOND)


def written(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "index.scip"
    path.write_bytes(data)
    return path


def test_documents(tmp_path: Path) -> None:
    with ScipFile(written(tmp_path, WHOLE)) as file:
        assert (file.tool, file.root, len(file)) == ("scip-python", "file:///somewhere/tree", 2)
        assert list(file.paths()) == ["a.py", "b/c.py"]
        assert file.document(0) == Document(
            "a.py", Encoding.UTF32, "", (Occurrence(0, 4, 7, "p f().", 1), Occurrence(2, 0, 3, "p g().", 8)), ()
        )
        assert file.document(1) == Document(
            "b/c.py", Encoding.UNSPECIFIED, "text", (), (("p C#", "p B#"), ("p C#", "p A#"))
        )


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (field(1, 3) + field(1, 1) + field(1, 4), (3, 1, 4)),
        (field(8, field(1, 3) + field(2, 1) + field(3, 4)), (3, 1, 4)),
        (field(8, field(3, 4)), (0, 0, 4)),
        (field(9, field(1, 3) + field(2, 1) + field(3, 3) + field(4, 4)), (3, 1, 4)),
        (field(9, field(1, 3) + field(2, 1) + field(3, 4) + field(4, 4)), None),
        (field(1, varint(3) + varint(1) + varint(4) + varint(0)), None),
        (field(1, varint(3)), None),
        (b"", None),
    ],
    ids=[
        "one by one",
        "newer",
        "newer with zeros",
        "newer over lines",
        "over lines",
        "old over lines",
        "short",
        "none",
    ],
)
def test_ranges(tmp_path: Path, said: bytes, expected: tuple[int, int, int] | None) -> None:
    data = index(document("a.py", [said + field(2, "p f()."), field(1, varint(1) * 3) + field(5, 6)]))
    with ScipFile(written(tmp_path, data)) as file:
        found = [row[:3] for row in file.document(0).occurrences]
    assert found == ([] if expected is None else [expected])


def test_unknown_fields_are_passed_over(tmp_path: Path) -> None:
    added = field(99, 1) + field(98, "words")
    data = index(document("a.py", [definition((0, 0, 1), "p a.") + added]) + added)
    with ScipFile(written(tmp_path, data + field(3, information("p x.")) + added)) as file:
        assert file.document(0).occurrences == (Occurrence(0, 0, 1, "p a.", 1),)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"{}", "is no SCIP file"),
        (b"\x00" * 40, "is no SCIP file"),
        (b"\ntext, and some more of it", "is no SCIP file"),
        (field(1, field(2, b"")), "is no SCIP file"),
        (WHOLE[:5], "is no SCIP file"),
        (WHOLE[:-1], f"is cut short: what begins at byte {len(index(FIRST))} goes beyond its end at {len(WHOLE) - 1}"),
        (WHOLE[:60], f"is cut short: what begins at byte {len(index())} goes beyond its end at 60"),
        (WHOLE + b"\x07", f"is damaged at byte {len(WHOLE)}"),
    ],
    ids=["empty", "json", "zeros", "text", "no tool", "too short", "cut at its end", "cut in half", "more behind"],
)
def test_what_cannot_be_used(tmp_path: Path, data: bytes, says: str) -> None:
    with pytest.raises(ScipError) as error:
        ScipFile(written(tmp_path, data))
    assert str(tmp_path / "index.scip") in error.value.message
    assert error.value.message.endswith(says + ".")


def test_a_file_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(ScipError, match="There is no file"):
        ScipFile(tmp_path / "absent.scip")
    with pytest.raises(ScipError, match="is a folder"):
        ScipFile(tmp_path)


def test_a_damaged_document_is_told_by_its_byte(tmp_path: Path) -> None:
    broken = index(document("a.py", []) + field(2, b"\x0b"))
    with ScipFile(written(tmp_path, broken)) as file, pytest.raises(ScipError, match=f"at byte {len(broken) - 1}"):
        file.document(0)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, len(WHOLE) - 1), byte=st.integers(0, 255))
def test_any_byte_may_be_wrong(tmp_path: Path, at: int, byte: int) -> None:
    data = bytearray(WHOLE)
    data[at] = byte
    try:
        with ScipFile(written(tmp_path, bytes(data))) as file:
            for number in range(len(file)):
                file.document(number)
    except ScipError as error:
        assert error.message.endswith(".")
