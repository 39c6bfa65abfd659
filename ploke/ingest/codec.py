"""``Content`` to bytes and back: what the facts cache and the files table keep.

A payload is four parts, each MessagePack under DEFLATE, so that each reader decodes what it needs alone. A commit reads
the *head* (chunks, postings, counts), the *summary* and the *outline* (symbols); resolution reads the outline and the
*tail* (references, imports, bindings, problems), which together are the facts and stand at the end.
"""

from __future__ import annotations

import zlib
from typing import NamedTuple, TypeVar

import msgspec

from ploke.model.chunk import Chunk
from ploke.model.facts import Binding, FileFacts, Import, Problem, Reference, Symbol
from ploke.model.ingested import NO_SUMMARY, Content, PostingColumns, SummaryColumns
from ploke.model.node_ids import symbol_keys

FORMAT = 2
_LEVEL = 1
_SIZE_BYTES = 4
_T = TypeVar("_T")


class _Head(NamedTuple):
    format: int
    hash: str
    size: int
    references: int
    problems: int
    chunks: tuple[Chunk, ...]
    postings: PostingColumns
    entries: str


class _Outline(NamedTuple):
    language: str
    dialect: str
    lines: int
    doc: str
    symbols: tuple[Symbol, ...]


class _Tail(NamedTuple):
    references: tuple[Reference, ...]
    imports: tuple[Import, ...]
    bindings: tuple[Binding, ...]
    problems: tuple[Problem, ...]


_encode = msgspec.msgpack.Encoder().encode
_decode_head = msgspec.msgpack.Decoder(_Head)
_decode_outline = msgspec.msgpack.Decoder(_Outline)
_decode_tail = msgspec.msgpack.Decoder(_Tail)


class PayloadError(ValueError):
    """The bytes are no payload of this format."""


def pack(
    digest: str,
    size: int,
    facts: FileFacts,
    chunks: tuple[Chunk, ...],
    postings: PostingColumns,
    *,
    summary: SummaryColumns = NO_SUMMARY,
) -> Content:
    """Encode a file's facts, summary, chunks and postings and return them as ``Content``."""
    references = sum([len(reference.places) for reference in facts.references]) // 2
    problems = len(facts.problems)
    parts = (
        _compressed(_Head(FORMAT, digest, size, references, problems, chunks, postings, summary.entries)),
        summary.encoded,
        _compressed(_Outline(facts.language, facts.dialect, facts.lines, facts.doc, facts.symbols)),
        _compressed(_Tail(facts.references, facts.imports, facts.bindings, facts.problems)),
    )
    return Content(
        digest,
        size,
        facts.lines,
        facts.language,
        facts.dialect,
        facts.symbols,
        chunks,
        postings,
        references,
        problems,
        _joined(parts),
        summary,
    )


def unpack(payload: bytes) -> Content:
    """Decode what a commit needs of a payload. Raises ``PayloadError`` for anything that ``pack`` did not write."""
    packed_head, summary, packed_outline, _ = _split(payload)
    head = _decoded("head", _decode_head, packed_head)
    if head.format != FORMAT:
        raise PayloadError(f"the payload has format {head.format}, not {FORMAT}")
    outline = _decoded("outline", _decode_outline, packed_outline)
    # Keys are cheaper to make again than to keep: they do not compress.
    keys = symbol_keys([symbol.qualified for symbol in outline.symbols]).tobytes() if summary else b""
    return Content(
        head.hash,
        head.size,
        outline.lines,
        outline.language,
        outline.dialect,
        outline.symbols,
        head.chunks,
        head.postings,
        head.references,
        head.problems,
        payload,
        SummaryColumns(summary, head.entries, keys),
    )


def without_summary(payload: bytes) -> bytes:
    """A payload whose summary is empty. Raises ``PayloadError`` for anything that ``pack`` did not write."""
    head, _, outline, tail = _split(payload)
    return _joined((head, b"", outline, tail))


def facts_part(payload: bytes) -> bytes:
    """The part of a payload that ``unpack_facts`` reads."""
    _, _, outline, tail = _split(payload)
    return len(outline).to_bytes(_SIZE_BYTES, "little") + outline + tail


def unpack_facts(part: bytes) -> FileFacts:
    """Decode a file's facts from what ``facts_part`` cut out. Raises ``PayloadError`` for anything else."""
    end = _SIZE_BYTES + int.from_bytes(part[:_SIZE_BYTES], "little")
    outline = _decoded("outline", _decode_outline, part[_SIZE_BYTES:end])
    tail = _decoded("tail", _decode_tail, part[end:])
    return FileFacts(
        outline.language,
        outline.dialect,
        outline.lines,
        outline.doc,
        outline.symbols,
        tail.references,
        tail.imports,
        tail.bindings,
        tail.problems,
    )


def _compressed(part: object) -> bytes:
    return zlib.compress(_encode(part), _LEVEL)


def _decoded(name: str, decoder: msgspec.msgpack.Decoder[_T], part: bytes) -> _T:
    try:
        return decoder.decode(zlib.decompress(part))
    except (zlib.error, msgspec.DecodeError) as error:
        raise PayloadError(f"the payload's {name} cannot be read: {error}") from error


def _joined(parts: tuple[bytes, bytes, bytes, bytes]) -> bytes:
    return b"".join((*[len(part).to_bytes(_SIZE_BYTES, "little") for part in parts], *parts))


def _split(payload: bytes) -> list[bytes]:
    at = 4 * _SIZE_BYTES
    parts = []
    for place in range(0, at, _SIZE_BYTES):
        size = int.from_bytes(payload[place : place + _SIZE_BYTES], "little")
        parts.append(payload[at : at + size])
        at += size
    if at != len(payload):
        raise PayloadError("the payload is cut short")
    return parts
