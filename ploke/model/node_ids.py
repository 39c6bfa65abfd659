"""Names of the graph's nodes: an id that people read, and a key of 64 bits that columns hold.

A symbol is told by its file's path, its qualified name, and its place among the symbols of that name in the file: what
stays the same when lines move. Its key is the file's key xor the symbol's own, so that the latter, like all facts, is a
function of the file's content alone.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from hashlib import blake2b


def ordinals(qualified: Iterable[str]) -> Iterator[int]:
    """For each symbol of a file, in order: the how-manieth of its qualified name it is, from 1."""
    seen: dict[str, int] = {}
    for name in qualified:
        ordinal = seen[name] = seen.get(name, 0) + 1
        yield ordinal


def node_id(path: str, qualified: str = "", ordinal: int = 1) -> str:
    """The id of a symbol, or of the file itself: ``PATH#QUALIFIED``, and ``@N`` from the second of a name on."""
    if not qualified:
        return path
    return f"{path}#{qualified}" if ordinal == 1 else f"{path}#{qualified}@{ordinal}"


def file_key(path: str) -> int:
    """The key of a file's node."""
    return _hash(path)


def symbol_key(qualified: str, ordinal: int) -> int:
    """What a symbol's key adds to its file's by xor."""
    return _hash(qualified if ordinal == 1 else f"{qualified}\0{ordinal}")


def symbol_keys(qualified: Iterable[str]) -> array[int]:
    """``symbol_key`` of each symbol of a file, in order (u64)."""
    names = list(qualified)
    return array("Q", map(symbol_key, names, ordinals(names)))


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
