"""Parsing what does not parse as it is: a language may offer sources to read in place of a broken one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from ploke.languages.engine.parsing import parse_bounded
from ploke.languages.engine.problems import unread_spans
from ploke.languages.spec import LanguageSpec, no_repair

if TYPE_CHECKING:
    from tree_sitter import Parser, Tree

Repair: TypeAlias = "Callable[[bytes, Sequence[tuple[int, int]]], Iterable[bytes]]"

_ROUNDS: Final = 6
_BLOCK: Final = 512


def parse(parser: Parser, spec: LanguageSpec, source: bytes) -> tuple[Tree, Tree] | None:
    """The tree of ``source`` to read, and the one that shows what is wrong with it; mostly the same.

    Where the source has errors, it is that of the best of the sources its language would try instead; what its
    language blanks out to ``recover`` from them is wrong all the same. None where the grammar comes to no end.
    """
    source = spec.prepare(source)
    tree = parse_bounded(parser, source)
    if tree is None:
        return None
    shown, source = _improve(parser, tree, source, spec.repair)
    tree, _ = _improve(parser, shown, source, spec.recover)
    return tree, shown


def _improve(parser: Parser, tree: Tree, source: bytes, propose: Repair) -> tuple[Tree, bytes]:
    """The tree with the fewest unread bytes, and its source. What helped is improved further, a few times."""
    if not tree.root_node.has_error or propose is no_repair:
        return tree, source
    unread = unread_spans(tree)
    fewest = sum(map(_weight, unread))
    for _ in range(_ROUNDS):
        if not fewest:
            break
        for mended in propose(source, unread):
            tried = _parse_again(parser, tree, source, mended)
            if tried is None:  # the grammar may come to no end of the next ones either
                return tree, source
            left = unread_spans(tried)
            weight = sum(map(_weight, left))
            if weight < fewest:
                tree, source, unread, fewest = tried, mended, left, weight
                break
        else:
            break
    return tree, source


def _weight(span: tuple[int, int]) -> int:
    """How much is unread in a span: its bytes; a missing token counts as one."""
    return max(1, span[1] - span[0])


def _parse_again(parser: Parser, tree: Tree, source: bytes, mended: bytes) -> Tree | None:
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
    return parse_bounded(parser, mended, edited)
