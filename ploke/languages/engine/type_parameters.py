"""Bindings of type parameters: what each is bounded by, and stands for where nothing is given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from ploke.languages.engine.text import fold
from ploke.model.facts import Binding, BindingKind

if TYPE_CHECKING:
    from tree_sitter import Node

    from ploke.languages.engine.definitions import Definition
    from ploke.languages.engine.text import SourceText

_NAMES: Final = frozenset({"identifier", "type_identifier", "simple_identifier"})
_BOUND_FIELDS: Final = ("constraint", "bounds", "bound", "type")
_BOUND_KINDS: Final = frozenset({"type_bound", "constraint"})
_DEFAULT_FIELDS: Final = ("value", "default_type")
_OTHERS: Final = frozenset({"lifetime", "lifetime_parameter", "const_parameter"})


Generic: TypeAlias = "tuple[Definition, Node]"
"""A definition and the node that lists its type parameters."""


def read_type_parameters(text: SourceText, generics: Sequence[Generic]) -> tuple[Binding, ...]:
    """One row a type parameter, in file order; once the definitions have their numbers.

    What a ``where`` says of a parameter of the same definition is one more row of it.
    """
    return tuple(
        Binding(
            BindingKind.TYPE_PARAMETER,
            text.get(*name.byte_range),
            _type_text(text, bound),
            _type_text(text, default),
            definition.id,
            text.line(name.start_byte),
        )
        for definition, node in generics
        for name, bound, default in _parameters(node)
    )


def _parameters(listed: Node) -> Iterator[tuple[Node, Node | None, Node | None]]:
    """The names of type parameters with their bounds and defaults."""
    names: set[bytes | None] = set()
    for child in listed.named_children:
        if child.is_extra or child.type in _OTHERS:
            continue
        for name in _names(child):
            names.add(name.text)
            yield name, _field(child, _BOUND_FIELDS) or _kind(child), _field(child, _DEFAULT_FIELDS)
    where = listed.parent.named_children if listed.parent is not None else ()
    for clause in where:
        if clause.type == "where_clause":
            for predicate in clause.named_children:
                bounded = predicate.child_by_field_name("left")
                if bounded is not None and bounded.text in names:
                    yield bounded, _field(predicate, _BOUND_FIELDS), None


def _names(parameter: Node) -> Iterator[Node]:
    if parameter.type in _NAMES:
        yield parameter
        return
    named = parameter.children_by_field_name("name")
    declared = parameter.child_by_field_name("declarator")
    if declared is not None and declared.type in _NAMES:
        named = [declared]
    if named:
        yield from named
        return
    for child in parameter.named_children:
        if child.type in _NAMES:
            yield child
            return


def _field(parameter: Node, fields: Sequence[str]) -> Node | None:
    for field in fields:
        found = parameter.child_by_field_name(field)
        if found is not None:
            return found
    return None


def _kind(parameter: Node) -> Node | None:
    return next((child for child in parameter.named_children if child.type in _BOUND_KINDS), None)


def _type_text(text: SourceText, node: Node | None) -> str:
    """A type as written, on one line, without the word or sign before it."""
    if node is None:
        return ""
    written = fold(text.get(*node.byte_range))
    return written.removeprefix("extends ").lstrip(":= ")
