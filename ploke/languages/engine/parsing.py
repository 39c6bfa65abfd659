"""Parsing with an end: a few grammars never come out of some broken sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tree_sitter import Parser, Point, Tree

_FREE: Final = 500
_BYTES_A_STEP: Final = 8
_CHUNK: Final = 1024
"""Bytes the parser is given at once: some grammars (Perl's) go back so often that long chunks would cost more."""
_SHOWN = bytearray(_CHUNK)
"""What the parser is shown: the binding never lets go of what it is given, so that it is given one thing only."""


def parse_bounded(parser: Parser, source: bytes, old: Tree | None = None) -> Tree | None:
    """The tree of ``source``, or None where it takes far more steps than any text that people write.

    The parser tells of each hundred operations it has done; such a step is allowed for every 8 bytes, and 500
    besides. Real sources of all languages take one for every 50 to 150 bytes. The bound counts operations and no time,
    so that the answer is the same everywhere. ``old`` is an edited tree of which parts are reused.
    """
    left = _FREE + len(source) // _BYTES_A_STEP

    parsing = True

    def read(offset: int, _: Point) -> bytes | bytearray:
        chunk = source[offset : offset + _CHUNK]
        if parsing and len(chunk) == _CHUNK:
            _SHOWN[:] = chunk
            return _SHOWN
        return chunk

    def exhausted(_offset: int, _has_error: bool) -> bool:
        nonlocal left
        left -= 1
        return left < 0

    try:
        if old is None:
            tree = parser.parse(read, progress_callback=exhausted)
        else:
            tree = parser.parse(read, old, progress_callback=exhausted)
    except ValueError:
        # Cancelled, not failed: without this the next parse would go on where this one stopped.
        parser.reset()
        return None
    finally:
        parsing = False
    # A tree that reads through a callback calls it for each predicate of a query; taking a sound one over costs less.
    return tree if tree.root_node.has_error else parser.parse(source, tree)
