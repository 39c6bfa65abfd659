"""What is kept of a precise import: for each file, which symbols its references lead to."""

from __future__ import annotations

import zlib
from typing import NamedTuple

import msgspec

_LEVEL = 6


class Node(NamedTuple):
    """A symbol by its file's path, its qualified name, and the how-manieth of that name it is there, from 1.

    ``qualified`` is empty for the file itself; ``path`` is empty for what lies outside the repository, which
    ``qualified`` then names (``package:dotted.name``).
    """

    path: str
    qualified: str
    ordinal: int = 1


class Answers(NamedTuple):
    """What an indexer says of one file, as long as that has the content for which it was said.

    ``places`` holds line, column and a place in ``nodes``, flattened and sorted; one place may lead to several nodes.
    ``overrides`` pairs places in ``nodes``: a symbol of the file, and what it overrides.
    """

    nodes: tuple[Node, ...]
    places: tuple[int, ...]
    overrides: tuple[int, ...] = ()


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Answers).decode


def encode_answers(answers: Answers) -> bytes:
    """The answers as MessagePack under DEFLATE: equal for equal answers."""
    return zlib.compress(_encode(answers), _LEVEL)


def decode_answers(data: bytes) -> Answers:
    """What ``encode_answers`` wrote. Raises ``ValueError`` for anything else."""
    try:
        return _decode(zlib.decompress(data))
    except (zlib.error, msgspec.DecodeError) as error:
        raise ValueError(f"these are no answers: {error}") from error
