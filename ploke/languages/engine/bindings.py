"""Bindings while their values are still nodes, and the rows they become once expressions are folded."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from ploke.languages.engine.apart import bound_apart
from ploke.languages.engine.scopes import CLASS_SCOPE, Scope
from ploke.languages.engine.text import decoded, encoded, fold, without_comments
from ploke.model.facts import MODULE, Binding, BindingKind

if TYPE_CHECKING:
    from tree_sitter import Node

    from ploke.languages.engine.text import SourceText
    from ploke.languages.spec import LanguageSpec

_new = tuple.__new__

_ENTRIES: Final = 10_000
"""Of one container: tables of commands have hundreds, and each takes its bytes in the source."""
_NESTED: Final = 4
_ALTERNATIVES: Final = 8


class Answer(NamedTuple):
    """A function without a name that starts at a byte, as a value."""

    start: int


class Handed(NamedTuple):
    """What a function without a name that starts at a byte is given as its parameter number ``place``."""

    start: int
    place: int


Item: TypeAlias = "str | int | Answer | Handed"
"""A normal form, the end byte of a chain, a function, or what one is given."""


Target: TypeAlias = "str | int | tuple[int, str]"
"""A normal form, the end byte of a chain, or that with what selects an entry of it."""

PendingBinding: TypeAlias = "tuple[BindingKind, Target, str, tuple[Item, ...], str, Scope, int]"
"""A binding whose target and values may be chains not folded yet.

It has a kind, a target, an annotation, values, what follows these, a scope and the byte it stands at. There is a
value for each thing it may be, none where it is not known what.
"""


class Values:
    """Turns value nodes into what ``PendingBinding.values`` holds.

    ``named`` are the starts of functions that are definitions: these are known by their names. ``any_answer`` says that
    some value was a function without a name.
    """

    def __init__(self, spec: LanguageSpec, named: Collection[int]) -> None:
        self._spec = spec
        self._named = named
        self._literals = spec.literals
        self._known_literals: dict[str, tuple[Item, ...]] = {kind: (form,) for kind, form in spec.literals.items()}
        self._chain_types = spec.chain_types
        self.any_answer = False

    def of(self, node: Node | None) -> tuple[Item, ...]:
        """What ``node`` may evaluate to: chains by their end, literals by their normal form, ``""`` if unknown."""
        if node is None:
            return ()
        kind = node.type
        if kind in self._chain_types:
            return (node.end_byte,)
        literal = self._known_literals.get(kind)
        if literal is not None:
            return literal
        return self._several(node)

    def _several(self, node: Node) -> tuple[Item, ...]:
        spec = self._spec
        found: list[Item] = []
        waiting = [node]
        while waiting and len(found) < _ALTERNATIVES:
            node = waiting.pop()
            kind = node.type
            literal = self._literals.get(kind)
            if kind in self._chain_types:
                found.append(node.end_byte)
            elif literal is not None:
                found.append(literal)
            elif kind in spec.functions:
                if node.start_byte in self._named:
                    found.append("")
                else:
                    found.append(Answer(node.start_byte))
                    self.any_answer = True
            elif kind in spec.transparent and node.named_child_count:
                inner = [child for child in node.named_children if not child.is_extra]
                waiting.extend(inner[:1])
            else:
                alternatives = spec.alternatives(node)
                if alternatives is None:
                    found.append("")
                else:
                    waiting.extend(reversed(alternatives))
        return tuple(dict.fromkeys(found))

    def entries(self, node: Node | None) -> list[tuple[str, tuple[Item, ...]]]:
        """The entries of a literal container that name something: key in normal form and values."""
        found: list[tuple[str, tuple[Item, ...]]] = []
        if node is not None and node.type in self._spec.containers:
            self._collect(node, "", _NESTED, found)
        return found

    def _collect(self, node: Node, before: str, depth: int, found: list[tuple[str, tuple[Item, ...]]]) -> None:
        """Add the entries of a container to ``found``; a container in it is an entry where it has some."""
        for key, value in self._spec.entries(node):
            kind = value.type
            if kind in self._chain_types or (kind in self._spec.functions and value.start_byte not in self._named):
                found.append((before + key, self.of(value)))
            elif value.start_byte in self._named and key.startswith("."):
                found.append((before + key, (key,)))
            elif kind in self._spec.containers and depth:
                count = len(found)
                found.append((before + key, self.of(value)))
                self._collect(value, before + key, depth - 1, found)
                if len(found) == count + 1:
                    found.pop()
            if len(found) >= _ENTRIES:
                return


def annotation_text(text: SourceText, node: Node | str | None) -> str:
    """A type as written, on one line, without the quotes of a forward reference."""
    if node is None:
        return ""
    if isinstance(node, str):
        return fold(decoded(node))
    start, end = node.byte_range
    written = fold(without_comments(text.get(start, end)))
    if written and written[0] in "\"'" and written[:1] == written[-1:] and written.count(written[0]) == 2:
        return written[1:-1].strip()
    return written.removeprefix(":").strip()


class Forms:
    """What values read as.

    ``folded`` has the normal forms of expressions by their ends, ``answers`` what functions without a name answer, by
    where these start. ``known_as`` says what such a function is known by: what it is assigned to, or given to as which
    argument.
    """

    def __init__(self, folded: Mapping[int, str], answers: Mapping[int, Sequence[Item]]) -> None:
        self.folded = folded
        self.known_as: dict[int, str] = {}
        self.handed: dict[tuple[int, int], str] = {}
        self._answers = answers

    def of(self, values: Iterable[Item], depth: int = _NESTED) -> list[str]:
        """The normal forms of ``values``, each once; ``""`` for what nothing is known of.

        Functions that answer functions are followed ``depth`` deep.
        """
        folded = self.folded
        found: list[str] = []
        for value in values:
            if isinstance(value, str):
                found.append(value)
            elif isinstance(value, int):
                found.append(folded.get(value, ""))
            elif isinstance(value, Answer):
                answers = self.of(self._answers.get(value.start, ()), depth - 1) if depth else []
                found += [f"=>{answer}" for answer in answers[:_ALTERNATIVES]] or ["=>"]
            else:
                found.append(self._handed(value))
        return list(dict.fromkeys(found))

    def name_all(self, pending: Iterable[PendingBinding], own: str) -> None:
        """Note what functions are known as that are assigned, or returned by functions that have a name.

        ``own`` is what stands before the name of a method of the same object, "" where that is no word of the language.
        """
        for kind, target, _, values, _, scope, byte in pending:
            if not _any_answer(values):
                continue
            if kind is not BindingKind.RETURN_VALUE:
                self.name(values, self.target(target, scope, byte))
                continue
            owner = scope.owner
            if owner is not None and owner.container is not None:
                member = owner.container.kind == CLASS_SCOPE
                if own or not member:
                    self.name(values, f"{own if member else ''}{encoded(owner.name)}(){target}")

    def name(self, values: Iterable[Item], target: str, depth: int = _NESTED) -> None:
        """Note that functions among ``values`` are known as ``target``, and what they answer as what that answers."""
        for value in values:
            if isinstance(value, Answer) and target:
                self.known_as.setdefault(value.start, target)
                if depth:
                    self.name(self._answers.get(value.start, ()), f"{target}()", depth - 1)

    def _handed(self, value: Handed) -> str:
        known_as = self.known_as.get(value.start)
        return f"{known_as}{{{value.place}}}" if known_as else self.handed.get(value, "")

    def target(self, target: str | int | tuple[int, str], scope: Scope, byte: int) -> str:
        """The normal form of what is bound at ``byte`` in ``scope``; ``""`` for what turned out to be no expression."""
        if isinstance(target, str):
            return bound_apart(target, scope, byte)
        if isinstance(target, int):
            return self.folded.get(target, "")
        whole = self.folded.get(target[0], "")
        return whole and whole + target[1]


def _any_answer(values: tuple[Item, ...]) -> bool:
    for value in values:  # noqa: SIM110 - most have one value, for which a generator would cost more than this
        if isinstance(value, Answer):
            return True
    return False


def finish_bindings(pending: list[PendingBinding], forms: Forms, text: SourceText) -> tuple[Binding, ...]:
    """The rows, in file order; targets that turned out not to be expressions are dropped."""
    rows: list[Binding] = []
    starts, folded = text.starts, forms.folded
    for kind, target, annotation, values, suffix, scope, byte in pending:
        name = target if isinstance(target, str) and not scope.apart else forms.target(target, scope, byte)
        if not name and target:
            continue
        owner = scope.owner
        owner_id = MODULE if owner is None else owner.id
        line = bisect_right(starts, byte)
        if not values:
            rows.append(_new(Binding, (kind, name, annotation, "", owner_id, line)))
        elif len(values) == 1:
            value = values[0]
            form = value if isinstance(value, str) else folded.get(value, "") if isinstance(value, int) else None
            if form is not None:
                if suffix and form:
                    form += suffix
                rows.append(_new(Binding, (kind, name, annotation, form, owner_id, line)))
                continue
        if values:
            rows += [
                _new(Binding, (kind, name, annotation, form + suffix if form else "", owner_id, line))
                for form in forms.of(values)
            ]
    return decode_rows(rows, text)


def decode_rows(rows: list[Binding], text: SourceText) -> tuple[Binding, ...]:
    """The rows with real characters."""
    if text.ascii:
        return tuple(rows)
    return tuple(
        row
        if row.target.isascii() and row.value.isascii()
        else row._replace(target=decoded(row.target), value=decoded(row.value))
        for row in rows
    )
