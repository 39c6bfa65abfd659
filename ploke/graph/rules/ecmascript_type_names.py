"""What names of types mean in TypeScript: through scopes, imports, namespaces and global declarations.

Source: the TypeScript handbook, "Namespaces", "Modules" and "Declaration Merging".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from ploke.graph.found import SYMBOL_FOUND, VALUE, Found
from ploke.graph.rules.ecmascript_modules import EcmaScriptModules
from ploke.graph.values import (
    FILE,
    HELD,
    OUTSIDE,
    VARIABLE,
)
from ploke.graph.views import FUNCTION_LIKE, IMPORT, SYMBOL, View
from ploke.graph.world import NONE
from ploke.model.facts import MODULE, SymbolKind

TYPE_KINDS: Final = frozenset(
    {SymbolKind.CLASS, SymbolKind.INTERFACE, SymbolKind.ENUM, SymbolKind.ENUM_MEMBER, SymbolKind.TYPE_ALIAS}
)
_HOLDERS: Final = frozenset({SymbolKind.NAMESPACE, SymbolKind.ENUM})
DOTTED: Final = re.compile(r"[\w$]+(?:\.[\w$]+)*")


class EcmaScriptTypeNames(EcmaScriptModules):
    """The part of the rules that finds types by name."""

    # What a type's name means.

    def find_type(self, view: View, scope: int, name: str) -> tuple[Found, ...]:
        """What a dotted name means as a type: symbols, and values for what lies outside."""
        return self.remembered(  # type: ignore[no-any-return]
            ("T", view.number, scope, name), self._find_type, view, scope, name, closing=()
        )

    def _find_type(self, view: View, scope: int, name: str) -> tuple[Found, ...]:
        return self.find_written_type(view, scope, name, holds=False)

    def find_any(self, view: View, text: str) -> tuple[Found, ...]:
        """As elsewhere; a name may be that of a type, of a value or of both."""
        found = self.find(view, MODULE, text)
        if DOTTED.fullmatch(text):
            found = tuple(dict.fromkeys((*found, *self.find_type(view, MODULE, text))))
        return found

    def find_written_type(self, view: View, scope: int, name: str, *, holds: bool) -> tuple[Found, ...]:
        """What a dotted name means as a type, or as what ``holds`` types."""
        head, *rest = name.split(".")
        found = self._type_head(view, scope, head, holds=bool(rest) or holds)
        for place, part in enumerate(rest):
            inner = place + 1 < len(rest) or holds
            members: dict[Found, None] = {}
            for item in found:
                members.update(dict.fromkeys(self._type_members(item, part, holds=inner)))
            found = tuple(members)
        return found

    def _type_head(self, view: View, scope: int, name: str, *, holds: bool) -> tuple[Found, ...]:
        inner = scope
        while True:
            if any(row.target == name for row in view.type_parameters.get(inner, ())):
                return () if holds else ((VALUE, (VARIABLE, view.number, inner, name)),)
            found: list[Found] = []
            for definition in self.definitions_of(view, inner, name):
                if definition.sort == SYMBOL:
                    found.append((SYMBOL_FOUND, view.number, definition.place, None))
                elif definition.sort == IMPORT and self.is_bound(view, view.imports[definition.place]):
                    found += self.find_import(view, view.imports[definition.place])
            kept = self._kept(found, holds=holds)
            if kept:
                return kept
            if inner == MODULE:
                return self._kept(self.find_global(name), holds=holds)
            inner = view.parent(inner)

    def _kept(self, found: Iterable[Found], *, holds: bool) -> tuple[Found, ...]:
        """What of ``found`` is a type, or holds types."""
        kept: dict[Found, None] = {}
        for item in found:
            if item[0] == SYMBOL_FOUND:
                view = self.view(item[1])
                kind = view.symbols[item[2]].kind
                constructs = kind in FUNCTION_LIKE and self.is_constructor(view, item[2])
                alias = self.aliased_name(view, item[2])
                if alias:
                    kept.update(dict.fromkeys(self.find_written_type(view, view.parent(item[2]), alias, holds=holds)))
                elif kind in _HOLDERS if holds else kind in TYPE_KINDS or constructs:
                    kept[item] = None
                elif holds:
                    kept.update(dict.fromkeys(self._holders(view, item[2])))
            elif item[0] == VALUE and item[1][0] in (FILE, OUTSIDE):
                kept[item] = None
        return tuple(kept)

    def _holders(self, view: View, symbol: int) -> Iterator[Found]:
        """The modules and namespaces that a constant holds."""
        for value in self.bound_values(view, view.parent(symbol), view.symbols[symbol].name):
            if value[0] in (FILE, OUTSIDE, HELD):
                yield VALUE, value

    @staticmethod
    def aliased_name(view: View, symbol: int) -> str:
        """What ``import a = b.c`` names; "" for any other symbol."""
        row = view.symbols[symbol]
        if row.kind is not SymbolKind.TYPE_ALIAS:
            return ""
        rows = [each for each in view.names[row.parent].get(row.name, ()) if each.sort not in (SYMBOL, IMPORT)]
        return next((view.bindings[each.place].value for each in rows if not view.bindings[each.place].annotation), "")

    def _type_members(self, item: Found, name: str, *, holds: bool) -> tuple[Found, ...]:
        if item[0] == SYMBOL_FOUND:
            view = self.view(item[1])
            rows = view.names[item[2]].get(name, ()) if item[2] in view.names else ()
            return self._kept(
                ((SYMBOL_FOUND, view.number, row.place, None) for row in rows if row.sort == SYMBOL), holds=holds
            )
        value = item[1]
        if value[0] == HELD:
            return self._type_members((SYMBOL_FOUND, value[1], value[4], None), name, holds=holds)
        return self._kept(self.find_member(value, name), holds=holds)

    def find_global(self, name: str) -> tuple[Found, ...]:
        """What ``declare global`` of any file defines."""
        return self.remembered(("w", NONE, name), self._find_global, name, closing=())  # type: ignore[no-any-return]

    def _find_global(self, name: str) -> tuple[Found, ...]:
        found: list[Found] = []
        for file in self.files_defining("global"):
            view = self.view(file)
            for definition in self.definitions_of(view, MODULE, "global"):
                if definition.sort == SYMBOL and view.symbols[definition.place].kind is SymbolKind.NAMESPACE:
                    rows = view.names[definition.place].get(name, ()) if definition.place in view.names else ()
                    found += [(SYMBOL_FOUND, file, row.place, None) for row in rows if row.sort == SYMBOL]
        return tuple(found)

    def is_constructor(self, view: View, function: int) -> bool:
        """Whether a function makes objects: it has methods by its prototype."""
        return False

    @staticmethod
    def assigned_to_own(view: View, scope: int, name: str) -> list[int]:
        """The functions that are written out where ``this.name`` is assigned in a scope: no names in it."""
        rows = view.entries.get(scope, {}).get(f"this.{name}", ())
        if all(row.value for row in rows):
            return []
        found = [each.place for each in view.names[scope].get(name, ()) if each.sort == SYMBOL]
        return [place for place in found if view.symbols[place].kind in FUNCTION_LIKE]

    @staticmethod
    def is_prototypal(view: View, symbol: int) -> bool:
        """Whether a symbol was assigned to a prototype."""
        return "prototype" in view.symbols[symbol].markers
