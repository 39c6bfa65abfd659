from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ploke.graph.precise.wire import WireError, fields, numbers, read_varint
from tests.graph.precise.writing import field, varint


@given(st.integers(0, 2**64 - 1))
def test_varints(number: int) -> None:
    data = varint(number)
    assert read_varint(data, 0, len(data)) == (number, len(data))


def test_fields_of_all_wire_types() -> None:
    data = field(1, 300) + field(2, b"ab") + varint(3 << 3 | 1) + bytes(8) + varint(4 << 3 | 5) + bytes(4)
    assert list(fields(data, 0, len(data))) == [(1, 300), (2, (5, 7)), (3, (8, 16)), (4, (17, 21))]


def test_numbers_are_packed_or_single() -> None:
    data = varint(7) + varint(1000)
    assert numbers(data, (0, len(data))) == [7, 1000]
    assert numbers(b"", 7) == [7]


@pytest.mark.parametrize(
    ("data", "at", "cut"),
    [
        (field(2, b"abc")[:-1], 0, True),
        (field(1, 1) + field(2, b"abc")[:-1], 2, True),
        (varint(1 << 3 | 1) + bytes(7), 0, True),
        (b"\x08\xff", 1, True),
        (b"\x08" + b"\xff" * 11, 1, False),
        (b"\x0b", 0, False),
        (b"\x00", 0, False),
    ],
    ids=["bytes", "second field", "fixed", "varint", "endless varint", "group", "field without number"],
)
def test_what_is_no_message_is_told_by_its_byte(data: bytes, at: int, cut: bool) -> None:
    with pytest.raises(WireError) as error:
        list(fields(data, 0, len(data)))
    assert (error.value.at, error.value.cut) == (at, cut)


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        list(fields(data, 0, len(data)))
    except WireError as error:
        assert 0 <= error.at <= len(data)
