"""What runs unasked, each with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import translate

from ploke.graph.analyses.dead_code.shape import Shapes
from ploke.graph.analyses.dead_code.surroundings import Surroundings
from ploke.model.graph import EdgeKind
from ploke.model.graph_reports import Users
from ploke.model.source import Role

_ROLES = {
    Role.TEST: "in a test file",
    Role.EXAMPLE: "in an example",
    Role.DOCUMENTATION: "in the documentation",
    Role.CONFIGURATION: "in a configuration file",
    Role.DATA: "in a data file",
}


_FIXTURE = re.compile(r"(?:^|/)_*fixtures?_*/")


def roots(shapes: Shapes, around: Surroundings) -> dict[int, str]:
    """Rows of what is used from outside of the sources, tests aside, with the reason."""
    found: dict[int, str] = {}
    for row, reason in _all(shapes, around):
        found.setdefault(row, reason)
    return found


def tests(shapes: Shapes) -> dict[int, str]:
    """Rows of tests and all in their files, with the reason."""
    return {
        row: _ROLES[Role.TEST] if node.role is Role.TEST else "a test"
        for row, node in enumerate(shapes.nodes)
        if node.role is Role.TEST or shapes.is_test(row)
    }


def _all(shapes: Shapes, around: Surroundings) -> Iterator[tuple[int, str]]:
    yield from _kept(shapes, around.kept)
    yield from _entered(shapes, around)
    for row, node in enumerate(shapes.nodes):
        customs = shapes.customs[row]
        if node.role not in (Role.SOURCE, Role.TEST):
            yield row, _ROLES[node.role]
        elif _FIXTURE.search(node.path):
            yield row, "in a fixture"
        elif node.kind is None:
            if not customs.loads_on_import:
                yield row, "compiled with the rest"
        elif customs.is_main(node):
            yield row, "a main function"
        elif customs.named is not None and any(map(customs.named.fullmatch, (node.name, node.qualified))):
            yield row, "a tool finds it by its name"
        elif around.users is Users.OTHERS and shapes.is_offered(row) and not customs.is_internal_path(node.path):
            yield row, "public in a library"
    yield from _run_alone(shapes, around)


def _kept(shapes: Shapes, patterns: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """What the settings name: a bare name, the end of a qualified one, or a glob over ids."""
    for pattern in patterns:
        if "#" in pattern or "/" in pattern:
            is_meant = re.compile(translate(pattern)).match
            rows = [row for row, node in enumerate(shapes.nodes) if is_meant(node.id)]
        else:
            is_meant = re.compile(rf"(?:.*[.:])?{translate(pattern)}").match
            rows = [row for row, node in enumerate(shapes.nodes) if node.kind is not None and is_meant(node.qualified)]
        for row in rows:
            yield row, f"named in the settings as {pattern}"


def _run_alone(shapes: Shapes, around: Surroundings) -> Iterator[tuple[int, str]]:
    """Files that say in their text that they are programs."""
    for path, data in around.texts():
        row = shapes.table.file_row(path)
        if row < 0:
            continue
        customs = shapes.customs[row]
        is_named = shapes.nodes[row].name in customs.program_names
        if is_named or (customs.runs_alone is not None and customs.runs_alone.search(data)):
            yield row, "its file can be run by itself"


def _entered(shapes: Shapes, around: Surroundings) -> Iterator[tuple[int, str]]:
    """What manifests name, and all that files offer which they give to others."""
    offering: dict[int, str] = {}
    for point in around.entry_points:
        file = shapes.table.file_row(point.path)
        if file < 0:
            continue
        yield file, point.what
        if point.offers:
            offering.setdefault(file, point.what)
        for row in shapes.table.rows_in(file) if point.symbol else ():
            if shapes.nodes[row].qualified.replace("::", ".") == point.symbol:
                yield row, point.what
    for file, what in _offering(shapes, offering).items():
        for row in shapes.table.rows_in(file):
            if shapes.parents[row] == file and shapes.is_offered(row):
                yield row, f"offered by {what}"


def _offering(shapes: Shapes, files: dict[int, str]) -> dict[int, str]:
    """``files`` and those they import whole: a file that is imported whole may be offered on."""
    view = shapes.table.view
    found = dict(files)
    waiting = list(files)
    while waiting:
        row = waiting.pop()
        for edge in view.outgoing(shapes.nodes[row].number, frozenset({EdgeKind.IMPORTS})):
            target = shapes.table.row(edge.dst)
            if shapes.nodes[target].kind is None and target not in found:
                found[target] = found[row]
                waiting.append(target)
    return found
