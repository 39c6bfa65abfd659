"""Files that hold other languages: the facts of their parts, moved to where they stand and added to the file's own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import accumulate

from ploke.languages.engine.text import line_starts
from ploke.languages.registry import Dialect
from ploke.languages.spec import Part, Piece
from ploke.model.facts import MODULE, FileFacts, Reference, ReferenceRole


def add_parts(
    host: FileFacts,
    source: bytes,
    parts: Sequence[Part],
    extract: Callable[[bytes, Dialect], FileFacts],
    problems: int,
) -> FileFacts:
    """``host`` with the facts of ``parts``, read by ``extract``; at most ``problems`` problems in all.

    Symbols of all of them are numbered anew, in the order of the file. Where the file has no documentation of its own,
    that of its first part which has some is taken.
    """
    starts = line_starts(source)
    everything = [host]
    for part in parts:
        place = _Places(part.pieces, source, starts)
        everything.append(_moved(extract(place.text, Dialect(part.language, part.dialect)), place))
    offsets = list(accumulate((len(facts.symbols) for facts in everything), initial=0))
    symbols = [symbol for facts in everything for symbol in facts.symbols]
    order = sorted(range(len(symbols)), key=lambda each: (symbols[each].start_byte, -symbols[each].end_byte, each))
    numbers = [0] * len(symbols)
    for number, each in enumerate(order):
        numbers[each] = number

    def renumber(facts: int, scope: int) -> int:
        return scope if scope == MODULE else numbers[offsets[facts] + scope]

    owners = [number for number, facts in enumerate(everything) for _ in facts.symbols]
    return replace(
        host,
        doc=next((facts.doc for facts in everything if facts.doc), ""),
        symbols=tuple(symbols[each]._replace(parent=renumber(owners[each], symbols[each].parent)) for each in order),
        references=_joined(
            each._replace(scope=renumber(number, each.scope))
            for number, facts in enumerate(everything)
            for each in facts.references
        ),
        imports=tuple(
            each._replace(scope=renumber(number, each.scope))
            for number, facts in enumerate(everything)
            for each in facts.imports
        ),
        bindings=tuple(
            each._replace(scope=renumber(number, each.scope))
            for number, facts in enumerate(everything)
            for each in facts.bindings
        ),
        problems=tuple(sorted(each for facts in everything for each in facts.problems)[:problems]),
    )


class _Places:
    """The joined text of a part, and where its bytes stand in the file around it."""

    def __init__(self, pieces: Sequence[Piece], source: bytes, host_starts: list[int]) -> None:
        texts = [source[start:end] if text is None else text for start, end, text in pieces]
        self.text = b"".join(texts)
        self._pieces = pieces
        self._offsets = list(accumulate(map(len, texts), initial=0))[:-1]
        self._starts = line_starts(self.text)
        self._host_starts = host_starts

    def byte(self, offset: int) -> int:
        """Where the byte at ``offset`` of the part stands."""
        piece = bisect_right(self._offsets, offset) - 1
        start, end, text = self._pieces[piece]
        return start if text is not None else min(start + offset - self._offsets[piece], end)

    def end(self, offset: int) -> int:
        """Where what ends before ``offset`` of the part ends."""
        if offset == 0:
            return self.byte(0)
        piece = bisect_right(self._offsets, offset - 1) - 1
        start, end, text = self._pieces[piece]
        return end if text is not None else start + offset - self._offsets[piece]

    def line(self, byte: int) -> int:
        """The line of the file that holds its ``byte``."""
        return max(1, bisect_right(self._host_starts, byte))

    def point(self, line: int, column: int) -> tuple[int, int]:
        """Line and column in the file of a place in the part."""
        first = self._starts[min(line, len(self._starts)) - 1] if self._starts else 0
        byte = self.byte(first + column)
        found = self.line(byte)
        return found, byte - (self._host_starts[found - 1] if self._host_starts else 0)

    def first_line(self, line: int) -> int:
        """The line in the file on which ``line`` of the part starts."""
        return self.point(line, 0)[0]


def _moved(facts: FileFacts, place: _Places) -> FileFacts:
    """The facts of a part with every place told as one in the file."""
    symbols = []
    for each in facts.symbols:
        start, end = place.byte(each.start_byte), place.end(each.end_byte)
        name_line, name_column = place.point(each.name_line, each.name_column)
        symbols.append(
            each._replace(
                start_byte=start,
                end_byte=end,
                start_line=place.line(start),
                end_line=place.line(max(start, end - 1)),
                name_line=name_line,
                name_column=name_column,
            )
        )
    references = []
    for reference in facts.references:
        pairs = zip(reference.places[::2], reference.places[1::2], strict=True)
        points = [number for line, column in pairs for number in place.point(line, column)]
        references.append(reference._replace(places=tuple(points)))
    problems = []
    for problem in facts.problems:
        line, column = place.point(problem.line, problem.column)
        problems.append(problem._replace(line=line, column=column))
    return replace(
        facts,
        symbols=tuple(symbols),
        references=tuple(references),
        imports=tuple(each._replace(line=place.first_line(each.line)) for each in facts.imports),
        bindings=tuple(each._replace(line=place.first_line(each.line)) for each in facts.bindings),
        problems=tuple(problems),
    )


def _joined(references: Iterable[Reference]) -> tuple[Reference, ...]:
    """References with those of one expression, role and scope made one."""
    places: dict[tuple[str, ReferenceRole, int], tuple[int, ...]] = {}
    for expression, role, scope, where in references:
        key = (expression, role, scope)
        known = places.get(key)
        places[key] = where if known is None else _merged(known, where)
    return tuple(Reference(*key, where) for key, where in places.items())


def _merged(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    pairs = {*zip(one[::2], one[1::2], strict=True), *zip(other[::2], other[1::2], strict=True)}
    return tuple(number for pair in sorted(pairs) for number in pair)
