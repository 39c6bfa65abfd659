"""A search as a function of an index, a request and a way to read texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from ploke.model.index import FileRow, IndexReader, SymbolRow
from ploke.model.results import SearchHit, SearchRequest
from ploke.search.candidates import candidates
from ploke.search.evidence import gather
from ploke.search.lookup import Lookup, look_up
from ploke.search.query import Query, parse
from ploke.search.rank import DEFAULT_WEIGHTS, Ranked, Weights, chunks_to_show, rank
from ploke.search.symbols import definitions
from ploke.search.why import explain

if TYPE_CHECKING:
    from ploke.search.exact import ReadText

NOT_QUOTED = "quoted text found nowhere"


def search(
    reader: IndexReader, request: SearchRequest, read: ReadText, weights: Weights = DEFAULT_WEIGHTS
) -> list[SearchHit]:
    """At most ``request.k`` hits, best first, without text; lexical evidence whatever ``request.mode`` says.

    ``read`` gives a file's whole text, or None where it is not as indexed. It is called for exact text only (literals,
    regular expressions, quoted phrases); hits of the first two carry their highlights. Where no file holds all quoted
    phrases and the query has words beside them, those are searched for and each hit says so (``NOT_QUOTED``).

    Raises ``UsageError`` for a query that says nothing, a bad regular expression or a bad glob.
    """
    if request.literal or request.regex:
        from ploke.search.exact import exact_search

        return exact_search(reader, request, read)
    query = parse(request.query)
    if not query.terms and query.phrases:
        from ploke.search.exact import exact_search

        return exact_search(reader, replace(request, query=query.phrases[0], literal=True), read)
    passes = _filter(request)
    quoted = _quoted(reader, query, passes, read) if query.phrases else None
    unquoted = quoted == {} and query.has_words_outside_quotes
    if unquoted:
        quoted = None
    lookups = look_up(reader, query.terms)
    defined: dict[int, list[SymbolRow]] = {}
    for rows in definitions(reader, query.names).values():
        for row in rows:
            defined.setdefault(row.file, []).append(row)
    files = candidates(reader, lookups, defined, request.k, _accepts(reader, passes, quoted))
    ranked = rank(query, lookups, gather(reader, lookups, files, defined), weights)
    hits = list(_hits(reader, lookups, ranked, request, quoted or {}))
    return [replace(hit, why=(*hit.why, NOT_QUOTED)) for hit in hits] if unquoted else hits


def _filter(request: SearchRequest) -> Callable[[FileRow], bool] | None:
    if not request.languages and not request.paths:
        return None
    from ploke.search.filters import file_filter

    return file_filter(request.languages, request.paths)


def _accepts(
    reader: IndexReader, passes: Callable[[FileRow], bool] | None, quoted: Mapping[int, frozenset[int]] | None
) -> Callable[[int], bool] | None:
    if quoted is not None:
        return quoted.__contains__
    return None if passes is None else lambda file: passes(reader.file(file))


def _quoted(
    reader: IndexReader, query: Query, passes: Callable[[FileRow], bool] | None, read: ReadText
) -> dict[int, frozenset[int]]:
    """Files whose text holds every quoted phrase, and the chunks in which one begins."""
    from ploke.search.exact import chunk_at, files_with

    found = {}
    for row in files_with(reader, query.phrases):
        text = read(row) if passes is None or passes(row) else None
        if text is None or not all(phrase in text for phrase in query.phrases):
            continue
        chunks = (chunk_at(reader, row, text.count("\n", 0, text.index(phrase)) + 1) for phrase in query.phrases)
        found[row.id] = frozenset(chunk.id for chunk in chunks if chunk)
    return found


def _hits(
    reader: IndexReader,
    lookups: Sequence[Lookup],
    ranked: Sequence[Ranked],
    request: SearchRequest,
    quoted: Mapping[int, frozenset[int]],
) -> Iterator[SearchHit]:
    """Spans of the ranked files: a file's first has the file's score, its others less as they match less."""
    scored: list[tuple[float, str, int, int, Ranked]] = []
    for item in ranked[: request.k]:
        row, scores = item.evidence.row, item.evidence.chunks
        best = max(scores.values(), default=0.0)
        shown = dict.fromkeys((*sorted(quoted.get(row.id, ())), *chunks_to_show(item.evidence, request.per_file)))
        for place, chunk in enumerate(islice(shown, request.per_file)):
            share = scores.get(chunk, 0.0) / best if place and best else 1.0
            scored.append((-item.score * share - (0.0 if place else item.standing), row.path, place, chunk, item))
    for score, path, _, chunk, item in sorted(scored, key=lambda found: found[:4])[: request.k]:
        span = reader.chunk(chunk)
        yield SearchHit(
            path=path,
            start_line=span.start_line,
            end_line=span.end_line,
            symbol=span.symbol,
            kind=span.kind,
            score=round(-score, 4),
            why=explain(item, lookups, chunk),
            language=item.evidence.row.language,
        )
