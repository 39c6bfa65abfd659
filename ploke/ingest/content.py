"""One file's bytes to everything the index keeps of them: a pure function of the bytes and the dialect."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import count

from ploke.ingest import codec
from ploke.ingest.chunk import Span, cut
from ploke.languages.engine.extraction import extract
from ploke.languages.kinds import is_code
from ploke.languages.registry import Dialect
from ploke.model.chunk import CODE_MAX, Chunk, pack_counts
from ploke.model.facts import MODULE, FileFacts
from ploke.model.ingested import Content, PostingColumns, Summarise
from ploke.text.decode import decode
from ploke.text.definitions import definition_words
from ploke.text.lines import line_starts
from ploke.text.terms import count_terms


def read_content(raw: bytes, digest: str, dialect: Dialect, summarise: Summarise) -> Content:
    """Parse, chunk, count and summarise ``raw``, whose hash is ``digest``. Never raises for any bytes."""
    data = decode(raw).data
    facts = extract(data, dialect)
    starts = line_starts(data)
    spans = cut(data, starts, facts)
    counted = [count_terms(data[starts[span.start] : starts[span.end]]) for span in spans]
    names, docs = _labels(data, starts, spans, facts)
    chunks = tuple(
        Chunk(span.start + 1, span.end, starts[span.start], starts[span.end], span.symbol, sum(terms.values()))
        for span, terms in zip(spans, counted, strict=True)
    )
    postings = _postings(counted, names, docs)
    return codec.pack(digest, len(raw), facts, chunks, postings, summary=summarise(facts))


def _labels(
    data: bytes, starts: Sequence[int], spans: Sequence[Span], facts: FileFacts
) -> tuple[list[Mapping[str, int]], list[Mapping[str, int]]]:
    """Terms of each chunk's names (what it defines and what encloses it) and of its documentation."""
    names: list[list[str]] = [[] for _ in spans]
    docs: list[list[str]] = [[] for _ in spans]
    if not spans:
        return [], []
    docs[0].append(facts.doc)
    for number, span in enumerate(spans):
        if span.symbol != MODULE:
            names[number].append(facts.symbols[span.symbol].qualified)
    firsts = [span.start for span in spans]
    for symbol in facts.symbols:
        number = bisect_right(firsts, symbol.name_line - 1) - 1
        names[number].append(symbol.name)
        if symbol.doc:
            docs[number].append(symbol.doc)
    if not facts.symbols and is_code(facts.language):
        for number, span in enumerate(spans):
            names[number].extend(definition_words(data[starts[span.start] : starts[span.end]]))
    return [_count(words) for words in names], [_count(texts) for texts in docs]


def _count(texts: Sequence[str]) -> Mapping[str, int]:
    return count_terms("\n".join(texts).encode("utf-8", "replace")) if texts else {}


def _postings(
    counted: Sequence[dict[str, int]], names: Sequence[Mapping[str, int]], docs: Sequence[Mapping[str, int]]
) -> PostingColumns:
    """Postings of all chunks; the counts in ``counted`` are packed in place."""
    places: defaultdict[str, int] = defaultdict(count().__next__)
    per_chunk: list[int] = []
    numbers: list[int] = []
    counts: list[int] = []
    number_of = places.__getitem__
    for terms, name, doc in zip(counted, names, docs, strict=True):
        if terms and max(terms.values()) > CODE_MAX:
            terms.update((term, CODE_MAX) for term, often in terms.items() if often > CODE_MAX)
        for term, often in name.items():
            terms[term] = pack_counts(terms.get(term, 0), often, doc.get(term, 0))
        for term, often in doc.items():
            if term not in name:
                terms[term] = pack_counts(terms.get(term, 0), 0, often)
        per_chunk.append(len(terms))
        numbers += map(number_of, terms)
        counts += terms.values()
    return PostingColumns(
        "\n".join(places),
        array("I", per_chunk).tobytes(),
        array("I", numbers).tobytes(),
        array("H", counts).tobytes(),
    )
