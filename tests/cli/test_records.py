from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from ploke.cli.records import encode, hit_record, symbol_record
from ploke.model.facts import SymbolKind, Visibility
from ploke.model.index import SymbolRow
from ploke.model.results import Check, CheckState, SearchHit
from ploke.model.source import Skip, SkipReason


def check_json(value: object, expected: str) -> None:
    assert encode(value) == expected


def test_values_of_every_shape() -> None:
    check_json(Skip("a b/", SkipReason.VENDORED, "é"), '{"path": "a b/", "reason": "vendored", "detail": "é"}')
    check_json(Check("git", CheckState.OK, "2.40"), '{"name": "git", "state": "ok", "message": "2.40", "mend": ""}')
    check_json((1, 2.5, None, True, Path("a/b")), '[1, 2.5, null, true, "a/b"]')
    counts: Mapping[SkipReason, int] = MappingProxyType({SkipReason.BINARY: 3})
    check_json(counts, '{"binary": 3}')


def test_what_has_no_rendering_is_refused() -> None:
    with pytest.raises(TypeError, match="set"):
        encode({1})
    with pytest.raises(ValueError, match="JSON"):
        encode(float("nan"))


HIT = SearchHit("a.py", 1, 4, "f", "function", 2 / 3, ("name: f",), "python", text="def f(): ...")


def test_a_hit() -> None:
    check_json(
        hit_record(HIT, text=False),
        '{"path": "a.py", "start_line": 1, "end_line": 4, "symbol": "f", "kind": "function", "score": 0.666667, '
        '"why": ["name: f"], "language": "python", "stale": false}',
    )
    assert hit_record(HIT, text=True)["text"] == "def f(): ..."


def test_a_symbol_keeps_ids_of_one_process_to_itself() -> None:
    row = SymbolRow("a.py", 7, 9, "f", "A.f", SymbolKind.METHOD, Visibility.PRIVATE, 2, 3, "def f(self)")
    check_json(
        symbol_record(row),
        '{"path": "a.py", "start_line": 2, "end_line": 3, "symbol": "A.f", "name": "f", "kind": "method", '
        '"visibility": "private", "signature": "def f(self)", "declared": false, "stale": false}',
    )
