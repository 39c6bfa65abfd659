"""Resolve the references of files into edges: a pure function of a file's facts and the world's answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from ploke.graph.evaluate import Evaluator
from ploke.graph.expressions import last_step
from ploke.graph.heirs import Heirs
from ploke.graph.precise.answers import Answers
from ploke.graph.precise.applying import PreciseTargets
from ploke.graph.resolution import Link, Miss, Resolution, Target, make
from ploke.graph.rules import rules_of
from ploke.graph.targets import held_by, loaded_by, targets_of
from ploke.graph.views import View
from ploke.graph.world import World
from ploke.model.facts import FileFacts, Reference, ReferenceRole
from ploke.model.graph import KIND_CODES, EdgeKind, Reason

_KINDS: Final = {
    ReferenceRole.CALL: EdgeKind.CALLS,
    ReferenceRole.IMPORT: EdgeKind.IMPORTS,
    ReferenceRole.BASE: EdgeKind.INHERITS,
    ReferenceRole.TYPE: EdgeKind.TYPES,
    ReferenceRole.DECORATOR: EdgeKind.REFERENCES,
    ReferenceRole.READ: EdgeKind.REFERENCES,
    ReferenceRole.WRITE: EdgeKind.REFERENCES,
}
# A member of an enum costs seventy nanoseconds through its class in Python 3.11.
_BASE: Final = ReferenceRole.BASE
_CALLS: Final = EdgeKind.CALLS
_DECORATOR: Final = ReferenceRole.DECORATOR
_IMPORT: Final = ReferenceRole.IMPORT
_ORDER: Final = {kind: code for code, kind in enumerate(KIND_CODES)}
_MOST_KEPT: Final = 250_000
"""Beyond this an evaluator is dropped with all it remembers, which bounds memory: some 100 MB."""


class Resolver:
    """Resolves files of one world; what it learns of summaries is shared between them, and changes no answer."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._evaluators: dict[type[Evaluator], Evaluator] = {}

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
        evaluator = self._evaluators.get(rules)
        if evaluator is None or evaluator.kept > _MOST_KEPT:
            evaluator = self._evaluators[rules] = rules(self._world)
        world = self._world
        view = View(
            number,
            world.file(number),
            facts.symbols,
            facts.imports,
            facts.bindings,
            lambda: world.summary(number).bindings,
        )
        evaluator.install(view)
        evaluator.asked = set()
        precise = PreciseTargets(evaluator, view, answers) if answers is not None else None
        edges = _Edges(evaluator, view, Heirs(facts.symbols), precise)
        for reference in facts.references:
            edges.add(reference)
        structure = evaluator.structure(view)
        for target in structure if precise is None else precise.structure(structure):
            edges.links.add(target.src, target, target.places)
        keys = tuple(sorted(evaluator.questions()))
        evaluator.forget(number)
        return Resolution(edges.links.rows(), tuple(edges.misses), keys)


class _Edges:
    """Collects what the references of one file lead to."""

    def __init__(self, evaluator: Evaluator, view: View, heirs: Heirs, precise: PreciseTargets | None) -> None:
        self.links = _Links()
        self.misses: list[Miss] = []
        self._evaluator = evaluator
        self._view = view
        self._heirs = heirs
        self._precise = precise

    def add(self, reference: Reference) -> None:
        """Add the edges of a reference, or why it has none."""
        evaluator, view, links = self._evaluator, self._view, self.links
        expression, role, scope, places = reference
        kind = _CALLS if role is _DECORATOR and evaluator.decorators_call else _KINDS[role]
        targets, reason = targets_of(evaluator, view, reference, kind)
        if role is _BASE or self._precise is not None:
            self._add_apart(reference, kind, targets, reason)
        else:
            for target in targets:
                links.add(scope, target, places)
            if reason is not None and not targets:
                self._miss(scope, expression, kind, reason, places)
        for target in held_by(evaluator, view, scope, expression):
            links.add(scope, target, places)
        if role is _IMPORT and evaluator.imports_load:
            for target in loaded_by(evaluator, view, reference, targets):
                links.add(scope, target, target.places)

    def _add_apart(
        self, reference: Reference, kind: EdgeKind, targets: Sequence[Target], reason: Reason | None
    ) -> None:
        """The same where its places do not share all: bases of several classes, what an indexer says of some."""
        expression, role, scope, places = reference
        for src, stands in self._heirs.of(reference) if role is _BASE else ((scope, places),):
            share = (stands, targets, reason)
            for where, leads, why in (share,) if self._precise is None else self._precise.shares(kind, *share):
                for target in leads:
                    inherits = role is _BASE and src != scope
                    meant = self._evaluator.inheritance(self._view, src, target) if inherits else target.kind
                    self.links.add(src, target._replace(kind=meant) if inherits else target, where)
                if why is not None and not leads:
                    self._miss(src, expression, kind, why, where)

    def _miss(self, src: int, expression: str, kind: EdgeKind, reason: Reason, places: tuple[int, ...]) -> None:
        self.misses.append(Miss(src, kind, reason, expression, last_step(expression).name, places))


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
            make(Link, (src, KIND_CODES[kind], file, symbol, external, rule, places))
            for (src, kind, file, symbol, external, rule), places in sorted(self._places.items())
        )
