"""The definitions of a file with bodies or names of their own, and the scopes they open."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, TypeAlias

from ploke.languages.engine.definitions import Definition
from ploke.languages.engine.scopes import (
    BLOCK_SCOPE,
    CLASS_SCOPE,
    FUNCTION_SCOPE,
    HEADER_SCOPE,
    MODULE_SCOPE,
    PLAIN,
    SKIP,
    TYPE,
    Interval,
    Scope,
    ScopeMap,
    Uses,
)
from ploke.languages.engine.text import encoded, fold
from ploke.languages.engine.type_parameters import Generic
from ploke.model.facts import SymbolKind

if TYPE_CHECKING:
    from tree_sitter import Node

    from ploke.languages.engine.collect import Collected
    from ploke.languages.engine.text import SourceText
    from ploke.languages.spec import Declared, LanguageSpec

_SCOPE_KINDS: Final = {
    SymbolKind.FUNCTION: FUNCTION_SCOPE,
    SymbolKind.METHOD: FUNCTION_SCOPE,
    SymbolKind.CONSTRUCTOR: FUNCTION_SCOPE,
    SymbolKind.PROPERTY: FUNCTION_SCOPE,
    SymbolKind.MACRO: FUNCTION_SCOPE,
    SymbolKind.MODULE: MODULE_SCOPE,
    SymbolKind.NAMESPACE: MODULE_SCOPE,
}
_VALUES: Final = frozenset(
    {
        *(SymbolKind.CONSTANT, SymbolKind.VARIABLE, SymbolKind.FIELD, SymbolKind.ENUM_MEMBER, SymbolKind.SECTION),
        *(SymbolKind.TARGET, SymbolKind.RESOURCE),
    }
)
"""Kinds whose scope, where they have one, holds functions that are no methods."""
_BLOCKS: Final = {
    "function": FUNCTION_SCOPE,
    "class": CLASS_SCOPE,
    "block": BLOCK_SCOPE,
    "module": MODULE_SCOPE,
    "type": HEADER_SCOPE,
    "header": HEADER_SCOPE,
}
_JOINED: Final = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD})
_DIRECTIVE: Final = re.compile(r"^#.*$", re.MULTILINE)
_NO_TYPE: Final = " \t\r\n:"
"""What may stand between the parameters and the body of a function that does not say what it returns."""

Match: TypeAlias = "dict[str, list[Node]]"
Extents: TypeAlias = "dict[tuple[int, int], tuple[int, int]]"
"""Spans of declarations to the spans of the statements around them that belong to them."""


ParameterList: TypeAlias = "tuple[Node | None, Node | str | None, Scope]"
"""A parameter list in the source, the return type of its function, as node or text, and the scope it belongs to."""


class Outline:
    """Definitions, every scope with parents before children, which scope holds where, and what widens definitions.

    ``annotated`` are the definitions that bind their name to a type, with that, as node or text, and the value's node;
    ``named_functions`` the starts of functions and classes that are values, and definitions.
    """

    def __init__(self, reader: OutlineReader, scope_map: ScopeMap) -> None:
        self.definitions = reader.definitions
        self.annotated = reader.annotated
        self.parameters = reader.parameters
        self.scopes = list(dict.fromkeys(scope_map.reads))
        self.map = scope_map
        self.extents = reader.extents
        self.generics = reader.generics
        self.named_functions = reader.named_functions


def widen(span: tuple[int, int], extents: Extents) -> tuple[int, int]:
    """The span of a definition with the statements around it that belong to it."""
    while span in extents:
        span = extents[span]
    return span


def read_outline(spec: LanguageSpec, text: SourceText, collected: Collected, bound: set[int]) -> Outline:
    """Read ``@definition``, ``@scope``, ``@role.type`` and ``@import`` captures; ends of names go to ``bound``."""
    reader = OutlineReader(spec, text, collected, bound)
    for *_, capture, found in sorted(_definition_matches(collected, fullest=spec.usual_fields)):
        reader.read_definition(capture, found)
    for capture, matches in collected.families("scope."):
        purpose = capture.partition(".")[2]
        for found in matches:
            reader.read_scope(capture, purpose, found)
    for found in collected.matches("role.type"):
        reader.add_interval(found["role.type"][0].byte_range, mode=TYPE)
    for capture in ("import", "ignore", "package"):
        for span in sorted(found[capture][0].byte_range for found in collected.matches(capture)):
            reader.add_interval(span, mode=SKIP)
    scope_map = ScopeMap(Scope(MODULE_SCOPE, None, Uses()), reader.intervals)
    return Outline(reader, scope_map)


def _definition_matches(collected: Collected, fullest: bool) -> Iterator[tuple[int, int, bool, int, str, Match]]:
    """Matches of definitions with what orders them: outer before inner, so that equal spans nest as they should.

    Of equal spans the pattern that stands first counts; with ``fullest`` rather one that found a body.
    """
    number = 0
    for capture, matches in collected.families("definition."):
        for found in matches:
            start, end = found[capture][0].byte_range
            number += 1
            bare = fullest and found.keys().isdisjoint(("body", "body.rest")) and capture != "definition.none"
            yield start, -end, bare, number, capture, found


class OutlineReader:
    """Collects definitions, and the spans in which scopes hold."""

    def __init__(self, spec: LanguageSpec, text: SourceText, collected: Collected, bound: set[int]) -> None:
        self.spec = spec
        # Asked of every definition.
        self._usual_fields, self._joins, self._nameless = spec.usual_fields, spec.joins, spec.nameless
        self._holder_kinds, self._member_names = spec.holder_kinds, spec.member_names
        self._parted, self._path_names, self._separator = spec.parted, spec.path_names, spec.separator
        self.text = text
        self.bound = bound
        self.definitions: list[Definition] = []
        self.annotated: list[tuple[Definition, Node | str, Node | None]] = []
        self.parameters: list[ParameterList] = []
        self.generics: list[Generic] = []
        self.intervals: list[Interval] = []
        extents = [(each["inner"][0].byte_range, each["extent"][0].byte_range) for each in collected.matches("extent")]
        self.extents: Extents = {inner: whole for inner, whole in extents if inner != whole}
        self._generic_extents = {
            each["inner"][0].byte_range: each["type_parameters"][0]
            for each in collected.matches("extent")
            if "type_parameters" in each
        }
        self._decorators = [
            (*found["decorator"][0].byte_range, *found["role.decorator"][0].byte_range)
            for found in collected.matches("decorator")
        ]
        # The last decorator that some definition stands behind, and where that starts: it parts the rest from it.
        self._decided = self._decided_at = -1
        self._comments: dict[int, int] = {}
        if self._decorators or spec.joins or spec.usual_fields:
            for found in collected.matches("comment"):
                start, end = found["comment"][0].byte_range
                self._comments[start + len(text.bytes[start:end].rstrip())] = start
        self._kinds: dict[str, SymbolKind] = {}
        self._seen: dict[int, Definition] = {}
        self._undefined: set[int] = set()
        self.named_functions: set[int] = set()
        self._latest: dict[str, tuple[Definition, Scope | None]] = {}

    def add_interval(
        self, span: tuple[int, int], bind: Scope | None = None, read: Scope | None = None, mode: int = PLAIN
    ) -> None:
        """Say in which scope names are bound and read in a span."""
        self.intervals.append((span[0], -span[1], len(self.intervals), bind, read, mode, None))

    def read_definition(self, capture: str, found: Match) -> None:
        """Take in one definition, unless another pattern has found it before."""
        if capture == "definition.none":
            self._undefined.add(found["name"][0].start_byte)
            return
        if "declarator" not in found:
            self._read_definition(capture, found, None)
            return
        type_node = found["annotation"][0] if "annotation" in found else None
        declared = self.spec.declared(type_node, found["declarator"][0], self.text.bytes)
        if declared is not None:
            found["name"] = [declared.name]
            if declared.parameters is not None:
                found["parameters"] = [declared.parameters]
            self._read_definition(capture, found, declared)

    def _read_definition(  # noqa: PLR0912
        self, capture: str, found: Match, declared: Declared | None
    ) -> None:
        owner = self.text.get(*found["object"][0].byte_range) if "object" in found else ""
        expression = capture == "definition.expression"
        if expression and found["holder"][0].start_byte in self.named_functions:
            return
        names = found.get("name") or found["name.used"]
        if owner and owner in self._nameless:
            names = [found["holder"][0].child_by_field_name("name") or names[0]]
        name_start, name_end = names[0].byte_range
        if len(names) > 1:
            name_end = names[-1].end_byte
        if name_start == name_end or name_start in self._undefined:
            return
        known = self._seen.get(name_start)
        if known is not None:
            known.owner = owner or known.owner
            return
        kind = self._kinds.get(capture) or self._kinds.setdefault(capture, self._kind(capture))
        if "holder" in found and self._holder_kinds:
            kind = self._holder_kinds.get(found["holder"][0].type, kind)
        node = found[capture][0]
        path, name, name_start = self._read_name(names, used="name" not in found)
        start, end = self._span(node, found)
        if self._joins and self._join(name, kind, found, (start, end)):
            return
        definition = self._seen[names[0].start_byte] = Definition(name, kind, start, end, name_start)
        if self._member_names:
            definition.binds = names[0].type not in self._member_names
        if expression:
            definition.binds = False
            definition.markers = ("expression",)
        definition.owner = owner
        if path:
            definition.path = path
            definition.qualified = path + name
            definition.binds = False
        returns = declared.annotation if declared is not None and declared.parameters is not None else None
        if "annotation" in found and returns is None:
            value = found["value"][0] if "value" in found else None
            annotation = found["annotation"][0] if declared is None else declared.annotation
            self.annotated.append((definition, annotation, value))
        if self._decorators:
            self._attach_decorators(definition)
        if "tag" in found:
            definition.decorators = [*definition.decorators, found["tag"][0].byte_range]
        self.definitions.append(definition)
        self.intervals.append((definition.start, -end, len(self.intervals), None, None, PLAIN, definition))
        scope_kind = _SCOPE_KINDS.get(kind, CLASS_SCOPE)
        if self._usual_fields and kind in _VALUES:
            scope_kind = BLOCK_SCOPE
        if "holder" in found:
            self.named_functions.add(
                self._open_holder(definition, found["holder"][0], scope_kind, named_inside=expression)
            )
        else:
            self._open_scope(definition, found, node, name_end, scope_kind, returns)

    def _add_generic_extents(self, definition: Definition, span: tuple[int, int]) -> None:
        """The type parameters that statements around a definition list, innermost first."""
        while span in self.extents:
            if span in self._generic_extents:
                self.generics.append((definition, self._generic_extents[span]))
            span = self.extents[span]

    def _span(self, node: Node, found: Match) -> tuple[int, int]:
        """The span of a definition: with statements around it and a body behind it, without white space at its ends."""
        start, end = widen(node.byte_range, self.extents) if self.extents else node.byte_range
        for body in found.get("body", ()):
            end = max(end, body.end_byte)
        start, end = _trimmed(self.text.bytes, start, end)
        return start, self._without_last_comments(start, end) if self._usual_fields else end

    def _without_last_comments(self, start: int, end: int) -> int:
        """Where a definition ends that comments on lines of their own stand last in: they belong to what follows."""
        source = self.text.bytes
        while (comment := self._comments.get(end, -1)) > start:
            if source[source.rfind("\n", 0, comment) + 1 : comment].strip():
                break
            _, end = _trimmed(source, start, comment)
        return end

    def _join(self, name: str, kind: SymbolKind, found: Match, span: tuple[int, int]) -> bool:
        """Take an equation as part of the definition of that name and kind right before it, if there is one."""
        first, scope = self._latest.get(name, (None, None))
        body = (found.get("body.rest") or found.get("body") or (None,))[0]
        if first is None or first.kind is not kind or kind not in _JOINED or (body is None and scope is not None):
            return False
        between = self.text.bytes[first.end : span[0]]
        if _DIRECTIVE.sub("", between).strip() and not _only_comments(
            self.text.bytes, first.end, span[0], self._comments
        ):
            return False
        first.end = span[1]
        if body is not None:
            if scope is None:
                scope = Scope(_SCOPE_KINDS.get(kind, CLASS_SCOPE), first, Uses())
                first.body = body.start_byte
                self._latest[name] = first, scope
            if "parameters" in found:
                self.add_interval(found["parameters"][0].byte_range, scope)
            self.add_interval((body.start_byte, span[1]), scope, scope)
        return True

    def _read_name(self, nodes: list[Node], used: bool) -> tuple[str, str, int]:
        """What a definition is called: the path it is written behind, the name, and where that starts."""
        start, end = nodes[0].start_byte, nodes[-1].end_byte
        name = self.text.get(start, end)
        if used:
            name, offset = self.spec.implemented(name)
            start += offset
        else:
            self.bound.add(end)
        if self._parted is not None:
            path, name, offset = self._parted(name)
            return path, name, start + offset
        if name[0] in "\"'`":
            name = name[1:-1]
        elif "\n" in name or "  " in name:
            name = fold(name)
        if not used and nodes[0].type in self._path_names and self._separator in name[:-1]:
            path, name, offset = _parted(name, self._separator)
            return path, name, start + offset
        return "", name, start

    def read_scope(self, capture: str, purpose: str, found: Match) -> None:
        """Take in a scope without a name: a lambda, a comprehension, a block."""
        mode = TYPE if purpose == "type" else PLAIN
        if "holder" in found:
            if found["holder"][0].start_byte not in self.named_functions:
                self._open_holder(None, found["holder"][0], _BLOCKS[purpose], mode)
            return
        scope = Scope(_BLOCKS[purpose], None)
        if purpose == "function":
            scope.start = found[capture][0].start_byte
        if "parameters" in found:
            listed = found["parameters"][0]
            self.add_interval(listed.byte_range, scope, None, mode)
            self.parameters.append((listed, None, scope))
        self.add_interval((found.get("body") or found[capture])[0].byte_range, scope, scope, mode)

    def _kind(self, capture: str) -> SymbolKind:
        suffix = capture.partition(".")[2]
        return self.spec.kinds.get(suffix) or SymbolKind(suffix.replace("_", " "))

    def _open_scope(  # noqa: PLR0912, PLR0915, PLR0917
        self, definition: Definition, found: Match, node: Node, name_end: int, kind: int, returned: str | None
    ) -> None:
        """Give a definition its scope: the body, with the names of its parameters and type parameters."""
        if self._generic_extents:
            self._add_generic_extents(definition, node.byte_range)
        body = (found.get("body") or found.get("body.rest") or found.get("body.shown") or (None,))[0]
        if self._usual_fields and body is None:
            body = node.child_by_field_name("body")
        listed = (found.get("parameters") or found.get("fields") or (None,))[0]
        first = listed if listed is not None else body
        if self._joins:
            self._latest[definition.name] = definition, None
        generic = (found.get("type_parameters") or found.get("receiver") or (None,))[0]
        if generic is None and first is not None and first.start_byte > name_end:
            generic = node.child_by_field_name("type_parameters")
        if generic is not None:
            header = Scope(HEADER_SCOPE, None)
            self.add_interval((generic.start_byte, definition.end), header, header)
            if "receiver" not in found or "type_parameters" in found:
                self.generics.append((definition, generic))
        if first is None:
            if self._usual_fields:
                scope = Scope(kind, definition, Uses())
                self.add_interval((name_end, definition.end), scope, scope)
                line_end = self.text.bytes.find("\n", name_end)
                definition.head_end = min(definition.end, line_end if line_end >= 0 else definition.end)
            return
        scope = Scope(kind, definition, Uses())
        if self._usual_fields:
            body_end = found["body"][0].end_byte if "body" in found else definition.end
            self.add_interval((name_end, body_end), scope, scope)
        if self._joins:
            self._latest[definition.name] = definition, scope
        if "receiver" in found:
            self.parameters.append((found["receiver"][0], None, scope))
        if listed is not None:
            span = listed.byte_range
            if "fields" in found:
                self.add_interval(span, scope, scope)
            else:  # what is declared between parameters and body, as old C does, belongs to the function
                self.add_interval(span if body is None else (span[0], body.start_byte), scope)
            returns: Node | str | None = returned
            if "returns" in found:
                returns = found["returns"][0]
            elif returned is None and (body is None or self.text.bytes[span[1] : body.start_byte].strip(_NO_TYPE)):
                returns = node.child_by_field_name("return_type")
            self.parameters.append((listed, returns, scope))
            for more in found["fields"][1:] if "fields" in found else found.get("parameters", ())[1:]:
                if "fields" in found:
                    self.add_interval(more.byte_range, scope, scope)
                self.parameters.append((more, None, scope))
        if body is not None:
            start, end = body.byte_range
            if "body.shown" not in found:
                definition.body = definition.head_end = start
            self.add_interval((start, definition.end if "body.rest" in found else end), scope, scope)

    def _open_holder(
        self,
        definition: Definition | None,
        holder: Node,
        kind: int,
        mode: int = PLAIN,
        *,
        named_inside: bool = False,
    ) -> int:
        """Give a definition, or a function without a name, the scope of a node that has the usual fields.

        A function's scope starts with its type parameters: names in its head are looked up in it. ``named_inside``
        says that the definition's own name is known in its scope alone. Answers where the holder starts.
        """
        field = holder.child_by_field_name
        body = field("body")
        listed = (field("parameters") or field("parameter")) if kind == FUNCTION_SCOPE or mode == TYPE else None
        generic = field("type_parameters")
        if generic is not None and definition is not None:
            self.generics.append((definition, generic))
        end = holder.end_byte
        scope = Scope(kind, definition, Uses() if definition is not None else None)
        if definition is None and kind == FUNCTION_SCOPE:
            scope.start = holder.start_byte
        if named_inside and definition is not None:
            scope.declared.add(encoded(definition.name))
        if definition is not None and body is not None:
            definition.body = definition.head_end = body.start_byte
        if kind == CLASS_SCOPE:
            if generic is not None:
                header = Scope(HEADER_SCOPE, None)
                self.add_interval((generic.start_byte, end), header, header, mode)
            first = body
        else:
            first = generic or listed or body
            returns = field("return_type") if definition is not None else None
            self.parameters.append((listed, returns, scope))
        if first is not None:
            self.add_interval((first.start_byte, end), scope, scope, mode)
        return holder.start_byte

    def _attach_decorators(self, definition: Definition) -> None:
        """Take decorators that end just before the definition, white space and comments aside, or start its head."""
        decorators = self._decorators
        start = definition.start
        index = bisect_right(decorators, (start,)) - 1
        first = within = index + 1
        if index == self._decided and start > self._decided_at:
            index = -1
        elif index >= 0 and decorators[index][1] <= start:
            self._decided, self._decided_at = index, start
        while within < len(decorators) and decorators[within][0] < definition.name_at:
            if decorators[within][0] == definition.head:
                definition.head = decorators[within][1]
                while self.text.bytes[definition.head].isspace():
                    definition.head += 1
            within += 1
        taken = [place[2:] for place in reversed(decorators[first:within])]
        while index >= 0:
            decorator_start, decorator_end, inner_start, inner_end = decorators[index]
            if decorator_end > start or not _only_comments(self.text.bytes, decorator_end, start, self._comments):
                break
            taken.append((inner_start, inner_end))
            start = decorator_start
            index -= 1
        if taken:
            definition.start = start
            definition.decorators = taken[::-1]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without white space at its ends: blocks made by indentation reach up to the next."""
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _parted(name: str, separator: str) -> tuple[str, str, int]:
    """A name that is a path: what stands before its last part, that part, and the byte at which it starts."""
    path, _, last = name.rpartition(separator)
    last = last.strip()
    return fold(path) + separator if path.strip() else "", last, len(name.encode()) - len(last.encode())


def _only_comments(text: str, start: int, end: int, comments: dict[int, int]) -> bool:
    gap = text[start:end]
    while gap and not gap.isspace():
        end = start + len(gap.rstrip())
        comment = comments.get(end)
        if comment is None or comment < start:
            return False
        gap = text[start:comment]
    return True
