"""Searches over a small repository, written as what a reader would expect to see."""

from __future__ import annotations

import random

import pytest

from ploke.errors import UsageError
from ploke.model.facts import Symbol, SymbolKind
from ploke.model.index import FileRow
from ploke.model.results import SearchHit, SearchRequest
from ploke.model.source import Role
from ploke.search.search import NOT_QUOTED, search
from tests.search.corpus import FILES, TEXTS, shop
from tests.search.memory_index import MemoryFile, MemoryIndex, symbol


def read(row: FileRow) -> str | None:
    return TEXTS.get(row.path)


def find(query: str, index: MemoryIndex | None = None, **options: object) -> list[SearchHit]:
    return search(index or shop(), SearchRequest(query, **options), read)  # type: ignore[arg-type]


def check_first(query: str, *paths: str, **options: object) -> None:
    found = [hit.path for hit in find(query, **options)]
    assert found[: len(paths)] == list(paths)


def test_the_definition_of_a_name_comes_first() -> None:
    check_first("HTTPAdapter", "src/shop/adapters.py")
    check_first("httpadapter", "src/shop/adapters.py")
    check_first("Session", "src/shop/session.py")


def test_whatever_else_speaks_for_other_files_a_definition_comes_first() -> None:
    index = MemoryIndex(
        [
            MemoryFile("login/login.css", ".login { login: login }\n" * 9, (), "css"),
            MemoryFile("lib/client.py", "class C:\n    def login(self): ...\n", (member("C.login", 2),), "python"),
            MemoryFile("lib/auth.py", "import os\ndef login(): ...\n", (symbol("login", 2),), "python"),
            MemoryFile("tests/t.py", "def login(): ...\n", (symbol("login", 1),), "python", Role.TEST),
            MemoryFile("lib/late.py", "login = 1\n", (symbol("login", 1, SymbolKind.VARIABLE),), "python"),
        ]
    )
    found = [hit.path for hit in find("login", index)]
    assert found[:3] == ["lib/auth.py", "lib/client.py", "tests/t.py"]
    assert sorted(found[3:]) == ["lib/late.py", "login/login.css"]


def member(qualified: str, line: int) -> Symbol:
    return symbol(qualified.rpartition(".")[2], line, SymbolKind.METHOD, line, qualified)


def test_a_qualified_name_means_one_definition() -> None:
    hit = find("Session.send")[0]
    assert (hit.path, hit.start_line, hit.symbol) == ("src/shop/session.py", 4, "Session.send")
    hit = find("HTTPAdapter::send")[0]
    assert (hit.path, hit.symbol) == ("src/shop/adapters.py", "HTTPAdapter")


def test_source_comes_before_tests_and_documentation() -> None:
    check_first("how cookies are merged", "src/shop/cookies.py")
    check_first("merge_cookies", "src/shop/cookies.py")


def test_a_query_that_asks_for_tests_or_documentation_gets_them_undiminished() -> None:
    check_first("tests of merging cookies", "tests/test_cookies.py")
    plain = {hit.path: hit.score for hit in find("cookies banana")}
    asked = {hit.path: hit.score for hit in find("cookies documentation")}
    assert asked["docs/cookies.md"] > plain["docs/cookies.md"]
    assert asked["tests/test_cookies.py"] == plain["tests/test_cookies.py"]


def test_a_word_in_another_form_is_found() -> None:
    check_first("retried connections", "src/shop/adapters.py")


def test_the_path_is_evidence() -> None:
    check_first("adapters", "src/shop/adapters.py")
    hit = find("shopping cart")[0]
    assert hit.path.startswith("web/cart/")
    assert "path: cart" in hit.why


def test_a_folder_file_bears_its_folders_name() -> None:
    check_first("cart", "web/cart/index.ts")


def test_the_name_of_a_file_may_abbreviate_the_query() -> None:
    paths = ("x/auth.py", "x/other.py")
    index = MemoryIndex([MemoryFile(path, "authentication of users") for path in reversed(paths)])
    first, second = find("authentication mechanisms", index)
    assert (first.path, second.path) == paths
    assert first.score > second.score


def test_why_names_the_evidence() -> None:
    assert "defines HTTPAdapter" in find("HTTPAdapter")[0].why
    why = find("session cookies banana")[0].why
    assert "text: 2 of 3 words" in why
    assert "path: session" in why


def test_one_span_a_file_unless_asked() -> None:
    assert len({hit.path for hit in find("cookies")}) == len(find("cookies"))
    several = find("merge jar", per_file=5)
    assert len([hit for hit in several if hit.path == "src/shop/cookies.py"]) == 2
    assert len(find("merge jar", per_file=5, k=3)) == 3


def test_scores_descend_and_ties_go_by_path() -> None:
    index = MemoryIndex([MemoryFile(f"{name}.txt", "same words here") for name in "cab"])
    hits = find("same words", index)
    assert [hit.path for hit in hits] == ["a.txt", "b.txt", "c.txt"]
    scores = [hit.score for hit in find("session cookies request", per_file=3)]
    assert scores == sorted(scores, reverse=True)


def test_filters_narrow() -> None:
    assert {hit.language for hit in find("cookies", languages=("Markdown",))} == {"markdown"}
    assert {hit.path for hit in find("cookies", paths=("tests/",))} == {"tests/test_cookies.py"}
    assert all(not hit.path.startswith("src") for hit in find("cookies", paths=("!src",)))
    assert find("cookies", languages=("cobol",)) == []


def test_quoted_text_must_stand_there() -> None:
    assert [hit.path for hit in find('"jar.set(cookie)" merge')] == ["src/shop/cookies.py"]
    assert find('"jar.set( cookie"') == []
    assert [hit.path for hit in find('"!="')] == ["web/cart/price.ts"]


def test_the_span_shown_holds_the_quoted_text() -> None:
    assert find('"return jar" cookies')[0].start_line == 4


def test_quotes_that_stand_nowhere_are_words_and_it_says_so() -> None:
    hits = find('merge "jar of cookies"')
    assert hits[0].path == "src/shop/cookies.py"
    assert all(NOT_QUOTED in hit.why for hit in hits)


def test_text_that_changed_holds_no_quote() -> None:
    assert search(shop(), SearchRequest('"return jar"'), lambda row: None) == []


@pytest.mark.parametrize("query", ["", "   ", "!?.", '"'])
def test_queries_that_say_nothing_are_refused(query: str) -> None:
    with pytest.raises(UsageError):
        find(query)


def test_what_is_nowhere_is_not_found() -> None:
    assert find("zebra") == []
    assert find("x") == []
    assert find("anything", MemoryIndex([])) == []
    assert find("anything", MemoryIndex([MemoryFile("empty.txt", "")])) == []


def test_a_huge_query_is_answered() -> None:
    check_first("cookies jar merge " + " ".join(f"word{number}" for number in range(20_000)), "src/shop/cookies.py")


@pytest.mark.parametrize("query", ["cookies", "Session.send", "request adapter", "cart total items", "the session"])
def test_the_order_of_files_and_segments_changes_nothing(query: str) -> None:
    shuffled = list(FILES)
    random.Random(7).shuffle(shuffled)
    expected = find(query, per_file=2)
    assert find(query, MemoryIndex(shuffled, lines=3), per_file=2) == expected
    for segments in (2, 3, 9):
        assert find(query, shop(segments), per_file=2) == expected
