"""What ingestion hands to the store."""

# Without slots: frozen dataclasses with slots are unpickled field by field in Python, three times slower.
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from ploke.model.chunk import Chunk
from ploke.model.facts import FileFacts, Symbol
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


class SummaryColumns(NamedTuple):
    """What other files can see of a file, as the store keeps it; all empty where references are not resolved.

    ``encoded`` is the summary under DEFLATE. ``entries`` are the names it is asked for, joined by NUL. ``symbol_keys``
    (u64) has a key for each symbol of the file (``ploke.model.node_ids``).
    """

    encoded: bytes = b""
    entries: str = ""
    symbol_keys: bytes = b""


NO_SUMMARY = SummaryColumns()
Summarise = Callable[[FileFacts], SummaryColumns]


@dataclass(frozen=True)
class Content:
    """Everything known of one file's bytes under one dialect; the facts cache keeps it, so no path stands here.

    ``payload`` is the whole of it, encoded (``ploke.ingest.codec``): facts, summary, chunks and postings; the other
    fields are what the store and the reports need without decoding it. ``hash`` is hexadecimal.
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
    summary: SummaryColumns = NO_SUMMARY


@dataclass(frozen=True)
class IngestedFile:
    """A file's content bound to its place: path, module name and role.

    ``settings`` is the text of a file that the project's configuration is made of, empty for any other.
    """

    path: str
    module: str
    role: Role
    content: Content
    settings: str = ""


class SeenFile(NamedTuple):
    """What the last scan knew of a file: its stat, and either the hash of its content or why it is left out."""

    path: str
    stat: FileStat
    hash: str
    skip: Skip | None
