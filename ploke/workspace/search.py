"""Search: rank over the index, then show the text as it is on disk."""

from __future__ import annotations

from dataclasses import replace

from ploke.errors import UnavailableError
from ploke.model.index import FileRow, IndexReader
from ploke.model.results import Mode, SearchHit, SearchRequest, SearchResponse
from ploke.search.exact import chunk_at
from ploke.search.focus import focus
from ploke.search.search import search as ranked_hits
from ploke.search.snippet import highlights
from ploke.workspace.texts import Texts


def search(reader: IndexReader, texts: Texts, request: SearchRequest, notes: tuple[str, ...] = ()) -> SearchResponse:
    """Answer ``request`` from ``reader``, with each hit's text if its file is still what was indexed.

    Raises ``UsageError`` for a query that says nothing or a bad pattern, ``UnavailableError`` for semantic search,
    which needs vectors that this index does not hold.
    """
    if request.mode is Mode.SEMANTIC:
        raise UnavailableError(
            "Semantic search needs an embedder, and this version of ploke has none.", "Search with --mode lexical."
        )
    stale: set[str] = set()

    def read(row: FileRow) -> str | None:
        text = texts.read(row.path, row.hash)
        if text is None:
            stale.add(row.path)
            return None
        return text.data.decode("utf-8", "replace")

    exact = request.literal or request.regex
    # Who looks for exact text counts on seeing all of it: one more than asked for tells whether that is so.
    found = ranked_hits(reader, replace(request, k=request.k + 1) if exact else request, read)
    if exact and len(found) > request.k:
        notes = (*notes, f"There are more matches than the {request.k} shown: raise -k to see them.")
    hits = tuple(_shown(reader, texts, request, hit) for hit in found[: request.k])
    stale.update(hit.path for hit in hits if hit.stale)
    if stale:
        names = ", ".join(sorted(stale)[:3]) + (f" and {len(stale) - 3} more" if len(stale) > 3 else "")
        notes = (*notes, f"Changed since they were indexed, so their text is not shown: {names}.")
    return SearchResponse(hits, reader.generation, notes)


def _shown(reader: IndexReader, texts: Texts, request: SearchRequest, hit: SearchHit) -> SearchHit:
    """The hit with its text and highlights, or marked stale."""
    row = reader.file_at(hit.path)
    text = texts.read(hit.path, row.hash) if row is not None else None
    if row is None or text is None:
        return replace(hit, stale=True)
    shown = text.lines(hit.start_line, hit.end_line)
    found = hit.highlights or highlights(shown, request.query, hit.start_line)
    chunk = chunk_at(reader, row, hit.start_line)
    about = focus(reader.symbols_starting_in(chunk.id), found) if chunk is not None else None
    if about is not None:
        hit = replace(hit, symbol=about.qualified, kind=about.kind, symbol_line=about.start_line)
    return replace(hit, text=shown, highlights=found)
