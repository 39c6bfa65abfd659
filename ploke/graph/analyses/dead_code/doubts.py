"""What speaks against calling a definition dead although nothing that runs leads to it. Each doubt is a function.

A doubt of a class is one of its members as well, since whoever uses the class may call them; a doubt of a member is one
of its class only where the member cannot be used without it being known by name.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ploke.graph.analyses.dead_code.relations import Relations
from ploke.graph.analyses.dead_code.shape import CLASSES, Shapes
from ploke.graph.analyses.dead_code.surroundings import Surroundings
from ploke.graph.entry_points.manifest import Package
from ploke.graph.rules import has_rules
from ploke.model.facts import SymbolKind, Visibility
from ploke.model.graph import NodeRow
from ploke.model.graph_reports import Users

OFFERED = "public in the package of"
"""How the reason starts where only users outside keep something from being judged."""


class Doubts:
    """The doubts that the graph and the manifests raise; ``used`` marks the rows of what is live.

    ``of`` answers the first one of a candidate, in a few words, or nothing; ``at_last`` the first of those that hold
    for all of a kind, and are asked once nothing else speaks for a candidate.
    """

    def __init__(self, shapes: Shapes, relations: Relations, around: Surroundings, used: NDArray[np.bool_]) -> None:
        self._shapes = shapes
        self._nodes = shapes.nodes
        self._relations = relations
        self._around = around
        self._used = used
        self._announced = self._announced_members()
        self._programs = self._languages_with_main()

    def of(self, row: int) -> str:
        """The first doubt of a candidate."""
        doubts = (
            self._language,
            self._decorator,
            self._outside_base,
            self._overridden_in_use,
            self._interface,
            self._variant,
            self._file,
        )
        return next((said for doubt in doubts if (said := doubt(row))), "")

    def at_last(self, row: int) -> str:
        """The first doubt of a candidate that nothing speaks for but what it is."""
        return self._handed_over(row) or self._importers(row)

    def _language(self, row: int) -> str:
        """Of the language too little is known."""
        node = self._nodes[row]
        if self._shapes.customs[row].judged and has_rules(node.language):
            return ""
        return f"too little is known of how {node.language} uses definitions"

    def _decorator(self, row: int) -> str:
        """A decorator of it, or of a member, may hand it on."""
        named, _ = self._shapes.handed_over(row)
        if named:
            return f"its decorator {named} may hand it to somebody"
        if self._nodes[row].kind in CLASSES:
            for member in self._shapes.children[row]:
                if named := self._shapes.handed_over(member)[0]:
                    return f"the decorator {named} of its member {self._nodes[member].name} may hand that to somebody"
            return ""
        owner = self._shapes.owner(row)
        named = self._shapes.handed_over(owner)[0] if owner >= 0 else ""
        return f"its class is decorated with {named}, which may use its members" if named else ""

    def _outside_base(self, row: int) -> str:
        """Code outside may call what overrides its own, and list the classes that derive from its own."""
        node = self._nodes[row]
        if node.kind in CLASSES:
            base = self._relations.outside_base(row) if self._shapes.customs[row].bases_register else ""
            return f"its base {base} lies outside and may list what derives from it" if base else ""
        owner = self._shapes.owner(row)
        if owner < 0 or (node.visibility is Visibility.PRIVATE and self._nodes[owner].kind in CLASSES):
            return ""
        base = self._relations.outside_base_beside(owner)
        return f"it may override a member of {base}, which lies outside" if base else ""

    def _overridden_in_use(self, row: int) -> str:
        """What overrides it is in use, and may need it to be there."""
        for over in self._relations.overriding.get(row, ()):
            if self._used[over]:
                return f"{self._nodes[over].qualified}, which overrides it, is in use"
        return ""

    def _handed_over(self, row: int) -> str:
        """Libraries call such a member on objects they are handed."""
        node, customs = self._nodes[row], self._shapes.customs[row]
        if self._shapes.owner(row) < 0 or node.kind in CLASSES:
            return ""
        if node.name in customs.protocols:
            return "libraries call members of this name on objects they are handed"
        if "override" in node.markers and not self._relations.overridden.get(row):
            return "it overrides something that was not found"
        if customs.satisfies_others(node):
            return "it may satisfy an interface of another package"
        if node.visibility is not Visibility.PUBLIC:
            return ""
        if customs.reflected is not None and customs.reflected.fullmatch(node.name):
            return "libraries call members of this name by reflection"
        owner = self._nodes[self._shapes.owner(row)].name
        return f"who is handed an object of {owner} may call it" if customs.duck_typed else ""

    def _interface(self, row: int) -> str:
        """An interface asks for a member of this name, and types satisfy it without saying so."""
        node = self._nodes[row]
        owner = self._shapes.owner(row)
        if owner < 0 or not self._shapes.customs[row].structural:
            return ""
        asked = self._announced.get((node.language, node.name))
        return f"{asked} may mean it" if asked else ""

    def _announced_members(self) -> dict[tuple[str, str], str]:
        """Members of interfaces, by language and name."""
        found: dict[tuple[str, str], str] = {}
        for row, node in enumerate(self._nodes):
            owner = self._shapes.owner(row)
            if owner < 0:
                continue
            around = self._nodes[owner]
            if around.kind is SymbolKind.INTERFACE or "protocol" in around.markers:
                found.setdefault((node.language, node.name), node.qualified)
        return found

    def _variant(self, row: int) -> str:
        """Another definition beside it has its name and is in use: they may be built for different systems."""
        node = self._nodes[row]
        if not self._shapes.customs[row].has_variants:
            return ""
        folder = node.path.rpartition("/")[0]
        for other in self._variants.get((node.language, folder, node.qualified), ()):
            if other != row and self._used[other]:
                return f"{self._nodes[other].path} has one of its name that is used"
        return ""

    @cached_property
    def _variants(self) -> dict[tuple[str, str, str], list[int]]:
        found: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
        for row in self._shapes.candidates:
            node = self._nodes[row]
            if self._shapes.customs[row].has_variants:
                found[node.language, node.path.rpartition("/")[0], node.qualified].append(row)
        return found

    def _file(self, row: int) -> str:
        """Nothing that is known to run loads its file, so something may load it by its path and take what it offers."""
        node = self._nodes[row]
        file = int(self._shapes.table.files[row])
        if not self._shapes.customs[row].loads_on_import or self._used[file] or not self._shapes.is_offered(row):
            return ""
        return f"nothing that is known to be used loads {node.path}, which offers it"

    def _importers(self, row: int) -> str:
        """It is public in a package that others may use."""
        if self._around.users is not Users.MANIFESTS or not self._shapes.is_offered(row):
            return ""
        node, customs = self._nodes[row], self._shapes.customs[row]
        is_member = self._shapes.owner(row) >= 0
        if customs.is_internal_path(node.path) and not is_member:
            return ""
        package = self._package_of(node)
        if package is not None and package.open:
            return f"{OFFERED} {package.what}, which others may import"
        if package is None and customs.assumes_library and node.language not in self._programs:
            return "public where no main function says that this is a program"
        return ""

    def _package_of(self, node: NodeRow) -> Package | None:
        """The innermost package that a file of its language belongs to."""
        holding = [
            package
            for package in self._around.packages
            if node.language in package.languages and (not package.folder or node.path.startswith(f"{package.folder}/"))
        ]
        return max(holding, key=lambda package: len(package.folder), default=None)

    def _languages_with_main(self) -> frozenset[str]:
        found = (
            node.language
            for row, node in enumerate(self._nodes)
            if self._shapes.is_candidate[row] and self._shapes.customs[row].is_main(node)
        )
        return frozenset(found)
