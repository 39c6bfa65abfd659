"""One run of a language's query over a tree: the stream of expressions, and what every other pattern found."""

from __future__ import annotations

from typing import NamedTuple

import tree_sitter

from ploke.languages.engine.grammar import Grammar
from ploke.languages.engine.predicates import hold

_NEEDS = {
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


class Collected(NamedTuple):
    """``nodes`` and ``codes`` run beside one another in pre-order; ``found`` has what else matched, by main capture."""

    nodes: list[tree_sitter.Node]
    codes: list[int]
    found: dict[str, list[dict[str, list[tree_sitter.Node]]]]

    def matches(self, name: str) -> list[dict[str, list[tree_sitter.Node]]]:
        """What was captured as ``name``, in file order."""
        return self.found.get(name, [])

    def families(self, prefix: str) -> list[tuple[str, list[dict[str, list[tree_sitter.Node]]]]]:
        """Every capture below ``prefix`` (``definition.``) that found something."""
        return [(name, matches) for name, matches in self.found.items() if name.startswith(prefix)]

    def sound(self) -> Collected:
        """Without matches that lack their main capture or a helper they need, as optional nodes in a query may."""
        kept: dict[str, list[dict[str, list[tree_sitter.Node]]]] = {}
        for name, matches in self.found.items():
            needs = _NEEDS.get(name) or _NEEDS.get(name.partition(".")[0])
            whole = [found for found in matches if name in found and (needs is None or not needs.isdisjoint(found))]
            if whole:
                kept[name] = whole
        return self._replace(found=kept)


def collect(grammar: Grammar, root: tree_sitter.Node, depth: int) -> Collected:
    """Run the query below ``root``; nothing that starts more than ``depth`` nodes deep (0: no bound) is found."""
    cursor = tree_sitter.QueryCursor(grammar.query)
    if depth:
        cursor.set_max_start_depth(depth)
    found: dict[str, list[dict[str, list[tree_sitter.Node]]]] = {name: [] for name in grammar.sinks}
    sinks = [found[name].append for name in grammar.sinks]
    stream, names, demands = grammar.stream, grammar.sinks, grammar.demands
    nodes: list[tree_sitter.Node] = []
    codes: list[int] = []
    add_node, add_code = nodes.append, codes.append
    for pattern, captures in cursor.matches(root):
        if demands[pattern] and not hold(demands[pattern], captures):
            continue
        code = stream[pattern]
        if code:
            add_node(captures[names[pattern]][0])
            add_code(code)
        else:
            sinks[pattern](captures)
    return Collected(nodes, codes, {name: matches for name, matches in found.items() if matches})
