"""Exact text: literals, regular expressions, quoted phrases.

The index only says which files may hold a literal; what counts is the text that the caller reads.

Regular expressions are Python's, matched against the whole file with ``^`` and ``$`` at every line. Python's matcher
backtracks, so a pattern with nested repeats such as ``(a+)+$`` can take exponential time; the caller bounds it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from ploke.errors import UsageError
from ploke.model.index import ChunkRow, FileRow, IndexReader
from ploke.model.results import SearchHit, SearchRequest
from ploke.model.source import Role
from ploke.search.filters import file_filter
from ploke.text.terms import MAX_DIGITS, terms

ReadText = Callable[[FileRow], str | None]
Span = tuple[int, int]

_ASIDE = {Role.SOURCE: 1.0, Role.TEST: 0.5}
_OTHER = 0.6
_SURE_WORD = 16


def exact_search(reader: IndexReader, request: SearchRequest, read: ReadText) -> list[SearchHit]:
    """Lines that match a literal or regular expression, at most ``k`` and ``per_file`` a file.

    Source files come first, then others, tests last; then by path and line. A hit is the lines of one match, with its
    highlights; several matches in a line are one hit. Raises ``UsageError`` for a bad pattern or glob.
    """
    pattern = compile_pattern(request)
    passes = file_filter(request.languages, request.paths)
    rows = reader.files() if request.regex else files_with(reader, [request.query], request.ignore_case)
    asked = [row for row in rows if passes is None or passes(row)]
    hits: list[SearchHit] = []
    for row in sorted(asked, key=lambda row: (-_ASIDE.get(row.role, _OTHER), row.path)):
        text = read(row)
        if text is None:
            continue
        found = line_matches(text, pattern)
        for number, (start, end, highlights) in enumerate(found):
            if number == request.per_file or len(hits) == request.k:
                break
            chunk = chunk_at(reader, row, start)
            hits.append(
                SearchHit(
                    path=row.path,
                    start_line=start,
                    end_line=end,
                    symbol=chunk.symbol if chunk else "",
                    kind=chunk.kind if chunk else "",
                    score=_ASIDE.get(row.role, _OTHER),
                    why=("regular expression" if request.regex else "exact text",),
                    language=row.language,
                    highlights=highlights,
                )
            )
        if len(hits) == request.k:
            break
    return hits


def compile_pattern(request: SearchRequest) -> re.Pattern[str]:
    """The pattern of a literal or regular-expression request. Raises ``UsageError``."""
    if not request.query:
        raise UsageError("The query is empty.", "Say what to look for.")
    flags = re.MULTILINE | (re.IGNORECASE if request.ignore_case else 0)
    if not request.regex:
        return re.compile(re.escape(request.query), flags)
    try:
        return re.compile(request.query, flags)
    except (re.error, OverflowError, RecursionError) as error:
        said = "nested too deeply" if isinstance(error, RecursionError) else error
        raise UsageError(
            f"The regular expression cannot be read: {said}.", "To look for it as it stands, use --literal."
        ) from error


def line_matches(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int, tuple[tuple[int, int, int], ...]]]:
    """Non-empty matches in ``text``, those that share a line joined: first line, last line, highlights.

    Lines count from 1; a highlight is (line, start, end), columns in characters from 0.
    """
    starts = [0, *(at.end() for at in re.finditer("\n", text))]
    joined: list[Span] = []
    first = last = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        if start == end:
            continue
        line, end_line = bisect_right(starts, start), bisect_right(starts, end - 1)
        if joined and line > last:
            yield first, last, _highlights(text, starts, joined)
            joined = []
        if not joined:
            first = line
        joined.append((start, end))
        last = end_line
    if joined:
        yield first, last, _highlights(text, starts, joined)


def files_with(reader: IndexReader, literals: Sequence[str], ignore_case: bool = False) -> Iterable[FileRow]:
    """Files that may hold every one of ``literals``, by path: all files where the literals hold no whole word."""
    wanted = {term for literal in literals for term in whole_terms(literal, ignore_case)}
    if not wanted:
        return reader.files()
    runs = {term: reader.postings(term) for term in wanted}
    left: set[int] | None = None
    for term in sorted(wanted, key=lambda term: (sum(len(run.chunks) for run in runs[term]), term)):
        files = {run.first_file + run.files[chunk] for run in runs[term] for chunk in run.chunks}
        left = files if left is None else left & files
        if not left:
            return []
    return sorted((reader.file(file) for file in left or ()), key=lambda row: row.path)


def whole_terms(literal: str, ignore_case: bool = False) -> set[str]:
    """Terms that every text holding ``literal`` is indexed under.

    Words that touch an end of the literal may go on in the text and are left out. In any case only a word's joined
    form is sure, for where a word splits depends on its capitals.
    """
    words = [match[0] for match in re.finditer(r"(?<=\W)\w+(?=\W)", literal) if _is_steady(match[0])]
    if not ignore_case:
        return {term for word in words for term in terms(word)}
    joined = (word.replace("_", "").lower() for word in words if len(word) < _SURE_WORD)
    return {term for term in joined if len(term) > 1}


def chunk_at(reader: IndexReader, row: FileRow, line: int) -> ChunkRow | None:
    """The chunk of a file that shows ``line``."""
    low, high = row.chunks.start, row.chunks.stop
    while low < high:
        middle = (low + high) // 2
        if reader.chunk(middle).end_line < line:
            low = middle + 1
        else:
            high = middle
    return reader.chunk(low) if low < row.chunks.stop else None


def _is_steady(word: str) -> bool:
    """Whether a word is split the same wherever it stands and always has terms."""
    return word.isascii() and bool(word.strip("_")) and not re.search(rf"\d{{{MAX_DIGITS}}}", word)


def _highlights(text: str, starts: Sequence[int], spans: Sequence[Span]) -> tuple[tuple[int, int, int], ...]:
    found = []
    for start, end in spans:
        at = start
        while at < end:
            line = bisect_right(starts, at)
            line_end = starts[line] - 1 if line < len(starts) else len(text)
            stop = min(end, line_end)
            if stop > at:
                found.append((line, at - starts[line - 1], stop - starts[line - 1]))
            at = line_end + 1
    return tuple(found)
