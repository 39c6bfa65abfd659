"""Drawings of small graphs, and every format of them."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from textwrap import dedent

import networkx
import pytest

from ploke.graph.export.as_networkx import graphml, to_networkx
from ploke.graph.export.drawing import Drawing, Level, draw
from ploke.graph.export.texts import dot, json_graph, mermaid
from ploke.graph.memory_view import MemoryView
from tests.graph.graphs import graph

NODES = """
    shop/till.py
      class Till
        method open -> (path: str)
      helper
    shop/page.py
      show
      alone
    tests/test_page.py
      test_show
    """
EDGES = """
    shop/page.py imports shop/till.py#Till 1:4
    shop/page.py#show calls shop/till.py#Till.open 2:4 3:4
    shop/till.py#Till.open calls shop/till.py#helper inferred:duck 2:8
    tests/test_page.py#test_show calls shop/page.py#show 1:8
    shop/till.py#helper calls json:json.dumps 4:1
    """


def view() -> MemoryView:
    return graph(NODES, EDGES)


def number_of(name: str) -> int:
    of = view()
    return next(number for number in of.nodes() if of.node(number).id == name)


def told(drawing: Drawing) -> list[str]:
    names = [node.id for node in drawing.nodes]
    lines = [
        f"{names[edge.source]} {edge.kind} {names[edge.target]} {edge.confidence} {edge.times}"
        for edge in drawing.edges
    ]
    return [*names, *lines]


def test_symbols_with_their_edges() -> None:
    assert told(draw(view()))[9:] == [
        "shop/page.py imports shop/till.py#Till exact 1",
        "shop/page.py#show calls shop/till.py#Till.open exact 2",
        "shop/till.py#Till.open calls shop/till.py#helper inferred 1",
        "tests/test_page.py#test_show calls shop/page.py#show exact 1",
    ]


def test_files_with_the_edges_of_all_in_them() -> None:
    assert told(draw(view(), Level.FILE)) == [
        "shop/page.py",
        "shop/till.py",
        "tests/test_page.py",
        "shop/page.py imports shop/till.py exact 1",
        "shop/page.py calls shop/till.py exact 2",
        "tests/test_page.py calls shop/page.py exact 1",
    ]


def test_around_a_focus_both_ways() -> None:
    focus = [number_of("shop/page.py#show")]
    drawing = draw(view(), focus=focus, depth=1)
    assert [node.id for node in drawing.nodes] == [
        "shop/page.py#show",
        "shop/till.py#Till.open",
        "tests/test_page.py#test_show",
    ]
    assert [node.id for node in draw(view(), focus=focus, depth=0).nodes] == ["shop/page.py#show"]
    assert len(draw(view(), focus=focus, depth=2).nodes) == 4


def test_a_limit_keeps_what_is_near_and_ranks_high() -> None:
    drawing = draw(view(), limit=2)
    assert ([node.id for node in drawing.nodes], drawing.of) == (["shop/till.py#Till.open", "shop/till.py#helper"], 9)
    focus = [number_of("tests/test_page.py#test_show")]
    assert [node.id for node in draw(view(), focus=focus, depth=5, limit=2).nodes] == [
        "shop/page.py#show",
        "tests/test_page.py#test_show",
    ]


def test_of_linked_nodes_both_ends_of_an_edge_are_kept() -> None:
    drawing = draw(view(), limit=3, linked=True)
    assert told(drawing) == [
        "shop/page.py#show",
        "shop/till.py#Till.open",
        "shop/till.py#helper",
        "shop/page.py#show calls shop/till.py#Till.open exact 2",
        "shop/till.py#Till.open calls shop/till.py#helper inferred 1",
    ]
    assert len(draw(view(), limit=1, linked=True).nodes) == 0


def test_nodes_without_edges_may_be_left_out() -> None:
    ids = [node.id for node in draw(view(), linked=True).nodes]
    assert "shop/page.py#alone" not in ids
    assert "shop/page.py" in ids
    assert len(draw(graph("a.py\n  f"), linked=True).nodes) == 0


def test_json() -> None:
    record = json.loads("\n".join(json_graph(draw(view()))))
    assert record["nodes"][5] == {
        "id": "shop/till.py#Till.open",
        "name": "Till.open",
        "kind": "method",
        "path": "shop/till.py",
        "line": 2,
        "end_line": 2,
        "language": "python",
        "role": "source",
        "signature": "open(path: str)",
        "rank": record["nodes"][5]["rank"],
    }
    assert record["edges"][1] == {
        "source": "shop/page.py#show",
        "target": "shop/till.py#Till.open",
        "kind": "calls",
        "confidence": "exact",
        "times": 2,
    }
    assert json.loads("".join(json_graph(draw(MemoryView([]))))) == {"level": "symbol", "nodes": [], "edges": []}


def test_graphml_comes_back_from_networkx() -> None:
    drawing = draw(graph('a.py\n  f -> \x1b[1m<&"\n  g', "a.py#f calls a.py#g"))
    back = networkx.read_graphml(io.BytesIO("\n".join(graphml(drawing)).encode()))
    assert back.nodes["a.py#f"]["signature"] == 'f�[1m<&"'
    assert back.nodes["a.py#g"]["line"] == 2
    assert list(back.edges(data="kind")) == [("a.py#f", "a.py#g", "calls")]


def test_dot() -> None:
    lines = list(dot(draw(view(), linked=True)))
    assert lines[4:9] == [
        "  subgraph cluster_0 {",
        '    label="shop/page.py"; style="rounded"; color="#98a2b3"; fontname="sans-serif"; fontsize=10;',
        '    n0 [label="page.py", tooltip="shop/page.py:1"];',
        '    n1 [label="show", tooltip="shop/page.py:1"];',
        "  }",
    ]
    assert '  n0 -> n2 [tooltip="imports", style=dashed];' in lines


def test_mermaid() -> None:
    assert "\n".join(mermaid(draw(view(), Level.FILE))) == dedent(
        """\
        flowchart LR
          n0["shop/page.py"]
          n1["shop/till.py"]
          n2["tests/test_page.py"]
          n0 -.->|imports| n1
          n0 --> n1
          n2 --> n0"""
    )


NASTY = 'f"]; x -> y <b>&amp;\\ `#;'


def test_names_cannot_break_out_of_a_format() -> None:
    of = graph("a.py\n  f\n  g", "a.py#f calls a.py#g")
    rows = [of.node(number) for number in of.nodes()]
    rows[1] = rows[1]._replace(name=NASTY, qualified=NASTY)
    drawing = draw(MemoryView(rows, of.outgoing(1)))
    assert r'label="f\"]; x -> y <b>&amp;\\ `#;"' in "\n".join(dot(drawing))
    line = next(line for line in mermaid(drawing) if "n1[" in line)
    assert line.strip() == 'n1["f#34;#93;; x -#62; y #60;b#62;#38;amp;#92; #96;#35;;"]'


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_graphviz_reads_dot() -> None:
    source = "\n".join(dot(draw(view()))).encode()
    subprocess.run(["dot", "-Tsvg"], input=source, check=True, capture_output=True, timeout=60)


def test_networkx_has_all_of_the_graph() -> None:
    made = to_networkx(view())
    assert isinstance(made, networkx.MultiDiGraph)
    assert made.nodes["shop/till.py#Till.open"] == {
        "path": "shop/till.py",
        "name": "open",
        "qualified": "Till.open",
        "kind": "method",
        "language": "python",
        "role": "source",
        "visibility": "public",
        "line": 2,
        "end_line": 2,
        "signature": "open(path: str)",
        "decorators": [],
        "markers": [],
    }
    assert made.edges["shop/page.py#show", "shop/till.py#Till.open", "calls"] == {
        "kind": "calls",
        "confidence": "exact",
        "rule": "",
        "places": [(2, 4), (3, 4)],
    }
    assert {kind for *_, kind in made.edges(data="kind")} == {"calls", "contains", "imports", "tests"}
    assert "json:json.dumps" not in made
    assert networkx.shortest_path(made, "tests/test_page.py#test_show", "shop/till.py#helper")


def test_networkx_has_what_lies_outside_if_asked() -> None:
    made = to_networkx(view(), external=True)
    assert made.nodes["json:json.dumps"] == {"kind": "external", "name": "json.dumps"}
    assert made.edges["shop/till.py#helper", "json:json.dumps", "calls"]["confidence"] == "external"


def test_two_edges_of_one_kind_stay_two() -> None:
    of = graph("a.py\n  f\n  g", "a.py#f calls a.py#g 1:1\na.py#f calls a.py#g inferred:duck 1:2")
    assert sorted(key for *_, key in to_networkx(of).edges(keys=True)) == ["calls", "calls 2", "contains", "contains"]
