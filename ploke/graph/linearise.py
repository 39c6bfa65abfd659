"""The order in which members are looked up in a class and its ancestors."""

from __future__ import annotations

from typing import Any


def merged(lines: list[list[tuple[int, Any]]]) -> list[tuple[int, Any]]:
    """The C3 merge of linearisations; what cannot be ordered follows depth first, each once."""
    rest = [list(line) for line in lines if line]
    order: list[tuple[int, Any]] = []
    while rest:
        for line in rest:
            head = line[0]
            if not any(head in other[1:] for other in rest):
                break
        else:
            order += dict.fromkeys(row for line in rest for row in line if row not in order)
            return order
        order.append(head)
        rest = [shorter for line in rest if (shorter := [row for row in line if row != head])]
    return order
