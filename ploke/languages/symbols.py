"""The symbol rows of a file, from its definitions."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from ploke.languages.scopes import CLASS_SCOPE
from ploke.languages.spec import Shape
from ploke.languages.text import SIGNATURE_LENGTH, decoded, dedent, fold, shorten
from ploke.model.facts import MODULE, Symbol, SymbolKind

if TYPE_CHECKING:
    from ploke.languages.collect import Collected
    from ploke.languages.definitions import Definition
    from ploke.languages.spec import LanguageSpec
    from ploke.languages.text import SourceText

_HEAD_BYTES = 4 * SIGNATURE_LENGTH
_NO_MARKERS: frozenset[str] = frozenset()


def file_doc(spec: LanguageSpec, text: SourceText, collected: Collected) -> str:
    """The documentation of the file itself."""
    for found in collected.matches("doc.file"):
        start, end = found["doc.file"][0].byte_range
        return dedent(spec.doc_text(text.get(start, end)))
    return ""


def build_symbols(
    spec: LanguageSpec,
    text: SourceText,
    collected: Collected,
    definitions: list[Definition],
    bases: list[tuple[int, int]],
    decorators: list[tuple[int, int]],
    folded: dict[int, str],
    exported: set[str],
) -> tuple[Symbol, ...]:
    """Order the definitions, number them, and write each as a row."""
    definitions.sort(key=_place)
    docs = dict(found["doc"][0].byte_range for found in collected.matches("doc"))
    comments = [found["comment"][0].byte_range for found in collected.matches("comment")]
    rows: list[Symbol] = []
    starts = text.starts
    for number, definition in enumerate(definitions):
        definition.id = number
        rows.append(_row(spec, text, definition, docs, comments, bases, decorators, folded, exported, starts))
    return tuple(rows)


def _place(definition: Definition) -> tuple[int, int, int]:
    return definition.start, -definition.end, definition.name_at


def _row(
    spec: LanguageSpec,
    text: SourceText,
    definition: Definition,
    docs: dict[int, int],
    comments: list[tuple[int, int]],
    bases: list[tuple[int, int]],
    decorators: list[tuple[int, int]],
    folded: dict[int, str],
    exported: set[str],
    starts: list[int],
) -> Symbol:
    name, parent, head, head_end = definition.name, definition.parent, definition.head, definition.head_end
    own_decorators = tuple(
        _form(folded, end, text, start) for start, end in _within(decorators, definition.start, head_end)
    ) if definition.decorators else ()
    own_bases = tuple(
        fold(text.get(start, end)) for start, end in _within(bases, head, head_end)
    ) if definition.body >= 0 and bases else ()
    kind = definition.kind
    if kind is SymbolKind.FUNCTION and definition.container is not None and definition.container.kind == CLASS_SCOPE:
        kind = SymbolKind.METHOD
    raw_head = text.bytes[head : min(head_end, head + _HEAD_BYTES)]
    if comments and definition.body >= 0 and "\n" in raw_head:
        raw_head = text.without(head, min(head_end, head + _HEAD_BYTES), comments)
    elif not text.ascii:
        raw_head = decoded(raw_head)
    head_text = fold(raw_head)
    if definition.body >= 0:
        head_text = head_text.rstrip(spec.header_end)
    parent_kind, parent_name, parent_markers = None, "", _NO_MARKERS
    if parent is not None:
        parent_kind, parent_name, parent_markers = parent.kind, parent.name, parent.markers
        definition.qualified = parent.qualified + spec.separator + name
    judged_kind, visibility, markers = spec.judge(
        Shape(
            name, kind, parent_name, parent_kind, parent_markers, own_decorators, own_bases,
            definition.annotation, head_text,
        )
    )  # fmt: skip
    definition.kind = judged_kind
    if definition.markers:
        markers = (*markers, *sorted(definition.markers))
    if parent is None and name in exported:
        markers = (*markers, "exported")
    definition.markers = set(markers)
    doc = ""
    if definition.body in docs:
        doc = dedent(spec.doc_text(text.get(definition.body, docs[definition.body])))
    start_line = text.line(definition.start)
    name_line = text.line(definition.name_at)
    return Symbol(
        name,
        definition.qualified,
        judged_kind,
        parent.id if parent is not None else MODULE,
        start_line,
        text.line(max(definition.end - 1, definition.start)),
        definition.start,
        definition.end,
        name_line,
        definition.name_at - starts[name_line - 1],
        shorten(head_text),
        doc,
        visibility,
        own_decorators,
        own_bases,
        markers,
    )


def _within(ranges: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    return ranges[bisect_left(ranges, (start, start)) : bisect_left(ranges, (end, end))]


def _form(folded: dict[int, str], end: int, text: SourceText, start: int) -> str:
    form = folded.get(end)
    return fold(text.get(start, end)) if form is None else decoded(form)
