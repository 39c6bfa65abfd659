"""What calls are given: an argument's expression in normal form, by what is called and the place it is given at.

Most lists of arguments are names, numbers and strings; those are read from their text, and equal texts once. What a
list holds besides is read from its nodes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence, Set
from typing import TYPE_CHECKING, Final, TypeAlias

from ploke.languages.engine.apart import told_apart
from ploke.languages.engine.bindings import decode_rows
from ploke.languages.engine.forms import UNKNOWN, path_form
from ploke.languages.engine.plain_arguments import DOTTED, SIGNED, Listed, literal_form, plain_reader
from ploke.model.facts import MODULE, Binding, BindingKind

if TYPE_CHECKING:
    from tree_sitter import Node

    from ploke.languages.engine.bindings import Forms, Values
    from ploke.languages.engine.chains import Argued
    from ploke.languages.engine.collect import Collected
    from ploke.languages.engine.known import KnownNames
    from ploke.languages.engine.text import SourceText
    from ploke.languages.spec import LanguageSpec

_new = tuple.__new__
_ARGUMENT: Final = BindingKind.ARGUMENT

_SHORT: Final = 300
_UNNAMED: Final = ("?", '""', "[]", "{}")
"""What expressions start with that say nothing: an object without a name, literals."""

_Given: TypeAlias = "tuple[str, tuple[tuple[str, str], ...], int, int]"
"""What is called, keys and values of what it is given, the symbol around it, the byte at which the list starts."""


def gather_arguments(
    reader: ArgumentReader, argued: Sequence[Argued], known: KnownNames, inert: Set[str], modules: Iterable[int]
) -> tuple[Binding, ...]:
    """One row an argument that is a name, a chain, a call or a function, or that holds one; equal ones of a scope once.

    Left out is what ``inert`` names are given, and members of locals that are not ``known``, and where parameters have
    no declared types what tells the callee nothing. Languages with overloads get literals too, and all rows of each
    call whose list differs, those of one call together: one with the number of arguments comes first. ``modules`` are
    the ends of calls that load one: these do not read as they are written.
    """
    loads = sorted(modules)
    text, overloads, telling = reader.text, reader.spec.overloads, known.tops is not None
    plain = plain_reader(reader.spec)
    source = text.bytes
    found: list[_Given] = []
    for callee, start, end, scope in argued:
        if callee in inert or scope.uses is None or callee.startswith(_UNNAMED):
            if callee == UNKNOWN:
                reader.hand_over(end)
            continue
        short = end - start <= _SHORT and source[start] == "("
        if short and loads and bisect_right(loads, end) != bisect_right(loads, start):
            short = False
        listed = (plain(source[start:end]) if short else None) or reader.read(end, callee)
        if listed is None:
            continue
        number, given = listed
        if given:
            if short and scope.apart:
                given = tuple([(key, told_apart(value, scope, start)) for key, value in given])
            if telling:
                given = tuple([pair for pair in given if known.tells(pair[1], scope)])
        if overloads and number >= 0:
            given = (("#)", str(number)), *given)
        if given and (overloads or not scope.hidden or known.callee(callee, scope)):
            found.append((callee, given, MODULE if scope.owner is None else scope.owner.id, start))
    rows = _rows_by_call(found, text.starts) if overloads else _rows(found, text.starts)
    return decode_rows(rows, text)


def _rows(found: Sequence[_Given], starts: list[int]) -> list[Binding]:
    rows: list[Binding] = []
    seen: set[tuple[str, str, int]] = set()
    for callee, given, owner, start in found:
        for key, value in given:
            target = f"{callee}({key}"
            identity = target, value, owner
            if identity not in seen:
                seen.add(identity)
                rows.append(_new(Binding, (_ARGUMENT, target, "", value, owner, bisect_right(starts, start))))
    return rows


def _rows_by_call(found: Sequence[_Given], starts: list[int]) -> list[Binding]:
    rows: list[Binding] = []
    seen: set[tuple[str, object, int]] = set()
    for callee, given, owner, start in found:
        if (callee, given, owner) not in seen:
            seen.add((callee, given, owner))
            line = bisect_right(starts, start)
            rows += [
                _new(Binding, (_ARGUMENT, f"{callee}({key}", "", value, owner, line))
                for key, value in dict.fromkeys(given)
            ]
    return rows


class ArgumentReader:
    """Reads lists of arguments from nodes, which it looks up by where the calls end."""

    def __init__(
        self, spec: LanguageSpec, text: SourceText, collected: Collected, values: Values, forms: Forms
    ) -> None:
        self.spec = spec
        self.text = text
        self._collected = collected
        self._values = values
        self._forms = forms
        self._lists: dict[int, Node] = {}
        self._skipped = frozenset() if spec.overloads else frozenset(spec.literals) - spec.containers

    def read(self, end: int, callee: str) -> Listed | None:
        """What the call of ``callee`` that ends at ``end`` is given; None where that is no list, as in ``T{1}``."""
        if not self._lists:
            self._lists = self._find_lists()
        spec = self.spec
        listed: Node | None = self._lists.get(end)
        if listed is not None and listed.type not in spec.argument_lists:
            listed = listed.child_by_field_name("arguments")
        if listed is None or listed.type not in spec.argument_lists:
            return None
        found: list[tuple[str, str]] = []
        place, placed = 0, True
        for child in listed.named_children:
            kind = child.type
            value: Node | None = child
            if kind in spec.spreads:
                key = spec.spreads[kind]
                placed = placed and key != "*"
                value = child.named_child(0)
            elif kind == spec.keyword_argument:
                name, value = child.child_by_field_name("name"), child.child_by_field_name("value")
                key = self.text.bytes[slice(*name.byte_range)] if name is not None else ""
            elif child.is_extra:
                continue
            else:
                key = str(place) if placed else ""
                place += 1
            if key and value is not None and value.type not in self._skipped:
                found += self._given(callee, key + ")", value)
        return place if placed else -1, tuple(found)

    def hand_over(self, end: int) -> None:
        """Note what a function without a name is given that is called where it stands; the call ends at ``end``."""
        listed = self.read(end, UNKNOWN)
        called = self._lists[end].child_by_field_name("function") if end in self._lists else None
        while called is not None and called.type in self.spec.transparent:
            called = called.named_child(0)
        if called is None or listed is None or called.type not in self.spec.functions:
            return
        for key, value in listed[1]:
            if key[:-1].isdigit():
                self._forms.handed.setdefault((called.start_byte, int(key[:-1])), value)

    def _find_lists(self) -> dict[int, Node]:
        """Lists, or calls that have one, by where they end."""
        lists = {node.end_byte: node for node in self._collected.calls}
        others = [found["arguments"][0] for found in self._collected.matches("arguments")]
        lists.update((node.end_byte, node) for node in others)
        return lists

    def _given(self, callee: str, key: str, value: Node) -> list[tuple[str, str]]:
        """The rows of one argument: what it may be, and the entries of a container that is written out."""
        spec, form = self.spec, self._forms.of
        if spec.overloads and value.type in spec.casts:
            stated = spec.value_type(value)
            if stated is not None and not isinstance(stated, str):
                stated = self.text.bytes[slice(*stated.byte_range)]
            name = path_form(stated)[0] if stated else ""
            return [(key, f"{name}()")] if name else []
        found = []
        for entry, items in self._values.entries(value):
            self._forms.name(items, f"{callee}({key}{entry}")
            found += [(key + entry, each) for each in form(items)]
        values = self._values.of(value)
        self._forms.name(values, f"{callee}({key}")
        for item in values:
            if not isinstance(item, str):
                found += [(key, each) for each in form((item,))]
            elif found or spec.overloads:
                found.append((key, item and self._refined(value, item)))
        if not any(each for _, each in found):
            written = self.text.bytes[slice(*value.byte_range)]
            if DOTTED.fullmatch(written):  # ``String.class``, ``import.meta``
                found = [(key, written)]
            elif spec.overloads and SIGNED.fullmatch(written):
                found = [(key, literal_form(written))]
        known = [(key, each) for key, each in found if each and each[0] != "?" and not each.startswith('"".')]
        # What may be something else that is not known tells nothing of its type.
        return [] if spec.overloads and len(known) < len(found) else known

    def _refined(self, value: Node, literal: str) -> str:
        """The normal form of a literal, with whole numbers told from others where the grammar does not."""
        start, end = value.byte_range
        return literal_form(self.text.bytes[start:end]) if literal == "0" else literal
