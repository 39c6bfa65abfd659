"""Resolve the references of files into edges: a pure function of a file's facts and the world's answers."""

from __future__ import annotations

from collections.abc import Callable

from ploke.graph.evaluate import Evaluator
from ploke.graph.expressions import last_step
from ploke.graph.heirs import Heirs
from ploke.graph.precise.answers import Answers
from ploke.graph.precise.applying import PreciseTargets
from ploke.graph.resolution import Link, Miss, Resolution, Target
from ploke.graph.rules import rules_of
from ploke.graph.targets import held_by, loaded_by, targets_of
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

    def adopt(self, other: Resolver, is_same: Callable[[int], bool]) -> None:
        """Take over views of files from a resolver of an earlier world.

        ``is_same`` says whether a number means the same file with an equal summary in both.
        """
        for rules, evaluator in other._evaluators.items():
            self._evaluators[rules] = rules(self._world)
            self._evaluators[rules].adopt(evaluator, is_same)

    def resolve(self, number: int, facts: FileFacts, answers: Answers | None = None) -> Resolution:
        """The edges of file ``number``, whose facts are ``facts``; none for a language without rules.

        ``answers`` are what an indexer says of the file as it is.
        """
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
        summary = self._world.summary(number)
        view = View(number, file, facts.symbols, facts.imports, facts.bindings, summary.bindings)
        evaluator.install(view)
        evaluator.asked = set()
        links = _Links()
        heirs = Heirs(facts.symbols)
        misses: list[Miss] = []
        precise = PreciseTargets(evaluator, view, answers) if answers is not None else None
        for reference in facts.references:
            kind = _KINDS[reference.role]
            if reference.role is ReferenceRole.DECORATOR and evaluator.decorators_call:
                kind = EdgeKind.CALLS
            scope, places = reference.scope, reference.places
            targets, reason = targets_of(evaluator, view, reference, kind)
            is_base = reference.role is ReferenceRole.BASE
            for src, stands in heirs.of(reference) if is_base else ((scope, places),):
                share = (stands, targets, reason)
                for where, leads, why in (share,) if precise is None else precise.shares(kind, *share):
                    for target in leads:
                        if is_base and src != scope:
                            target = target._replace(kind=evaluator.inheritance(view, src, target))  # noqa: PLW2901
                        links.add(src, target, where)
                    if why is not None and not leads:
                        misses.append(_miss(src, reference, kind, why, where))
            for target in (*held_by(evaluator, view, reference), *loaded_by(evaluator, view, reference, targets)):
                links.add(scope, target, target.places or places)
        structure = evaluator.structure(view)
        for target in structure if precise is None else precise.structure(structure):
            links.add(target.src, target, target.places)
        keys = tuple(sorted(evaluator.questions()))
        evaluator.forget(number)
        return Resolution(links.rows(), tuple(misses), keys)


class _Links:
    """The edges of a file, each once with all its places."""

    def __init__(self) -> None:
        self._places: dict[tuple[int, int, int, int, str, str], tuple[int, ...]] = {}
        self._mixed: set[tuple[int, int, int, int, str, str]] = set()

    def add(self, src: int, target: Target, places: tuple[int, ...]) -> None:
        """Add an edge, or places to one."""
        kind, file, symbol, external, rule, _, _ = target
        key = (src, _ORDER[kind], file, symbol, external, rule)
        known = self._places.get(key)
        if known is None:
            self._places[key] = places
        elif places:
            self._places[key] = known + places
            self._mixed.add(key)

    def rows(self) -> tuple[Link, ...]:
        """The edges, sorted."""
        for key in self._mixed:
            places = self._places[key]
            pairs = sorted(set(zip(places[::2], places[1::2], strict=True)))
            self._places[key] = tuple(number for pair in pairs for number in pair)
        return tuple(
            Link(src, KIND_CODES[kind], file, symbol, external, rule, places)
            for (src, kind, file, symbol, external, rule), places in sorted(self._places.items())
        )


def _miss(src: int, reference: Reference, kind: EdgeKind, reason: Reason, places: tuple[int, ...]) -> Miss:
    return Miss(src, kind, reason, reference.expression, last_step(reference.expression).name, places)
