"""Words in a body that say who may use the definitions around them (``private``)."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ploke.languages.engine.collect import Collected
    from ploke.languages.engine.definitions import Definition
    from ploke.languages.engine.scopes import Scope, ScopeMap
    from ploke.languages.engine.text import SourceText


class AccessWords:
    """The ``@access`` captures of a file, by the scope they stand in: those that hold on, and those for one name."""

    def __init__(self, text: SourceText, collected: Collected, scopes: ScopeMap) -> None:
        self._sections: dict[Scope, list[tuple[int, str]]] = {}
        self._named: dict[tuple[Scope, str], str] = {}
        found = sorted(
            (
                each[capture][0].start_byte,
                capture.partition(".")[2] or text.get(*each[capture][0].byte_range),
                tuple(name.byte_range for name in each.get("name", ())),
            )
            for capture, matches in collected.families("access")
            for each in matches
        )
        for byte, word, names in found:
            scope = scopes.read_at(byte)
            for place in names:
                self._named[scope, text.get(*place).strip(":\"'")] = word
            if not names:
                self._sections.setdefault(scope, []).append((byte, word))

    def __bool__(self) -> bool:
        return bool(self._sections or self._named)

    def of(self, definition: Definition) -> tuple[str, ...]:
        """The words that hold for a definition, what is said of its name last."""
        scope = definition.container
        if scope is None:
            return ()
        words: tuple[str, ...] = ()
        sections = self._sections.get(scope, [])
        before = bisect_left(sections, (definition.start,))
        if before:
            words = (sections[before - 1][1],)
        named = self._named.get((scope, definition.name))
        return words if named is None else (*words, named)
