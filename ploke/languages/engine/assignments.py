"""Assignments, declarations and whatever else gives a name a value."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final, TypeAlias

from ploke.languages.engine.binder import NAMED_SCOPES, Binder
from ploke.languages.engine.bindings import annotation_text
from ploke.languages.engine.exports import export_value, note_listed_exports
from ploke.languages.engine.scopes import CLASS_SCOPE, FUNCTION_SCOPE, Scope
from ploke.model.facts import BindingKind

if TYPE_CHECKING:
    from tree_sitter import Node

    from ploke.languages.engine.collect import Collected

Match: TypeAlias = "dict[str, list[Node]]"

_ANSWERED: Final = frozenset({"return", "yield", "delegate"})
_DECLARED_AROUND: Final = (("declaration.function", NAMED_SCOPES), ("declaration.member", (CLASS_SCOPE,)))

_ASSIGNMENT: Final = BindingKind.ASSIGNMENT
_ATTRIBUTE: Final = BindingKind.ATTRIBUTE
_VARIABLE: Final = BindingKind.VARIABLE
_RETURN_VALUE: Final = BindingKind.RETURN_VALUE


class _Where:
    """Where an assignment binds: its scope, what its value is followed by, and the declaration it is, if any."""

    __slots__ = ("constant", "declaration", "scope", "suffix")

    def __init__(self, scope: Scope, suffix: str = "", declaration: Node | None = None, constant: bool = False) -> None:
        self.scope = scope
        self.suffix = suffix
        self.declaration = declaration
        self.constant = constant


def read_assignments(binder: Binder, collected: Collected) -> None:
    """Read ``@declaration``, ``@assignment``, ``@binding`` and ``@update`` captures: declarations before the rest."""
    for capture in ("declaration", "declaration.constant"):
        _read_declarations(binder, collected.matches(capture), capture)
    for capture, kinds in _DECLARED_AROUND:
        for found in collected.matches(capture):
            scope = _scope(binder, found).nearest(*kinds)
            binder.bound.discard(found["target"][0].end_byte if capture == "declaration.member" else -1)
            _assign(binder, found, capture, _Where(scope, declaration=found[capture][0]))
    for capture, matches in collected.families("binding."):
        purpose = capture.partition(".")[2]
        if purpose not in _ANSWERED:
            suffix = binder.spec.suffixes.get(purpose, "")
            for found in matches:
                scope = _scope(binder, found)
                if purpose == "inner":
                    scope = binder.outline.map.bind_at(found[capture][0].start_byte)
                    binder.bind_name(*found["target"][0].byte_range, scope)
                _assign(binder, found, capture, _Where(scope, suffix))
    for found in collected.matches("update"):
        start, end = found["target"][0].byte_range
        binder.bind_name(start, end, _scope(binder, found))
        note_listed_exports(binder, binder.text.bytes[start:end], found["value"][0])
    for found in collected.matches("assignment"):
        if binder.spec.assignment_declares:
            _assign(binder, found, "assignment", _Where(_scope(binder, found)))
        else:
            _assign_declared(binder, found)


def read_returns(binder: Binder, collected: Collected) -> None:
    """Read ``@binding.return``: what the function around it may answer."""
    bind_at = binder.outline.map.bind_at
    for found in collected.matches("binding.return"):
        byte = found["binding.return"][0].start_byte
        scope = bind_at(byte).nearest(FUNCTION_SCOPE)
        value = found["value"][0]
        if scope.start == value.start_byte and scope.parent is not None:  # ``a => b => c`` answers ``b => c``
            scope = scope.parent.nearest(FUNCTION_SCOPE)
        if not scope.named:
            if scope.start >= 0:
                binder.answers.setdefault(scope.start, []).extend(binder.values.of(value))
            continue
        for key, entry in binder.values.entries(value):
            binder.pending.append((_RETURN_VALUE, key, "", entry, "", scope, byte))
        values = binder.values.of(value)
        binder.pending.append((_RETURN_VALUE, "", "", values, "", scope, byte))


def read_yields(binder: Binder, collected: Collected) -> None:
    """Read ``@binding.yield`` and ``@binding.delegate``: the elements of what the function around it answers."""
    for capture, suffix in (("binding.yield", ""), ("binding.delegate", "[*]")):
        for found in collected.matches(capture):
            byte = found[capture][0].start_byte
            scope = binder.outline.map.bind_at(byte).nearest(FUNCTION_SCOPE)
            value = found["value"][0]
            if not scope.named:
                continue
            for key, entry in binder.values.entries(value) if not suffix else ():
                binder.pending.append((_RETURN_VALUE, "[*]" + key, "", entry, "", scope, byte))
            values = binder.values.of(value)
            binder.pending.append((_RETURN_VALUE, "[*]", "", values, suffix, scope, byte))


def _scope(binder: Binder, found: Match) -> Scope:
    return binder.outline.map.bind_at(found["target"][0].start_byte)


def _read_declarations(binder: Binder, matches: list[Match], capture: str) -> None:
    """The most frequent bindings: a plain name assigned in a function is bound right here."""
    identifier, containers = binder.spec.identifier, binder.spec.containers
    starts, binds = binder.outline.map.starts, binder.outline.map.binds
    source, bound, pending, values_of = binder.text.bytes, binder.bound, binder.pending, binder.values.of
    any_outer, imported = binder.any_outer, binder.imported
    casts, value_type, seen_behind = binder.spec.casts, binder.spec.value_type, binder.spec.seen_behind
    for found in matches:
        if "declarator" in found:
            _declare(binder, found, capture)
            continue
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
            or (casts and found["value"][0].type in casts and value_type(found["value"][0]) is not None)
            or (imported and found[capture][0].start_byte in imported)
        ):
            where = _Where(scope, "", found[capture][0], capture == "declaration.constant")
            _assign(binder, found, capture, where)
            continue
        name = source[start:end]
        scope.locals.add(name)
        bound.add(end)
        value = found["value"][0]
        if seen_behind:
            binder.note_since(scope, name, start, end, value)
        values = values_of(value)
        if containers and isinstance(values[0], str):
            for key, entry in binder.values.entries(value):
                pending.append((_ASSIGNMENT, name + key, "", entry, "", scope, start))
        pending.append((_ASSIGNMENT, name, "", values, "", scope, start))


def _declare(binder: Binder, found: Match, capture: str) -> None:
    """Bind the name inside a declarator, unless it is a function's or that of a definition found before."""
    type_node = found["annotation"][0] if "annotation" in found else None
    declared = binder.spec.declared(type_node, found["declarator"][0], binder.text.bytes)
    if declared is None or declared.parameters is not None:
        return
    name, annotation, _ = declared
    if annotation.rstrip(" *&") in binder.spec.untyped:
        annotation = ""
    value = found["value"][0] if "value" in found else None
    start, end = name.byte_range
    if end in binder.bound:  # a definition has said what type it is of
        annotation = ""
        if value is None:
            return
    constant = capture == "declaration.constant"
    where = _Where(binder.outline.map.bind_at(start), declaration=found[capture][0], constant=constant)
    _assign_name(binder, name, value, annotation_text(binder.text, annotation), where)


def _assign(binder: Binder, found: Match, capture: str, where: _Where) -> None:
    """Bind the target, or each of the names it is taken apart by."""
    if found[capture][0].start_byte in binder.imported:
        return
    spec = binder.spec
    target = found["target"][0]
    value = found["value"][0] if "value" in found else None
    annotation = " | ".join(annotation_text(binder.text, node) for node in found.get("annotation", ()))
    if annotation in spec.untyped:
        annotation = ""
    if value is not None and not annotation and not where.suffix and value.type in spec.casts:
        annotation = annotation_text(binder.text, spec.value_type(value))
    if target.type == spec.identifier or target.type in spec.names:
        _assign_name(binder, target, value, annotation, where)
        return
    for part, part_value, suffix, part_type, declaration, entry in spec.assign(target, value):
        kind = part.type
        if entry:
            name = binder.text.bytes[slice(*part.byte_range)] + entry
            whole = name if kind == spec.identifier else (part.end_byte, entry)
            row = (_ASSIGNMENT, whole, "", binder.values.of(part_value), "", where.scope, part.start_byte)
            binder.pending.append(row)
            continue
        where_part = where
        if suffix or declaration is not None:
            around = declaration if declaration is not None else where.declaration
            where_part = _Where(where.scope, where.suffix + suffix, around, where.constant)
        if declaration is not None:
            _assign_name(binder, part, part_value, annotation_text(binder.text, part_type), where_part)
        elif kind == spec.identifier or kind in spec.names:
            _assign_part(binder, part, part_value, annotation_text(binder.text, part_type), where_part)
        elif kind in spec.chain_types:
            _assign_member(binder, part, part_value, annotation, where_part)


def _assign_name(binder: Binder, target: Node, value: Node | None, annotation: str, where: _Where) -> None:
    start, end = target.byte_range
    name = binder.text.bytes[start:end]
    scope = where.scope
    defined = end in binder.bound
    if not defined:
        if where.declaration is not None and scope.kind < FUNCTION_SCOPE:
            binder.declare(where.declaration, target, scope, annotation=annotation, constant=where.constant)
        else:
            scope = binder.bind_name(start, end, scope)
            binder.note_since(scope, name, start, end, value)
    values = binder.values.of(value)
    if value is not None:
        if where.scope is binder.outline.map.module:
            note_listed_exports(binder, name, value)
        for key, entry in binder.values.entries(value):
            binder.pending.append((_ASSIGNMENT, name + key, "", entry, where.suffix, scope, start))
    if defined and not annotation and values == ("",):
        return
    kind = _VARIABLE if annotation else _ASSIGNMENT
    binder.pending.append((kind, name, annotation, values, where.suffix, scope, start))


def _assign_part(binder: Binder, target: Node, value: Node | None, annotation: str, where: _Where) -> None:
    """Bind one of the names that a pattern takes apart."""
    start, end = target.byte_range
    name = binder.text.bytes[start:end]
    scope = where.scope
    if scope.kind >= FUNCTION_SCOPE:
        scope = binder.bind_name(start, end, scope)
        binder.note_since(scope, name, start, end, value)
    elif where.declaration is not None and binder.spec.patterns_declare and end not in binder.bound:
        binder.declare(target, target, scope, constant=where.constant)
    binder.bound.add(end)
    values = binder.values.of(value)
    kind = _VARIABLE if annotation else _ASSIGNMENT
    binder.pending.append((kind, name, annotation, values, where.suffix, scope, start))


def _assign_member(binder: Binder, target: Node, value: Node | None, annotation: str, where: _Where) -> None:
    """Bind an attribute, or an entry under a key."""
    start, end = target.byte_range
    kind = _ASSIGNMENT
    if binder.text.bytes[end - 1] != "]":
        binder.written.add(end)
        kind = _ATTRIBUTE
    for key, entry in binder.values.entries(value):
        row = (_ASSIGNMENT, (end, key), "", entry, where.suffix, where.scope, start)
        binder.pending.append(row)
    values = binder.values.of(value)
    binder.pending.append((kind, end, annotation, values, where.suffix, where.scope, start))


def _assign_declared(binder: Binder, found: Match) -> None:
    """Assign where only declarations bind: a name belongs to the scope that declares it, or is written to."""
    spec = binder.spec
    target = found["target"][0]
    scope = _scope(binder, found)
    for part, value, suffix, *_ in spec.assign(target, found["value"][0] if "value" in found else None):
        if part.type != spec.identifier and part.type not in spec.names:
            if part.type in spec.chain_types:
                _assign_member(binder, part, value, "", _Where(scope, suffix))
                offered = spec.offered(binder.text.bytes[slice(*part.byte_range)])
                if offered and value is not None:
                    export_value(binder, offered, value)
            continue
        start, end = part.byte_range
        binder.bound.add(end)
        name = binder.text.bytes[start:end]
        lives: Scope | None = scope
        while lives is not None and name not in lives.locals and name not in lives.declared:
            lives = lives.parent
        if lives is None or name not in lives.locals:
            binder.note_write(name, start, scope)
        if value is not None:
            values = binder.values.of(value)
            at = lives or binder.outline.map.module
            if lives is None and scope.owner is not None and scope.owner.path:
                at = scope  # a member of a type that is defined elsewhere
            for key, entry in binder.values.entries(value):
                binder.pending.append((_ASSIGNMENT, name + key, "", entry, suffix, at, start))
            binder.pending.append((_ASSIGNMENT, name, "", values, suffix, at, start))
