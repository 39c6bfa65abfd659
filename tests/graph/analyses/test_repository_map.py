"""Outlines that fit a budget."""

from __future__ import annotations

from textwrap import dedent

from hypothesis import given, settings
from hypothesis import strategies as st

from ploke.graph.analyses.repository_map import draw_map, tokens_of
from ploke.graph.memory_view import MemoryView
from ploke.model.facts import SymbolKind
from ploke.model.graph import Confidence, EdgeKind, EdgeRow
from tests.graph.graphs import graph

NODES = """
    core.py
      open -> (path: str)
      shut
      class Till
        method sell -> (item)
        method _count
          local
        field sum
    page.py
      show
      LIMIT
    docs/guide.md
      section Guide
    tests/test_page.py
      test_show
    """
EDGES = """
    page.py#show calls core.py#open
    page.py#show calls core.py#Till.sell
    tests/test_page.py#test_show calls page.py#show
    """


def check(view: MemoryView, tokens: int, expected: str, focus: dict[str, float] | None = None) -> None:
    ids = {view.node(number).id: number for number in view.nodes()}
    drawn = draw_map(view, tokens, {ids[name]: weight for name, weight in (focus or {}).items()})
    assert drawn.text == dedent(expected).lstrip("\n")
    assert drawn.tokens == tokens_of(drawn.text) <= tokens


def test_with_room_for_all_everything_but_locals_fields_and_prose_is_shown() -> None:
    check(
        graph(NODES, EDGES),
        1000,
        """
        core.py
          open(path: str)
          shut
          Till
            sell(item)
            _count
        page.py
          show
          LIMIT
        tests/test_page.py
          test_show
        """,
    )


def test_with_less_room_what_much_depends_on_is_shown_with_what_it_stands_in() -> None:
    check(graph(NODES, EDGES), 9, "core.py\n  open(path: str)\n  Till\n")


def test_with_no_room_nothing_is_shown() -> None:
    check(graph(NODES, EDGES), 1, "")
    assert draw_map(graph(NODES, EDGES), 1).left_out == 3


def test_in_focus_is_what_uses_a_symbol_and_what_it_uses() -> None:
    nodes = "a.py\n  top\nb.py\n  far\nc.py\n  near\n  other"
    edges = "a.py#top calls b.py#far\nb.py calls a.py#top\nc.py#near calls c.py#other"
    check(graph(nodes, edges), 5, "c.py\n  near\n  other\n", {"c.py#near": 1.0})


def test_a_test_in_focus_is_shown() -> None:
    drawn = draw_map(graph(NODES, EDGES), 13, {graph(NODES).file_node("tests/test_page.py") or 0: 1.0})
    assert "test_show" in drawn.text


def test_long_signatures_are_cut() -> None:
    drawn = draw_map(graph(f"a.py\n  f -> ({'x' * 500})"), 1000)
    assert max(map(len, drawn.text.splitlines())) == 162


def test_without_definitions_there_is_no_outline() -> None:
    assert draw_map(MemoryView([]), 100).text == ""


NAMES = st.text(st.characters(exclude_categories=["Cs", "Zs", "Zl", "Zp", "Cc"]), min_size=1, max_size=30)


@st.composite
def views(draw: st.DrawFn) -> MemoryView:
    shape = draw(st.lists(st.integers(0, 6), min_size=1, max_size=5))
    base = graph("\n".join(f"f{n}.py\n" + "\n".join(f"  s{m}" for m in range(count)) for n, count in enumerate(shape)))
    rows = [base.node(number) for number in base.nodes()]
    rows = [row._replace(signature=draw(NAMES)) if row.kind is SymbolKind.FUNCTION else row for row in rows]
    ends = draw(st.lists(st.tuples(*[st.integers(0, len(rows) - 1)] * 2), max_size=20))
    edges = [EdgeRow(*pair, EdgeKind.CALLS, Confidence.EXACT, "", "", ()) for pair in ends]
    return MemoryView(rows, edges)


@settings(deadline=None)
@given(views(), st.integers(0, 80), st.booleans())
def test_an_outline_is_never_above_its_budget(view: MemoryView, tokens: int, focused: bool) -> None:
    focus = {next(iter(view.nodes())): 1.0} if focused else None
    drawn = draw_map(view, tokens, focus)
    assert drawn == draw_map(view, tokens, focus)
    assert drawn.tokens == -(-len(drawn.text.encode()) // 4) <= tokens
    shown = [line for file in drawn.files for line in (file.path, *(symbol.signature for symbol in file.symbols))]
    assert len(drawn.text.splitlines()) >= len(shown)
