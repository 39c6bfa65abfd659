from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ploke.errors import UsageError
from ploke.model.results import SearchHit, SearchRequest
from ploke.search.exact import files_with, line_matches
from ploke.search.search import search
from tests.search.corpus import TEXTS, shop
from tests.search.memory_index import MemoryFile, MemoryIndex


def find(query: str, **options: object) -> list[SearchHit]:
    return search(shop(), SearchRequest(query, **options), lambda row: TEXTS[row.path])  # type: ignore[arg-type]


def places(hits: list[SearchHit]) -> list[tuple[str, int]]:
    return [(hit.path, hit.start_line) for hit in hits]


def test_a_literal_is_taken_as_it_is() -> None:
    assert places(find("merge_cookies({}, {})", literal=True)) == [("tests/test_cookies.py", 2)]
    assert places(find("!=", literal=True)) == [("web/cart/price.ts", 1)]
    assert find("merge.cookies", literal=True) == []


def test_source_first_then_path_then_line() -> None:
    found = places(find("cookie", literal=True, per_file=9, k=99))
    assert found == sorted(found, key=lambda place: ("src" not in place[0], "tests" in place[0], *place))
    assert found[0] == ("src/shop/__init__.py", 3)
    assert found[-1][0] == "tests/test_cookies.py"


def test_limits_hold() -> None:
    assert len(find("cookie", literal=True, k=2, per_file=9)) == 2
    assert len({hit.path for hit in find("cookie", literal=True)}) == len(find("cookie", literal=True))


def test_case_can_be_ignored() -> None:
    assert find("httpADAPTER", literal=True) == []
    assert places(find("class httpADAPTER:", literal=True, ignore_case=True)) == [("src/shop/adapters.py", 1)]


def test_a_regular_expression_is_matched_line_by_line() -> None:
    assert places(find(r"^def \w+\(jar", regex=True)) == [("src/shop/cookies.py", 1)]
    assert places(find(r"jar$", regex=True)) == [("src/shop/cookies.py", 4)]
    assert find(r"z*", regex=True, paths=("web/cart/price.ts",)) == []


def test_hits_carry_highlights_and_symbols() -> None:
    (hit,) = find("send", literal=True, paths=("src/shop/session.py",))
    assert (hit.start_line, hit.end_line, hit.highlights, hit.symbol) == (4, 4, ((4, 8, 12),), "Session.send")
    (hit,) = find("return jar", literal=True)
    assert hit.highlights == ((4, 4, 14),)


def test_a_match_over_lines_is_one_hit() -> None:
    (hit,) = find("(cookie)\n    return", literal=True)
    assert (hit.start_line, hit.end_line, hit.highlights) == (3, 4, ((3, 15, 23), (4, 0, 10)))


@pytest.mark.parametrize("pattern", ["(", "[a", "*", "(?P<n>", "a{99999999999}", "(?<=a+)b"])
def test_a_bad_pattern_is_refused_in_a_sentence(pattern: str) -> None:
    with pytest.raises(UsageError) as refused:
        find(pattern, regex=True)
    assert refused.value.message.startswith("The regular expression cannot be read: ")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("options", [{"literal": True}, {"regex": True}])
def test_an_empty_pattern_is_refused(options: dict[str, bool]) -> None:
    with pytest.raises(UsageError):
        find("", **options)


TEXT = st.lists(
    st.sampled_from(["get", "User", "HTTP", "_", "1", "12345678", "9", " ", "(", ".", "\n", "é", "日本", "x", "-"]),
    max_size=14,
).map("".join)


@given(TEXT, TEXT, st.data(), st.booleans())
@example("aa1234567890 b", "", None, False)
def test_no_file_that_holds_a_literal_is_missed(
    text: str, other: str, data: st.DataObject | None, ignore_case: bool
) -> None:
    index = MemoryIndex([MemoryFile("a", text), MemoryFile("b", other)])
    start = data.draw(st.integers(0, len(text))) if data else 1
    end = data.draw(st.integers(start, len(text))) if data else len(text)
    literal = text[start:end]
    if ignore_case and data and data.draw(st.booleans()):
        literal = literal.upper() if literal.upper().lower() == literal.lower() else literal
    assert "a" in {row.path for row in files_with(index, [literal], ignore_case)}


@given(TEXT, st.sampled_from(["get", "User", r"\d+", r"[^x]+", r"\s"]))
def test_every_match_is_in_one_hit_with_its_lines(text: str, pattern: str) -> None:
    compiled = re.compile(pattern)
    lines = text.split("\n")
    shown = [
        lines[line - 1][start:end]
        for first, last, highlights in line_matches(text, compiled)
        for line, start, end in highlights
        if first <= line <= last
    ]
    assert "".join(shown) == "".join(match[0] for match in compiled.finditer(text)).replace("\n", "")
