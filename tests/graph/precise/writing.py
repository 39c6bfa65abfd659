"""SCIP written by tests, byte by byte."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

DEFINITION, IMPORT = 1, 2


def varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes((*out, number))


def field(number: int, value: int | bytes | str) -> bytes:
    """A field: a varint, or bytes with their length."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    data = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(data)) + data


def index(*documents: bytes, tool: str = "scip-python", root: str = "file:///somewhere/tree") -> bytes:
    metadata = field(2, field(1, tool) + field(2, "1.0")) + field(3, root) + field(4, 1)
    return field(1, metadata) + b"".join(field(2, document) for document in documents)


def document(
    path: str, occurrences: Iterable[bytes], symbols: Iterable[bytes] = (), *, encoding: int = 0, text: str = ""
) -> bytes:
    parts = [field(1, path), field(4, "any language")]
    parts += [field(2, occurrence) for occurrence in occurrences]
    parts += [field(3, symbol) for symbol in symbols]
    if text:
        parts.append(field(5, text))
    if encoding:
        parts.append(field(6, encoding))
    return b"".join(parts)


def occurrence(place: Sequence[int], symbol: str, roles: int = 0) -> bytes:
    """An occurrence; ``place`` is line, start and end, or start line and column and end line and column, from 0."""
    said = field(1, b"".join(map(varint, place))) + field(2, symbol)
    return said + field(3, roles) if roles else said


def definition(place: Sequence[int], symbol: str) -> bytes:
    return occurrence(place, symbol, DEFINITION)


def information(symbol: str, *implemented: str) -> bytes:
    related = (field(4, field(1, base) + field(3, 1)) for base in implemented)
    return field(1, symbol) + field(3, "documentation") + b"".join(related)


PACKAGE = "scip-python python shop 1"


def described(path: str, text: str, symbols: Iterable[bytes] = (), *, encoding: int = 0) -> bytes:
    """A document for a text whose names are marked: ``«symbol»name`` defines or, with ``→``, refers to a symbol.

    ``«a/b().»b`` is the definition of ``a/b().`` in ``PACKAGE``; a symbol with spaces is taken as it is. A name may
    have several marks. Columns count UTF-16 unless ``encoding`` says otherwise. ``unmarked`` gives the text alone.
    """
    rows = []
    for line, row in enumerate(text.split("\n")):
        plain = ""
        rest = row
        while "«" in rest:
            before, _, rest = rest.partition("«")
            symbol, _, rest = rest.partition("»")
            plain += before
            name = _word(unmarked(rest))
            refers = symbol.startswith("→")
            symbol = symbol.removeprefix("→")
            full = symbol if " " in symbol else f"{PACKAGE} {symbol}"
            start, end = _units(plain, encoding), _units(plain + name, encoding)
            rows.append(occurrence((line, start, end), full, 0 if refers else DEFINITION))
        plain += rest
    return document(path, rows, symbols, encoding=encoding)


def unmarked(text: str) -> str:
    """A text without its marks."""
    parts = text.split("«")
    return parts[0] + "".join(part.partition("»")[2] for part in parts[1:])


def _word(text: str) -> str:
    end = 0
    while end < len(text) and (text[end].isalnum() or text[end] == "_"):
        end += 1
    return text[:end]


def _units(text: str, encoding: int) -> int:
    return {1: len(text.encode()), 3: len(text)}.get(encoding, len(text.encode("utf-16-le")) // 2)
