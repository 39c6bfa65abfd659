"""Names that several scopes of one symbol bind, told apart.

What is bound again in one block is told apart in the same way, where the language says that it is another variable.

Facts know symbols, not the scopes in them. A name that a function without a name, a comprehension or a block binds is
written ``name@2`` where its symbol binds it twice, or where it hides another: what is said of one is then never taken
for the other. What such a scope binds outside of functions is always written so: it is no name of the module.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from ploke.languages.engine.scopes import BLOCK_SCOPE, FUNCTION_SCOPE, NO_NAMES, Scope

_HEAD: Final = re.compile(r"[^.(\[:{]+")


def told_apart(expression: str, scope: Scope | None, byte: int) -> str:
    """``expression`` as it reads at ``byte`` in ``scope``: with the name that it starts with told from others."""
    if scope is None or not scope.apart:
        return expression
    found = _HEAD.match(expression)
    head = found[0] if found is not None else ""
    if head not in scope.apart:
        return expression
    return name_apart(head, scope, byte) + expression[len(head) :]


def bound_apart(target: str, scope: Scope, byte: int) -> str:
    """``target``, which is bound at ``byte`` in ``scope``, as it is written from there on."""
    found = _HEAD.match(target)
    head = found[0] if found is not None else ""
    places = scope.again.get(head) if scope.apart else None
    if places is None:
        return told_apart(target, scope, sys.maxsize)
    written = [place.written for place in places if place.start <= byte]
    return (written[-1] if written else head) + target[len(head) :]


def name_apart(name: str, scope: Scope, byte: int) -> str:
    """``name`` as it reads at ``byte`` in ``scope``, where it may stand before that scope binds it."""
    around: Scope | None = scope
    while around is not None:
        if name in around.locals:
            places = around.again.get(name)
            if places is None:
                if byte >= around.since.get(name, 0):
                    return around.apart.get(name, name)
            elif seen := [place.written for place in places if place.seen <= byte]:
                return seen[-1]
        around = around.parent if name not in around.declared else None
    return name


def tell_names_apart(scopes: Sequence[Scope], *, behind_values: bool = False) -> None:
    """Work out ``apart`` of every scope, given parents before children, once all locals are known and hidden.

    ``behind_values``: a local is not seen in its own value, so what hides a name of the module there still means that
    (``url := url.Parse(x)``).
    """
    symbols = _symbols_below(scopes)
    times: dict[tuple[int, str], int] = {}
    for scope in scopes:
        parent = scope.parent
        apart = parent.apart if parent is not None else NO_NAMES
        own = scope.locals | scope.declared if scope.declared else scope.locals
        if apart and not own.isdisjoint(apart):
            apart = {name: other for name, other in apart.items() if name not in own}
        if scope.named and scope.kind >= FUNCTION_SCOPE:
            times.update(((id(scope.uses), name), 1) for name in own)
            if behind_values:
                apart = {**apart, **_hiding_others(scope, parent)}
        elif parent is not None and scope.locals and scope.kind in (FUNCTION_SCOPE, BLOCK_SCOPE):
            found = _told_apart_here(scope, parent, times, symbols[id(scope)])
            if found:
                apart = {**apart, **found}
        if scope.again:
            apart = _tell_again(scope, apart, times)
        if apart:
            scope.apart = apart
            scope.hidden = scope.inner_hidden = {*scope.hidden, *apart.values()}


def _hiding_others(scope: Scope, parent: Scope | None) -> dict[str, str]:
    """The locals of a function with a name, parameters left out, that hide what is bound around it."""
    return {
        name: f"{name}@1"
        for name in scope.since
        if name in scope.locals and not _is_parameter(scope, name) and _is_bound(name, parent)
    }


def _is_parameter(scope: Scope, name: str) -> bool:
    places = scope.again.get(name)
    return places is not None and min(places).seen == 0


def _tell_again(scope: Scope, apart: Mapping[str, str], times: dict[tuple[int, str], int]) -> Mapping[str, str]:
    """Write each binding of a name but the first in a way of its own; answers ``apart`` with all such names."""
    found = dict(apart)
    for name, places in scope.again.items():
        places.sort()
        first = apart.get(name, name)
        written = [first]
        for _ in places[1:]:
            key = id(scope.uses), name
            number = times[key] = times.get(key, 1) + 1
            written.append(f"{name}@{number}")
        if len(written) > 1:
            # Scopes inside know them all by themselves: none of them is a name of anything but this scope.
            found |= {name: first, **{each: each for each in written[1:]}}
        scope.again[name] = [place._replace(written=each) for place, each in zip(places, written, strict=True)]
    return found


def _told_apart_here(
    scope: Scope, parent: Scope, times: dict[tuple[int, str], int], symbols: set[str]
) -> dict[str, str]:
    around: Scope | None = parent
    while around is not None and not around.named and around.kind >= FUNCTION_SCOPE:
        around = around.parent
    in_function = around is not None and around.kind >= FUNCTION_SCOPE
    found = {}
    for name in scope.locals:
        if name in symbols:
            continue
        key = id(scope.uses), name
        number = times[key] = times.get(key, 0) + 1
        if not in_function or number > 1 or _is_bound(name, parent):
            found[name] = f"{name}@{number}"
    return found


def _symbols_below(scopes: Sequence[Scope]) -> dict[int, set[str]]:
    """The names of symbols that stand in scopes without a name, or further inside: references mean them by these."""
    found: dict[int, set[str]] = defaultdict(set)
    for scope in scopes:
        around: Scope | None = scope
        while scope.declared and around is not None and not around.named and around.kind >= FUNCTION_SCOPE:
            found[id(around)] |= scope.declared
            around = around.parent
    return found


def _is_bound(name: str, scope: Scope | None) -> bool:
    while scope is not None:
        if name in scope.locals or name in scope.declared:
            return True
        scope = scope.parent
    return False
