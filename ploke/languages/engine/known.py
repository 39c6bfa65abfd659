"""Which locals the file says something of, for what is given to their members to be worth a row."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ploke.languages.engine.bindings import PendingBinding
    from ploke.languages.engine.scopes import Scope

_HEAD: Final = re.compile(r"[^.(\[:!]+")
_UNKNOWN: Final = ((), ("",))


class KnownNames:
    """The names of a file's locals that have a type or a value, and ``receivers``: the names of methods' objects."""

    def __init__(self, pending: Iterable[PendingBinding], receivers: Iterable[tuple[int, str]]) -> None:
        self._known: set[tuple[int, object]] = {
            (id(scope), target)
            for _, target, annotation, values, _, scope, _ in pending
            if annotation or values not in _UNKNOWN
        }
        self._known.update(receivers)
        self._asked: dict[tuple[int, str], bool] = {}

    def callee(self, callee: str, scope: Scope) -> bool:
        """Whether what is called in ``scope`` is no member of a local that nothing is known of."""
        found = _HEAD.match(callee)
        head = found[0] if found is not None else callee
        if head == callee or head not in scope.hidden:
            return True
        head = head.partition("@")[0]
        key = id(scope), head
        known = self._asked.get(key)
        if known is None:
            around: Scope | None = scope
            while around is not None and head not in around.locals:
                around = around.parent
            known = self._asked[key] = around is None or (id(around), head) in self._known
        return known
