"""The page of a graph in a real browser: what is drawn, moved, found, filtered and told."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ploke.graph.export.drawing import draw
from ploke.graph.export.html import page
from ploke.graph.memory_view import MemoryView
from tests.browser import Browser, browser, needs_browser
from tests.graph.graphs import graph

NODES = """
    shop/till.py
      class Till
        constructor __init__
        method open -> (path: str)
      helper
    shop/page.ts
      show
    tests/test_page.py
      test_show
    """
EDGES = """
    shop/page.ts#show calls shop/till.py#Till.open
    shop/till.py#Till.open calls shop/till.py#helper inferred:duck
    tests/test_page.py#test_show calls shop/page.ts#show
    tests/test_page.py imports shop/till.py#Till
    """
GROUPS = {"shop/till.py": 0, "shop/page.ts": 0, "tests/test_page.py": 1}
NAMES = ["shop: Till", "tests: test_show"]


def written(view: MemoryView, title: str = "shop") -> str:
    return page(draw(view, linked=True), title, GROUPS, NAMES)


def test_the_page_needs_nothing_else() -> None:
    text = written(graph(NODES, EDGES))
    assert not re.findall(r"""(?:src|href)\s*=|url\(|@import|https?://|\bfetch\(|XMLHttpRequest|WebSocket""", text)
    assert "default-src 'none'" in text


def test_names_are_data_and_never_markup() -> None:
    of = graph(NODES, EDGES)
    nasty = "</script><script>alert(1)</script>/*data*/<!--title-->"
    rows = [of.node(number)._replace(name=nasty, qualified=nasty) for number in of.nodes()]
    edges = [edge for number in of.nodes() for edge in of.outgoing(number)]
    text = written(MemoryView(rows, edges), nasty)
    assert text.count("<script") == 2
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert data is not None
    assert json.loads(data[1])["nodes"][1][0] == nasty
    assert "<title>&lt;/script>&lt;script>" in text


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("browser")) as started:
        yield started


@pytest.fixture
def shown(running: Browser, tmp_path: Path) -> Iterator[Browser]:
    """The page of the graph above, loaded; it must not complain of anything."""
    path = tmp_path / "graph.html"
    path.write_text(written(graph(NODES, EDGES)), encoding="utf-8")
    running.problems.clear()
    running.open(path)
    yield running
    assert running.problems == []


def place_of(shown: Browser, name: str) -> tuple[float, float]:
    x, y = shown.evaluate(f"ploke.positionOf(ploke.state.nodes.findIndex((node) => node.name === {name!r}))")
    return x, y


def text_of(shown: Browser, selector: str) -> str:
    return str(shown.evaluate(f"document.querySelector({selector!r}).innerText"))


def colours(shown: Browser) -> int:
    """How many different colours the canvas has."""
    return int(
        shown.evaluate(
            "(() => { const c = document.getElementById('graph');"
            " const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
            " const found = new Set(); for (let i = 0; i < d.length; i += 4)"
            " if (d[i + 3]) found.add(d[i] << 16 | d[i + 1] << 8 | d[i + 2]); return found.size; })()"
        )
    )


@needs_browser
def test_it_says_what_it_shows_and_draws_it(shown: Browser) -> None:
    assert text_of(shown, "#counts") == "6 symbols, 4 edges"
    assert shown.evaluate("document.title") == "shop · code graph"
    assert colours(shown) > 20
    assert shown.picture().startswith(b"\x89PNG")


@needs_browser
def test_a_click_on_a_node_tells_of_it_and_a_click_beside_closes_that(shown: Browser) -> None:
    shown.click(*place_of(shown, "Till.open"))
    details = text_of(shown, "#details")
    assert "shop/till.py:3" in details
    assert "open(path: str)" in details
    assert "CALLED BY · 1" in details
    assert "show" in details
    shown.evaluate("document.querySelectorAll('#details .links .pick')[1].click()")
    assert text_of(shown, "#details h2") == "helper"
    shown.press("Escape")
    assert shown.evaluate("document.getElementById('details').hidden")


@needs_browser
def test_the_wheel_zooms_where_the_mouse_is_and_dragging_moves(shown: Browser) -> None:
    before = shown.evaluate("ploke.painter.view.k")
    x, y = place_of(shown, "helper")
    shown.mouse("Wheel", x, y, deltaX=0, deltaY=-300)
    shown.wait_for(f"ploke.painter.view.k > {before * 1.2}")
    assert place_of(shown, "helper") == pytest.approx((x, y), abs=1.5)
    shown.mouse("Moved", 700, 860)
    shown.mouse("Pressed", 700, 860, button="left", clickCount=1)
    shown.mouse("Moved", 730, 850, button="left", buttons=1)
    shown.mouse("Released", 730, 850, button="left", clickCount=1)
    assert place_of(shown, "helper") == pytest.approx((x + 30, y - 10), abs=1.5)


@needs_browser
def test_search_finds_by_name_and_enter_goes_there(shown: Browser) -> None:
    shown.press("/")
    shown.type("til open")
    assert shown.evaluate("document.querySelectorAll('#results .pick').length") == 1
    shown.press("Enter")
    assert text_of(shown, "#details h2") == "Till.open"
    shown.press("/")
    shown.type("zzz")
    assert text_of(shown, "#results") == "Nothing found"


@needs_browser
def test_filters_take_nodes_and_edges_away(shown: Browser) -> None:
    def visible() -> int:
        return int(shown.evaluate("ploke.state.shown.reduce((a, b) => a + b)"))

    def toggle(filter: str) -> None:
        shown.evaluate(f"document.querySelector('[data-filter=\"{filter}\"]').click()")

    assert visible() == 6
    toggle("Language:typescript")
    assert visible() == 5
    toggle("Role:test")
    assert visible() == 3
    toggle("Language:typescript")
    toggle("Role:test")
    assert visible() == 6
    toggle("Edges:calls")
    assert shown.evaluate("ploke.state.edges.filter((edge) => edge.shown).length") == 1
    for kind in ("class", "method", "function", "file"):
        toggle(f"Kind:{kind}")
    assert not shown.evaluate("document.getElementById('empty').hidden")


@needs_browser
def test_a_neighbourhood_can_be_seen_alone(shown: Browser) -> None:
    shown.click(*place_of(shown, "show"))
    shown.evaluate("document.querySelector('.only').click()")
    assert shown.evaluate("ploke.state.shown.reduce((a, b) => a + b)") == 3
    shown.press("Escape")
    assert shown.evaluate("ploke.state.shown.reduce((a, b) => a + b)") == 6


@needs_browser
def test_colours_say_what_one_asks_them_to(shown: Browser) -> None:
    by_group = shown.evaluate("ploke.state.colours")
    shown.evaluate(
        "(() => { const box = document.getElementById('colour'); box.value = 'language'; box.onchange(); })()"
    )
    by_language = shown.evaluate("ploke.state.colours")
    assert len(set(by_group)) == len(set(by_language)) == 2
    assert by_group != by_language


@needs_browser
def test_it_is_dark_where_the_system_is_and_turns_light_on_demand(running: Browser, tmp_path: Path) -> None:
    path = tmp_path / "graph.html"
    path.write_text(written(graph(NODES, EDGES)), encoding="utf-8")
    running.open(path, dark=True)
    ground = "getComputedStyle(document.body).backgroundColor"
    assert running.evaluate(ground) == "rgb(14, 17, 22)"
    running.evaluate("document.getElementById('theme').click()")
    assert running.evaluate(ground) == "rgb(247, 248, 250)"


@needs_browser
def test_a_link_to_a_node_opens_it(running: Browser, tmp_path: Path) -> None:
    path = tmp_path / "graph.html"
    path.write_text(written(graph(NODES, EDGES)), encoding="utf-8")
    running.open(path)
    running.click(*place_of(running, "helper"))
    assert running.evaluate("decodeURIComponent(location.hash)") == "#shop/till.py#helper"


@needs_browser
def test_an_empty_graph_says_so(running: Browser, tmp_path: Path) -> None:
    path = tmp_path / "graph.html"
    path.write_text(written(MemoryView([])), encoding="utf-8")
    running.problems.clear()
    running.open(path)
    assert "Nothing to show" in text_of(running, "#empty")
    assert running.problems == []


@needs_browser
def test_thousands_of_nodes_are_drawn_swiftly(running: Browser, tmp_path: Path) -> None:
    files = [f"f{number}.py" for number in range(300)]
    nodes = "\n".join(f"{file}\n" + "\n".join(f"  s{inner}" for inner in range(9)) for file in files)
    edges = "\n".join(
        f"f{number}.py#s{inner} calls f{(number * 7 + inner) % 300}.py#s{(inner * 3) % 9}"
        for number in range(300)
        for inner in range(9)
    )
    path = tmp_path / "graph.html"
    path.write_text(page(draw(graph(nodes, edges), linked=True), "large"), encoding="utf-8")
    running.open(path)
    assert running.evaluate("ploke.state.nodes.length") == 2700
    # Ten times what they take: the machine may be busy.
    timed = "(() => {{ const t = performance.now(); for (let n = 0; n < 5; n++) {}; return performance.now() - t }})()"
    assert running.evaluate(timed.format("ploke.state.layout.warm(1), ploke.state.layout.step()")) / 5 < 100
    assert running.evaluate(timed.format("ploke.painter.draw()")) / 5 < 100
    assert running.evaluate("[...ploke.state.layout.x].every(Number.isFinite)")
