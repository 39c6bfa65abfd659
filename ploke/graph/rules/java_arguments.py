"""What the calls of a Java file are given: by scope and callee, each list of arguments once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ploke.graph.views import View
from ploke.model.facts import BindingKind


class Given(NamedTuple):
    """What one call is given: how many arguments, and what each may be by its place; nothing for what is unknown.

    ``arities`` says of lambdas how many parameters they have.
    """

    number: int
    values: Mapping[int, tuple[str, ...]]
    arities: Mapping[int, int] = {}


def all_given(view: View) -> dict[tuple[int, str], list[Given]]:
    """What all calls in a file are given, by scope and callee: a row with their count comes before the arguments'."""
    calls: defaultdict[tuple[int, str], list[Given]] = defaultdict(list)
    values: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
    for rows in view.arguments.values():
        for row in rows:
            place = row.target.rindex("(")
            key = row.target[place + 1 : -1]
            if key == "#":
                values = defaultdict(tuple)
                calls[row.scope, row.target[:place]].append(Given(int(row.value), values, {}))
            elif key.isdigit():
                values[int(key)] += (row.value,)
    arities = _arities(view)
    for (scope, callee), listed in calls.items():
        for place in {place for given in listed for place, texts in given.values.items() if _is_lambda(texts)}:
            lambdas = [number for number, given in enumerate(listed) if _is_lambda(given.values.get(place, ()))]
            if len(lambdas) == 1:
                given = listed[lambdas[0]]
                listed[lambdas[0]] = given._replace(
                    arities={**given.arities, place: arities.get((scope, f"{callee}({place})"), 0)}
                )
    return calls


def _arities(view: View) -> dict[tuple[int, str], int]:
    """How many parameters the lambdas have that a call is given at a place."""
    found: dict[tuple[int, str], int] = {}
    for row in view.bindings:
        if row.value.endswith("}") and row.kind is not BindingKind.ARGUMENT:
            where, _, number = row.value[:-1].rpartition("{")
            if number.isdigit():
                found[row.scope, where] = max(int(number) + 1, found.get((row.scope, where), 0))
    return found


def _is_lambda(texts: Sequence[str]) -> bool:
    return any(text.startswith("=>") for text in texts)
