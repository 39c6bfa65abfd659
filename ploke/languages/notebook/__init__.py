"""Jupyter notebooks: cells of code in the kernel's language, cells of text in Markdown.

All cells of one language are read as one file, in their order, at the places where they stand in the notebook.

- Lines for IPython (``%magic``, ``!command``, ``name?``) are passed over; what ``%timeit`` measures is read.
- A cell that a magic gives to another language (``%%bash``, ``%%sql``) is read in that, one that is written to a file
  (``%%writefile``) not at all.
- Formats 3 and 4, with sources in one string or a string a line. What is read of a broken notebook is what stands
  before it breaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ploke.languages.engine.text import count_lines, line_starts
from ploke.languages.notebook.places import Text, Value, read_json, string_pieces, string_text
from ploke.languages.spec import LanguageSpec, Part, Piece
from ploke.model.facts import FileFacts, Problem

_LANGUAGES = {
    "python3": "python",
    "python2": "python",
    "ipython": "python",
    "c++": "cpp",
    "c++11": "cpp",
    "c++14": "cpp",
    "c++17": "cpp",
    "c#": "csharp",
    "f#": "fsharp",
    "bash": "shell",
    "sh": "shell",
    "js": "javascript",
    "html": "html",
    "ts": "typescript",
    "sagemath": "python",
    "sage": "python",
    "pyspark": "python",
    "shellscript": "shell",
}
_CELL_LANGUAGES = {
    "bash": "shell",
    "sh": "shell",
    "html": "html",
    "js": "javascript",
    "javascript": "javascript",
    "sql": "sql",
    "bigquery": "sql",
    "python": "python",
    "python3": "python",
    "py": "python",
    "markdown": "markdown",
    "ruby": "ruby",
    "perl": "perl",
    "R": "r",
}
_LEVELS = frozenset("123456")
_MEASURING = frozenset(
    {"time", "timeit", "capture", "prun", "memit", "mprun", "lprun", "cython", "px", "skip", "cache"}
)
_CELL_MAGIC = re.compile(r"\s*%%(\w+)[^\n]*(?:\n|$)")
_MEASURED = r"%(?:time|timeit|prun|memit)[ \t]+(?:-(?:[nrfslTD][ \t]*[\w.]+|\w)[ \t]+)*"
_SHELL = r"(?:ls|ll|cd|pwd|cat|cp|mv|rm|mkdir|rmdir|man|less|more|pip|conda)[ \t]+[\w./~\-][^\n=(]*$"
_MAGIC = re.compile(
    rf"^[ \t]*(?:(?P<time>{_MEASURED})(?=\S)|(?P<line>%[A-Za-z_][^\n]*|!(?!=)[^\n]*|{_SHELL}"
    r"|\?{1,2}[%\w.*]+[ \t]*$|[%\w.*]+\?{1,2}[ \t]*$))"
    r"|^[ \t]*[\w., \t\[\]'\"]+=[ \t]*(?P<value>!(?!=)[^\n]*|%[A-Za-z_][^\n]*)",
    re.MULTILINE,
)


def read_notebook(source: bytes) -> FileFacts:
    """What is wrong with a notebook; its cells are read as parts of it."""
    _, broken = read_json(source.decode("latin-1"))
    problems: tuple[Problem, ...] = ()
    if broken >= 0 and source.strip():
        starts = line_starts(source)
        line = max(1, sum(start <= broken for start in starts))
        column = broken - starts[line - 1] if starts else 0
        problems = (Problem(line, column, "this could not be read as a notebook"),)
    return FileFacts("notebook", "notebook", count_lines(source), problems=problems)


def cells_of_notebook(source: bytes) -> list[Part]:
    """One part for each language of a notebook."""
    text = source.decode("latin-1")
    notebook, _ = read_json(text)
    if not isinstance(notebook, dict):
        return []
    kernel = _kernel_language(text, notebook.get("metadata"))
    pieces: dict[str, list[Piece]] = {}
    for cell in _cells(notebook):
        kind = string_text(text, cell.get("cell_type"))
        found = [piece for place in _sources(cell) for piece in string_pieces(text, place)]
        if not found:
            continue
        if kind in ("markdown", "heading"):
            language = "markdown"
            if kind == "heading":
                level = cell.get("level")
                mark = "#" * (int(level) if isinstance(level, str) and level in _LEVELS else 1) + " "
                found.insert(0, Piece(found[0].start, found[0].start, mark.encode()))
        elif kind == "code":
            language, found = _code(text, found, _cell_language(text, cell) or kernel)
        else:
            continue
        known = pieces.setdefault(language, [])
        if known and found:
            known.append(Piece(found[0].start, found[0].start, b"\n\n"))
        known += found
    return [Part(language, language, tuple(found)) for language, found in pieces.items() if language and found]


def _cells(notebook: dict[str, Value]) -> Iterator[dict[str, Value]]:
    """The cells, of which format 3 has sheets."""
    sheets = notebook.get("worksheets")
    for sheet in [notebook, *(sheets if isinstance(sheets, list) else [])]:
        cells = sheet.get("cells") if isinstance(sheet, dict) else None
        yield from (cell for cell in (cells if isinstance(cells, list) else []) if isinstance(cell, dict))


def _sources(cell: dict[str, Value]) -> list[Text]:
    """The strings that a cell's source is made of."""
    source = cell.get("source", cell.get("input", []))
    return [place for place in (source if isinstance(source, list) else [source]) if isinstance(place, Text)]


def _kernel_language(text: str, metadata: Value | None) -> str:
    """The language that cells are in unless they say otherwise."""
    if isinstance(metadata, dict):
        for group, key in (("kernelspec", "language"), ("language_info", "name"), ("kernelspec", "name")):
            said = metadata.get(group)
            name = string_text(text, said.get(key)).lower() if isinstance(said, dict) else ""
            if name:
                return _LANGUAGES.get(name, name)
    return "python"


def _cell_language(text: str, cell: dict[str, Value]) -> str:
    """The language a cell says it is in: for format 3, or an editor."""
    named = string_text(text, cell.get("language")).lower()
    metadata = cell.get("metadata")
    if isinstance(metadata, dict):
        for group, key in (("vscode", "languageId"), ("dotnet_interactive", "language")):
            said = metadata.get(group)
            named = named or (string_text(text, said.get(key)).lower() if isinstance(said, dict) else "")
    return _LANGUAGES.get(named, named)


def _code(text: str, pieces: list[Piece], language: str) -> tuple[str, list[Piece]]:
    """The language of a cell of code, and the pieces of it that are in this language."""
    if language != "python":
        return language, pieces
    source = "".join(
        text[piece.start : piece.end] if piece.text is None else piece.text.decode("latin-1") for piece in pieces
    )
    cuts: list[tuple[int, int, bytes]] = []
    magic = _CELL_MAGIC.match(source)
    if magic is not None:
        cuts.append((0, magic.end(), b""))
        if magic[1] not in _MEASURING:
            other = _CELL_LANGUAGES.get(magic[1], "")
            return other, _replaced(pieces, cuts) if other else []
    for found in _MAGIC.finditer(source, magic.end() if magic is not None else 0):
        kind = found.lastgroup or ""
        cuts.append((*found.span(kind), {"time": b"", "line": b"pass", "value": b"None"}[kind]))
    return language, _replaced(pieces, cuts) if cuts else pieces


def _replaced(pieces: list[Piece], cuts: list[tuple[int, int, bytes]]) -> list[Piece]:
    """Pieces with spans of the text they make up replaced, which ascend."""
    found: list[Piece] = []
    waiting = iter([*cuts, (_NEVER, _NEVER, b"")])
    first, last, text = _next(waiting)
    offset = 0
    for piece in pieces:
        shift = piece.start - offset
        at, offset = offset, offset + (piece.end - piece.start if piece.text is None else len(piece.text))
        while at < offset:
            inside = at >= first
            stop = min(last if inside else first, offset) if piece.text is None else offset
            if inside and text is not None:
                found.append(
                    Piece(piece.start, piece.start, text) if piece.text else Piece(at + shift, at + shift, text)
                )
                text = None
            elif not inside:
                found.append(piece if piece.text is not None else Piece(at + shift, stop + shift))
            at = stop
            if at >= last:
                first, last, text = _next(waiting)
    return found


def _next(cuts: Iterator[tuple[int, int, bytes]]) -> tuple[int, int, bytes | None]:
    return next(cuts)


_NEVER = 1 << 62

SPEC = LanguageSpec(name="notebook", extractor=read_notebook, embedded=cells_of_notebook)
