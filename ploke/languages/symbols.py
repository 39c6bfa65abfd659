"""The symbol rows of a file, from its definitions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from ploke.languages.docs import DocComments
from ploke.languages.scopes import CLASS_SCOPE
from ploke.languages.spec import Shape
from ploke.languages.text import SIGNATURE_LENGTH, decoded, dedent, fold, shorten
from ploke.model.facts import MODULE, Symbol, SymbolKind

if TYPE_CHECKING:
    from ploke.languages.collect import Collected
    from ploke.languages.definitions import Definition
    from ploke.languages.spec import LanguageSpec, Owner
    from ploke.languages.text import SourceText

_HEAD_BYTES = 4 * SIGNATURE_LENGTH

_new = tuple.__new__


def file_doc(spec: LanguageSpec, text: SourceText, collected: Collected) -> str:
    """The documentation of the file itself."""
    for found in collected.matches("doc.file"):
        start, end = found["doc.file"][0].byte_range
        return dedent(spec.doc_text(text.get(start, end)))
    if spec.file_doc_comment is not None:
        comments = DocComments(text, _comments(collected))
        return comments.opening(0, spec.file_doc_comment) if spec.inner_docs else comments.leading(spec.file_doc_comment)
    return ""


def build_symbols(
    spec: LanguageSpec,
    text: SourceText,
    collected: Collected,
    definitions: list[Definition],
    bases: list[tuple[int, int]],
    folded: dict[int, str],
    exported: set[str],
) -> tuple[Symbol, ...]:
    """Order the definitions, number them, and write each as a row."""
    definitions.sort(key=_place)
    docs = dict(found["doc"][0].byte_range for found in collected.matches("doc"))
    comments = _comments(collected)
    documented = DocComments(text, comments) if spec.doc_comment is not None and comments else None
    modifiers = sorted(
        (*found[capture][0].byte_range, capture.partition(".")[2])
        for capture, matches in collected.families("modifier.")
        for found in matches
    )
    starts = text.starts
    judge, doc_text, separator = spec.judge, spec.doc_text, spec.separator
    rows: list[Symbol] = []
    repeated = _repeated(definitions) if spec.repeats else frozenset()
    owned = _owners(spec, definitions)
    for number, definition in enumerate(definitions):
        definition.id = number
        name = definition.name
        kind = definition.kind
        body = definition.body
        start = definition.start
        decorators: tuple[str, ...] = ()
        own_bases: tuple[str, ...] = ()
        signature = _head(text, definition, comments, spec.header_end, spec.statement_end)
        doc = ""
        if definition.decorators:
            if spec.decorators is None:
                decorators = tuple(_form(folded, text, *place) for place in definition.decorators)
            else:
                written = [fold(text.get(*place)) for place in definition.decorators]
                decorators = tuple(each for one in written for each in spec.decorators(one))
        if body >= 0:
            if bases and kind is not SymbolKind.FUNCTION:
                own_bases = tuple(fold(text.get(*place)) for place in _within(bases, definition.head, body))
            if body in docs:
                doc = dedent(doc_text(text.get(body, docs[body])))
        if documented is not None and spec.doc_comment is not None and not doc:
            doc = documented.before(start, spec.doc_comment)
            if definition.decorators:
                among = documented.among(start, definition.head, definition.decorators, spec.doc_comment)
                doc = f"{doc}\n{among}" if doc and among else doc or among
            if spec.inner_docs and body >= 0 and spec.file_doc_comment is not None:
                inner = documented.opening(body + 1, spec.file_doc_comment)
                doc = f"{doc}\n{inner}" if doc and inner else doc or inner
        if kind is SymbolKind.FUNCTION and _is_member(definition):
            kind = SymbolKind.METHOD
        words = _modifiers(text, definition, modifiers) if modifiers else ()
        owner = owned.get(number)
        if owner is not None:
            definition.parent = owner[0]
            definition.qualified = owner[1].path + separator + name if owner[1].path else name
            kind = kind if kind is SymbolKind.CLASS else owner[1].kind
        parent = definition.parent
        if parent is None:
            shape = Shape(name, kind, "", None, (), decorators, own_bases, definition.annotation, signature, words)
            parent_id = MODULE
        else:
            shape = Shape(
                name,
                kind,
                parent.name,
                parent.kind,
                parent.markers,
                decorators,
                own_bases,
                definition.annotation,
                signature,
                words,
            )
            parent_id = parent.id
            definition.qualified = parent.qualified + separator + name
        if spec.repeats:
            again = (id(definition.container), name) in repeated
            offered = (parent is None and name in exported) or (owner is not None and "exported" in owner[1].markers)
            shape = shape._replace(bodied=body >= 0, repeated=again, exported=offered)
        kind, visibility, markers = judge(shape)
        if owner is not None:
            markers += owner[1].markers
        if definition.markers:
            markers += definition.markers
        if exported and parent is None and name in exported and "exported" not in markers:
            markers += ("exported",)
        definition.kind = kind
        definition.markers = markers
        name_at = definition.name_at
        name_line = bisect_right(starts, name_at)
        end = definition.end
        rows.append(
            _new(
                Symbol,
                (
                    name,
                    definition.qualified,
                    kind,
                    parent_id,
                    name_line if start == definition.head else bisect_right(starts, start),
                    bisect_right(starts, end - 1),
                    start,
                    end,
                    name_line,
                    name_at - starts[name_line - 1],
                    signature,
                    doc,
                    visibility,
                    decorators,
                    own_bases,
                    markers,
                ),
            )
        )
    return tuple(rows)


def _repeated(definitions: list[Definition]) -> frozenset[tuple[int, str]]:
    """Names with several definitions in one scope."""
    counts = Counter((id(definition.container), definition.name) for definition in definitions)
    return frozenset(place for place, times in counts.items() if times > 1)


def _owners(spec: LanguageSpec, definitions: list[Definition]) -> dict[int, tuple[Definition | None, Owner]]:
    """What definitions that are assigned to members belong to, by number: an earlier definition if there is one."""
    found: dict[int, tuple[Definition | None, Owner]] = {}
    known: dict[tuple[int, str], Definition] = {}
    if not any(definition.owner for definition in definitions):
        return found
    for number, definition in enumerate(definitions):
        owner = spec.owner(definition.owner) if definition.owner else None
        if owner is None:
            known.setdefault((id(definition.container), definition.name), definition)
            continue
        parent = known.get((id(definition.container), owner.path))
        if parent is None and owner.path and owner.kind is SymbolKind.METHOD:
            owner = owner._replace(kind=SymbolKind.FUNCTION)
        found[number] = (parent, owner)
    return found


def _comments(collected: Collected) -> list[tuple[int, int]]:
    return [found["comment"][0].byte_range for found in collected.matches("comment")]


def _modifiers(
    text: SourceText, definition: Definition, modifiers: list[tuple[int, int, str]]
) -> tuple[str, ...]:
    """The modifiers in a definition's head, and those that run up to its start."""
    first = last = bisect_left(modifiers, (definition.start,))
    while last < len(modifiers) and modifiers[last][0] < definition.name_at:
        last += 1
    start = definition.start
    while first > 0 and not text.bytes[modifiers[first - 1][1] : start].strip():
        first -= 1
        start = modifiers[first][0]
    return tuple(dict.fromkeys(word for _, _, word in modifiers[first:last]))


def _place(definition: Definition) -> tuple[int, int, int]:
    return definition.start, -definition.end, definition.name_at


def _is_member(definition: Definition) -> bool:
    return definition.container is not None and definition.container.kind == CLASS_SCOPE


def _head(
    text: SourceText, definition: Definition, comments: list[tuple[int, int]], header_end: str, statement_end: str
) -> str:
    """What stands before the body, on one line, without comments."""
    start, end = definition.head, definition.head_end
    bodied = definition.body >= 0
    raw = text.bytes[start : min(end, start + (_HEAD_BYTES if bodied or not text.ascii else 2 * SIGNATURE_LENGTH))]
    if bodied and "\n" in raw:
        raw = text.without(start, min(end, start + _HEAD_BYTES), comments)
    elif not text.ascii:
        raw = decoded(raw)
    raw = raw.rstrip(header_end if bodied else statement_end)
    if "\n" in raw or "  " in raw or "\t" in raw:
        raw = fold(raw)
    return raw if len(raw) <= SIGNATURE_LENGTH else shorten(raw)


def _within(ranges: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    return ranges[bisect_left(ranges, (start, start)) : bisect_left(ranges, (end, end))]


def _form(folded: dict[int, str], text: SourceText, start: int, end: int) -> str:
    form = folded.get(end)
    return fold(text.get(start, end)) if form is None else decoded(form)
