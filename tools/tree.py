"""Print the nodes of a file as a grammar sees them.

Usage: python -m tools.tree PACKAGE[:FUNCTION] FILE
"""

from __future__ import annotations

import sys
from pathlib import Path

import tree_sitter

from ploke.languages.engine.loading import load_language

_SHOWN = 60


def main(arguments: list[str]) -> int:
    """Print one node a line: indented, with its field, its line, and the text of nodes without children."""
    if len(arguments) != 2:
        print((__doc__ or "").strip(), file=sys.stderr)
        return 2
    place = arguments[0] if ":" in arguments[0] else arguments[0] + ":language"
    show(tree_sitter.Parser(load_language(place)).parse(Path(arguments[1]).read_bytes()))
    return 0


def show(tree: tree_sitter.Tree) -> None:
    """Walk the tree without recursion: some are deep."""
    cursor = tree.walk()
    depth = 0
    while True:
        node = cursor.node
        if node is not None and (node.is_named or node.is_missing):
            field = f"{cursor.field_name}: " if cursor.field_name else ""
            text = "" if node.named_child_count else repr((node.text or b"").decode("utf-8", "replace")[:_SHOWN])
            missing = "MISSING " if node.is_missing else ""
            print(f"{'  ' * depth}{field}({missing}{node.type}) {node.start_point.row + 1}  {text}".rstrip())
        if cursor.goto_first_child():
            depth += 1
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return
            depth -= 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
