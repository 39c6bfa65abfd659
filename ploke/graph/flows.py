"""What calls hand to a parameter: higher-order parameters, where the call sites that evidence finds decide.

The call sites of a function are looked for under its last name (of a constructor, its class's) in files that hand
anything to a callee of that name; a call counts where its callee evaluates to that very function. Decorators are calls.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ploke.graph.summary import CALLED
from ploke.graph.values import BOUND, FUNCTION, NOTHING, RULE, TYPE, Value, Values
from ploke.model.facts import Binding, SymbolKind
from ploke.model.source import Role

if TYPE_CHECKING:
    from ploke.graph.evaluate import Evaluator
    from ploke.graph.views import View

_MOST_FILES = 16
"""A name that more files call with arguments is too common: only calls in the function's own file are looked at."""

HANDED_OVER: Value = (RULE, "argument of a call")


def handed_to(evaluator: Evaluator, view: View, parameter: Binding) -> Values:
    """What the calls that are known hand to a parameter; nothing where none is."""
    function = parameter.scope
    own = [row.target for row in view.parameters[function]]
    place = own.index(parameter.target)
    symbol = view.symbols[function]
    name = (
        view.symbols[symbol.parent].name
        if symbol.kind is SymbolKind.CONSTRUCTOR and symbol.parent >= 0
        else symbol.name
    )
    found: set[Value] = set()
    tested = view.file.role is Role.TEST
    for file in _files(evaluator, view, name):
        caller = evaluator.view(file)
        if caller.file.role is Role.TEST and not tested:
            continue
        for row in evaluator.arguments_to(caller, name):
            start = row.target.rindex("(")
            slot = row.target[start + 1 : -1]
            if not slot.isdigit() and slot != parameter.target:
                continue
            for filled in _fitting(evaluator, view, function, caller, row.scope, row.target[:start]):
                if slot == parameter.target or (slot.isdigit() and int(slot) + filled == place):
                    found |= evaluator.evaluate(caller, row.scope, row.value)
        for decorator, decorated in evaluator.decorations_by(caller, name):
            scope = caller.parent(decorated)
            if place == 0 and any(True for _ in _fitting(evaluator, view, function, caller, scope, decorator)):
                found.add((FUNCTION, file, decorated))
    return frozenset((*found, HANDED_OVER)) if len(found - {HANDED_OVER}) == 1 else NOTHING


def _files(evaluator: Evaluator, view: View, name: str) -> list[int]:
    files = list(evaluator.files_defining(CALLED + name))
    if len(files) > _MOST_FILES:
        return [view.number]
    return files


def _fitting(evaluator: Evaluator, view: View, function: int, caller: View, scope: int, callee: str) -> Iterator[int]:
    """For each value of ``callee`` that is the function: how many parameters the call fills by itself."""
    for value in evaluator.evaluate(caller, scope, callee):
        if (value[0] in (FUNCTION, BOUND) and value[1:3] == (view.number, function)) or (value[0] == TYPE and any(row[:2] == (view.number, function) for row in evaluator.constructors(value))):
            yield evaluator.own_parameters(view, function, value)
