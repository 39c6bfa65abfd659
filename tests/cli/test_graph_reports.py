"""Analyses of the whole graph end to end, as processes, on a small repository."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from textwrap import dedent
from xml.etree import ElementTree

import networkx
import pytest

import ploke
from ploke.config import load_config
from ploke.model.graph_reports import Use, Users
from tests.cli.running import Ran, surroundings
from tests.cli.running import ploke as run
from tests.vcs.repositories import git, isolate_git

FILES = {
    "pyproject.toml": """
        [project]
        name = "shop"
        [project.scripts]
        shop = "shop.main:main"
        """,
    "shop/__init__.py": "",
    "shop/store.py": '''
        """Stores."""

        from typing import TYPE_CHECKING

        from shop.prices import price_of

        if TYPE_CHECKING:
            from shop.main import main

        BACKENDS = {"audio": "shop.store.Audio"}


        class Store:
            def sell(self, item):
                return price_of(item)

            def _count(self):
                return len(self.items)


        class Audio:
            def play(self):
                return 1
        ''',
    "shop/prices.py": """
        import shop.store


        def price_of(item):
            return int(item)


        def unused(item):
            return _helper(item)


        def _helper(item):
            return item


        def on_sale(item):
            return item / 2
        """,
    "shop/main.py": """
        from shop.store import BACKENDS, Store


        def main():
            print(BACKENDS)
            Store().sell("3")
        """,
    "tests/test_store.py": """
        from shop.store import Store


        def test_sell():
            assert Store().sell("2") == 2
        """,
}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that is indexed; tests that change it take a copy."""
    root = tmp_path_factory.mktemp("place") / "shop"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    ran = run("index", ".", "--quiet", cwd=root)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    return root


@pytest.fixture
def own_shop(shop: Path, tmp_path: Path) -> Path:
    """A copy of the indexed repository."""
    return Path(shutil.copytree(shop, tmp_path / "shop"))


def check(ran: Ran, code: int, expected: str) -> None:
    assert (ran.code, ran.out) == (code, dedent(expected).lstrip("\n")), ran.err


def test_dead_code(shop: Path) -> None:
    check(
        run("graph", "dead-code", cwd=shop),
        1,
        """
        2 lines  shop/prices.py:8   unused        function  nothing refers to it
        2 lines  shop/prices.py:12  _helper       function  used only by dead code: unused
        2 lines  shop/prices.py:16  on_sale       function  nothing refers to it
        2 lines  shop/store.py:17   Store._count  method    nothing refers to it
        Of 11 definitions: 4 dead, 2 unknown, 5 live. 8 lines can go.
        """,
    )


def test_dead_code_with_reasons_of_the_other_states(shop: Path) -> None:
    records = run("graph", "dead-code", "--state", "unknown", "--state", "live", "--json", cwd=shop).records
    assert {record["symbol"]: record["reason"] for record in records} == {
        "Audio": "its name stands in shop/store.py:10",
        "Audio.play": "who is handed an object of Audio may call it",
        "main": "entry point shop.main:main of pyproject.toml",
        "Store": "used by shop/main.py",
        "Store.sell": "used by main",
        "price_of": "used by Store.sell",
        "BACKENDS": "used by shop/main.py",
    }
    assert records[0].keys() == {
        "id", "path", "line", "start_line", "end_line", "symbol", "kind", "state", "reason", "lines",
    }  # fmt: skip


def test_dead_code_of_libraries_and_by_filter(shop: Path) -> None:
    records = run("graph", "dead-code", "--library", "--json", cwd=shop).records
    assert [record["symbol"] for record in records] == ["Store._count"]
    records = run("graph", "dead-code", "--kind", "method", "--path", "shop/st*", "--json", cwd=shop).records
    assert [record["id"] for record in records] == ["shop/store.py#Store._count"]
    ran = run("graph", "dead-code", "--library", "--application", cwd=shop)
    assert (ran.code, ran.err) == (
        2,
        "ploke: --library and --application contradict each other. Give one of them.\n",
    )


def test_dead_code_knows_what_the_settings_name(own_shop: Path) -> None:
    (own_shop / "ploke.toml").write_text('[entry-points]\nsymbols = ["on_*", "shop/*.py#Store._count"]\n')
    records = run("graph", "dead-code", "--json", cwd=own_shop).records
    assert [record["symbol"] for record in records] == ["unused", "_helper"]


def test_files_that_the_index_leaves_out_name_things_all_the_same(own_shop: Path) -> None:
    text = "# Code generated by a tool. DO NOT EDIT.\nimport shop.prices\nshop.prices.unused(1)\n"
    (own_shop / "shop/generated.py").write_text(text)
    records = run("graph", "dead-code", "--state", "all", "--json", cwd=own_shop).records
    reasons = {record["symbol"]: record["reason"] for record in records}
    assert reasons["unused"] == "its name stands in shop/generated.py:3"


def test_what_keeps_a_package_from_being_judged_is_told(own_shop: Path) -> None:
    (own_shop / "pyproject.toml").write_text("[build-system]\n" + (own_shop / "pyproject.toml").read_text())
    ran = run("graph", "dead-code", cwd=own_shop)
    assert "2 are public in a package that others may import; --application judges them." in ran.err
    assert [record["symbol"] for record in run("graph", "dead-code", "--json", cwd=own_shop).records] == [
        "Store._count"
    ]


def test_a_broken_manifest_is_told_of(own_shop: Path) -> None:
    (own_shop / "package.json").write_text("{")
    assert "package.json is not valid JSON" in run("graph", "dead-code", cwd=own_shop).err


def test_nothing_dead_is_exit_code_0(shop: Path) -> None:
    ran = run("graph", "dead-code", "--path", "shop/main.py", cwd=shop)
    check(ran, 0, "Of 1 definition: 0 dead, 0 unknown, 1 live. 0 lines can go.\n")


def test_cycles(shop: Path) -> None:
    check(
        run("graph", "cycles", cwd=shop),
        1,
        """
        Cycle of 2 files
          shop/prices.py  imports shop/store.py   shop/prices.py:1
          shop/store.py   imports shop/prices.py  shop/store.py:5
        """,
    )
    (record,) = run("graph", "cycles", "--json", cwd=shop).records
    assert record["steps"][1] == {
        "source": "shop/store.py",
        "target": "shop/prices.py",
        "path": "shop/store.py",
        "line": 5,
        "time": "loading",
    }


def test_cycles_for_types_alone_can_be_left_out(own_shop: Path) -> None:
    (own_shop / "shop/prices.py").write_text("def price_of(item):\n    return int(item)\n")
    check(
        run("graph", "cycles", cwd=own_shop),
        1,
        """
        Cycle of 2 files, but not while files load
          shop/main.py   imports shop/store.py  shop/main.py:1
          shop/store.py  imports shop/main.py   shop/store.py:8  never, for types alone
        """,
    )
    check(run("graph", "cycles", "--lasting", cwd=own_shop), 0, "There are no import cycles.\n")
    check(run("graph", "cycles", "--level", "package", cwd=own_shop), 0, "There are no import cycles.\n")


def test_hotspots_without_git_and_with_it(own_shop: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ran = run("graph", "hotspots", cwd=own_shop, GIT_CEILING_DIRECTORIES=str(tmp_path))
    assert "ranked by what depends on them alone" in ran.err
    assert ran.out.splitlines()[0].split() == ["score", "rank", "commits", "lines", "file", "most", "used"]
    isolate_git(monkeypatch, tmp_path / "home")
    git(own_shop, "init", "-q")
    git(own_shop, "add", "-A")
    git(own_shop, "commit", "-q", "-m", "first")
    records = run("graph", "hotspots", "--json", cwd=own_shop, **surroundings(tmp_path / "home")).records
    assert {record["path"]: record["commits"] for record in records} == {
        "shop/store.py": 1,
        "shop/prices.py": 1,
        "shop/main.py": 1,
    }
    assert records[0]["score"] == 1


def test_communities(shop: Path) -> None:
    (record,) = run("graph", "communities", "--tests", "--json", cwd=shop).records
    assert record["files"] == ["shop/main.py", "shop/prices.py", "shop/store.py", "tests/test_store.py"]
    assert record["outside"] == 0


def test_a_map_within_a_budget(shop: Path) -> None:
    ran = run("map", "--tokens", "10", cwd=shop)
    assert (ran.code, ran.out) == (0, "shop/store.py\n  class Store\n")
    assert "7 tokens of 10; 3 files found no place." in ran.err
    record = json.loads(run("map", "--tokens", "40", "--focus", "main.py", "--json", cwd=shop / "shop").out)
    assert record["tokens"] <= 40
    assert "shop/main.py" in record["text"]
    assert record["files"][0]["symbols"][0].keys() == {"symbol", "kind", "line", "signature"}
    assert run("map", "--tokens", "1", cwd=shop).code == 1


def test_a_map_for_a_request(shop: Path) -> None:
    ran = run("map", "--tokens", "12", "play", "audio", cwd=shop)
    assert ran.out == "shop/store.py\n  class Audio\n    def play(self)\n"


def test_export_to_every_format(shop: Path, tmp_path: Path) -> None:
    record = json.loads(run("graph", "export", cwd=shop).out)
    assert ["shop/main.py#main", "calls"] in [
        [edge["source"], edge["kind"]] for edge in record["edges"] if edge["target"] == "shop/store.py#Store.sell"
    ]
    assert ElementTree.fromstring(run("graph", "export", "--format", "graphml", cwd=shop).out).tag.endswith("graphml")
    assert run("graph", "export", "--format", "dot", "--level", "file", cwd=shop).out.startswith("digraph")
    mermaid = run("graph", "export", "--format", "mermaid", "--focus", "price_of", "--depth", "1", cwd=shop).out
    assert "price_of" in mermaid
    assert "main" not in mermaid
    target = tmp_path / "graph.html"
    ran = run("graph", "export", "--format", "html", "-o", str(target), cwd=shop)
    assert (ran.code, ran.out, ran.err) == (0, "", f"ploke: Wrote {target}.\n")
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_an_export_says_what_it_leaves_out_and_what_it_cannot_write(shop: Path) -> None:
    ran = run("graph", "export", "--format", "dot", "--limit", "3", cwd=shop)
    assert "nodes the 3 that matter most are shown" in ran.err
    ran = run("graph", "export", "-o", "no/such/folder/x", cwd=shop)
    assert (ran.code, ran.err) == (
        6,
        "ploke: no/such/folder/x cannot be written: No such file or directory. Name another file.\n",
    )


def test_from_python(shop: Path) -> None:
    with ploke.open_workspace(shop, config=load_config(shop, env={})) as workspace:
        graph = workspace.open_graph(sync=False)
        made = graph.to_networkx()
        assert isinstance(made, networkx.MultiDiGraph)
        assert made.has_edge("shop/main.py#main", "shop/store.py#Store.sell", "calls")
        dead = [each.node.qualified for each in graph.dead_code(users=Users.OTHERS) if each.use is Use.DEAD]
        assert dead == ["Store._count"]
        assert len(graph.cycles()) == 1
        assert graph.hotspots(tests=True).files
        assert graph.communities()[0].inside > 0
        assert graph.map(20, focus=["Store"]).tokens <= 20
        assert workspace.map(20, "sell", sync=False).tokens <= 20
        assert any("flowchart" in line for line in graph.export("mermaid", level="file"))
        with pytest.raises(ploke.UsageError):
            list(graph.export("pdf"))
