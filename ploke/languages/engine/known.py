"""What a file says of its names, for what calls are given to be worth a row."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Set
from typing import TYPE_CHECKING, Final

from ploke.languages.engine.apart import told_apart
from ploke.languages.engine.text import decoded, encoded
from ploke.model.facts import MODULE, BindingKind

if TYPE_CHECKING:
    from ploke.languages.engine.bindings import PendingBinding
    from ploke.languages.engine.scopes import Scope

_HEAD: Final = re.compile(r"[^.(\[:!]+")
_FIRST_NAME: Final = re.compile(r"[\w$@#]+")
_UNKNOWN: Final = ((), ("",))
_BEHIND_ALL: Final = 1 << 60
_PARAMETER: Final = BindingKind.PARAMETER
_BOUND: Final = frozenset({BindingKind.ASSIGNMENT, BindingKind.VARIABLE})


class KnownNames:
    """Which locals the file says something of, and which names others may learn something from.

    The locals are those that have a type or a value, and ``receivers``: the names of methods' objects. ``tops`` are the
    names of symbols and imports, with one character a byte, where parameters have no declared types; else None.
    """

    def __init__(
        self, pending: Iterable[PendingBinding], receivers: Iterable[tuple[int, str]], tops: Set[str] | None
    ) -> None:
        self.tops = tops
        self._known: set[tuple[int, object]] = set(receivers)
        self._parameters: defaultdict[int, set[str]] = defaultdict(set)
        self._locals: defaultdict[int, set[str]] = defaultdict(set)
        self._asked: dict[tuple[int, str], bool] = {}
        for kind, target, annotation, values, _, scope, _ in pending:
            if annotation or values not in _UNKNOWN:
                self._known.add((id(scope), target))
            if tops is None or not isinstance(target, str):
                continue
            bound = kind in _BOUND
            if bound or kind is _PARAMETER:
                if scope.apart:
                    target = told_apart(target, scope, _BEHIND_ALL)  # noqa: PLW2901
                owner = scope.owner
                number = MODULE if owner is None else owner.id
                if bound:
                    self._locals[number].add(target)
                else:
                    self._parameters[number].add(target.lstrip("*"))

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

    def tells(self, value: str, scope: Scope) -> bool:
        """Whether ``value``, which a call in ``scope`` is given, may tell the callee more than a local variable does.

        It does if it is a parameter or its member, starts with a name of the file's top, or is a function without a
        name. Asked where there are ``tops``.
        """
        if value.startswith("=>"):
            return True
        head = _first_name(value)
        owner = scope.owner
        while owner is not None:
            if head in self._parameters.get(owner.id, ()):
                return True
            if head in self._locals.get(owner.id, ()):
                return False
            owner = owner.parent
        return (self.tops is not None and head in self.tops) or head in self._locals.get(MODULE, ())


def _first_name(value: str) -> str:
    """The first name of an expression; empty where it starts with none."""
    if value.isidentifier() and value.isascii():
        return value
    found = _FIRST_NAME.match(decoded(value).lstrip("*"))
    return encoded(found[0]) if found is not None else ""
