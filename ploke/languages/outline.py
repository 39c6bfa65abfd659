"""The definitions of a file with bodies or names of their own, and the scopes they open."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ploke.languages.definitions import Definition
from ploke.languages.scopes import (
    BLOCK_SCOPE,
    CLASS_SCOPE,
    FUNCTION_SCOPE,
    MODULE_SCOPE,
    PLAIN,
    SKIP,
    TYPE,
    Interval,
    Scope,
    ScopeMap,
    Uses,
)
from ploke.model.facts import SymbolKind

if TYPE_CHECKING:
    from tree_sitter import Node

    from ploke.languages.collect import Collected
    from ploke.languages.spec import LanguageSpec
    from ploke.languages.text import SourceText

_SCOPE_KINDS = {
    SymbolKind.FUNCTION: FUNCTION_SCOPE,
    SymbolKind.METHOD: FUNCTION_SCOPE,
    SymbolKind.CONSTRUCTOR: FUNCTION_SCOPE,
    SymbolKind.PROPERTY: FUNCTION_SCOPE,
    SymbolKind.MACRO: FUNCTION_SCOPE,
    SymbolKind.MODULE: MODULE_SCOPE,
    SymbolKind.NAMESPACE: MODULE_SCOPE,
}
_BLOCKS = {
    "function": FUNCTION_SCOPE,
    "class": CLASS_SCOPE,
    "block": BLOCK_SCOPE,
    "module": MODULE_SCOPE,
    "type": BLOCK_SCOPE,
}
Extents: TypeAlias = "dict[tuple[int, int], tuple[int, int]]"
"""Spans of declarations to the spans of the statements around them that belong to them."""


class ParameterList(NamedTuple):
    """A parameter list in the source and the scope it belongs to. ``returns`` is the node of the return type."""

    node: Node | None
    returns: Node | None
    scope: Scope


class Outline(NamedTuple):
    """Definitions, every scope with parents before children, which scope holds where, and what widens definitions.

    ``annotated`` are the definitions that bind their name to a type, with the nodes of the type and the value.
    """

    definitions: list[Definition]
    annotated: list[tuple[Definition, Node, Node | None]]
    parameters: list[ParameterList]
    scopes: list[Scope]
    map: ScopeMap
    extents: Extents


def widen(span: tuple[int, int], extents: Extents) -> tuple[int, int]:
    """The span of a definition with the statements around it that belong to it."""
    while span in extents:
        span = extents[span]
    return span


def read_outline(spec: LanguageSpec, text: SourceText, collected: Collected, bound: set[int]) -> Outline:
    """Read ``@definition``, ``@scope``, ``@role.type`` and ``@import`` captures; ends of names go to ``bound``."""
    definitions: list[Definition] = []
    annotated: list[tuple[Definition, Node, Node | None]] = []
    parameters: list[ParameterList] = []
    intervals: list[Interval] = []
    decorators = [
        (*found["decorator"][0].byte_range, *found["role.decorator"][0].byte_range)
        for found in collected.matches("decorator")
    ]
    comments = {}
    if decorators:
        for found in collected.matches("comment"):
            start, end = found["comment"][0].byte_range
            comments[start + len(text.bytes[start:end].rstrip())] = start

    extents = {
        found["inner"][0].byte_range: found["extent"][0].byte_range for found in collected.matches("extent")
    }
    kinds: dict[str, SymbolKind] = {}
    seen: dict[int, Definition] = {}
    opened: set[int] = set()

    for _, _, _, capture, found in sorted(_definition_matches(collected)):
        kind = kinds.get(capture) or kinds.setdefault(capture, _kind(spec, capture))
        scope_kind = _SCOPE_KINDS.get(kind, CLASS_SCOPE)
        node = found[capture][0]
        start, end = widen(node.byte_range, extents) if extents else node.byte_range
        names = found.get("name") or found["name.used"]
        name_start, name_end = names[0].byte_range
        if name_start == name_end:
            continue
        if name_start == name_end:
            continue
        if name_start in seen:
            if "object" in found:
                seen[name_start].owner = text.get(*found["object"][0].byte_range)
            continue
        name = text.get(name_start, name_end)
        if "name" in found:
            bound.add(name_end)
        else:
            name, offset = spec.implemented(name)
            name_start += offset
        if name[0] in "\"'`":
            name = name[1:-1]
        definition = seen[name_start] = Definition(name, kind, start, end, name_start)
        if "object" in found:
            definition.owner = text.get(*found["object"][0].byte_range)
        if "annotation" in found:
            annotated.append((definition, found["annotation"][0], found["value"][0] if "value" in found else None))
        if decorators:
            _attach_decorators(definition, text, decorators, comments)
        definitions.append(definition)
        intervals.append((definition.start, -end, len(intervals), None, None, PLAIN, definition))
        if "holder" in found:
            opened.add(_open_holder(definition, found, scope_kind, intervals, parameters))
        else:
            _open_scope(definition, node, found, name_end, scope_kind, intervals, parameters)
    for capture, matches in collected.families("scope."):
        purpose = capture.partition(".")[2]
        scope_kind = _BLOCKS[purpose]
        mode = TYPE if purpose == "type" else PLAIN
        for found in matches:
            if "holder" not in found:
                _open_block(found[capture][0], found, scope_kind, mode, intervals, parameters)
            elif found["holder"][0].start_byte not in opened:
                _open_holder(None, found, scope_kind, intervals, parameters, mode)
    for found in collected.matches("role.type"):
        start, end = found["role.type"][0].byte_range
        intervals.append((start, -end, len(intervals), None, None, TYPE, None))
    for capture in ("import", "ignore"):
        spans = sorted(found[capture][0].byte_range for found in collected.matches(capture))
        for start, end in spans:
            intervals.append((start, -end, len(intervals), None, None, SKIP, None))

    module = Scope(MODULE_SCOPE, None, Uses())
    scope_map = ScopeMap(module, intervals)
    scopes = list(dict.fromkeys(scope_map.reads))
    return Outline(definitions, annotated, parameters, scopes, scope_map, extents)


def _definition_matches(collected: Collected) -> Iterator[tuple[int, int, int, str, dict[str, list[Node]]]]:
    """Matches of definitions with what orders them: outer before inner, so that equal spans nest as they should."""
    number = 0
    for capture, matches in collected.families("definition."):
        for found in matches:
            start, end = found[capture][0].byte_range
            number += 1
            yield start, -end, number, capture, found


def _kind(spec: LanguageSpec, capture: str) -> SymbolKind:
    suffix = capture.partition(".")[2]
    return spec.kinds.get(suffix) or SymbolKind(suffix.replace("_", " "))


def _open_scope(
    definition: Definition,
    node: Node,
    found: dict[str, list[Node]],
    name_end: int,
    scope_kind: int,
    intervals: list[Interval],
    parameters: list[ParameterList],
) -> None:
    """Give a definition its scope: the body, with the names of its parameters and type parameters."""
    body = (found.get("body") or found.get("body.rest") or (None,))[0]
    listed = found["parameters"][0] if "parameters" in found else None
    first = listed if listed is not None else body
    generic = found["type_parameters"][0] if "type_parameters" in found else None
    if generic is None and first is not None and first.start_byte > name_end:
        generic = node.child_by_field_name("type_parameters")
    if generic is not None:
        header = Scope(BLOCK_SCOPE, None)
        intervals.append((generic.start_byte, -definition.end, len(intervals), header, header, PLAIN, None))
    if first is None:
        return
    scope = Scope(scope_kind, definition, Uses())
    if listed is not None:
        start, end = listed.byte_range
        intervals.append((start, -end, len(intervals), scope, None, PLAIN, None))
        returns = None
        if body is None or body.start_byte - end > 2:
            returns = found["returns"][0] if "returns" in found else node.child_by_field_name("return_type")
        parameters.append(ParameterList(listed, returns, scope))
    if body is not None:
        start, end = body.byte_range
        definition.body = start
        definition.head_end = start
        if "body.rest" in found:
            end = definition.end
        intervals.append((start, -end, len(intervals), scope, scope, PLAIN, None))


def _open_holder(
    definition: Definition | None,
    found: dict[str, list[Node]],
    kind: int,
    intervals: list[Interval],
    parameters: list[ParameterList],
    mode: int = PLAIN,
) -> int:
    """Give a definition, or a function without a name, the scope of a node that has the usual fields.

    A function's scope starts with its type parameters: names in its head are looked up in it. Answers where the
    holder starts.
    """
    holder = found["holder"][0]
    field = holder.child_by_field_name
    body = field("body")
    listed = (field("parameters") or field("parameter")) if kind == FUNCTION_SCOPE or mode == TYPE else None
    generic = field("type_parameters")
    end = holder.end_byte
    scope = Scope(kind, definition, Uses() if definition is not None else None)
    if definition is not None and body is not None:
        definition.body = definition.head_end = body.start_byte
    if kind == CLASS_SCOPE:
        if generic is not None:
            header = Scope(BLOCK_SCOPE, None)
            intervals.append((generic.start_byte, -end, len(intervals), header, header, mode, None))
        first = body
    else:
        first = generic or listed or body
        returns = field("return_type") if definition is not None else None
        parameters.append(ParameterList(listed, returns, scope))
    if first is not None:
        intervals.append((first.start_byte, -end, len(intervals), scope, scope, mode, None))
    return holder.start_byte


def _open_block(
    node: Node,
    found: dict[str, list[Node]],
    kind: int,
    mode: int,
    intervals: list[Interval],
    parameters: list[ParameterList],
) -> None:
    """Give code without a name of its own (a lambda, a comprehension, a block) its scope."""
    scope = Scope(kind, None)
    body = found["body"][0] if "body" in found else node
    if "parameters" in found:
        listed = found["parameters"][0]
        start, end = listed.byte_range
        intervals.append((start, -end, len(intervals), scope, None, mode, None))
        parameters.append(ParameterList(listed, None, scope))
    start, end = body.byte_range
    intervals.append((start, -end, len(intervals), scope, scope, mode, None))


def _attach_decorators(
    definition: Definition, text: SourceText, decorators: list[tuple[int, int, int, int]], comments: dict[int, int]
) -> None:
    """Take the decorators that end just before the definition, white space and comments aside, or start its head."""
    start = definition.start
    index = bisect_right(decorators, (start,)) - 1
    taken = []
    within = index + 1
    while within < len(decorators) and decorators[within][0] < definition.name_at:
        definition.head = decorators[within][1]
        within += 1
    taken = [place[2:] for place in reversed(decorators[index + 1 : within])]
    while index >= 0:
        decorator_start, decorator_end, inner_start, inner_end = decorators[index]
        if decorator_end > start or not _only_comments(text.bytes, decorator_end, start, comments):
            break
        taken.append((inner_start, inner_end))
        start = decorator_start
        index -= 1
    if taken:
        definition.start = start
        definition.decorators = taken[::-1]


def _only_comments(text: str, start: int, end: int, comments: dict[int, int]) -> bool:
    gap = text[start:end]
    while gap and not gap.isspace():
        end = start + len(gap.rstrip())
        comment = comments.get(end)
        if comment is None or comment < start:
            return False
        gap = text[start:comment]
    return True
