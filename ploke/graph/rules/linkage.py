"""Names of C and C++ in files that include one another, and the definitions that the linker finds for them.

A name at the top of a file is known in all files that include it, directly or not (a translation unit, ISO/IEC
9899:2018, 5.1.1.1). What is only declared there is defined by the one external definition of its name (6.2.2, 6.9),
which may stand in any file. Where a repository holds several programs, that of the program that the declaration belongs
to is meant: its file includes the declaring one, or lies nearest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from ploke.graph.rules.inclusion import InclusionRules
from ploke.graph.views import CLASS_LIKE, SYMBOL
from ploke.graph.world import folder_of
from ploke.model.facts import MODULE, Symbol, SymbolKind
from ploke.model.summary import SummarySymbol

TYPES: Final = CLASS_LIKE | {SymbolKind.TYPE_ALIAS}
LINKED: Final = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD, SymbolKind.CONSTRUCTOR, SymbolKind.VARIABLE})
"""Kinds that are declared in one place and defined in another that the linker finds."""
_OWN: Final = frozenset({"static", "internal"})


class Place(NamedTuple):
    """A symbol of a file."""

    file: int
    symbol: int


class LinkageRules(InclusionRules):
    """The part of the rules that knows names of whole programs."""

    def row(self, place: Place) -> SummarySymbol | Symbol:
        """The symbol at a place."""
        return self.view(place.file).symbols[place.symbol]

    def is_declaration(self, place: Place) -> bool:
        """Whether a symbol only says that there is such a thing."""
        return "declaration" in self.row(place).markers

    # Names in reach.

    def places_in(self, file: int, name: str) -> list[Place]:
        """The symbols of a name at the top of a file."""
        view = self.view(file)
        return [Place(file, row.place) for row in self.definitions_of(view, MODULE, name) if row.sort == SYMBOL]

    def tells(self, file: int, name: str) -> bool:
        """Whether the top of a file says what a name means."""
        return bool(self.places_in(file, name))

    def files_telling(self, file: int, name: str) -> tuple[int, ...]:
        """The files that say what a name means at the top of a file.

        Those in its reach; else, since a file that is included sees what stands before the include, those in reach of
        the nearest files that include it.
        """
        return self.remembered(("n", file, name), self._files_telling, file, name, closing=())  # type: ignore[no-any-return]

    def _files_telling(self, file: int, name: str) -> tuple[int, ...]:
        known = self.files_defining(name)
        found = self._telling(self.reach(file), known, name) if known else []
        seen = {file}
        level = [file] if known else []
        while not found and level:
            level = sorted({above for inner in level for above in self.includers(inner)} - seen)
            seen.update(level)
            for above in level:
                found += self._telling(self.reach(above), known, name)
        return tuple(dict.fromkeys(found))

    def _telling(self, files: frozenset[int], known: Iterable[int], name: str) -> list[int]:
        return [file for file in known if file in files and self.tells(file, name)]

    def places_of(self, file: int, name: str) -> tuple[Place, ...]:
        """The symbols of a name that are known at the top of a file, without what the linker adds."""
        return tuple(place for other in self.files_telling(file, name) for place in self.places_in(other, name))

    def entity(self, place: Place) -> str:
        """What is declared at a place, as other places may declare or define it: its name."""
        return self.row(place).name

    # What the linker adds.

    def defined(self, file: int, places: Sequence[Place]) -> tuple[Place, ...]:
        """What ``places``, all of one name, stand for as seen from a file: definitions, as far as there are any.

        A definition in the file itself hides others.
        """
        whole = [place for place in places if not self.is_declaration(place)]
        own = [place for place in whole if place.file == file]
        if whole:
            return tuple(own or whole)
        if not places:
            return ()
        linked = self.linked(file, places)
        return linked or (min(places),)

    def linked(self, file: int, places: Sequence[Place]) -> tuple[Place, ...]:
        """The definitions elsewhere of what ``places`` declare: the nearest where several programs have one."""
        if not any(self.row(place).kind in LINKED for place in places):
            return self._completed(places)
        variable = all(self.row(place).kind is SymbolKind.VARIABLE for place in places)
        if all(_OWN & set(self.row(place).markers) for place in places):
            return ()
        definers = [
            place
            for place in self.definitions_elsewhere(places[0])
            if (self.row(place).kind is SymbolKind.VARIABLE) is variable
        ]
        declaring = [place.file for place in places]
        seeing = [row for row in definers if any(self.is_seen_with(row.file, other) for other in declaring)]
        return self._nearest(seeing or definers, file, declaring)

    def definitions_elsewhere(self, declared: Place) -> list[Place]:
        """All external definitions in the world of what is declared at a place."""
        name = self.row(declared).name
        found = []
        for file in self.files_defining(name):
            for place in self.places_in(file, name):
                row = self.row(place)
                known = row.kind in LINKED and "declaration" not in row.markers and not _OWN & set(row.markers)
                if known and self.entity(place) == self.entity(declared):
                    found.append(place)
        return found

    def _completed(self, places: Sequence[Place]) -> tuple[Place, ...]:
        """The definition of a type that is declared only: one that some translation unit has beside the declaration."""
        name = self.row(places[0]).name
        found = []
        for file in self.files_defining(name):
            whole = [
                place
                for place in self.places_in(file, name)
                if self.row(place).kind in TYPES
                and not self.is_declaration(place)
                and self.entity(place) == self.entity(places[0])
            ]
            if whole and any(self.is_seen_with(file, place.file) for place in places):
                found += whole
        return tuple(found) if len({place.file for place in found}) == 1 else ()

    def _nearest(self, places: Sequence[Place], file: int, declaring: Sequence[int]) -> tuple[Place, ...]:
        """Of definitions in several programs those in the file's folder, else in a declaring file's, else nearest."""
        if len({place.file for place in places}) < 2:
            return tuple(places)
        for other in (file, *declaring):
            folder = folder_of(self.world.file(other).path)
            same = [place for place in places if folder_of(self.world.file(place.file).path) == folder]
            if same:
                return tuple(same)
        path = self.world.file(file).path
        shared = {place: _shared(self.world.file(place.file).path, path) for place in places}
        most = max(shared.values())
        return tuple(place for place in places if shared[place] == most)


def _shared(path: str, other: str) -> int:
    """How many folders two paths have in common."""
    count = 0
    for ours, theirs in zip(path.split("/")[:-1], other.split("/")[:-1], strict=False):
        if ours != theirs:
            break
        count += 1
    return count
