"""From one run of the query to the parts of ``FileFacts``."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from ploke.languages.bindings import PendingBinding, Values, annotation_text, finish_bindings
from ploke.languages.chains import BOUND, Stream, fold_chains
from ploke.languages.definitions import Definition
from ploke.languages.outline import Outline, read_outline, widen
from ploke.languages.references import gather_references
from ploke.languages.scopes import CLASS_SCOPE, FUNCTION_SCOPE, MODULE_SCOPE, Scope, hide_locals
from ploke.languages.symbols import build_symbols, file_doc
from ploke.model.facts import MODULE, Binding, BindingKind, Import, Reference, ReferenceRole, Symbol, SymbolKind

if TYPE_CHECKING:
    from tree_sitter import Node

    from ploke.languages.collect import Collected
    from ploke.languages.spec import LanguageSpec
    from ploke.languages.text import SourceText

_new = tuple.__new__

_DOTTED = re.compile(r"[A-Za-z_\x80-\xff][\w\x80-\xff]*(?:\.[A-Za-z_\x80-\xff][\w\x80-\xff]*)*", re.ASCII)
_NAMED_SCOPES = (FUNCTION_SCOPE, CLASS_SCOPE, MODULE_SCOPE)
_DECLARED_AROUND = (("declaration.function", _NAMED_SCOPES), ("declaration.member", (CLASS_SCOPE,)))


class Parts(NamedTuple):
    """The fields of ``FileFacts`` that come from the query."""

    doc: str
    symbols: tuple[Symbol, ...]
    references: tuple[Reference, ...]
    imports: tuple[Import, ...]
    bindings: tuple[Binding, ...]


def read(spec: LanguageSpec, text: SourceText, collected: Collected, suffixes: dict[str, tuple[str, int]]) -> Parts:
    """Names are bound first, in all scopes; then every expression is folded and looked up; then rows are built."""
    bound: set[int] = set()
    outline = read_outline(spec, text, collected, bound)
    binder = _Binder(spec, text, outline, bound)
    binder.read_definitions()
    binder.read_parameters()
    binder.read_outer_names(collected)
    imports = binder.read_imports(collected)
    binder.read_assignments(collected)
    binder.read_returns(collected)
    binder.read_locals(collected)
    binder.read_exports(collected)
    hide_locals(outline.scopes, spec.scope_hides_members, spec.implicit)

    bases = sorted(found["role.base"][0].byte_range for found in collected.matches("role.base"))
    special = _special(collected, bound, binder.values.wanted, bases, binder.written)
    wrapped = {
        found["chain.wrap"][0].start_byte: found["inner"][0].start_byte for found in collected.matches("chain.wrap")
    }
    stream = Stream(collected.nodes, collected.codes)
    folded = fold_chains(
        text.bytes, outline.map, stream, special=special, wrapped=wrapped, suffixes=suffixes
    )
    _read_quoted_types(spec, text, outline, collected)
    _read_tokens(spec, text, outline, collected)

    offered = binder.exported | binder.renamed
    symbols = build_symbols(
        spec, text, collected, binder.definitions, bases=bases, folded=folded, exported=offered
    )
    references = gather_references(text, outline.scopes)
    return Parts(
        file_doc(spec, text, collected),
        symbols,
        references,
        tuple(
            Import(module, name, alias, level, reexport or alias in binder.exported, _id(scope), line)
            for module, name, alias, level, reexport, scope, line in imports
        ),
        finish_bindings(sorted(binder.pending, key=_byte), folded, text),
    )


def _special(
    collected: Collected, bound: set[int], wanted: set[int], bases: list[tuple[int, int]], written: set[int]
) -> dict[int, str]:
    """What ``fold_chains`` is to do with expressions by their end, where that is not just to note them."""
    special = dict.fromkeys(bound, BOUND)
    special.update(dict.fromkeys(wanted, ""))
    special.update((end, ReferenceRole.BASE.value) for _, end in bases)
    special.update(dict.fromkeys(written, ReferenceRole.WRITE.value))
    for capture, role in (
        ("decorator", ReferenceRole.DECORATOR),
        ("role.write", ReferenceRole.WRITE),
        ("role.call", ReferenceRole.CALL),
    ):
        inner = "role.decorator" if capture == "decorator" else capture
        special.update((found[inner][0].end_byte, role.value) for found in collected.matches(capture))
    return special


def _byte(binding: PendingBinding) -> int:
    return binding.byte


def _id(scope: Scope) -> int:
    return scope.owner.id if scope.owner is not None else MODULE


def _read_quoted_types(spec: LanguageSpec, text: SourceText, outline: Outline, collected: Collected) -> None:
    """Names in the string of a forward reference are type references."""
    literals = frozenset(spec.literals.values())
    for found in collected.matches("type.string"):
        start, end = found["type.string"][0].byte_range
        scope = outline.map.read_at(start)
        assert scope.uses is not None
        for name in _DOTTED.finditer(text.bytes, start, end):
            if name[0] not in scope.hidden and name[0] not in literals:
                scope.uses.types.setdefault(name[0], []).append(name.start() + name[0].rfind(".") + 1)


def _read_tokens(spec: LanguageSpec, text: SourceText, outline: Outline, collected: Collected) -> None:
    """Uses in what the grammar does not parse, such as the arguments of a macro."""
    for capture, matches in collected.families("tokens"):
        for found in matches:
            start, end = found[capture][0].byte_range
            scope = outline.map.read_at(start)
            uses = scope.uses
            assert uses is not None
            for role, expression, offset in spec.tokens(capture.partition(".")[2], text.bytes[start:end]):
                if role == ReferenceRole.CALL:
                    uses.calls.setdefault(expression, []).append(start + offset)
                elif role == ReferenceRole.DECORATOR:
                    uses.others.setdefault((role, expression), []).append(start + offset)
                elif expression not in scope.hidden:
                    places = uses.types if role == ReferenceRole.TYPE else uses.reads
                    places.setdefault(expression, []).append(start + offset)


class _Binder:
    """Binds names to scopes and collects bindings, one capture family after another."""

    def __init__(self, spec: LanguageSpec, text: SourceText, outline: Outline, bound: set[int]) -> None:
        self.spec = spec
        self.text = text
        self.outline = outline
        self.bound = bound
        self.values = Values(spec)
        self.definitions = outline.definitions
        self.pending: list[PendingBinding] = []
        self.written: set[int] = set()
        self.exported: set[str] = set()
        self.renamed: set[str] = set()
        self.imported: set[int] = set()
        self.any_outer = False

    def read_definitions(self) -> None:
        for definition in self.definitions:
            if definition.container is not None:
                definition.container.declared.add(definition.name)
        for definition, annotation, value in self.outline.annotated:
            scope = definition.container or self.outline.map.module
            definition.annotation = annotation_text(self.text, annotation)
            name = definition.name if self.text.ascii else definition.name.encode().decode("latin-1")
            values = self.values.of(value)
            self.pending.append(
                PendingBinding(BindingKind.VARIABLE, name, definition.annotation, values, "", scope, definition.name_at)
            )

    def read_parameters(self) -> None:
        text, bound, pending = self.text, self.bound, self.pending
        parameters, values_of = self.spec.parameters, self.values.of
        source = text.bytes
        for node, returns, scope in self.outline.parameters:
            named = scope.named
            names = scope.locals
            if node is not None:
                base, end = node.byte_range
                for name, start, stop, annotation, default, pattern in parameters(node, source[base:end]):
                    if pattern is not None:
                        self._take_apart(pattern, name, scope)
                    names.add(source[base + start : base + stop])
                    bound.add(base + stop)
                    if named:
                        written = annotation_text(text, annotation) if annotation is not None else ""
                        values = values_of(default) if default is not None else ()
                        pending.append(
                            _new(PendingBinding, (BindingKind.PARAMETER, name, written, values, "", scope, base + start))
                        )
            if returns is not None and named:
                written = annotation_text(text, returns)
                pending.append(PendingBinding(BindingKind.RETURN_TYPE, "", written, (), "", scope, returns.start_byte))

    def read_outer_names(self, collected: Collected) -> None:
        for capture, in_module in (("outer.module", True), ("outer.enclosing", False)):
            for found in collected.matches(capture):
                start, end = found[capture][0].byte_range
                self.bound.add(end)
                self.any_outer = True
                scope = self.outline.map.bind_at(start).nearest(*_NAMED_SCOPES)
                scope.outer[self.text.bytes[start:end]] = in_module

    def read_imports(self, collected: Collected) -> list[tuple[str, str, str, int, bool, Scope, int]]:
        rows = []
        text = self.text
        last = -1
        for start, end in sorted(found["import"][0].byte_range for found in collected.matches("import")):
            if start < last:
                continue
            last = end
            self.imported.add(start)
            statement = text.get(start, end)
            scope = self.outline.map.bind_at(start)
            line = text.line(start)
            uses = scope.uses
            assert uses is not None
            for module, name, alias, level, reexport, expression, offset in self.spec.imports(statement):
                before = offset if text.ascii else len(statement[:offset].encode())
                at = text.line(start + before)
                rows.append((module, name, alias, level, reexport, scope, at if before else line))
                if alias:
                    scope.declared.add(alias if text.ascii else alias.encode().decode("latin-1"))
                key = (ReferenceRole.IMPORT.value, expression if text.ascii else expression.encode().decode("latin-1"))
                uses.others.setdefault(key, []).append(start + before)
        return rows

    def read_assignments(self, collected: Collected) -> None:
        self._read_declarations(collected.matches("declaration"), "declaration")
        self._read_declarations(collected.matches("declaration.constant"), "declaration.constant")
        for capture, kinds in _DECLARED_AROUND:
            for found in collected.matches(capture):
                self._assign(found[capture][0], found, self._bind_at(found).nearest(*kinds), declares=True)
        for capture, matches in collected.families("binding."):
            purpose = capture.partition(".")[2]
            if purpose != "return":
                suffix = self.spec.suffixes.get(purpose, "")
                for found in matches:
                    self._assign(found[capture][0], found, self._bind_at(found), suffix=suffix)
        for found in collected.matches("update"):
            target = found["target"][0]
            start, end = target.byte_range
            self._bind_name(start, end, self._bind_at(found))
            self._note_exports(self.text.bytes[start:end], found["value"][0])
        assignments = collected.matches("assignment")
        if self.spec.assignment_declares:
            for found in assignments:
                self._assign(found["assignment"][0], found, self._bind_at(found))
        else:
            self._read_plain_assignments(assignments)

    def _bind_at(self, found: dict[str, list[Node]]) -> Scope:
        return self.outline.map.bind_at(found["target"][0].start_byte)

    def _read_plain_assignments(self, matches: list[dict[str, list[Node]]]) -> None:
        """Assignments where only declarations bind: a name belongs to the scope that declares it, or is written to."""
        for found in matches:
            target = found["target"][0]
            value = found["value"][0] if "value" in found else None
            scope = self._bind_at(found)
            for part, part_value, suffix in self.spec.assign(target, value):
                if part.type != self.spec.identifier and part.type not in self.spec.names:
                    if part.type in self.spec.chain_types:
                        self._assign_member(part, part_value, "", suffix, scope)
                    continue
                start, end = part.byte_range
                self.bound.add(end)
                name = self.text.bytes[start:end]
                lives: Scope | None = scope
                while lives is not None and name not in lives.locals and name not in lives.declared:
                    lives = lives.parent
                if lives is None or name not in lives.locals:
                    self._note_write(name, start, scope)
                if part_value is not None:
                    values = self.values.of(part_value)
                    at = lives or self.outline.map.module
                    self.pending.append(PendingBinding(BindingKind.ASSIGNMENT, name, "", values, suffix, at, start))

    def _take_apart(self, pattern: Node, name: str, scope: Scope) -> None:
        """Bind the names of a parameter that is a pattern to the parts of ``name`` they stand for."""
        for part, default, suffix in self.spec.assign(pattern, None):
            start, end = part.byte_range
            bare = self.text.bytes[start:end]
            scope.locals.add(bare)
            self.bound.add(end)
            if scope.named:
                values = (name + suffix,) if suffix and default is None else self.values.of(default)
                self.pending.append(PendingBinding(BindingKind.ASSIGNMENT, bare, "", values, "", scope, start))

    def _read_declarations(self, matches: list[dict[str, list[Node]]], capture: str) -> None:
        """The most frequent bindings: a plain name assigned in a function is bound right here."""
        identifier, containers = self.spec.identifier, self.spec.containers
        starts, binds = self.outline.map.starts, self.outline.map.binds
        source, bound, pending, values_of = self.text.bytes, self.bound, self.pending, self.values.of
        any_outer = self.any_outer
        for found in matches:
            target = found["target"][0]
            start, end = target.byte_range
            scope = binds[bisect_right(starts, start) - 1]
            if (
                any_outer
                or scope.kind < FUNCTION_SCOPE
                or "value" not in found
                or "annotation" in found
                or target.type != identifier
                or end in bound
            ):
                self._assign(found[capture][0], found, scope, declares=True, constant=capture == "declaration.constant")
                continue
            name = source[start:end]
            scope.locals.add(name)
            bound.add(end)
            value = found["value"][0]
            values = values_of(value)
            if containers and isinstance(values[0], str) and values[0]:
                for key, entry in self.values.entries(value):
                    pending.append(PendingBinding(BindingKind.ASSIGNMENT, name + key, "", entry, "", scope, start))
            pending.append(_new(PendingBinding, (BindingKind.ASSIGNMENT, name, "", values, "", scope, start)))

    def read_returns(self, collected: Collected) -> None:
        bind_at = self.outline.map.bind_at
        for found in collected.matches("binding.return"):
            byte = found["binding.return"][0].start_byte
            scope = bind_at(byte).nearest(FUNCTION_SCOPE)
            if not scope.named:
                continue
            value = found["value"][0]
            for key, entry in self.values.entries(value):
                self.pending.append(PendingBinding(BindingKind.RETURN_VALUE, key, "", entry, "", scope, byte))
            self.pending.append(
                PendingBinding(BindingKind.RETURN_VALUE, "", "", self.values.of(value), "", scope, byte)
            )

    def read_locals(self, collected: Collected) -> None:
        for capture in ("local", "local.function"):
            for found in collected.matches(capture):
                start, end = found[capture][0].byte_range
                scope = self.outline.map.bind_at(start)
                if capture == "local.function":
                    scope = scope.nearest(*_NAMED_SCOPES)
                self._bind_name(start, end, scope)
        for capture, matches in collected.families("marker."):
            marker = capture.partition(".")[2]
            for found in matches:
                scope = self.outline.map.bind_at(found[capture][0].start_byte).nearest(*_NAMED_SCOPES)
                if scope.named and scope.owner is not None:
                    scope.owner.markers += (marker,) * (marker not in scope.owner.markers)
        self.bound.update(found["skip"][0].end_byte for found in collected.matches("skip"))

    def read_exports(self, collected: Collected) -> None:
        for found in collected.matches("export"):
            name = (found.get("name") or found["value"])[0]
            local = (found.get("value") or found["name"])[0]
            self._export(self.text.bytes[slice(*name.byte_range)], local, name.start_byte)
        for found in collected.matches("export.default"):
            value = found["value"][0]
            self._export("default", value, value.start_byte)
        for found in collected.matches("export.whole"):
            value = found["value"][0]
            for key, part in self.spec.entries(value) if value.type in self.spec.containers else ():
                self._export(key.removeprefix("."), part, part.start_byte)
            self._export("=", value, value.start_byte)

    def _export(self, name: str, local: Node, byte: int) -> None:
        """Offer ``local`` as ``name``; what defines something without a name of its own is called as it is offered."""
        values = self.values.of(local)
        if values in ((), ("",)):
            values = (name,)
        start, end = local.byte_range
        if local.type == self.spec.identifier or local.type in self.spec.names:
            own = self.text.bytes[start:end]
            (self.exported if own == name else self.renamed).add(own)
        else:
            self.exported.add(name)
        module = self.outline.map.module
        self.pending.append(PendingBinding(BindingKind.EXPORT, name, "", values, "", module, byte))

    def _bind_name(self, start: int, end: int, scope: Scope) -> Scope:
        """Bind the name at ``start`` in ``scope`` or where the scope says it lives; answers the scope it lives in."""
        self.bound.add(end)
        name = self.text.bytes[start:end]
        named = scope.nearest(*_NAMED_SCOPES) if scope.outer or scope.parent is not None else scope
        in_module = named.outer.get(name)
        if in_module is None:
            if scope.kind in (MODULE_SCOPE, CLASS_SCOPE):
                self._note_write(name, start, scope)
            else:
                scope.locals.add(name)
            return scope
        if in_module:
            self._note_write(name, start, scope)
            return self.outline.map.module
        around = named.parent
        while around is not None and name not in around.locals:
            around = around.parent
        return around if around is not None else scope

    def _note_write(self, name: str, start: int, scope: Scope) -> None:
        assert scope.uses is not None
        scope.uses.others.setdefault((ReferenceRole.WRITE.value, name), []).append(start)

    def _assign(
        self,
        node: Node,
        found: dict[str, list[Node]],
        scope: Scope,
        *,
        declares: bool = False,
        constant: bool = False,
        suffix: str = "",
    ) -> None:
        if node.start_byte in self.imported:
            return
        target = found["target"][0]
        value = found["value"][0] if "value" in found else None
        annotation = found["annotation"][0] if "annotation" in found else None
        names = self.spec.names
        declared = node if declares and scope.kind < FUNCTION_SCOPE else None
        if target.type == self.spec.identifier or target.type in names:
            self._assign_name(declared, target, value, annotation, scope, suffix, constant)
            return
        written = annotation_text(self.text, annotation)
        for part, part_value, part_suffix in self.spec.assign(target, value):
            kind = part.type
            if kind == self.spec.identifier or kind in names:
                if declared is not None and self.spec.patterns_declare:
                    start, end = part.byte_range
                    if self.text.bytes[start:end] in scope.declared:
                        self._note_write(self.text.bytes[start:end], start, scope)
                    else:
                        self._declare(part, start, end, "", scope, constant)
                self._assign_part(part, part_value, suffix + part_suffix, scope)
            elif kind in self.spec.chain_types:
                self._assign_member(part, part_value, written, suffix + part_suffix, scope)

    def _assign_member(self, target: Node, value: Node | None, annotation: str, suffix: str, scope: Scope) -> None:
        start, end = target.byte_range
        binding = BindingKind.ASSIGNMENT
        if self.text.bytes[end - 1] != "]":
            self.written.add(end)
            binding = BindingKind.ATTRIBUTE
        self.values.wanted.add(end)
        values = self.values.of(value)
        self.pending.append(PendingBinding(binding, end, annotation, values, suffix, scope, start))

    def _assign_part(self, target: Node, value: Node | None, suffix: str, scope: Scope) -> None:
        start, end = target.byte_range
        name = self.text.bytes[start:end]
        if scope.kind == MODULE_SCOPE or scope.kind == CLASS_SCOPE:
            self.bound.add(end)
            lives = scope
        else:
            lives = self._bind_name(start, end, scope)
        self.pending.append(
            PendingBinding(BindingKind.ASSIGNMENT, name, "", self.values.of(value), suffix, lives, start)
        )

    def _assign_name(
        self,
        declared: Node | None,
        target: Node,
        value: Node | None,
        annotation: Node | None,
        scope: Scope,
        suffix: str,
        constant: bool,
    ) -> None:
        """Bind a plain name; ``declared`` is the whole declaration where it may be a symbol."""
        start, end = target.byte_range
        name = self.text.bytes[start:end]
        written = annotation_text(self.text, annotation)
        lives = scope
        defined = end in self.bound
        if defined:
            pass
        elif declared is None:
            lives = self._bind_name(start, end, scope)
        else:
            self.bound.add(end)
            if name in scope.declared:
                self._note_write(name, start, scope)
            else:
                self._declare(declared, start, end, written, scope, constant)
        values = self.values.of(value)
        if value is not None:
            if scope is self.outline.map.module:
                self._note_exports(name, value)
            for key, entry in self.values.entries(value):
                self.pending.append(PendingBinding(BindingKind.ASSIGNMENT, name + key, "", entry, suffix, lives, start))
        if defined and not written and values == ("",):
            return
        kind = BindingKind.VARIABLE if written else BindingKind.ASSIGNMENT
        self.pending.append(PendingBinding(kind, name, written, values, suffix, lives, start))

    def _declare(self, node: Node, start: int, end: int, annotation: str, scope: Scope, constant: bool) -> None:
        kind = SymbolKind.FIELD
        if scope.kind == MODULE_SCOPE:
            kind = SymbolKind.CONSTANT if constant else SymbolKind.VARIABLE
        node_start, node_end = widen(node.byte_range, self.outline.extents)
        definition = Definition(self.text.get(start, end), kind, node_start, node_end, start)
        definition.annotation = annotation
        definition.parent = scope.owner
        definition.container = scope
        scope.declared.add(self.text.bytes[start:end])
        self.definitions.append(definition)

    def _note_exports(self, name: str, value: Node) -> None:
        start, end = value.byte_range
        module = self.outline.map.module
        for exported, local in self.spec.exports(name, lambda: self.text.get(start, end)):
            self.exported.add(exported)
            self.pending.append(PendingBinding(BindingKind.EXPORT, exported, "", (local,), "", module, start))
