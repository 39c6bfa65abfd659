"""``Content`` to bytes and back: what the facts cache and the files table keep.

A payload is two parts. The head holds what a commit needs (symbols, chunks, postings), the tail what only resolution
reads (references, imports, bindings, problems); each is MessagePack under DEFLATE, so that a reused file costs the
decoding of its head alone.
"""

from __future__ import annotations

import zlib
from typing import NamedTuple

import msgspec

from ploke.model.chunk import Chunk
from ploke.model.facts import Binding, FileFacts, Import, Problem, Reference, Symbol
from ploke.model.ingested import Content, PostingColumns

FORMAT = 1
_LEVEL = 1
_SIZE_BYTES = 4


class _Head(NamedTuple):
    format: int
    hash: str
    size: int
    lines: int
    language: str
    dialect: str
    doc: str
    references: int
    problems: int
    symbols: tuple[Symbol, ...]
    chunks: tuple[Chunk, ...]
    postings: PostingColumns


class _Tail(NamedTuple):
    references: tuple[Reference, ...]
    imports: tuple[Import, ...]
    bindings: tuple[Binding, ...]
    problems: tuple[Problem, ...]


_encode = msgspec.msgpack.Encoder().encode
_decode_head = msgspec.msgpack.Decoder(_Head).decode
_decode_tail = msgspec.msgpack.Decoder(_Tail).decode


class PayloadError(ValueError):
    """The bytes are no payload of this format."""


def pack(digest: str, size: int, facts: FileFacts, chunks: tuple[Chunk, ...], postings: PostingColumns) -> Content:
    """Encode a file's facts, chunks and postings and return them as ``Content``."""
    references = sum(len(reference.places) // 2 for reference in facts.references)
    head = zlib.compress(
        _encode(
            _Head(
                FORMAT,
                digest,
                size,
                facts.lines,
                facts.language,
                facts.dialect,
                facts.doc,
                references,
                len(facts.problems),
                facts.symbols,
                chunks,
                postings,
            )
        ),
        _LEVEL,
    )
    tail = zlib.compress(_encode(_Tail(facts.references, facts.imports, facts.bindings, facts.problems)), _LEVEL)
    payload = len(head).to_bytes(_SIZE_BYTES, "little") + head + tail
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
        len(facts.problems),
        payload,
    )


def unpack(payload: bytes) -> Content:
    """Decode a payload's head. Raises ``PayloadError`` for anything that ``pack`` did not write."""
    head = _head(payload)
    return Content(
        head.hash,
        head.size,
        head.lines,
        head.language,
        head.dialect,
        head.symbols,
        head.chunks,
        head.postings,
        head.references,
        head.problems,
        payload,
    )


def unpack_facts(payload: bytes) -> FileFacts:
    """Decode the whole of a payload's facts. Raises ``PayloadError`` for anything that ``pack`` did not write."""
    head = _head(payload)
    try:
        tail = _decode_tail(zlib.decompress(payload[_SIZE_BYTES + _head_size(payload) :]))
    except (zlib.error, msgspec.DecodeError) as error:
        raise PayloadError(f"the payload's tail cannot be read: {error}") from error
    return FileFacts(
        head.language,
        head.dialect,
        head.lines,
        head.doc,
        head.symbols,
        tail.references,
        tail.imports,
        tail.bindings,
        tail.problems,
    )


def _head_size(payload: bytes) -> int:
    return int.from_bytes(payload[:_SIZE_BYTES], "little")


def _head(payload: bytes) -> _Head:
    try:
        head = _decode_head(zlib.decompress(payload[_SIZE_BYTES : _SIZE_BYTES + _head_size(payload)]))
    except (zlib.error, msgspec.DecodeError) as error:
        raise PayloadError(f"the payload's head cannot be read: {error}") from error
    if head.format != FORMAT:
        raise PayloadError(f"the payload has format {head.format}, not {FORMAT}")
    return head
