"""Java's overloads: which of several methods a call means, by how many arguments it has and of which types.

Source: The Java Language Specification (SE 21), 15.12.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from ploke.graph.rules.java_arguments import Given, all_given
from ploke.graph.rules.java_conversions import JavaConversions
from ploke.graph.rules.java_members import Method
from ploke.graph.rules.java_values import ARRAY, object_of
from ploke.graph.values import ANYTHING, BOUND, CLOSURE, FUNCTION, MEMBER, OBJECT, OUTSIDE, TYPE, Values
from ploke.graph.views import View
from ploke.graph.world import NONE, World

Argument: TypeAlias = tuple[Values, ...]
"""What an argument may be: all of what it is one of, as a conditional has it."""

_ANYTHING: Final[Argument] = (ANYTHING,)
_STRING: Final = object_of("java.lang:String")
_FUNCTIONS: Final = frozenset({CLOSURE, BOUND, FUNCTION, MEMBER, TYPE, OUTSIDE})


class Candidate(NamedTuple):
    """A method with the types of its parameters, None where these are not known."""

    method: Method
    parameters: tuple[Values, ...] | None


class JavaOverloads(JavaConversions):
    """The part of Java's rules that chooses methods."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self._listed: tuple[View | None, Mapping[tuple[int, str], list[Given]]] = None, {}

    def given(self, view: View, scope: int, callee: str) -> Sequence[Given]:
        """What the calls of ``callee`` in a scope are given, each list of arguments once."""
        if self._listed[0] is not view:
            self._listed = view, all_given(view)
        return self._listed[1].get((scope, callee), ())

    def argument_values(self, view: View, scope: int, given: Given) -> dict[int, Argument]:
        """What the arguments of a call are, by their place."""
        found: dict[int, Argument] = {}
        for place, texts in given.values.items():
            parts = [self.evaluate(view, scope, text) for text in texts] if all(texts) else [ANYTHING]
            if place in given.arities:
                arity = given.arities[place]
                parts = [frozenset((*each, arity) if each[0] == CLOSURE else each for each in part) for part in parts]
            found[place] = _summed(parts)
        return found

    def chosen(self, methods: Sequence[Method], view: View, scope: int, callee: str) -> Sequence[Method]:
        """The methods that calls of ``callee`` in a scope may mean, one each unless types that are not known decide."""
        calls = self.given(view, scope, callee) if len(methods) > 1 else ()
        if not calls:
            return methods
        found: dict[Method, None] = {}
        for given in calls:
            found.update(dict.fromkeys(self.fitting(methods, view, scope, given)))
        return list(found)

    def fitting(self, methods: Iterable[Method], view: View, scope: int, given: Given) -> list[Method]:
        """The methods that one call may mean."""
        found = [method for method in methods if self.takes(method, given.number)]
        if len(found) > 1:
            return self._by_types(found, self.argument_values(view, scope, given), given.number)
        return found

    def takes(self, method: Method, count: int) -> bool:
        """Whether a method can be called with so many arguments."""
        if method.file != NONE:
            own = len(self.view(method.file).parameters.get(method.symbol, ()))
        elif method.known is None or method.known.parameters is None:
            return True
        else:
            own = len(method.known.parameters)
        return count == own or (count >= own - 1 and self.is_variable(method))

    def is_variable(self, method: Method) -> bool:
        """Whether a method takes any number of arguments."""
        if method.file != NONE:
            rows = self.view(method.file).parameters.get(method.symbol) or []
            return bool(rows) and rows[-1].target.startswith("*")
        known = method.known.parameters if method.known is not None else None
        return bool(known) and "".join(known or ()).endswith("...")

    def _by_types(self, methods: list[Method], values: Mapping[int, Argument], count: int) -> list[Method]:
        """The methods that fit by the types of arguments, in the phases of 15.12.2."""
        arguments = [values.get(place, _ANYTHING) for place in range(count)]
        known = [Candidate(method, self.parameter_types(method)) for method in methods]
        fixed = [each for each in known if each.parameters is None or len(each.parameters) == count]
        for boxing, spread in ((False, False), (True, False), (True, True)):
            candidates = [_spread(each, count) for each in known if self.is_variable(each.method)] if spread else fixed
            sure, possible = self._applicable(candidates, arguments, boxing)
            best = next((one for one in sure if all(self._is_better(one, each, arguments) for each in possible)), None)
            if best is not None:
                return [best.method]
            if not boxing and len(possible) != len(sure):
                # What is not known may need boxing after all.
                possible = self._applicable(candidates, arguments, True)[1]
            if possible:
                return [each.method for each in possible]
        return [each.method for each in fixed] or methods

    def _applicable(
        self, candidates: list[Candidate], arguments: list[Argument], boxing: bool
    ) -> tuple[list[Candidate], list[Candidate]]:
        """Those that take such arguments for sure, and those that may."""
        answers = [(each, self._applies(each, arguments, boxing)) for each in candidates]
        return [each for each, answer in answers if answer], [each for each, answer in answers if answer is not False]

    def _applies(self, candidate: Candidate, arguments: list[Argument], boxing: bool) -> bool | None:
        if candidate.parameters is None:
            return None
        known = True
        for want, argument in zip(candidate.parameters, arguments, strict=False):
            for part in argument:
                answer = self.accepts(want, part, boxing=boxing)
                if answer is False:
                    return False
                known = known and answer is not None
        return True if known else None

    def _is_better(self, candidate: Candidate, other: Candidate, arguments: list[Argument]) -> bool:
        """Whether one of two methods that take the arguments is at least as specific as the other (15.12.2.5).

        A parameter of exactly the argument's type is, whatever the other's may be.
        """
        if candidate is other:
            return True
        if candidate.parameters is None or other.parameters is None:
            return False
        return all(
            mine == his or argument == (mine,) or self._is_narrower(mine, his, argument)
            for mine, his, argument in zip(candidate.parameters, other.parameters, arguments, strict=False)
        )

    def _is_narrower(self, mine: Values, his: Values, argument: Argument) -> bool:
        """Whether a parameter's type is more specific than another's for an argument."""
        if all(map(has_functions, argument)):
            ours, theirs = self.is_void(mine), self.is_void(his)
            if ours is not None and theirs is not None and ours != theirs:
                return theirs and all(value[0] != CLOSURE or bool(value[3]) for part in argument for value in part)
        return bool(self.accepts(his, mine, boxing=False))


def _spread(candidate: Candidate, count: int) -> Candidate:
    """A method of variable arity with a parameter for each of so many arguments."""
    if not candidate.parameters:
        return candidate
    *first, last = candidate.parameters
    held = frozenset(
        each for value in last for each in (value[2][0] if value[0] == OBJECT and value[1] == ARRAY else ANYTHING)
    )
    return candidate._replace(parameters=(*first, *[held] * (count - len(first))))


def has_functions(values: Values) -> bool:
    """Whether some values are lambdas or references to methods and constructors."""
    return any(value[0] in _FUNCTIONS for value in values)


def _summed(parts: Sequence[Values]) -> Argument:
    """What an argument may be; a string, where it reads like that or something else: then it is most likely a sum."""
    return (_STRING,) if _STRING in parts else tuple(dict.fromkeys(parts))
