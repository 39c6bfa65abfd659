"""What ingestion hands to the store."""

# Without slots: frozen dataclasses with slots are unpickled field by field in Python, three times slower.
from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ploke.model.chunk import Chunk
from ploke.model.facts import Symbol
from ploke.model.source import FileStat, Role, Skip


class PostingColumns(NamedTuple):
    """A file's postings chunk by chunk: native-endian columns, cheap to make, to send, to keep and to concatenate.

    ``terms`` are unique, by first appearance, joined by newlines. ``per_chunk`` (u32) counts each chunk's postings;
    ``numbers`` (u32, a term's place in ``terms``) and ``counts`` (u16, packed) run over all of them.
    """

    terms: str
    per_chunk: bytes
    numbers: bytes
    counts: bytes


@dataclass(frozen=True)
class Content:
    """Everything known of one file's bytes under one dialect; the facts cache keeps it, so no path stands here.

    ``payload`` is the whole of it, encoded (``ploke.ingest.codec``): facts, chunks and postings; the other fields are
    what the store and the reports need without decoding it. ``hash`` is hexadecimal.
    """

    hash: str
    size: int
    lines: int
    language: str
    dialect: str
    symbols: tuple[Symbol, ...]
    chunks: tuple[Chunk, ...]
    postings: PostingColumns
    references: int
    problems: int
    payload: bytes


@dataclass(frozen=True)
class IngestedFile:
    """A file's content bound to its place: path, module name and role."""

    path: str
    module: str
    role: Role
    content: Content


class SeenFile(NamedTuple):
    """What the last scan knew of a file: its stat, and either the hash of its content or why it is left out."""

    path: str
    stat: FileStat
    hash: str
    skip: Skip | None
