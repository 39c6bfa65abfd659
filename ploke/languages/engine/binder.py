"""Names bound to scopes, and the bindings found on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ploke.languages.engine.bindings import Handed, Item, PendingBinding, Values, annotation_text
from ploke.languages.engine.definitions import Definition
from ploke.languages.engine.outline import Outline, widen
from ploke.languages.engine.scopes import CLASS_SCOPE, FUNCTION_SCOPE, HEADER_SCOPE, MODULE_SCOPE, Bound, Scope
from ploke.languages.engine.text import encoded, place_behind
from ploke.languages.spec import Level
from ploke.model.facts import BindingKind, ReferenceRole, SymbolKind

if TYPE_CHECKING:
    from tree_sitter import Node

    from ploke.languages.engine.collect import Collected
    from ploke.languages.engine.text import SourceText
    from ploke.languages.spec import LanguageSpec

_TYPES: Final = frozenset({SymbolKind.INTERFACE, SymbolKind.TYPE_ALIAS})
NAMED_SCOPES: Final = (FUNCTION_SCOPE, CLASS_SCOPE, MODULE_SCOPE)

_PARAMETER: Final = BindingKind.PARAMETER
_RETURN_TYPE: Final = BindingKind.RETURN_TYPE
_VARIABLE: Final = BindingKind.VARIABLE
_ASSIGNMENT: Final = BindingKind.ASSIGNMENT
_WRITE: Final = ReferenceRole.WRITE.value
_new = tuple.__new__


class Binder:
    """What is known of a file's names so far.

    ``bound`` are ends of identifiers that are no uses, ``written`` ends of expressions that are assigned to,
    ``exported`` names offered to other files as they are and ``renamed`` those offered under another, ``imported``
    starts of import statements, ``modules`` the ends of calls that load one and what they are called by; ``any_outer``
    says that some scope has names that live outside it. ``answers`` has what functions without a name answer, by where
    they start, ``receivers`` the names of methods' objects by scope. Names have one character a byte, as in
    ``SourceText.bytes``; those of ``exported`` and ``renamed`` have real characters.
    """

    def __init__(self, spec: LanguageSpec, text: SourceText, outline: Outline, bound: set[int]) -> None:
        self.spec = spec
        self.text = text
        self.outline = outline
        self.bound = bound
        self.values = Values(spec, outline.named_functions)
        self.answers: dict[int, list[Item]] = {}
        self.definitions = outline.definitions
        self.pending: list[PendingBinding] = []
        self.written: set[int] = set()
        self.exported: set[str] = set()
        self.renamed: set[str] = set()
        self.imported: set[int] = set()
        self.modules: dict[int, str] = {}
        self._types: set[tuple[int, str]] = set()
        self.any_outer = False
        self.receivers: set[tuple[int, str]] = set()

    def read_definitions(self) -> None:
        """Definitions are declared where they stand; some give their name a type."""
        for definition in self.definitions:
            if definition.container is not None and definition.binds:
                name = encoded(definition.name)
                definition.container.declared.add(name)
                if self.spec.types_apart and definition.kind in _TYPES:
                    self._types.add((id(definition.container), name))
        for definition, annotation, value in self.outline.annotated:
            scope = definition.container or self.outline.map.module
            definition.annotation = annotation_text(self.text, annotation)
            name = encoded(definition.name)
            at = definition.name_at
            for key, entry in self.values.entries(value):
                self.pending.append((BindingKind.ASSIGNMENT, name + key, "", entry, "", scope, at))
            values = self.values.of(value)
            self.pending.append((BindingKind.VARIABLE, name, definition.annotation, values, "", scope, at))

    def read_parameters(self) -> None:
        """Parameters are locals; those of named functions are bindings too, and so are return types."""
        text, bound, pending = self.text, self.bound, self.pending
        parameters, values_of, receiver_first = self.spec.parameters, self.values.of, self.spec.receiver_first
        source, parameter = text.bytes, self._note_parameter
        complete, untyped = self.spec.level is Level.COMPLETE, self.spec.untyped
        for node, returns, scope in self.outline.parameters:
            named = scope.named
            names = scope.locals
            if node is not None:
                base, end = node.byte_range
                receiver = named and receiver_first and _is_method(scope)
                for name, start, stop, annotation, default, pattern in parameters(node, source[base:end]):
                    if pattern is not None:
                        self._take_apart(pattern, name, scope, source[base : base + start])
                    names.add(source[base + start : base + stop])
                    bound.add(base + stop)
                    parameter(source[base + start : base + stop], base + start, scope)
                    if receiver:
                        self.receivers.add((id(scope), name))
                        receiver = False
                    if not named and (name[0] == "{" or not complete or scope.kind == HEADER_SCOPE):
                        continue
                    written = annotation_text(text, annotation) if annotation is not None else ""
                    values = values_of(default) if default is not None else ()
                    kind = _PARAMETER
                    if not named:
                        if "*" in name:
                            name, written = name.lstrip("*"), ""  # noqa: PLW2901
                        else:
                            values = self._handed(scope, source[base : base + start]) + values
                        kind = _VARIABLE if written and written.rstrip(" *&") not in untyped else _ASSIGNMENT
                        written = written if kind is _VARIABLE else ""
                    row = (kind, name, written, values, "", scope, base + start)
                    pending.append(row)
            if returns and named:
                types = [] if isinstance(returns, str) else self.spec.results(returns)
                for index, each in enumerate(types if len(types) > 1 else ()):
                    row = (_RETURN_TYPE, f"[{index}]", annotation_text(text, each), (), "", scope, each.start_byte)
                    pending.append(row)
                if len(types) > 1:
                    continue
                written = annotation_text(text, types[0] if types else returns)
                place = node if isinstance(returns, str) else returns
                byte = place.start_byte if place is not None else 0
                pending.append((_RETURN_TYPE, "", written, (), "", scope, byte))

    def _note_parameter(self, name: str, start: int, scope: Scope) -> None:
        """Note that a parameter may be bound again in the function's body."""
        if self.spec.rebinds and name:
            scope.again[name] = [Bound(start, 0)]

    def read_outer_names(self, collected: Collected) -> None:
        """Names that a scope declares to live outside it."""
        for capture, in_module in (("outer.module", True), ("outer.enclosing", False)):
            for found in collected.matches(capture):
                start, end = found[capture][0].byte_range
                self.bound.add(end)
                self.any_outer = True
                scope = self.outline.map.bind_at(start).nearest(*NAMED_SCOPES)
                scope.outer[self.text.bytes[start:end]] = in_module

    def read_locals(self, collected: Collected) -> None:
        """Names bound without a value, names that are none, and marks of the function they stand in."""
        for capture in ("local", "local.function", "local.pattern"):
            for found in collected.matches(capture):
                start, end = found[capture][0].byte_range
                if capture == "local.pattern" and ("A" <= self.text.bytes[start] <= "Z" or start == end):
                    continue
                scope = self.outline.map.bind_at(start)
                if capture == "local.function":
                    scope = scope.nearest(*NAMED_SCOPES)
                scope = self.bind_name(start, end, scope)
                if self.spec.seen_behind:
                    scope.since.setdefault(self.text.bytes[start:end], end)
        for capture, matches in collected.families("marker."):
            marker = capture.partition(".")[2]
            for found in matches:
                scope = self.outline.map.bind_at(found[capture][0].start_byte).nearest(*NAMED_SCOPES)
                if scope.named and scope.owner is not None and marker not in scope.owner.markers:
                    scope.owner.markers += (marker,)
        self.bound.update(found["skip"][0].end_byte for found in collected.matches("skip"))

    def bind_name(self, start: int, end: int, scope: Scope) -> Scope:
        """Bind the name at ``start`` in ``scope`` or where the scope says it lives; answers the scope it lives in."""
        self.bound.add(end)
        name = self.text.bytes[start:end]
        named = scope.nearest(*NAMED_SCOPES) if self.any_outer else scope
        in_module = named.outer.get(name)
        if in_module is None:
            if scope.kind < FUNCTION_SCOPE:
                self.note_write(name, start, scope)
            else:
                scope.locals.add(name)
            return scope
        if in_module:
            self.note_write(name, start, scope)
            return self.outline.map.module
        around = named.parent
        while around is not None and name not in around.locals:
            around = around.parent
        return around if around is not None else scope

    def note_since(self, scope: Scope, name: str, start: int, end: int, value: Node | None) -> None:
        """Note from where on ``name``, which stands there and is bound to ``value``, is seen in a block."""
        if self.spec.seen_behind and scope.kind >= FUNCTION_SCOPE:
            if value is not None and self.spec.seen_behind == "value":
                end = max(end, value.end_byte)
            scope.since[name] = min(scope.since.get(name, end), end)
            if self.spec.rebinds:
                scope.again.setdefault(name, []).append(Bound(start, end))

    def note_write(self, name: str, start: int, scope: Scope) -> None:
        """Note that the name at ``start``, which is no local, is written to."""
        assert scope.uses is not None
        scope.uses.others[_WRITE, name].append(start)

    def declare(self, node: Node, name: Node, scope: Scope, *, annotation: str = "", constant: bool = False) -> None:
        """Make a symbol of the ``name`` that ``node`` declares in a module or class; a write if it is one already."""
        start, end = name.byte_range
        self.bound.add(end)
        if start == end:
            return
        written = self.text.bytes[start:end]
        if written in scope.declared and (id(scope), written) not in self._types:
            self.note_write(written, start, scope)
            return
        kind = SymbolKind.FIELD
        if scope.kind == MODULE_SCOPE:
            kind = SymbolKind.CONSTANT if constant else SymbolKind.VARIABLE
        node_start, node_end = widen(node.byte_range, self.outline.extents)
        definition = Definition(self.text.get(start, end), kind, node_start, node_end, start)
        definition.annotation = annotation
        definition.parent = scope.owner
        definition.container = scope
        scope.declared.add(written)
        self._types.discard((id(scope), written))
        self.definitions.append(definition)

    def export(self, name: str, values: tuple[Item, ...], byte: int, scope: Scope) -> None:
        """Note that a module, mostly the file itself, offers ``values`` as ``name``."""
        self.pending.append((BindingKind.EXPORT, name, "", values, "", scope, byte))

    def _handed(self, scope: Scope, before: str) -> tuple[Item, ...]:
        """What is given to the parameter that ``before`` of its list stands before, if its function has no name."""
        return (Handed(scope.start, place_behind(before)),) if scope.start >= 0 else ()

    def _take_apart(self, pattern: Node, name: str, scope: Scope, before: str) -> None:
        """Bind the names of a parameter that is a pattern to the parts of ``name`` they stand for."""
        for part, default, suffix, *_ in self.spec.assign(pattern, None):
            start, end = part.byte_range
            bare = self.text.bytes[start:end]
            scope.locals.add(bare)
            self.bound.add(end)
            if scope.named:
                values = (name + suffix,) if suffix and default is None else self.values.of(default)
                self.pending.append((_ASSIGNMENT, bare, "", values, "", scope, start))
            elif self.spec.level is Level.COMPLETE and scope.kind != HEADER_SCOPE:
                values = self._handed(scope, before) if suffix and default is None else self.values.of(default)
                behind = suffix if default is None else ""
                self.pending.append((_ASSIGNMENT, bare, "", values, behind, scope, start))


def _is_method(scope: Scope) -> bool:
    owner = scope.owner
    return owner is not None and owner.container is not None and owner.container.kind == CLASS_SCOPE
