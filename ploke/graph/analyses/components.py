"""Strongly connected components, and shortest cycles in them. Nodes are whole numbers from 0."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Sequence


def strongly_connected(targets: Sequence[Sequence[int]]) -> list[list[int]]:
    """The components of two nodes or more, each ascending, by their first nodes.

    ``targets[n]`` are the nodes that n leads to. Source: Tarjan, "Depth-first search and linear graph algorithms"
    (1972); without recursion, since chains of files are longer than Python's stack.
    """
    found: list[list[int]] = []
    reached = [0] * len(targets)
    lowest = [0] * len(targets)
    stack: list[int] = []
    on_stack = bytearray(len(targets))
    clock = 0
    for root in range(len(targets)):
        if reached[root]:
            continue
        work = [(root, 0)]
        while work:
            node, next_edge = work.pop()
            if not next_edge:
                clock += 1
                reached[node] = lowest[node] = clock
                stack.append(node)
                on_stack[node] = True
            for at in range(next_edge, len(targets[node])):
                target = targets[node][at]
                if not reached[target]:
                    work.append((node, at + 1))
                    work.append((target, 0))
                    break
                if on_stack[target]:
                    lowest[node] = min(lowest[node], reached[target])
            else:
                if lowest[node] == reached[node]:
                    component = _taken_from(stack, node)
                    for member in component:
                        on_stack[member] = False
                    found.append(sorted(component))
                if work:
                    above = work[-1][0]
                    lowest[above] = min(lowest[above], lowest[node])
    return sorted(component for component in found if len(component) > 1)


def _taken_from(stack: list[int], node: int) -> list[int]:
    """The top of the stack down to ``node``, taken off."""
    at = len(stack) - 1
    while stack[at] != node:
        at -= 1
    top = stack[at:]
    del stack[at:]
    return top


def shortest_cycle(targets: Sequence[Sequence[int]], component: Collection[int]) -> list[int]:
    """The nodes of a shortest cycle in a strongly connected component, from its smallest node on.

    A node that leads to itself makes no cycle. Of several as short, the one whose nodes come first. Large components
    are searched from their first nodes only, so the cycle is then short and need not be the shortest.
    """
    inside = set(component)
    best: list[int] = []
    for start in sorted(inside)[:_STARTS]:
        cycle = _cycle_through(start, targets, inside, len(best) or len(inside) + 1)
        if cycle and (not best or len(cycle) < len(best)):
            best = cycle
        if len(best) == 2:
            break
    at = best.index(min(best))
    return best[at:] + best[:at]


_STARTS = 500


def _cycle_through(start: int, targets: Sequence[Sequence[int]], inside: set[int], below: int) -> list[int]:
    """A shortest cycle through ``start``, empty where none is shorter than ``below``."""
    before = {start: start}
    waiting = deque([(start, 1)])
    while waiting:
        node, length = waiting.popleft()
        if length >= below:
            return []
        for target in targets[node]:
            if target == start != node:
                cycle = [node]
                while cycle[-1] != start:
                    cycle.append(before[cycle[-1]])
                return cycle[::-1]
            if target in inside and target not in before:
                before[target] = node
                waiting.append((target, length + 1))
    return []
