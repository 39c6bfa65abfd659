"""Parsing what does not parse as it is: a language may offer sources to read in place of a broken one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ploke.languages.problems import unread_spans
from ploke.languages.spec import LanguageSpec, no_repair

if TYPE_CHECKING:
    from tree_sitter import Parser, Tree

_ROUNDS = 6
_BLOCK = 512


def parse(parser: Parser, spec: LanguageSpec, source: bytes) -> Tree:
    """The tree of ``source``; where it has errors, that of the best of the sources its language would try instead.

    What helped is repaired further, a few times.
    """
    source = spec.prepare(source)
    tree = parser.parse(source)
    if not tree.root_node.has_error or spec.repair is no_repair:
        return tree
    unread = unread_spans(tree)
    fewest = sum(map(_weight, unread))
    for _ in range(_ROUNDS):
        if not fewest:
            break
        for mended in spec.repair(source, unread):
            tried = _parse_again(parser, tree, source, mended)
            left = unread_spans(tried)
            weight = sum(map(_weight, left))
            if weight < fewest:
                tree, source, unread, fewest = tried, mended, left, weight
                break
        else:
            break
    return tree


def _weight(span: tuple[int, int]) -> int:
    """How much is unread in a span: its bytes; a missing token counts as one."""
    return max(1, span[1] - span[0])


def _parse_again(parser: Parser, tree: Tree, source: bytes, mended: bytes) -> Tree:
    """Parse ``mended``, which is as long as ``source`` and breaks lines where that does, and reuse what stayed."""
    edited = tree.copy()
    row = last = 0
    for start in range(0, len(source), _BLOCK):
        end = min(start + _BLOCK, len(source))
        if source[start:end] == mended[start:end]:
            continue
        while source[start] == mended[start]:
            start += 1  # noqa: PLW2901
        while source[end - 1] == mended[end - 1]:
            end -= 1
        row += source.count(b"\n", last, start)
        first = row, start - source.rfind(b"\n", 0, start) - 1
        behind = row + source.count(b"\n", start, end), end - source.rfind(b"\n", 0, end) - 1
        edited.edit(start, end, end, first, behind, behind)
        last = start
    return parser.parse(mended, edited)
