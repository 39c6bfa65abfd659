"""Scopes of names within one file, and which of them holds at each byte."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from ploke.languages.engine.definitions import Definition

MODULE_SCOPE: Final = 0
CLASS_SCOPE: Final = 1
FUNCTION_SCOPE: Final = 2
BLOCK_SCOPE: Final = 3
HEADER_SCOPE: Final = 4
"""A header has names of types alone."""

PLAIN: Final = 0
TYPE: Final = 1
SKIP: Final = 2

_NOTHING: Final[frozenset[str]] = frozenset()
NO_NAMES: Final[Mapping[str, str]] = {}

Places: TypeAlias = "defaultdict[str, list[int]]"
"""Expressions, and the bytes at which their last names start."""


class Uses:
    """What one symbol's own code names, by role: expression to the bytes at which its last name starts."""

    __slots__ = ("calls", "others", "reads", "types")

    def __init__(self) -> None:
        self.reads: Places = defaultdict(list)
        self.calls: Places = defaultdict(list)
        self.types: Places = defaultdict(list)
        self.others: defaultdict[tuple[str, str], list[int]] = defaultdict(list)


class Bound(NamedTuple):
    """A place where a name is bound: the byte it stands at, the one from which on it is seen, and how it is written."""

    start: int
    seen: int
    written: str = ""


class Scope:
    """A region with names of its own. ``owner`` is the symbol whose code it is, None for the file itself.

    ``named`` says that it is that symbol's own body. ``locals`` are names bound here that are not symbols; ``outer``
    maps names declared to live outside (``global``) to whether that is the module; ``declared`` are names of symbols
    and imports. ``hidden`` are the names that mean a local here, known once all locals are; ``apart`` maps those that
    another scope of the same symbol binds too to what tells them apart, and ``since`` names to the byte from which on
    they are those bound here, where that is not everywhere (``ploke.languages.engine.apart``). ``again`` has every
    place where a name is bound, of names that may be bound several times here. ``start`` is the byte at which a
    function without a name starts, -1 for any other scope.
    """

    __slots__ = (
        "again",
        "apart",
        "declared",
        "hidden",
        "inner_hidden",
        "kind",
        "locals",
        "named",
        "outer",
        "owner",
        "parent",
        "since",
        "start",
        "uses",
    )

    def __init__(self, kind: int, owner: Definition | None, uses: Uses | None = None) -> None:
        self.kind = kind
        self.start = -1
        self.owner = owner
        self.named = owner is not None
        self.parent: Scope | None = None
        self.uses = uses
        self.locals: set[str] = set()
        self.outer: dict[str, bool] = {}
        self.declared: set[str] = set()
        self.hidden: frozenset[str] | set[str] = _NOTHING
        self.inner_hidden: frozenset[str] | set[str] = _NOTHING
        self.apart: Mapping[str, str] = NO_NAMES
        self.since: dict[str, int] = {}
        self.again: dict[str, list[Bound]] = {}

    def nearest(self, *kinds: int) -> Scope:
        """The innermost scope of one of ``kinds`` around here, this one included; else the module's."""
        scope = self
        while scope.kind not in kinds and scope.parent is not None:
            scope = scope.parent
        return scope


Interval: TypeAlias = "tuple[int, int, int, Scope | None, Scope | None, int, Definition | None]"
"""A span: start, negative end, a number that orders equal spans; the scope in which names are bound there and the one
in which they are read (None: as around it); the mode; or, instead of all that, the definition whose span it is."""


class ScopeMap:
    """Which scope holds where: from ``starts[i]`` on, ``binds[i]``, ``reads[i]`` and ``modes[i]`` do."""

    __slots__ = ("binds", "modes", "module", "reads", "starts")

    def __init__(self, module: Scope, intervals: list[Interval]) -> None:
        self.module = module
        self.starts = [0]
        self.binds = [module]
        self.reads = [module]
        self.modes = [PLAIN]
        self._sweep(sorted(intervals))

    def bind_at(self, byte: int) -> Scope:
        """The scope in which a name standing at ``byte`` is bound."""
        return self.binds[bisect_right(self.starts, byte) - 1]

    def read_at(self, byte: int) -> Scope:
        """The scope in which a name standing at ``byte`` is looked up."""
        return self.reads[bisect_right(self.starts, byte) - 1]

    def mode_at(self, byte: int) -> int:
        """How names standing at ``byte`` are read: ``PLAIN``, ``TYPE`` or ``SKIP``."""
        return self.modes[bisect_right(self.starts, byte) - 1]

    def _sweep(self, intervals: list[Interval]) -> None:
        bind, read, mode = self.module, self.module, PLAIN
        stack: list[tuple[int, Scope, Scope, int]] = []
        starts, binds, reads, modes = self.starts, self.binds, self.reads, self.modes
        for start, negative_end, _, new_bind, new_read, new_mode, definition in intervals:
            while stack and stack[-1][0] <= start:
                end, bind, read, mode = stack.pop()
                starts.append(end)
                binds.append(bind)
                reads.append(read)
                modes.append(mode)
            if definition is not None:
                definition.container = read
                definition.parent = read.owner
                continue
            if new_bind is None and mode in (new_mode, SKIP):
                continue
            stack.append((-negative_end, bind, read, mode))
            if new_read is not None and new_read is not read:
                _nest(new_read, read)
                read = new_read
            if new_bind is not None:
                bind = new_bind
            mode = new_mode
            starts.append(start)
            binds.append(bind)
            reads.append(read)
            modes.append(mode)
        while stack:
            end, bind, read, mode = stack.pop()
            starts.append(end)
            binds.append(bind)
            reads.append(read)
            modes.append(mode)


def _nest(scope: Scope, parent: Scope) -> None:
    # A scope that holds in several spans lies where the first of them does; broken code must not nest it in itself.
    if scope.parent is not None:
        return
    scope.parent = parent
    if scope.owner is None:
        scope.owner = parent.owner
    if scope.uses is None:
        scope.uses = parent.uses


def hide_locals(scopes: list[Scope], members_hidden: bool, implicit: frozenset[str] = _NOTHING) -> None:
    """Work out ``hidden`` of every scope, given parents before children.

    ``members_hidden``: code nested in a class's functions does not see the class's names (Python). ``implicit`` names
    are hidden everywhere.
    """
    for scope in scopes:
        parent = scope.parent
        around = parent.inner_hidden if parent is not None else implicit
        if scope.kind in (MODULE_SCOPE, CLASS_SCOPE):
            visible = around
            if scope.declared and not around.isdisjoint(scope.declared):
                visible = around - scope.declared
            scope.hidden = visible
            scope.inner_hidden = around if members_hidden else visible
            continue
        hidden = around | scope.locals if around else scope.locals
        if hidden and (scope.declared or scope.outer):
            hidden = hidden - scope.declared - {name for name, in_module in scope.outer.items() if in_module}
        scope.hidden = scope.inner_hidden = hidden
