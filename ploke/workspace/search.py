"""Search: rank over the index, then show the text as it is on disk."""

from __future__ import annotations

from dataclasses import replace

from ploke.errors import UnavailableError
from ploke.model.index import IndexReader
from ploke.model.results import Mode, SearchHit, SearchRequest, SearchResponse
from ploke.search.exact import exact_search
from ploke.search.search import search as rank_hits
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
    if request.literal or request.regex:
        ...
    hits = [_shown(reader, texts, request, hit) for hit in rank_hits(reader, request)]
    stale = sorted({hit.path for hit in hits if hit.stale})
    if stale:
        notes = (*notes, f"Changed since they were indexed: {', '.join(stale)}.")
    return SearchResponse(tuple(hits), reader.generation, notes)
