from __future__ import annotations

import pytest

from ploke.cli.batch import read_batch
from ploke.errors import UsageError


def check_batch(text: str, *expected: tuple[object, str]) -> None:
    assert [(asked.id, asked.query) for asked in read_batch(text.encode().splitlines(), "q.jsonl")] == list(expected)


def check_refused(text: str, expected: str) -> None:
    with pytest.raises(UsageError) as raised:
        list(read_batch(text.encode("utf-8", "surrogateescape").splitlines(), "q.jsonl"))
    assert raised.value.message == expected


def test_lines_keep_their_ids() -> None:
    check_batch(
        '{"id": "a", "query": "x"}\n\n{"id": 2, "query": "y", "note": "ignored"}\n{"id": "a", "query": "z"}',
        ("a", "x"),
        (2, "y"),
        ("a", "z"),
    )


def test_half_a_character_does_not_get_in() -> None:
    check_batch(r'{"id": 1, "query": "a\ud800b"}', (1, "a?b"))


def test_a_bad_line_is_named() -> None:
    check_refused(
        '{"id": 1, "query": "x"}\n\n{"id": 2',
        "q.jsonl, line 3: not JSON (Expecting ',' delimiter: line 1 column 9 (char 8)).",
    )
    check_refused('["x"]', 'q.jsonl, line 1: there is no "query" of text.')
    check_refused('{"id": 1, "query": 5}', 'q.jsonl, line 1: there is no "query" of text.')
    check_refused('{"query": "x"}', 'q.jsonl, line 1: there is no "id", a string or a number.')
    check_refused('{"id": true, "query": "x"}', 'q.jsonl, line 1: there is no "id", a string or a number.')


def test_a_line_that_is_not_utf8_is_named() -> None:
    check_refused(
        '{"id": 1, "query": "\udcff"}',
        "q.jsonl, line 1: not JSON ('utf-8' codec can't decode byte 0xff in position 20: invalid start byte).",
    )
