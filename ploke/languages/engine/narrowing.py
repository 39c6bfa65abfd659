"""What tests say of the type of what they test: ``a instanceof B``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ploke.model.facts import BindingKind

if TYPE_CHECKING:
    from ploke.languages.engine.binder import Binder
    from ploke.languages.engine.collect import Collected


def read_narrowed(binder: Binder, collected: Collected) -> None:
    """Read ``@narrowed``: what its ``@target`` may be besides what it is assigned: an object of the type ``@value``."""
    for found in collected.matches("narrowed"):
        target, value = found["target"][0], found["value"][0]
        start, end = target.byte_range
        scope = binder.outline.map.bind_at(start)
        name: str | int = end
        if target.type == binder.spec.identifier:
            name = binder.text.bytes[start:end]
            while name not in scope.locals and scope.parent is not None:
                scope = scope.parent
        binder.pending.append((BindingKind.ASSIGNMENT, name, "", (value.end_byte,), "()", scope, start))
