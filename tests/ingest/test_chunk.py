from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ploke.ingest.chunk import MAX_LINES, cut
from ploke.model.facts import MODULE, FileFacts, Symbol, SymbolKind, Visibility
from ploke.text.lines import line_starts


def symbol(name: str, first: int, last: int, parent: int = MODULE, kind: SymbolKind = SymbolKind.FUNCTION) -> Symbol:
    return Symbol(
        name, name, kind, parent, first, last, first, last, first, 0, "", "", Visibility.PUBLIC, (), (), ()
    )  # fmt: skip


def check_cut(text: str, symbols: list[Symbol], expected: list[tuple[int, int, str]]) -> None:
    """Chunks as (first line, last line, symbol's name), lines from 1."""
    data = text.encode()
    spans = cut(data, line_starts(data), FileFacts("x", "x", text.count("\n"), symbols=tuple(symbols)))
    names = {MODULE: "", **{number: one.name for number, one in enumerate(symbols)}}
    assert [(span.start + 1, span.end, names[span.symbol]) for span in spans] == expected


def body(lines: int) -> str:
    return "".join(f"    line {number}\n" for number in range(lines))


def test_a_function_is_a_chunk() -> None:
    text = "import os\n\n" + "def a():\n" + body(12) + "\n" + "def b():\n" + body(15)
    check_cut(text, [symbol("a", 3, 15), symbol("b", 17, 32)], [(1, 16, "a"), (17, 32, "b")])


def test_a_comment_above_belongs_to_what_it_touches() -> None:
    text = "def a():\n" + body(12) + "\n# about b\n" + "def b():\n" + body(15)
    check_cut(text, [symbol("a", 1, 13), symbol("b", 16, 31)], [(1, 14, "a"), (15, 31, "b")])


def test_small_neighbours_are_joined() -> None:
    text = "def a():\n    pass\n\ndef b():\n    pass\n"
    check_cut(text, [symbol("a", 1, 2), symbol("b", 4, 5)], [(1, 5, "a")])


def test_a_long_class_is_cut_at_its_methods() -> None:
    text = "class A:\n" + body(4) + "".join("\n    def m():\n" + body(28) for _ in range(3))
    methods = [symbol(f"m{n}", 7 + 30 * n, 35 + 30 * n, 0, SymbolKind.METHOD) for n in range(3)]
    check_cut(
        text,
        [symbol("A", 1, 95, kind=SymbolKind.CLASS), *methods],
        [(1, 35, "m0"), (36, 65, "m1"), (66, 95, "m2")],
    )


def test_a_long_function_is_cut_at_its_paragraphs() -> None:
    text = "def a():\n" + body(49) + "\n" + body(50)
    check_cut(text, [symbol("a", 1, 101)], [(1, 51, "a"), (52, 101, "a")])


def test_a_text_without_symbols_is_cut_by_lines() -> None:
    check_cut("word\n" * 130, [], [(1, 60, ""), (61, 120, ""), (121, 130, "")])


def test_an_empty_file_has_no_chunk() -> None:
    check_cut("", [], [])


@st.composite
def files(draw: st.DrawFn) -> tuple[str, list[Symbol]]:
    lines = draw(st.lists(st.sampled_from(["", "x", "    y", "  # z", "\t\tw", "a\rb", "é"]), max_size=300))
    text = "\n".join(lines)
    count = max(len(line_starts(text.encode())) - 1, 1)
    symbols: list[Symbol] = []
    open_: list[int] = []
    at = 1
    while at <= count and len(symbols) < 40:
        at += draw(st.integers(0, 20))
        while open_ and symbols[open_[-1]].end_line < at:
            open_.pop()
        limit = symbols[open_[-1]].end_line if open_ else count
        if at > limit:
            break
        symbols.append(symbol(f"s{len(symbols)}", at, draw(st.integers(at, limit)), open_[-1] if open_ else MODULE))
        open_.append(len(symbols) - 1)
        at += draw(st.integers(0, 2))
    return text, symbols


@given(files())
def test_chunks_cover_every_line_once_and_stay_short(file: tuple[str, list[Symbol]]) -> None:
    text, symbols = file
    data = text.encode()
    starts = line_starts(data)
    spans = cut(data, starts, FileFacts("x", "x", len(starts) - 1, symbols=tuple(symbols)))
    assert [line for span in spans for line in range(span.start, span.end)] == list(range(len(starts) - 1))
    assert all(span.end - span.start <= MAX_LINES for span in spans)
    for span in spans:
        if span.symbol != MODULE:
            shown = symbols[span.symbol]
            assert span.start < shown.end_line and shown.start_line <= span.end
