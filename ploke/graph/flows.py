"""What calls hand to a parameter: higher-order parameters, where the call sites that evidence finds decide.

The call sites of a function are looked for under its last name (of a constructor, its class's) in files that hand
anything to a callee of that name; a call counts where its callee evaluates to that very function. Decorators are calls.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ploke.graph.entries import CALLED
from ploke.graph.values import BOUND, FUNCTION, NOTHING, RULE, TYPE, Value, Values
from ploke.graph.views import View
from ploke.model.facts import Binding, SymbolKind
from ploke.model.source import Role

if TYPE_CHECKING:
    from ploke.graph.evaluate import Evaluator

_MOST_FILES: Final = 6
"""A name that more files call with arguments is too common: only calls in the function's own file are looked at."""

_MOST_CALLS: Final = 8
"""Where more calls may fill a parameter, it is not one call site that decides."""

HANDED_OVER: Final[Value] = (RULE, "argument of a call")


def handed_to(evaluator: Evaluator, view: View, parameter: Binding) -> Values:
    """What the calls that are known hand to a parameter, where they all agree; else nothing."""
    function = parameter.scope
    place = [row.target for row in view.parameters[function]].index(parameter.target)
    calls = _calls(evaluator, view, parameter, place)
    if not calls or len(calls) > _MOST_CALLS:
        return NOTHING
    found: set[Value] = set()
    for call in calls:
        for value in evaluator.evaluate(call.caller, call.scope, call.callee):
            if not _is_call_of(evaluator, view, function, value):
                continue
            if call.slot.isdigit() and int(call.slot) + evaluator.own_parameters(view, function, value) != place:
                continue
            if call.decorated >= 0:
                found.add((FUNCTION, call.caller.number, call.decorated))
            else:
                found |= evaluator.evaluate(call.caller, call.scope, call.value)
        if len(found - {HANDED_OVER}) > 1:
            return NOTHING
    return frozenset((*found, HANDED_OVER)) if found - {HANDED_OVER} else NOTHING


class _Call(NamedTuple):
    """A call that may be one of the function: what it hands to ``slot``, a place or a keyword."""

    caller: View
    scope: int
    callee: str
    slot: str
    value: str
    decorated: int = -1


def _calls(evaluator: Evaluator, view: View, parameter: Binding, place: int) -> list[_Call]:
    """Calls by the function's name that may fill a parameter, in a fixed order: all, or the first of too many."""
    function, own = parameter.scope, parameter.target
    symbol = view.symbols[function]
    constructs = symbol.kind is SymbolKind.CONSTRUCTOR and symbol.parent >= 0
    name = view.symbols[symbol.parent].name if constructs else symbol.name
    tested = view.file.role is Role.TEST
    calls: list[_Call] = []
    for file in _files(evaluator, view, name):
        if not tested and evaluator.world.file(file).role is Role.TEST:
            continue
        caller = evaluator.view(file)
        for row in evaluator.arguments_to(caller, name):
            target = row.target
            start = target.rindex("(")
            slot = target[start + 1 : -1]
            if slot == own or (slot.isdigit() and int(slot) <= place):
                calls.append(_Call(caller, row.scope, target[:start], slot, row.value))
        if place == 0:
            for decorator, decorated in evaluator.decorations_by(caller, name):
                calls.append(_Call(caller, caller.parent(decorated), decorator, "0", "", decorated))
        if len(calls) > _MOST_CALLS:
            break
    return calls


def _files(evaluator: Evaluator, view: View, name: str) -> list[int]:
    files = list(evaluator.files_defining(CALLED + name))
    if len(files) > _MOST_FILES:
        return [view.number]
    return files


def _is_call_of(evaluator: Evaluator, view: View, function: int, callee: Value) -> bool:
    """Whether calling ``callee`` calls the function."""
    if callee[0] in (FUNCTION, BOUND):
        return bool(callee[1:3] == (view.number, function))
    return callee[0] == TYPE and any(row[:2] == (view.number, function) for row in evaluator.constructors(callee))
