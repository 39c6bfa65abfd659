"""Let a precise import answer for the references it knows, in place of our own rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeGuard

from ploke.graph.entries import is_open
from ploke.graph.evaluate import Evaluator
from ploke.graph.found import SYMBOL_FOUND, VALUE, Found
from ploke.graph.precise.answers import Answers, Node
from ploke.graph.resolution import Target
from ploke.graph.targets import called_targets, named_targets
from ploke.graph.values import FILE
from ploke.graph.views import FUNCTION_LIKE, View
from ploke.graph.world import NONE, SYMBOL, key_of
from ploke.model.facts import MODULE
from ploke.model.graph import EdgeKind, Reason


class Share(NamedTuple):
    """Some places of a reference, and what those lead to; where that is nothing, why."""

    places: tuple[int, ...]
    targets: Sequence[Target]
    reason: Reason | None


class PreciseTargets:
    """What the answers for one file make of its references."""

    def __init__(self, evaluator: Evaluator, view: View, answers: Answers) -> None:
        self._evaluator = evaluator
        self._view = view
        self._nodes = answers.nodes
        self._overrides = answers.overrides
        self._at: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        rows = iter(answers.places)
        for line, column, node in zip(rows, rows, rows, strict=True):
            self._at[line, column].append(node)
        self._found: dict[int, Found | None] = {}
        self._targets: dict[tuple[EdgeKind, tuple[int, ...]], Sequence[Target]] = {}

    def shares(
        self, kind: EdgeKind, places: tuple[int, ...], targets: Sequence[Target], reason: Reason | None
    ) -> Iterable[Share]:
        """The places of a reference by what they lead to. ``targets`` and ``reason`` are what our own rules say.

        They stay where the answers do not know a place. Where both say that it leads outside, we name it, for so we do
        in files without answers.
        """
        groups: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
        pairs = iter(places)
        for at in zip(pairs, pairs, strict=True):
            groups[tuple(self._at.get(at, ()))] += at
        for nodes, where in groups.items():
            said = self._leading(kind, nodes)
            if not said or (_is_outside(said) and targets and _is_outside(targets)):
                yield Share(tuple(where), targets, reason)
            else:
                yield Share(tuple(where), said, None)

    def structure(self, known: Iterable[Target]) -> Iterator[Target]:
        """The edges that stand in no place: ours, and what methods override by the answers where ours find nothing."""
        overriding = set()
        for target in known:
            yield target
            if target.kind is EdgeKind.OVERRIDES:
                overriding.add(target.src)
        pairs = iter(self._overrides)
        for heir, base in zip(pairs, pairs, strict=True):
            source, base_found = self._find(heir), self._find(base)
            if self._is_method(source) and self._is_method(base_found) and source[2] not in overriding:
                yield Target(EdgeKind.OVERRIDES, base_found[1], base_found[2], src=source[2])

    def _is_method(self, found: Found | None) -> TypeGuard[Found]:
        if found is None or found[0] != SYMBOL_FOUND:
            return False
        view = self._evaluator.view(found[1])
        return view.symbols[found[2]].kind in FUNCTION_LIKE and view.is_class(view.symbols[found[2]].parent)

    def _leading(self, kind: EdgeKind, nodes: tuple[int, ...]) -> Sequence[Target]:
        if not nodes:
            return ()
        known = self._targets.get((kind, nodes))
        if known is None:
            known = self._targets[kind, nodes] = self._lead(kind, nodes)
        return known

    def _lead(self, kind: EdgeKind, nodes: tuple[int, ...]) -> Sequence[Target]:
        outside = [
            Target(kind, NONE, MODULE, self._nodes[node].qualified) for node in nodes if not self._nodes[node].path
        ]
        if outside:
            return outside
        found = tuple(item for item in map(self._find, nodes) if item is not None)
        targets = called_targets(self._evaluator, found) if kind is EdgeKind.CALLS else named_targets(found, kind)
        # What a call of a variable calls our rules may know from where it stands.
        return targets if any(target.kind is kind for target in targets) else ()

    def _find(self, number: int) -> Found | None:
        if number not in self._found:
            self._found[number] = self._look_up(self._nodes[number])
        return self._found[number]

    def _look_up(self, node: Node) -> Found | None:
        """What a node is in this world; None where the file or the symbol is no longer there."""
        evaluator = self._evaluator
        file = evaluator.find_path(node.path)
        if file == NONE:
            return None
        if not node.qualified:
            return (VALUE, (FILE, file))
        evaluator.asked.add(key_of(SYMBOL, node.path, node.qualified))
        view = evaluator.view(file)
        symbol = view.numbered.get((node.qualified, node.ordinal))
        if symbol is None:
            return None
        evaluator.asked.add(view.key(_entry_of(view, symbol)))
        return (SYMBOL_FOUND, file, symbol, None)


def _entry_of(view: View, symbol: int) -> str:
    """The entry of a file's summary that a symbol stands in."""
    while not is_open(view.symbols, view.symbols[symbol].parent):
        symbol = view.symbols[symbol].parent
    return view.symbols[symbol].name


def _is_outside(targets: Sequence[Target]) -> bool:
    return all(target.file == NONE for target in targets)
