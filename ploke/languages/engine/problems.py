"""What could not be read of a file, and trees too deep to query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ploke.model.facts import Problem

if TYPE_CHECKING:
    from tree_sitter import Node, Tree

_FLAT: Final = 5_000


def syntax_problems(tree: Tree, limit: int) -> list[Problem]:
    """The outermost errors and missing tokens in file order, at most ``limit``. Walks only into what has errors."""
    problems: list[Problem] = []
    innermost = tree.root_node
    if not innermost.has_error:
        return problems
    cursor = tree.walk()
    while True:
        node = cursor.node
        if node is not None and node.has_error:
            innermost = node
            if node.is_missing:
                problems.append(_problem(node, f"{_called(node)} is missing here"))
            elif node.is_error:
                problems.append(_problem(node, "this could not be read as " + (tree.language.name or "code")))
            elif cursor.goto_first_child():
                continue
            if len(problems) >= limit:
                return problems
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                # a missing token that the tree does not show, such as the end of a line
                return problems or [_problem(innermost, "something is missing in what starts here")]


def unread_spans(tree: Tree) -> list[tuple[int, int]]:
    """The bytes of the outermost errors and the places of missing tokens, in file order.

    Of missing tokens that the tree does not show, one place stands for all, where nothing else is wrong.
    """
    spans: list[tuple[int, int]] = []
    innermost = tree.root_node
    if not innermost.has_error:
        return spans
    cursor = tree.walk()
    while True:
        node = cursor.node
        if node is not None and node.has_error:
            innermost = node
            if node.is_missing or node.is_error:
                spans.append(node.byte_range)
            elif cursor.goto_first_child():
                continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return spans or [(innermost.start_byte, innermost.start_byte)]


def first_too_deep(tree: Tree, depth: int) -> Problem | None:
    """Where nodes are first nested deeper than ``depth``, or None.

    A subtree with fewer nodes than levels left cannot be too deep, so only the few big subtrees are walked.
    """
    if tree.root_node.descendant_count <= depth:
        return None
    cursor = tree.walk()
    level = 0
    while True:
        node = cursor.node
        if node is not None and level + node.descendant_count > depth:
            if level >= depth:
                return _problem(node, f"nested deeper than {depth} levels, what is deeper was left out")
            if cursor.goto_first_child():
                level += 1
                continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return None
            level -= 1


def first_too_flat(tree: Tree) -> Problem | None:
    """Where broken text became one long run of bare tokens, or None: a query over it takes time squared."""
    if not tree.root_node.has_error:
        return None
    cursor = tree.walk()
    while True:
        node = cursor.node
        if node is not None and node.has_error:
            if node.child_count > _FLAT and node.named_child_count * 4 < node.child_count:
                return _problem(node, "this is no code that could be read")
            if cursor.goto_first_child():
                continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return None


def _problem(node: Node, message: str) -> Problem:
    point = node.start_point
    return Problem(point.row + 1, point.column, message)


def _called(node: Node) -> str:
    kind = node.type
    return kind.replace("_", " ") if node.is_named else f"“{kind}”"
