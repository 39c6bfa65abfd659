"""What resolving files yields, on its way from a worker to the store: native-endian columns, cheap to send and to join.

Edges of a file are sorted by source; nothing here is valid for one process or one numbering of files alone.
"""

from __future__ import annotations

from typing import NamedTuple

from ploke.model.graph import KIND_CODES, REASON_CODES, Confidence, EdgeKind, Reason

CONFIDENCE_CODES = tuple(Confidence)
_CONFIDENCES = len(CONFIDENCE_CODES)


class EdgeColumns(NamedTuple):
    """Edges, file after file.

    ``sources`` (i32) are symbols of the file, ``MODULE`` for itself, and ``source_ids`` (u32) their places in
    ``ResolvedBatch.ids``; ``targets`` (u32) places in ``ResolvedBatch.target_ids``; ``codes`` (u8) as by ``edge_code``;
    ``rules`` (u8) places in ``ResolvedBatch.rules``. ``place_counts`` (u32) counts line, column pairs in ``places``
    (u32).
    """

    sources: bytes
    source_ids: bytes
    targets: bytes
    codes: bytes
    rules: bytes
    place_counts: bytes
    places: bytes


class MissColumns(NamedTuple):
    """References without an edge, file after file, in file order.

    ``codes`` (u8) as by ``miss_code``; ``expressions`` and ``names`` (u32) are places in ``ResolvedBatch.strings``; the
    rest as in ``EdgeColumns``.
    """

    sources: bytes
    codes: bytes
    expressions: bytes
    names: bytes
    place_counts: bytes
    places: bytes


class ResolvedBatch(NamedTuple):
    """The edges, misses and keys of files.

    ``edge_counts``, ``miss_counts`` and ``key_counts`` (u32) run beside ``paths``; ``keys`` (u64) are sorted for each
    file. ``target_keys`` (u64) are nodes' keys (``ploke.model.node_ids``), 0 for what lies outside of the repository,
    and ``target_ids`` their ids or what they are. Lists of strings are joined by NUL.
    """

    paths: tuple[str, ...]
    edge_counts: bytes
    miss_counts: bytes
    key_counts: bytes
    edges: EdgeColumns
    misses: MissColumns
    keys: bytes
    ids: str
    target_keys: bytes
    target_ids: str
    rules: str
    strings: str


def edge_code(kind: EdgeKind, confidence: Confidence) -> int:
    """Kind and confidence as one number below 256."""
    return KIND_CODES.index(kind) * _CONFIDENCES + CONFIDENCE_CODES.index(confidence)


def miss_code(kind: EdgeKind, reason: Reason) -> int:
    """Kind and reason as one number below 256."""
    return KIND_CODES.index(kind) * len(REASON_CODES) + REASON_CODES.index(reason)


EDGE_CODES = tuple((kind, confidence) for kind in KIND_CODES for confidence in CONFIDENCE_CODES)
"""The inverse of ``edge_code``."""

MISS_CODES = tuple((kind, reason) for kind in KIND_CODES for reason in REASON_CODES)
"""The inverse of ``miss_code``."""
