"""One run of a language's query over a tree: the stream of expressions, and what every other pattern found."""

from __future__ import annotations

from typing import Final, TypeAlias

import tree_sitter

from ploke.languages.engine.grammar import CALL, METHOD, Grammar
from ploke.languages.engine.predicates import hold

_NEEDS: Final = {
    "definition": {"name", "name.used", "declarator"},
    "reference": {"name"},
    "package": {"name"},
    "extent": {"inner"},
    "group": {"inner"},
    "chain.wrap": {"inner"},
    "chain.behind": {"inner"},
    "chain.stated": {"inner"},
    "arguments": {"inner"},
    "decorator": {"role.decorator"},
    "declaration": {"target", "declarator"},
    "assignment": {"target"},
    "narrowed": {"target"},
    "update": {"target"},
}
"""Helpers of which a match must have one, by main capture or its family."""


Match: TypeAlias = "dict[str, list[tree_sitter.Node]]"


class Collected:
    """``spans`` and ``codes`` run beside one another in pre-order; ``found`` has what else matched, by main capture.

    ``calls`` are the nodes of the calls in the stream.
    """

    def __init__(
        self,
        spans: list[tuple[int, int]],
        codes: list[int],
        calls: list[tree_sitter.Node],
        found: dict[str, list[Match]],
    ) -> None:
        self.spans = spans
        self.codes = codes
        self.calls = calls
        self.found = found

    def matches(self, name: str) -> list[Match]:
        """What was captured as ``name``, in file order."""
        return self.found.get(name, [])

    def families(self, prefix: str) -> list[tuple[str, list[Match]]]:
        """Every capture below ``prefix`` (``definition.``) that found something."""
        return [(name, matches) for name, matches in self.found.items() if name.startswith(prefix)]

    def sound(self) -> Collected:
        """Without matches that lack their main capture or a helper they need, as optional nodes in a query may."""
        kept: dict[str, list[Match]] = {}
        for name, matches in self.found.items():
            needs = _NEEDS.get(name) or _NEEDS.get(name.partition(".")[0])
            whole = [found for found in matches if name in found and (needs is None or not needs.isdisjoint(found))]
            if whole:
                kept[name] = whole
        return Collected(self.spans, self.codes, self.calls, kept)


def collect(grammar: Grammar, root: tree_sitter.Node, depth: int) -> Collected:
    """Run the query below ``root``; nothing that starts more than ``depth`` nodes deep (0: no bound) is found."""
    cursor = tree_sitter.QueryCursor(grammar.query)
    if depth:
        cursor.set_max_start_depth(depth)
    stream, names, demands = grammar.stream, grammar.sinks, grammar.demands
    found: dict[str, list[Match]] = {name: [] for name in names}
    sinks = [found[name] for name in names]
    spans: list[tuple[int, int]] = []
    codes: list[int] = []
    calls: list[tree_sitter.Node] = []
    for pattern, captures in cursor.matches(root):
        asked = demands[pattern]
        if asked and not hold(asked, captures):
            continue
        code = stream[pattern]
        if code:
            node = captures[names[pattern]][0]
            spans.append(node.byte_range)
            codes.append(code)
            if code in (CALL, METHOD):
                calls.append(node)
        else:
            sinks[pattern].append(captures)
    return Collected(spans, codes, calls, {name: matches for name, matches in found.items() if matches})
