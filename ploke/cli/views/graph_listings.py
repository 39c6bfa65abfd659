"""Edges, unresolved references and counts of the graph, for people."""

from __future__ import annotations

from collections.abc import Sequence

from ploke.cli.console import Console, visible
from ploke.cli.views.graph import left_out
from ploke.cli.views.numbers import count
from ploke.cli.views.tables import show_table
from ploke.model.graph import Confidence
from ploke.model.graph_answers import GraphStats, Link, UnresolvedGroup


def edge_line(link: Link) -> str:
    """An edge in one line: place, source, kind, target, confidence."""
    target = link.edge.external if link.target is None else link.target.id
    rule = f" ({link.edge.rule})" if link.edge.rule else ""
    return visible(
        f"{link.source.path}:{link.line}  {link.source.qualified or '.'} {link.edge.kind} {target}  "
        f"{link.confidence}{rule}"
    )


def show_groups(console: Console, groups: Sequence[UnresolvedGroup], limit: int) -> None:
    """Print some unresolved references by how many they are: count, expression, reason, an example."""
    rows = []
    wide = len(count(groups[0].times)) if groups else 0
    for group in groups[:limit]:
        first = group.examples[0]
        line = first.reference.places[0] if first.reference.places else first.source.name_line
        expression = (console.paint(visible(group.expression), "bold"),) if group.expression else ()
        rows.append(
            (
                f"{count(group.times):>{wide}}",
                *expression,
                group.reason.value,
                f"{console.paint(visible(first.source.path), 'magenta')}:{line}" + (" …" if group.times > 1 else ""),
            )
        )
    show_table(console, rows)
    left_out(console, len(groups), limit)


def show_none_unresolved(console: Console, *, filtered: bool) -> None:
    """Say that there is no unresolved reference, or that filters let none through."""
    console.line("Nothing unresolved matches." if filtered else "Every reference has an edge.")


def show_stats(console: Console, stats: GraphStats) -> None:
    """Print counts by kind and reason, and which share of references has an edge."""
    show_table(console, [("files", count(stats.files)), ("symbols", count(stats.symbols))])
    console.line("edges")
    rows = []
    for kind, counts in stats.edges.items():
        parts = [f"{count(counts[confidence])} {confidence.value}" for confidence in Confidence if confidence in counts]
        rows.append((kind.value, count(sum(counts.values())), console.paint(", ".join(parts), "dim")))
    show_table(console, rows, "  ")
    console.line("not resolved")
    show_table(console, [(count(number), reason.value) for reason, number in stats.unresolved.items()], "  ")
    edges = sum(number for counts in stats.edges.values() for number in counts.values())
    total = edges + sum(stats.unresolved.values())
    if total:
        console.line(f"{edges / total:.1%} of what is referred to has an edge.")
