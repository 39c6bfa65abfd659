"""What unresolved references and the repository's texts say of definitions that no edge leads to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from ploke.graph.analyses.dead_code.computed_names import ComputedNames
from ploke.graph.analyses.dead_code.lookups import Lookups
from ploke.graph.analyses.dead_code.mentions import Mentions, Place, searched_name
from ploke.graph.analyses.dead_code.relations import Relations, handed_on
from ploke.graph.analyses.dead_code.shape import CLASSES, Shapes
from ploke.graph.analyses.dead_code.surroundings import Surroundings
from ploke.model.source import Role


def unresolved_doubts(shapes: Shapes, rows: Iterable[int]) -> dict[int, str]:
    """Of ``rows`` those that an unresolved reference with their name could lead to, from outside of themselves."""
    wanted: defaultdict[str, list[int]] = defaultdict(list)
    for row in rows:
        wanted[shapes.nodes[row].name].append(row)
    found: dict[int, str] = {}
    for miss in shapes.table.view.unresolved():
        left = wanted.get(miss.name)
        if not left:
            continue
        place = Place(shapes.nodes[shapes.table.row(miss.src)].path, miss.places[0] if miss.places else 0)
        still = []
        for row in left:
            node = shapes.nodes[row]
            if node.path == place.path and node.start_line <= place.line <= node.end_line:
                still.append(row)
            else:
                found[row] = f"{miss.expression} in {place} could mean it: {miss.reason.value}"
        wanted[miss.name] = still
    return found


def text_doubts(shapes: Shapes, relations: Relations, rows: list[int], around: Surroundings) -> dict[int, str]:
    """Of ``rows`` those that a text may name, or look up by a name it computes."""
    mentions = Mentions(shapes, rows)
    names = ComputedNames(shapes.nodes[row].name for row in rows)
    lookups = Lookups(shapes)
    for path, data in around.texts():
        mentions.look_in(path, data)
        file = shapes.table.file_row(path)
        if file < 0 or shapes.nodes[file].role is not Role.DOCUMENTATION:
            names.look_in(path, data)
            lookups.look_in(path, data)
    kin = _Kin(shapes, relations, lookups)
    found: dict[int, str] = {}
    for row in rows:
        node = shapes.nodes[row]
        if not searched_name(node):
            found[row] = "its name cannot be looked for in texts"
        elif row in mentions.found:
            found[row] = f"its name stands in {mentions.found[row]}"
        elif built := next(names.of(node.name), None):
            found[row] = f"names with {built[0]!r} in them are put together in {built[1]}"
        elif said := kin.of(row):
            found[row] = said
    return found


class _Kin:
    """What ``lookups`` found, handed on to the classes it is true of as well."""

    def __init__(self, shapes: Shapes, relations: Relations, lookups: Lookups) -> None:
        self._shapes = shapes
        self._files = lookups.files
        self._listed = handed_on(_named(shapes, lookups.registering), relations.derived)
        owners = _named(shapes, lookups.owners)
        self._above = handed_on(owners, relations.derived)
        self._below = handed_on(owners, relations.bases)

    def of(self, row: int) -> str:
        """What looks up a definition by a name it computes, or lists it."""
        node, owner = self._shapes.nodes[row], self._shapes.owner(row)
        if node.kind in CLASSES and row in self._listed:
            name, place = self._listed[row]
            return f"what derives from {name} is listed in {place}"
        if owner >= 0:
            looks = self._above.get(owner) or self._below.get(owner)
            return f"{looks[0]} looks up members by names it computes in {looks[1]}" if looks else ""
        found = self._files.get(node.path)
        return f"names of its file are computed in {found}" if found else ""


def _named(shapes: Shapes, places: Mapping[int, Place]) -> dict[int, tuple[str, Place]]:
    return {row: (shapes.nodes[row].name, place) for row, place in places.items()}
