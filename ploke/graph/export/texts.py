"""Drawings as text: JSON, DOT (Graphviz) and Mermaid.

Sources: the DOT language, https://graphviz.org/doc/info/lang.html; Mermaid's documentation of flowcharts.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable

from ploke.graph.export.drawing import Drawing, DrawnNode, Level

_STYLES = {"imports": "dashed", "inherits": "bold", "implements": "bold", "overrides": "dotted", "types": "dotted"}
_ARROWS = {"imports": "-.->", "inherits": "==>", "implements": "==>", "overrides": "-.->", "types": "-.->"}


def json_graph(drawing: Drawing) -> Iterable[str]:
    """One object with ``nodes`` and ``edges``, a line each; edges name their ends by id."""
    ids = [node.id for node in drawing.nodes]
    edges = (
        {"source": ids[edge.source], "target": ids[edge.target], "kind": edge.kind, "confidence": edge.confidence,
         "times": edge.times}
        for edge in drawing.edges
    )  # fmt: skip
    yield f'{{"level": "{drawing.level}", "nodes": ['
    yield from _listed(node._asdict() for node in drawing.nodes)
    yield '], "edges": ['
    yield from _listed(edges)
    yield "]}"


def _listed(records: Iterable[dict[str, object]]) -> Iterable[str]:
    before = ""
    for record in records:
        if before:
            yield f"{before},"
        before = json.dumps(record, ensure_ascii=False)
    if before:
        yield before


def dot(drawing: Drawing) -> Iterable[str]:
    """A digraph; symbols lie in a box for each file."""
    yield "digraph ploke {"
    yield "  rankdir=LR; compound=true;"
    yield '  node [shape=box, style="rounded,filled", fillcolor=white, fontname="sans-serif", fontsize=10];'
    yield '  edge [color="#667085", arrowsize=0.6];'
    for number, (path, places) in enumerate(_by_file(drawing).items()):
        inside = "    " if path else "  "
        if path:
            yield f"  subgraph cluster_{number} {{"
            yield f'    label={_quoted(path)}; style="rounded"; color="#98a2b3"; fontname="sans-serif"; fontsize=10;'
        for place in places:
            node = drawing.nodes[place]
            at = _quoted(f"{node.path}:{node.line}")
            yield f"{inside}n{place} [label={_quoted(_label(drawing, node))}, tooltip={at}];"
        if path:
            yield "  }"
    for edge in drawing.edges:
        style = f", style={_STYLES[edge.kind]}" if edge.kind in _STYLES else ""
        yield f'  n{edge.source} -> n{edge.target} [tooltip="{edge.kind}"{style}];'
    yield "}"


def mermaid(drawing: Drawing) -> Iterable[str]:
    """A flowchart; symbols lie in a box for each file, edges other than calls say what they are."""
    yield "flowchart LR"
    for number, (path, places) in enumerate(_by_file(drawing).items()):
        inside = "    " if path else "  "
        if path:
            yield f"  subgraph f{number}[{_mermaid_text(path)}]"
        for place in places:
            yield f"{inside}n{place}[{_mermaid_text(_label(drawing, drawing.nodes[place]))}]"
        if path:
            yield "  end"
    for edge in drawing.edges:
        said = "" if edge.kind == "calls" else f"|{edge.kind}|"
        yield f"  n{edge.source} {_ARROWS.get(edge.kind, '-->')}{said} n{edge.target}"


def _by_file(drawing: Drawing) -> dict[str, list[int]]:
    """Places of nodes by the box they lie in; files themselves lie in none."""
    boxes: defaultdict[str, list[int]] = defaultdict(list)
    for place, node in enumerate(drawing.nodes):
        boxes["" if drawing.level is Level.FILE else node.path].append(place)
    return boxes


def _label(drawing: Drawing, node: DrawnNode) -> str:
    """The name of a node; that of a file without its folders where it stands in a box that is named."""
    boxed = node.kind == "file" and drawing.level is Level.SYMBOL
    return node.path.rpartition("/")[2] if boxed else node.name


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'


def _mermaid_text(text: str) -> str:
    """Text in quotes; what Mermaid or HTML would read in it is written as entities."""
    written = "".join(f"#{ord(each)};" if each in '"#<>&`\\|[]{}\n' else each for each in text)
    return f'"{written}"'
