"""The wire format of Protocol Buffers, as far as SCIP uses it.

A message is a row of fields: a tag (field number and wire type) and a value. Source: "Encoding" in the documentation
of Protocol Buffers.
"""

from __future__ import annotations

from collections.abc import Iterator

VARINT, FIXED64, LENGTH, FIXED32 = 0, 1, 2, 5
_FIXED_BYTES = {FIXED64: 8, FIXED32: 4}
_MOST_SHIFT = 63

Value = int | tuple[int, int]
"""A varint, or where the bytes of a field start and end."""


class WireError(ValueError):
    """The bytes are no such message: at byte ``at``. ``cut`` says that they end before a field does."""

    def __init__(self, at: int, *, cut: bool = False) -> None:
        super().__init__(f"byte {at}")
        self.at = at
        self.cut = cut


def read_varint(data: bytes, at: int, end: int) -> tuple[int, int]:
    """The number at ``at`` and where it ends. Raises ``WireError``."""
    value = shift = 0
    first = at
    while at < end:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7
        if shift > _MOST_SHIFT:
            raise WireError(first)
    raise WireError(first, cut=True)


def read_field(data: bytes, at: int, end: int) -> tuple[int, Value, int]:
    """Number and value of the field at ``at``, and where it ends. Raises ``WireError``."""
    first = at
    byte = data[at]
    if byte < 0x80:
        tag, at = byte, at + 1
    else:
        tag, at = read_varint(data, at, end)
    number, wire_type = tag >> 3, tag & 7
    if not number:
        raise WireError(first)
    if wire_type == LENGTH:
        size, at = read_varint(data, at, end)
        if at + size > end:
            raise WireError(first, cut=True)
        return number, (at, at + size), at + size
    if wire_type == VARINT:
        value, at = read_varint(data, at, end)
        return number, value, at
    size = _FIXED_BYTES.get(wire_type, 0)
    if not size:
        # Groups were given up long ago.
        raise WireError(first)
    if at + size > end:
        raise WireError(first, cut=True)
    return number, (at, at + size), at + size


def fields(data: bytes, at: int, end: int) -> Iterator[tuple[int, Value]]:
    """Number and value of each field of the message from ``at`` to ``end``. Raises ``WireError``."""
    while at < end:
        number, value, at = read_field(data, at, end)
        yield number, value


def numbers(data: bytes, value: Value) -> list[int]:
    """The numbers of a repeated field, packed or one of several. Raises ``WireError``."""
    if isinstance(value, int):
        return [value]
    at, end = value
    found = []
    while at < end:
        number, at = read_varint(data, at, end)
        found.append(number)
    return found


def text(data: bytes, value: Value) -> str:
    """The text of a field; what is no UTF-8 becomes U+FFFD. Raises ``WireError`` for a number."""
    first, end = span(value)
    return str(data[first:end], "utf-8", "replace")


def span(value: Value) -> tuple[int, int]:
    """Where the bytes of a field start and end. Raises ``WireError`` for a number."""
    if isinstance(value, int):
        raise WireError(0)
    return value
