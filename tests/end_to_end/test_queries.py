"""Queries that nobody should ask, and that get an answer or one sentence."""

from __future__ import annotations

import json

import pytest

from tests.end_to_end.driving import Place, check_sentence
from tests.vcs.repositories import isolate_git

HUGE = 100_000


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Place:
    place = Place(tmp_path_factory.mktemp("asked") / "tree")
    with pytest.MonkeyPatch.context() as patch:
        isolate_git(patch, place.home)
    place.root.mkdir()
    place.write(
        {"a.py": 'def count_horses(stable):\n    return "(((" + stable[0]\n', "b.md": "# Words\n\nÄpfel 日本語\n"}
    )
    place.index()
    return place


@pytest.mark.parametrize(("query", "kind"), [("", ()), (" \t ", ("--literal",)), ("\u00a0", ("--regex",))])
def test_empty(asked: Place, query: str, kind: tuple[str, ...]) -> None:
    check_sentence(asked.ploke("search", query, *kind, "--no-sync"), 2, "The query is empty.")


@pytest.mark.parametrize("query", ["?!", '""', '"', "-- --", "\u2014", "\\%*", "🐎"])
def test_punctuation_alone(asked: Place, query: str) -> None:
    ran = asked.ploke("search", "--no-sync", "--json", "--", query)
    check_sentence(ran, 2, "--literal")


def test_punctuation_is_found_as_exact_text(asked: Place) -> None:
    assert asked.found("(((", "--literal", "--no-sync") == ["a.py"]
    assert asked.found(r"\({3}", "--regex", "--no-sync") == ["a.py"]


@pytest.mark.parametrize("query", ["\x01\x02\x1b[31m\x7f", "\x1b]0;title\x07", "\x9b1m", "\r\n\v"])
def test_control_characters(asked: Place, query: str) -> None:
    ran = asked.ploke("search", query, "--no-sync")
    assert ran.code in (1, 2)
    assert not any(character in ran.out + ran.err for character in "\x1b\x07\x9b\x01")
    assert ran.err.count("\n") <= 1
    assert "Internal error" not in ran.err


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("count horses " * (HUGE // 13), 0),
        ("x" * HUGE, 1),
        ("horses " + " ".join(f"w{number}" for number in range(HUGE // 7)), 0),
        ('"count ' * (HUGE // 7), 0),
        ("horses" + "?" * HUGE, 0),
        ("a." * (HUGE // 2) + "horses", 0),
        ("日本語" * (HUGE // 9), 1),
    ],
)
def test_of_a_hundred_kilobytes(asked: Place, query: str, code: int) -> None:
    ran = asked.ploke("search", query, "--no-sync", "--json")
    assert ran.code == code, ran.err[:300]
    assert len(ran.err) < 500


@pytest.mark.parametrize("kind", ["--literal", "--regex"])
def test_exact_text_of_a_hundred_kilobytes(asked: Place, kind: str) -> None:
    assert asked.found("horses?" * (HUGE // 7), kind, "--no-sync") == []


@pytest.mark.parametrize("pattern", ["(", "*", "(?<=a+)b", "\\", "a{99999999999}", "(" * 5000])
def test_patterns_that_cannot_be_read(asked: Place, pattern: str) -> None:
    ran = asked.ploke("search", "--regex", "--no-sync", "--", pattern)
    check_sentence(ran, 2)
    assert len(ran.err) < 1000


def test_a_batch_with_bad_lines(asked: Place) -> None:
    good = json.dumps({"id": 1, "query": "horses"})
    for bad, said in (
        ("{not json", "line 2: not JSON"),
        ("[" * 100_000, "line 2: not JSON"),
        ('{"id": 2}', 'line 2: there is no "query"'),
        ('{"id": [], "query": "x"}', 'line 2: there is no "id"'),
        ('{"id": 2, "query": ""}', "line 2: "),
        ('{"id": 2, "query": "\\ud800"}', "line 2: "),
        ('{"id": NaN, "query": "x"}', 'line 2: there is no "id"'),
        ('{"id": 1e999, "query": "x"}', 'line 2: there is no "id"'),
    ):
        (asked.root.parent / "batch.jsonl").write_text(f"{good}\n{bad}\n{good}\n")
        ran = asked.ploke("search", "--batch", "../batch.jsonl", "--json", "--no-sync")
        assert (ran.code, [record["id"] for record in ran.records]) == (2, [1]), ran
        assert said in ran.err and ran.err.count("\n") == 1, ran
    (asked.root.parent / "batch.jsonl").write_bytes(b'\xff\xfe{"id": 1, "query": "x"}\n')
    check_sentence(asked.ploke("search", "--batch", "../batch.jsonl", "--no-sync"), 2, "line 1")
    check_sentence(asked.ploke("search", "--batch", "..", "--no-sync"), 2, "cannot be read")


@pytest.mark.parametrize("name", ["", "?", "x" * HUGE, "\x1b[31m", "a.b.c.d", "::"])
def test_symbols_of_odd_names(asked: Place, name: str) -> None:
    ran = asked.ploke("symbols", "--no-sync", "--", name)
    assert ran.code in (0, 1, 2) and "Internal" not in ran.err and ran.err.count("\n") <= 1, ran
