"""Resolve the references of files into edges: a pure function of a file's facts and the world's answers."""

from __future__ import annotations

from collections import defaultdict

from ploke.graph.evaluate import Evaluator
from ploke.graph.expressions import last_step
from ploke.graph.resolution import Link, Miss, Resolution
from ploke.graph.rules import rules_of
from ploke.graph.targets import held_by, targets_of
from ploke.graph.views import View
from ploke.graph.world import World
from ploke.model.facts import FileFacts, Reference, ReferenceRole
from ploke.model.graph import KIND_CODES, EdgeKind, Reason

_KINDS = {
    ReferenceRole.CALL: EdgeKind.CALLS,
    ReferenceRole.IMPORT: EdgeKind.IMPORTS,
    ReferenceRole.BASE: EdgeKind.INHERITS,
    ReferenceRole.TYPE: EdgeKind.TYPES,
    ReferenceRole.DECORATOR: EdgeKind.REFERENCES,
    ReferenceRole.READ: EdgeKind.REFERENCES,
    ReferenceRole.WRITE: EdgeKind.REFERENCES,
}
_ORDER = {kind: code for code, kind in enumerate(KIND_CODES)}
_MOST_VIEWS = 4000


class Resolver:
    """Resolves files of one world; what it learns of summaries is shared between them, and changes no answer."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._evaluators: dict[type[Evaluator], Evaluator] = {}
        self._resolved = 0

    def resolve(self, number: int, facts: FileFacts) -> Resolution:
        """The edges of file ``number``, whose facts are ``facts``; none for a language without rules."""
        rules = rules_of(facts.language)
        if rules is None:
            return Resolution((), (), ())
        self._resolved += 1
        if self._resolved % _MOST_VIEWS == 0:
            # Bounds memory: views and what was learned are built anew when they are asked for.
            self._evaluators.clear()
        evaluator = self._evaluators.get(rules)
        if evaluator is None:
            evaluator = self._evaluators[rules] = rules(self._world)
        file = self._world.file(number)
        view = View(number, file, facts.symbols, facts.imports, facts.bindings)
        evaluator.install(view)
        evaluator.asked = set()
        links: defaultdict[tuple[int, EdgeKind, int, int, str, str], list[tuple[int, int]]] = defaultdict(list)
        misses: list[Miss] = []
        for reference in facts.references:
            kind = _KINDS[reference.role]
            if reference.role is ReferenceRole.DECORATOR and evaluator.decorators_call:
                kind = EdgeKind.CALLS
            targets, reason = targets_of(evaluator, view, reference, kind)
            places = _pairs(reference.places)
            for target in targets:
                links[(reference.scope, target.kind, target.file, target.symbol, target.external, target.rule)] += (
                    places
                )
            if reason is not None and not targets:
                misses.append(_miss(reference, kind, reason))
            for holder, symbol in held_by(evaluator, view, reference):
                links[(reference.scope, EdgeKind.REFERENCES, holder, symbol, "", "")] += places
        for target in evaluator.structure(view):
            pairs = _pairs(target.places)
            links[(target.src, target.kind, target.file, target.symbol, target.external, target.rule)] += pairs
        keys = tuple(sorted(evaluator.questions()))
        evaluator.forget(number)
        return Resolution(_links(links), tuple(misses), keys)


def _pairs(flat: tuple[int, ...]) -> list[tuple[int, int]]:
    places = iter(flat)
    return list(zip(places, places, strict=True))


def _links(links: dict[tuple[int, EdgeKind, int, int, str, str], list[tuple[int, int]]]) -> tuple[Link, ...]:
    rows = [
        Link(*key, tuple(number for pair in sorted(set(places)) for number in pair)) for key, places in links.items()
    ]
    rows.sort(key=lambda row: (row.src, _ORDER[row.kind], row.file, row.symbol, row.external, row.rule))
    return tuple(rows)


def _miss(reference: Reference, kind: EdgeKind, reason: Reason) -> Miss:
    return Miss(
        reference.scope, kind, reason, reference.expression, last_step(reference.expression).name, reference.places
    )
