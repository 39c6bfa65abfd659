"""The reference rows of a file, from what its scopes were seen to use."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from ploke.languages.engine.text import decoded
from ploke.model.facts import MODULE, Reference, ReferenceRole

if TYPE_CHECKING:
    from ploke.languages.engine.scopes import Scope
    from ploke.languages.engine.text import SourceText

_CALL: Final = ReferenceRole.CALL
_READ: Final = ReferenceRole.READ
_TYPE: Final = ReferenceRole.TYPE
_ROLES: Final = {role.value: role for role in ReferenceRole}

_CALLED: Final = ReferenceRole.CALL.value
_NEAR: Final = 200

_new = tuple.__new__


def gather_references(text: SourceText, scopes: Iterable[Scope]) -> tuple[Reference, ...]:
    """One row an expression, role and symbol; symbols in order of their first scope, roles in a fixed order."""
    rows: list[Reference] = []
    seen = set()
    starts = text.starts
    for scope in scopes:
        uses = scope.uses
        if uses is None or uses in seen:
            continue
        seen.add(uses)
        if uses.others:
            for key in [key for key in uses.others if key[0] == _CALLED]:
                uses.calls[key[1]] += uses.others.pop(key)
        owner = scope.owner.id if scope.owner is not None else MODULE
        if uses.calls:
            _append(rows, starts, uses.calls, _CALL, owner)
        if uses.reads:
            _append(rows, starts, uses.reads, _READ, owner)
        if uses.types:
            _append(rows, starts, uses.types, _TYPE, owner)
        for (role, expression), bytes_at in uses.others.items():
            _append(rows, starts, {expression: bytes_at}, _ROLES[role], owner)
    if not text.ascii:
        rows = [row if row[0].isascii() else row._replace(expression=decoded(row.expression)) for row in rows]
    return tuple(rows)


def _append(
    rows: list[Reference], starts: list[int], uses: dict[str, list[int]], role: ReferenceRole, owner: int
) -> None:
    uses.pop("", None)  # a name the parser only supposes, to mend what is broken
    behind = len(starts)
    line = 1
    for expression, bytes_at in uses.items():
        if len(bytes_at) > 1:
            bytes_at.sort()
        places: list[int] = []
        for at in bytes_at:
            # Most stand near the one before, a few lines further down.
            if 0 <= at - starts[line - 1] < _NEAR:
                while line < behind and starts[line] <= at:
                    line += 1
            else:
                line = bisect_right(starts, at)
            places.append(line)
            places.append(at - starts[line - 1])
        rows.append(_new(Reference, (expression, role, owner, tuple(places))))
