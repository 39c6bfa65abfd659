"""Which nodes a user means: by id, by place, by path or by name.

An id is ``PATH#QUALIFIED``, a place ``PATH:LINE`` or ``PATH:LINE:COL``. A name is the last parts of a qualified name
(``send``, ``Session.send``), which the module's or the folder's path may precede (``requests.sessions.Session``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ploke.errors import UsageError
from ploke.model.facts import SymbolKind
from ploke.model.graph import EdgeKind, GraphView, NodeRow
from ploke.model.source import Role
from ploke.text.qualified import dotted, ends_with

_PLACE = re.compile(r"(?P<path>.+?):(?P<line>\d{1,9})(?::\d{1,9})?")
_SHOWN = 3
_BASES = frozenset({EdgeKind.INHERITS, EdgeKind.IMPLEMENTS})
_MEMBERS = frozenset(
    {
        SymbolKind.CONSTANT,
        SymbolKind.ENUM_MEMBER,
        SymbolKind.FIELD,
        SymbolKind.PROPERTY,
        SymbolKind.SECTION,
        SymbolKind.VARIABLE,
    }
)


class AmbiguousNameError(UsageError):
    """A ``name`` that several symbols have; ``candidates`` are those, likeliest first."""

    def __init__(self, name: str, candidates: Sequence[NodeRow]) -> None:
        self.name = name
        self.candidates = tuple(candidates)
        shown = ", ".join(row.id for row in candidates[:_SHOWN])
        more = f" and {len(candidates) - _SHOWN} more" if len(candidates) > _SHOWN else ""
        super().__init__(
            f"{name} may be any of {len(candidates)} symbols: {shown}{more}.", "Name one by its id or by PATH:LINE."
        )


def find_nodes(view: GraphView, text: str) -> tuple[NodeRow, ...]:
    """The nodes meant by ``text``: one, or all of one name in one file (overloads, a struct and its implementations).

    Raises ``AmbiguousNameError`` where symbols of several files or classes are meant, ``UsageError`` where there is
    none.
    """
    if not text.strip(". #:/"):
        raise UsageError("The symbol's name is empty.", "Name it as NAME, CLASS.NAME, PATH:LINE or by its id.")
    file = view.file_node(text)
    if file is not None:
        return (view.node(file),)
    path, _, qualified = text.partition("#")
    if qualified and view.file_node(path) is not None:
        return _by_id(view, text, path, qualified)
    place = _PLACE.fullmatch(text)
    if place is not None and view.file_node(place["path"]) is not None:
        return _by_place(view, place["path"], int(place["line"]))
    return _by_name(view, text)


def _by_id(view: GraphView, id: str, path: str, qualified: str) -> tuple[NodeRow, ...]:
    rows = _symbols_in(view, path)
    found = [row for row in rows if row.id == id]
    if not found:
        from difflib import get_close_matches

        near = get_close_matches(qualified, [row.qualified for row in rows], 3)
        hint = f"Did you mean {_either(f'{path}#{name}' for name in near)}?" if near else _outlined(path)
        raise UsageError(f"There is no symbol {qualified} in {path}.", hint)
    return tuple(found)


def _by_place(view: GraphView, path: str, line: int) -> tuple[NodeRow, ...]:
    """The outermost symbol named on the line, else the innermost around it, else the file."""
    rows = _symbols_in(view, path)
    number = view.file_node(path)
    assert number is not None
    file = view.node(number)
    if not 1 <= line <= max(file.end_line, 1):
        raise UsageError(f"{path} has no line {line}.", f"It has {file.end_line}.")
    named = [row for row in rows if row.name_line == line]
    if named:
        numbers = {row.number for row in named}
        outer = [row for row in named if row.parent not in numbers]
        if len({row.qualified for row in outer}) > 1:
            raise AmbiguousNameError(f"{path}:{line}", outer)
        return tuple(outer)
    around = [row for row in rows if row.start_line <= line <= row.end_line]
    return (min(around, key=lambda row: (row.end_line - row.start_line, -row.start_line), default=file),)


def _by_name(view: GraphView, text: str) -> tuple[NodeRow, ...]:
    wanted = dotted(text)
    rows = [view.node(number) for number in view.named(wanted.rpartition(".")[2])]
    exact = [row for row in rows if _is_called(row, wanted)]
    folded = wanted.casefold()
    found = _likely(exact or [row for row in rows if _is_called(row, folded, fold=True)])
    if not found:
        raise _unknown(view, text, wanted)
    groups: dict[tuple[str, str], list[NodeRow]] = {}
    for row in found:
        groups.setdefault((row.path, row.qualified), []).append(row)
    if len(groups) > 1:
        raise AmbiguousNameError(text, sorted((group[0] for group in groups.values()), key=_rank))
    return tuple(found)


def _is_called(row: NodeRow, wanted: str, *, fold: bool = False) -> bool:
    return any(ends_with(name.casefold() if fold else name, wanted) for name in _names(row))


def _names(row: NodeRow) -> Iterator[str]:
    """The symbol's qualified name, and that below its module and below its folder."""
    qualified = dotted(row.qualified)
    yield qualified
    folder, _, file = row.path.rpartition("/")
    stem = file.partition(".")[0]
    yield f"{dotted(folder)}.{stem}.{qualified}"
    yield f"{dotted(folder)}.{qualified}"


def _likely(rows: list[NodeRow]) -> list[NodeRow]:
    """``rows`` without announcements of what is defined too, and without parts of a type that have its name."""
    defined = [row for row in rows if "declaration" not in row.markers] or rows
    types = {row.number for row in defined if row.kind is not SymbolKind.CONSTRUCTOR}
    whole = [row for row in defined if row.kind is not SymbolKind.CONSTRUCTOR or row.parent not in types]
    return [row for row in whole if row.kind is not SymbolKind.IMPLEMENTATION] or whole


def _rank(row: NodeRow) -> tuple[bool, bool, int, str, int]:
    return row.role is not Role.SOURCE, row.kind in _MEMBERS, row.qualified.count("."), row.path, row.start_line


def _unknown(view: GraphView, text: str, wanted: str) -> UsageError:
    place = _PLACE.fullmatch(text)
    path = place["path"] if place is not None else text.partition("#")[0]
    base = path.rpartition("/")[2]
    if place is not None or "/" in path or "." in base.strip("."):
        files = [row.path for row in _files(view) if row.name == base and row.path.endswith(path.lstrip("./"))]
        if files:
            rest = text[len(path) :]
            return UsageError(
                f"{path} is not in the index.", f"Did you mean {_either(name + rest for name in files[:_SHOWN])}?"
            )
    if place is not None or "/" in path:
        return UsageError(f"{path} is not in the index.", "`ploke status --skipped` lists what was left out and why.")
    inherited = _inherited(view, wanted)
    if inherited:
        return UsageError(f"{text} is inherited.", f"Name {_either(row.id for row in inherited)}.")
    near = _close_names(view, wanted.rpartition(".")[2])
    hint = f"Did you mean {_either(near)}?" if near else "`ploke search` finds text."
    return UsageError(f"Nothing in the index is called {text}.", hint)


def _inherited(view: GraphView, wanted: str) -> list[NodeRow]:
    """The members that the types called by all of ``wanted`` but its end have from their nearest bases."""
    owner, _, name = wanted.rpartition(".")
    rows = map(view.node, view.named(owner.rpartition(".")[2])) if owner else ()
    level = [row.number for row in rows if _is_called(row, owner)]
    seen: set[int] = set()
    while level:
        bases = {edge.dst for number in level for edge in view.outgoing(number, _BASES)} - seen
        paths = sorted({view.node(base).path for base in bases})
        members = [row for path in paths for row in _symbols_in(view, path) if row.parent in bases]
        found = [row for row in members if row.name == name]
        if found:
            return found[:_SHOWN]
        seen |= bases
        level = sorted(bases)
    return []


def _close_names(view: GraphView, name: str) -> list[str]:
    """Names of symbols that are spelt like ``name``; only those of about its length that share a first letter."""
    from difflib import get_close_matches

    first = name[:1].lower()
    alike = {
        row.name
        for row in map(view.node, view.nodes())
        if row.kind is not None and abs(len(row.name) - len(name)) <= 3 and row.name[:1].lower() == first
    }
    return get_close_matches(name, sorted(alike), _SHOWN)


def _files(view: GraphView) -> Iterator[NodeRow]:
    return (row for row in map(view.node, view.nodes()) if row.kind is None)


def _symbols_in(view: GraphView, path: str) -> list[NodeRow]:
    return [view.node(number) for number in view.nodes_in(path)]


def _either(names: Iterable[str]) -> str:
    return " or ".join(names)


def _outlined(path: str) -> str:
    return f"`ploke outline {path}` lists what it defines."
