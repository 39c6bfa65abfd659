"""Whether a document describes a file as it is now, and what it counts columns in.

Three things tell: every range lies in the text and cuts no word in two, and nearly all definitions stand where the text
has their names. Nearly, since indexers put what macros and annotations generate at names of others.
"""

from __future__ import annotations

from ploke.graph.precise.positions import Lines, encodings
from ploke.graph.precise.scip import DEFINITION, Document, Encoding
from ploke.graph.precise.symbols import parse_symbol

_MOST_ASTRAY = 0.1


def fitting(document: Document, tool: str, data: bytes, lines: Lines) -> Encoding | None:
    """The encoding under which a document describes the text ``data``; None where it does under none.

    A document may hold the text that it is of: then that decides first.
    """
    if document.text and document.text.encode() != data:
        return None
    return next((one for one in encodings(document.encoding, tool) if _fits(document, lines, one)), None)


def _fits(document: Document, lines: Lines, encoding: Encoding) -> bool:
    there: set[tuple[int, int]] = set()
    astray: set[tuple[int, int]] = set()
    for line, start, end, name, roles in document.occurrences:
        place = lines.place(line, start, end, encoding)
        if place is None or lines.cuts_a_word(line, place):
            return False
        if roles & DEFINITION and place.text:
            symbol = parse_symbol(name)
            if symbol is not None and not symbol.is_module:
                (there if symbol.is_called(place.text) else astray).add((line, place.column))
    astray -= there
    defined = len(there) + len(astray)
    return len(astray) <= _MOST_ASTRAY * defined
