"""Whole renderings, read as cases."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

from ploke.cli.console import Console, visible
from ploke.cli.views.hits import show_hits, show_vimgrep
from ploke.cli.views.numbers import breakdown, duration, size
from ploke.cli.views.snippet import choose_lines
from ploke.cli.views.status import show_skips, show_status
from ploke.cli.views.symbols import show_outline, show_symbols
from ploke.cli.views.sync_report import show_sync_report
from ploke.model.facts import SymbolKind, Visibility
from ploke.model.index import SymbolRow
from ploke.model.results import SearchHit, Status, SyncReport
from ploke.model.source import Skip, SkipReason


def check_view(show: Callable[[Console], None], expected: str, *, color: str = "never") -> None:
    out = io.StringIO()
    console = Console(out, io.StringIO(), {})
    console.color = color
    show(console)
    assert out.getvalue() == dedent(expected).lstrip("\n")


TEXT = """\
def load_settings(path):
    raw = path.read_bytes()

    return parse(raw)
"""
HIT = SearchHit(
    "app/settings.py", 10, 13, "load_settings", "function", 3.25, ("name: load settings", "text: parse"), "python",
    text=TEXT, highlights=((10, 4, 8), (10, 9, 17), (13, 11, 16)),
)  # fmt: skip
STALE = SearchHit("docs/read me.md", 1, 9, "", "", 1.5, ("text: settings",), "markdown", stale=True)


def test_hits() -> None:
    check_view(
        lambda console: show_hits(console, [HIT, STALE], explain=False),
        """
        app/settings.py:10-13  load_settings  function
          10  def load_settings(path):
          11      raw = path.read_bytes()
          12
          13      return parse(raw)

        docs/read me.md:1-9
          changed since it was indexed; its text is not shown
        """,
    )


def test_hits_explained() -> None:
    check_view(
        lambda console: show_hits(console, [STALE], explain=True),
        """
        docs/read me.md:1-9
          score 1.500; text: settings
          changed since it was indexed; its text is not shown
        """,
    )


def test_hits_in_colour() -> None:
    check_view(
        lambda console: show_hits(console, [HIT], explain=False),
        """
        \x1b[35mapp/settings.py\x1b[0m:10-13  \x1b[1mload_settings\x1b[0m  \x1b[2mfunction\x1b[0m
        \x1b[2m  10\x1b[0m  def \x1b[1;31mload\x1b[0m_\x1b[1;31msettings\x1b[0m(path):
        \x1b[2m  11\x1b[0m      raw = path.read_bytes()
        \x1b[2m  12\x1b[0m
        \x1b[2m  13\x1b[0m      return \x1b[1;31mparse\x1b[0m(raw)
        """,
        color="always",
    )


def test_control_characters_of_a_file_do_not_reach_the_terminal() -> None:
    hit = SearchHit("a.txt", 1, 1, "", "", 1.0, (), text="\x1b[2J\tred\x07\x9b")
    check_view(lambda console: show_hits(console, [hit], explain=False), "a.txt:1\n  1  \u241b[2J\tred\u2407\ufffd\n")


def test_overrides_of_the_direction_of_writing_are_shown() -> None:
    hit = SearchHit("a\u202e.txt", 1, 1, "", "", 1.0, (), text="\u2066if admin\u2069:  # größe \u200d")
    check_view(
        lambda console: show_hits(console, [hit], explain=False),
        "a\ufffd.txt:1\n  1  \ufffdif admin\ufffd:  # größe \u200d\n",
    )
    assert [visible(chr(code)) for code in (0x202A, 0x202E, 0x2066, 0x2069)] == ["\ufffd"] * 4


def test_a_long_line_is_cut() -> None:
    hit = SearchHit("a.txt", 1, 1, "", "", 1.0, (), text="x" * 10_000, highlights=((1, 490, 9_000),))
    check_view(lambda console: show_hits(console, [hit], explain=False), f"a.txt:1\n  1  {'x' * 494}…\n")
    check_view(lambda console: show_vimgrep(console, [hit]), f"a.txt:1:491:{'x' * 499}…\n")


def test_vimgrep_points_at_the_first_match() -> None:
    check_view(
        lambda console: show_vimgrep(console, [HIT, STALE]),
        """
        app/settings.py:10:5:def load_settings(path):
        docs/read me.md:1:1:changed since it was indexed; its text is not shown
        """,
    )


def check_snippet(text: str, marked: list[int], expected: str, most: int = 3, *, opening_line: int = 0) -> None:
    lines = choose_lines(text, 1, [(number, 0, 1) for number in marked], most, opening_line=opening_line)
    shown = "".join(("…\n" if line.gap else "") + f"{line.number} {line.text}\n" for line in lines)
    assert shown == dedent(expected).lstrip("\n")


LONG = """\
def f():
    a
    b

    c
    d
    return e
"""


def test_a_snippet_opens_where_the_symbol_that_matched_does() -> None:
    check_snippet(LONG, [6], "3     b\n4 \n5     c\n6     d\n", 4, opening_line=3)


def test_a_snippet_opens_with_what_the_span_is() -> None:
    check_snippet(LONG, [], "1 def f():\n2     a\n3     b\n")


def test_a_snippet_shows_the_lines_that_match() -> None:
    check_snippet(LONG, [6, 7], "1 def f():\n…\n6     d\n7     return e\n")


def test_a_snippet_shows_the_run_with_most_matches() -> None:
    check_snippet(LONG, [2, 5, 5, 6], "1 def f():\n…\n5     c\n6     d\n")
    check_snippet(LONG, [2, 6], "1 def f():\n2     a\n3     b\n")


def test_a_snippet_does_not_open_with_blank_lines() -> None:
    check_snippet("\n\nx\n\ny\n", [3], "3 x\n4 \n5 y\n")
    check_snippet("x\n\n\n\n", [], "1 x\n")


def test_a_snippet_of_nothing() -> None:
    check_snippet("", [], "1 \n")


def symbol(qualified: str, kind: SymbolKind, start: int, end: int) -> SymbolRow:
    name = qualified.rpartition(".")[2]
    return SymbolRow("app/shop.py", 0, 0, name, qualified, kind, Visibility.PUBLIC, start, end, "")


ROWS = [
    symbol("Shop", SymbolKind.CLASS, 1, 20),
    symbol("Shop.sell", SymbolKind.METHOD, 3, 9),
    symbol("Shop.sell.price", SymbolKind.FUNCTION, 5, 6),
    symbol("Shop.close", SymbolKind.METHOD, 11, 20),
    symbol("main", SymbolKind.FUNCTION, 22, 30),
    symbol("LIMIT", SymbolKind.CONSTANT, 32, 32),
]


def test_symbols() -> None:
    check_view(
        lambda console: show_symbols(console, ROWS[:2]),
        """
        Shop       class   app/shop.py:1
        Shop.sell  method  app/shop.py:3
        """,
    )


def test_a_long_name_pushes_its_own_row_alone() -> None:
    rows = [symbol(name, SymbolKind.CLASS, 1, 2) for name in ("x" * 60, "Shop")]
    check_view(
        lambda console: show_symbols(console, rows),
        f"{'x' * 60}  class  app/shop.py:1\n{'Shop':48}  class  app/shop.py:1\n",
    )


def test_outline() -> None:
    check_view(
        lambda console: show_outline(console, ROWS),
        """
        1-20   Shop       class
        3-9      sell     method
        5-6        price  function
        11-20    close    method
        22-30  main       function
        32     LIMIT      constant
        """,
    )


REPORT = SyncReport(
    generation=3, changed=True, files=2817, added=10, updated=2, removed=1, parsed=9, reused=3,
    skipped={"ignored": 4, "binary": 120}, symbols=40769, references=383708, chunks=14034, lines=488123,
    bytes=37_748_736, problems=2, seconds={"scan": 0.1, "ingest": 2.5, "commit": 0.25, "maintain": 2e-5, "total": 2.9},
    peak_memory=555_745_280,
)  # fmt: skip


def test_sync_report() -> None:
    check_view(
        lambda console: show_sync_report(console, REPORT, Path("/home/me/shop")),
        """
        Indexed /home/me/shop in 2.9 s.
          files           2,817  added 10, updated 2, removed 1, parsed 9, known from the cache 3
          text         36.0 MiB  488,123 lines
          symbols        40,769
          references    383,708
          chunks         14,034
          problems            2  places that could not be parsed; the rest was
          skipped           124  binary 120, ignored 4
          stages                 scan 100 ms, ingest 2.5 s, commit 250 ms
          memory      530.0 MiB  at its peak
          generation          3
        """,
    )


def test_status_and_skips() -> None:
    status = Status(
        root="/home/me/shop", index_dir="/home/me/shop/.ploke", generation=3, schema=1, files=12,
        languages={"python": 9, "rust": 3}, roles={"source": 12}, skipped={}, symbols=100, references=1000,
        chunks=20, lines=900, bytes=30_000, problems=0, bytes_on_disk=45_000, committed_at="2026-11-20T09:00:00Z",
        pending=2,
    )  # fmt: skip
    check_view(
        lambda console: show_status(console, status),
        """
        root        /home/me/shop
        index       /home/me/shop/.ploke, 43.9 KiB
        generation  3, committed 2026-11-20T09:00:00Z
        fresh       2 files may have changed since
        files       12
        languages   python 9, rust 3
        roles       source 12
        text        29.3 KiB, 900 lines, 20 chunks
        symbols     100
        references  1,000
        problems    none
        skipped     none
        """,
    )
    check_view(
        lambda console: show_skips(
            console, [Skip("z/", SkipReason.VENDORED), Skip("a.bin", SkipReason.BINARY, "holds NUL bytes")]
        ),
        """
        binary    a.bin  holds NUL bytes
        vendored  z/
        """,
    )


def test_numbers() -> None:
    assert [size(number) for number in (0, 1023, 1024, 1 << 20, 5 << 40)] == [
        "0 B",
        "1023 B",
        "1.0 KiB",
        "1.0 MiB",
        "5.0 TiB",
    ]
    assert [duration(seconds) for seconds in (0.0042, 0.9, 3.21, 119.6)] == ["4 ms", "900 ms", "3.2 s", "2 min 0 s"]
    assert breakdown({"a": 1, "b": 3, "c": 1}, most=2) == "b 3, a 1, others 1"
