"""Summaries to bytes and back."""

from __future__ import annotations

import msgspec

from ploke.model.summary import Summary

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Summary).decode


def encode_summary(summary: Summary) -> bytes:
    """The summary as MessagePack."""
    return _encode(summary)


def decode_summary(data: bytes) -> Summary:
    """What ``encode_summary`` wrote. Raises ``msgspec.DecodeError`` for anything else."""
    return _decode(data)
