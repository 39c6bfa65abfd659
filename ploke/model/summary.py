"""What other files can see of a file, as it is stored and handed about."""

from __future__ import annotations

from typing import NamedTuple

from ploke.model.facts import Binding, Import, SymbolKind, Visibility


class SummarySymbol(NamedTuple):
    """A symbol as others see it; ``kind`` and the rest as in ``Symbol``."""

    name: str
    qualified: str
    kind: SymbolKind
    parent: int
    bases: tuple[str, ...]
    markers: tuple[str, ...]
    decorators: tuple[str, ...]
    visibility: Visibility


class Summary(NamedTuple):
    """What other files can see of a file. Lines of ``imports`` and ``bindings`` are 0; ``entries`` hash each entry."""

    language: str
    symbols: tuple[SummarySymbol, ...]
    imports: tuple[Import, ...]
    bindings: tuple[Binding, ...]
    entries: dict[str, int]
