"""Types that documentation states, for languages that have no other place for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ploke.languages.spec import Documented
from ploke.model.facts import Binding, BindingKind, Symbol


def with_documented_types(
    bindings: Sequence[Binding], symbols: Sequence[Symbol], read: Callable[[str], Documented | None] | None
) -> tuple[Binding, ...]:
    """``bindings`` with the types that documentation states where the source has none; what is new comes last.

    Without ``read``, as they are.
    """
    if read is None:
        return tuple(bindings)
    stated = {number: found for number, symbol in enumerate(symbols) if symbol.doc and (found := read(symbol.doc))}
    if not stated:
        return tuple(bindings)
    own = {(symbols[number].parent, symbols[number].name): each.own for number, each in stated.items() if each.own}
    lines = {symbols[number].name_line for number in stated}
    typed: set[int] = set()
    places: dict[int, int] = {}
    rows: list[Binding] = []
    for row in bindings:
        kind = row.kind
        if kind is BindingKind.PARAMETER:
            place = places[row.scope] = places.get(row.scope, -1) + 1
            if not row.annotation and row.scope in stated:
                row = row._replace(annotation=_of_parameter(stated[row.scope], row.target, place))  # noqa: PLW2901
        elif kind is BindingKind.RETURN_TYPE and not row.target:
            typed.add(row.scope)
        elif kind is BindingKind.ASSIGNMENT and (row.scope, row.target) in own and row.line in lines:
            row = row._replace(kind=BindingKind.VARIABLE, annotation=own.pop((row.scope, row.target)))  # noqa: PLW2901
        rows.append(row)
    rows += [
        Binding(BindingKind.RETURN_TYPE, "", each.returned, "", number, symbols[number].name_line)
        for number, each in stated.items()
        if each.returned and number not in typed
    ]
    return tuple(rows)


def _of_parameter(stated: Documented, target: str, place: int) -> str:
    """The type of a parameter: by its name, or by its place where it is a pattern."""
    if target.startswith("{"):
        return list(stated.parameters.values())[place] if place < len(stated.parameters) else ""
    return stated.parameters.get(target.lstrip("*"), "")
