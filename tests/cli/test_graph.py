"""``ploke graph`` end to end, as processes, on a small repository."""

from __future__ import annotations

import shutil
from pathlib import Path
from textwrap import dedent

import pytest

from tests.cli.running import Ran, indexed, ploke
from tests.vcs.repositories import git, isolate_git

FILES = {
    "shop/store.py": '''
        """Stores."""

        from shop.prices import price_of


        class Store:
            def sell(self, item):
                return price_of(item)

            def close(self):
                self.open = False


        class Corner(Store):
            def sell(self, item):
                return Store.sell(self, item) + 1
        ''',
    "shop/prices.py": """
        import json


        def price_of(item):
            return json.loads(item)


        def unused(thing):
            thing.sell()


        LIMIT = price_of("1")
        """,
    "shop/main.py": """
        from shop.store import Corner, Store


        def open_store() -> Store:
            return Corner()


        def main():
            store = open_store()
            store.sell("apple")
            größe = Store(); größe.close()
        """,
    "tests/test_store.py": """
        from shop.store import Corner


        def test_sell():
            assert Corner().sell("2") == 3
        """,
}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that is indexed; tests that change it take a copy."""
    return indexed(tmp_path_factory.mktemp("place") / "shop", FILES)


@pytest.fixture
def own_shop(shop: Path, tmp_path: Path) -> Path:
    """A copy of the indexed repository."""
    return Path(shutil.copytree(shop, tmp_path / "shop"))


def ask(root: Path, *words: str) -> Ran:
    return ploke("graph", *words, "--no-sync", cwd=root)


def check(ran: Ran, expected: str, code: int = 0) -> None:
    assert (ran.code, ran.err) == (code, "")
    assert ran.out == dedent(expected).lstrip("\n")


def check_error(ran: Ran, code: int, expected: str) -> None:
    assert (ran.code, ran.out, ran.err) == (code, "", f"ploke: {expected}\n")


class TestAround:
    def test_callers(self, shop: Path) -> None:
        check(
            ask(shop, "callers", "price_of"),
            """
            price_of  function  shop/prices.py:4
            2 calls:
              shop/prices.py:12  (top of the file)
              shop/store.py:8    Store.sell
            """,
        )

    def test_callers_of_an_overriding_method_come_through_the_base_too(self, shop: Path) -> None:
        check(
            ask(shop, "callers", "Corner.sell"),
            """
            Corner.sell  method  shop/store.py:15
            3 calls:
              tests/test_store.py:5  test_sell
              shop/main.py:10        main         through the overridden Store.sell
              shop/store.py:16       Corner.sell  through the overridden Store.sell
            Not resolved: 1 reference called sell; --unresolved lists them.
            """,
        )

    def test_callers_of_callers(self, shop: Path) -> None:
        check(
            ask(shop, "callers", "price_of", "--depth", "2", "-n", "3"),
            """
            price_of  function  shop/prices.py:4
            4 calls:
              1 step away
              shop/prices.py:12  (top of the file)
              shop/store.py:8    Store.sell
              2 steps away
              shop/main.py:10  main
              … and 1 more: raise --limit to see them
            """,
        )

    def test_no_caller_is_not_the_same_as_not_resolved(self, shop: Path) -> None:
        check(
            ask(shop, "callers", "main.main"),
            """
            main  function  shop/main.py:8
            There is no call: no edge leads here, and no reference called main is unresolved.
            """,
            code=1,
        )
        check(
            ask(shop, "callers", "shop/store.py#Store.sell", "--unresolved"),
            """
            Store.sell  method  shop/store.py:7
            2 calls:
              shop/main.py:10   main
              shop/store.py:16  Corner.sell
            Not resolved: 1 reference called sell:
              shop/prices.py:9  thing.sell  in unused  the type of the object is not known
            """,
        )

    def test_callees(self, shop: Path) -> None:
        check(
            ask(shop, "callees", "price_of", "--external"),
            """
            price_of  function  shop/prices.py:4
            1 call:
              json:loads  outside  called in line 5
            """,
        )

    def test_references_by_kind(self, shop: Path) -> None:
        check(
            ask(shop, "references", "Corner", "--kind", "imports", "--kind", "calls"),
            """
            Corner  class  shop/store.py:14
            4 references:
              shop/main.py:1         imports  (top of the file)
              shop/main.py:5         calls    open_store
              tests/test_store.py:1  imports  (top of the file)
              tests/test_store.py:5  calls    test_sell
            """,
        )

    def test_json_is_one_object_with_all_that_is_promised(self, shop: Path) -> None:
        (answer,) = ask(shop, "callers", "Corner.sell", "--json", "-n", "1", "--unresolved").records
        assert list(answer) == ["asked", "total", "edges", "unresolved", "open"]
        assert [row["id"] for row in answer["asked"]] == ["shop/store.py#Corner.sell"]
        assert (answer["total"], answer["unresolved"]) == (3, 1)
        assert answer["edges"] == [
            {
                "src_path": "tests/test_store.py",
                "src_line": 4,
                "src": "test_sell",
                "dst_path": "shop/store.py",
                "dst_line": 15,
                "dst": "Corner.sell",
                "kind": "calls",
                "confidence": "exact",
                "rule": "",
                "line": 5,
                "depth": 1,
                "lines": [5],
                "through": None,
            }
        ]
        assert answer["open"] == [
            {
                "path": "shop/prices.py",
                "line": 9,
                "column": 11,
                "lines": [9],
                "symbol": "unused",
                "expression": "thing.sell",
                "kind": "calls",
                "reason": "unknown-type",
            }
        ]

    def test_show(self, shop: Path) -> None:
        ran = ask(shop, "show", "Corner")
        check(
            ran,
            """
            Corner  class  shop/store.py:14
              class Corner(Store)
            bases: 1
              Store  shop/store.py:6
            members: 1
              sell  method  line 15
            callers: 2
              shop/main.py:5         open_store
              tests/test_store.py:5  test_sell
            callees: 1
              Store.sell  shop/store.py:7
            tests: 1
              test_sell  tests/test_store.py:4, 1 step away
            """,
        )
        (card,) = ask(shop, "show", "Corner", "--json").records
        assert list(card) == [
            "asked", "callers", "callees", "bases", "derived", "overrides", "overridden", "tests", "members",
            "unresolved",
        ]  # fmt: skip


class TestNames:
    def test_an_ambiguous_name_lists_candidates(self, shop: Path) -> None:
        ran = ask(shop, "callers", "sell")
        assert ran.code == 2
        assert ran.out.split("\n")[:2] == [
            "shop/store.py#Store.sell   method  line 7",
            "shop/store.py#Corner.sell  method  line 15",
        ]
        assert ran.err == (
            "ploke: sell may be any of 2 symbols: shop/store.py#Store.sell, shop/store.py#Corner.sell. "
            "Name one by its id or by PATH:LINE.\n"
        )
        assert [(row["ambiguous"], row["id"]) for row in ask(shop, "callers", "sell", "--json").records] == [
            ("sell", "shop/store.py#Store.sell"),
            ("sell", "shop/store.py#Corner.sell"),
        ]

    def test_places_count_from_where_the_user_is(self, shop: Path) -> None:
        (answer,) = ploke(
            "graph", "callers", "store.py:7", "--no-sync", "--json", cwd=shop / "shop", HOME=str(shop.parent / "home")
        ).records
        assert answer["asked"][0]["id"] == "shop/store.py#Store.sell"

    def test_what_is_unknown_is_a_sentence(self, shop: Path) -> None:
        check_error(
            ask(shop, "callers", "price_off"),
            2,
            "Nothing in the index is called price_off. Did you mean price_of?",
        )
        check_error(ask(shop, "callers"), 2, "SYMBOL is missing. Name it: ploke graph callers Session.send.")
        check_error(
            ask(shop, "callers", "shop/nowhere.py:3"),
            2,
            "shop/nowhere.py is not in the index. `ploke status --skipped` lists what was left out and why.",
        )
        check_error(
            ask(shop, "references", "Store", "--kind", "eats"),
            2,
            "There is no kind of edge 'eats'. Kinds are contains, imports, calls, inherits, implements, overrides, "
            "references, types, tests.",
        )


class TestPath:
    def test_one_edge_a_line(self, shop: Path) -> None:
        check(
            ask(shop, "path", "main.main", "price_of"),
            """
            main        calls  Store.sell  shop/main.py:10
            Store.sell  calls  price_of    shop/store.py:8
            """,
        )

    def test_no_way(self, shop: Path) -> None:
        check(
            ask(shop, "path", "price_of", "main.main"),
            "There is no way from price_of to main; there is one back of 2 steps.\n",
            code=1,
        )
        check_error(
            ask(shop, "path", "price_of"), 2, "A way has two ends. Name both: ploke graph path main Session.send."
        )


class TestImpact:
    def test_of_a_symbol(self, shop: Path) -> None:
        check(
            ask(shop, "impact", "price_of", "--depth", "2"),
            """
            price_of  function  shop/prices.py:4
            May reach 5 symbols in 3 files within 2 steps:
              1 step away: 3
                LIMIT              shop/prices.py:12  calls price_of
                (top of the file)  shop/store.py:3    imports price_of
                Store.sell         shop/store.py:8    calls price_of
              2 steps away: 2
                main         shop/main.py:10   calls Store.sell
                Corner.sell  shop/store.py:16  calls Store.sell
            No test is known to run it within 2 steps.
            """.replace(
                "5 symbols in 3 files within 2 steps, 1 of them inferred", "5 symbols in 3 files within 2 steps"
            ),
        )

    def test_of_changes(self, own_shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        isolate_git(monkeypatch, tmp_path / "home")
        git(own_shop, "init", "-q")
        git(own_shop, "add", "-A", ":!.ploke")
        git(own_shop, "commit", "-q", "-m", "first")
        path = own_shop / "shop/prices.py"
        path.write_text(path.read_text(encoding="utf-8").replace("json.loads(item)", "len(item)"), encoding="utf-8")
        (own_shop / "shop/main.py").unlink()
        (answer,) = ploke("graph", "impact", "--diff", "HEAD", "--json", cwd=own_shop).records
        assert [row["id"] for row in answer["asked"]] == ["shop/prices.py#price_of"]
        assert answer["gone"] == ["shop/main.py"]
        assert "shop/store.py#Store.sell" in [row["id"] for row in answer["reached"]]
        assert [row["id"] for row in answer["tests"]] == ["tests/test_store.py#test_sell"]
        check_error(
            ploke("graph", "impact", "--diff", "nowhere", cwd=own_shop),
            2,
            "There is no revision 'nowhere'. Name a commit, a branch or a tag, such as HEAD~1.",
        )
        check_error(
            ask(own_shop, "impact", "price_of", "--diff", "HEAD"),
            2,
            "Either a symbol changes or what --diff finds. Leave one of them out.",
        )

    def test_outside_of_git(self, shop: Path) -> None:
        ran = ask(shop, "impact", "--diff", "HEAD")
        assert (ran.code, ran.out) == (7, "")
        assert ran.err.count("\n") == 1 and "not a git repository" in ran.err

    def test_tests_for(self, shop: Path) -> None:
        check(
            ask(shop, "tests-for", "Store"),
            """
            Store  class  shop/store.py:6
            1 test runs it:
              test_sell  tests/test_store.py:4  2 steps away
            """,
        )


class TestDefinition:
    def test_of_a_call(self, shop: Path) -> None:
        check(
            ask(shop, "definition", "shop/main.py:10:11"),
            "calls  Store.sell  shop/store.py:7  def sell(self, item)\n",
        )

    def test_columns_are_characters(self, shop: Path) -> None:
        (answer,) = ask(shop, "definition", "shop/main.py:11:28", "--json").records
        assert [target["name"] for target in answer["targets"]] == ["shop/store.py#Store.close"]

    def test_where_it_leaves_the_repository(self, shop: Path) -> None:
        check(ask(shop, "definition", "shop/prices.py:5:20"), "calls  json:loads  outside of the repository\n")

    def test_what_is_not_resolved_says_why(self, shop: Path) -> None:
        check(
            ask(shop, "definition", "shop/prices.py:9:11"),
            "thing.sell is not resolved: the type of the object is not known.\n",
            code=1,
        )

    def test_a_definition_and_a_local_name(self, shop: Path) -> None:
        check(ask(shop, "definition", "shop/prices.py:4:6"), "price_of  function  is defined here\n")
        check(
            ask(shop, "definition", "shop/prices.py:4:14"),
            "item in shop/prices.py:4 refers to no symbol: a local name, or no reference.\n",
            code=1,
        )

    def test_bad_places(self, shop: Path) -> None:
        check_error(ask(shop, "definition", "shop/main.py:90:1"), 2, "shop/main.py has no line 90. It has 11.")
        check_error(
            ask(shop, "definition", "shop/main.py:2:1"),
            2,
            "There is no name at shop/main.py:2:1. Columns are characters, from 1.",
        )
        check_error(ask(shop, "definition", "shop/main.py:0:1"), 2, "shop/main.py has no line 0. It has 11.")
        hint = "Name a line, and a column if you like: ploke graph definition src/app.py:12:9."
        check_error(ask(shop, "definition"), 2, f"The place is missing. {hint}")
        for place in ("price_of", "shop/main.py", "shop/main.py:-1:-1", "shop/main.py:1:99999999999"):
            check_error(ask(shop, "definition", place), 2, f"{place} is no place. {hint}")

    def test_of_a_file_that_changed(self, own_shop: Path) -> None:
        (own_shop / "shop/main.py").write_text("x\n", encoding="utf-8")
        check_error(
            ask(own_shop, "definition", "shop/main.py:1:1"),
            2,
            "shop/main.py changed since it was indexed. Run `ploke index`, or leave --no-sync out.",
        )
        ran = ask(own_shop, "callers", "price_of")
        assert (ran.code, ran.err) == (0, "")
        ran = ask(own_shop, "callers", "Store.close")
        assert ran.err == "ploke: Changed since they were indexed, so this may not hold for them: shop/main.py.\n"


class TestListings:
    def test_edges_are_one_object_a_line(self, shop: Path) -> None:
        ran = ask(shop, "edges", "--kind", "calls", "--external", "--json")
        assert ran.code == 0
        assert list(ran.records[0]) == [
            "src_path", "src_line", "src", "dst_path", "dst_line", "dst", "kind", "confidence", "rule", "line",
        ]  # fmt: skip
        edges = {
            (edge["src_path"], edge["src_line"], edge["src"], edge["dst_path"], edge["dst_line"], edge["dst"])
            for edge in ran.records
        }
        assert ("shop/prices.py", 0, "", "shop/prices.py", 4, "price_of") in edges
        assert ("shop/prices.py", 4, "price_of", "", 0, "json:loads") in edges
        assert ("shop/main.py", 4, "open_store", "shop/store.py", 14, "Corner") in edges

    def test_edges_for_people(self, shop: Path) -> None:
        check(
            ask(shop, "edges", "--kind", "overrides"),
            "shop/store.py:15  Corner.sell overrides shop/store.py#Store.sell  exact\n",
        )
        assert ask(shop, "edges", "--kind", "implements") == (1, "", "")

    def test_the_unresolved(self, shop: Path) -> None:
        check(
            ask(shop, "unresolved"),
            "1  thing.sell  the type of the object is not known  shop/prices.py:9\n",
        )
        (group,) = ask(shop, "unresolved", "--by", "reason", "--json").records
        assert (group["reason"], group["expression"], group["count"]) == ("unknown-type", "", 1)
        (place,) = ask(shop, "unresolved", "--by", "place", "--json").records
        assert (place["path"], place["line"], place["symbol"]) == ("shop/prices.py", 9, "unused")
        check(ask(shop, "unresolved", "--path", "shop/main.py"), "Nothing unresolved matches.\n", code=1)
        check(
            ask(shop, "unresolved", "--by", "place", "--reason", "ambiguous"), "Nothing unresolved matches.\n", code=1
        )
        check_error(
            ask(shop, "unresolved", "--reason", "boredom"),
            2,
            "There is no reason 'boredom'. Reasons are unknown-name, unknown-type, no-member, unknown-value, "
            "missing-module, ambiguous, too-deep.",
        )

    def test_stats(self, shop: Path) -> None:
        (stats,) = ask(shop, "stats", "--json").records
        assert list(stats) == ["generation", "files", "symbols", "edges", "unresolved"]
        assert (stats["files"], stats["unresolved"]) == (4, {"unknown-type": 1})
        assert stats["edges"]["overrides"] == {"exact": 1}
        assert ask(shop, "stats").out.startswith("files    4\nsymbols  ")
