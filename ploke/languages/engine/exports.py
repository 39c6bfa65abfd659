"""What a file takes from others and what it offers them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from ploke.languages.engine.scopes import MODULE_SCOPE, Scope
from ploke.languages.engine.text import decoded, encoded
from ploke.model.facts import MODULE, Import, ReferenceRole

if TYPE_CHECKING:
    from tree_sitter import Node

    from ploke.languages.engine.binder import Binder
    from ploke.languages.engine.collect import Collected


_IMPORT: Final = ReferenceRole.IMPORT.value

PendingImport: TypeAlias = "tuple[str, str, str, int, bool, Scope, int]"
"""An import whose scope's owner has no number yet; fields as in ``Import``."""


def read_imports(binder: Binder, collected: Collected) -> list[PendingImport]:
    """Read ``@import``: its names are declared in their scope, and each is an import reference.

    ``@import.call`` inside another import is part of it.
    """
    rows = []
    text = binder.text
    last = -1
    spans = [
        (*found[capture][0].byte_range, capture == "import.call")
        for capture in ("import", "import.call")
        for found in collected.matches(capture)
    ]
    for start, end, called in sorted(spans):
        if start < last:
            continue
        last = end
        if not called:
            binder.imported.add(start)
        statement = text.get(start, end)
        scope = binder.outline.map.bind_at(start)
        line = text.line(start)
        uses = scope.uses
        assert uses is not None
        for module, name, alias, level, reexport, expression, offset in binder.spec.imports(statement):
            before = offset if text.ascii else len(statement[:offset].encode())
            at = text.line(start + before) if before else line
            rows.append((module, name, alias, level, reexport, scope, at))
            if called:
                binder.modules[end] = encoded(expression)
            if alias:
                scope.declared.add(encoded(alias))
            uses.others[_IMPORT, encoded(expression)].append(start + before)
    return rows


def finish_imports(pending: list[PendingImport], exported: set[str]) -> tuple[Import, ...]:
    """The rows; what the file lists as its export is a re-export."""
    rows = []
    for module, name, alias, level, reexport, scope, line in pending:
        owner = MODULE if scope.owner is None else scope.owner.id
        rows.append(Import(module, name, alias, level, reexport or alias in exported, owner, line))
    return tuple(rows)


def read_exports(binder: Binder, collected: Collected) -> None:
    """Read ``@export``, ``@export.default`` and ``@export.whole``."""
    for found in collected.matches("export"):
        name = (found.get("name") or found["value"])[0]
        local = (found.get("value") or found["name"])[0]
        offered = binder.text.bytes[slice(*name.byte_range)]
        _export(binder, offered.strip("\"'"), local, name.start_byte)
    for capture, offered in (("export.default", "default"), ("export.whole", "=")):
        for found in collected.matches(capture):
            export_value(binder, offered, found["value"][0])


def export_value(binder: Binder, name: str, value: Node) -> None:
    """Offer ``value`` as ``name``; ``=`` is the module itself, which offers the members of an object."""
    if name == "=" and value.type in binder.spec.containers:
        for key, part in binder.spec.entries(value):
            _export(binder, key.removeprefix("."), part, part.start_byte)
    _export(binder, name, value, value.start_byte, unnamed="exports" if name == "=" else "")
    around = binder.spec.named_around(value) if name == "=" else None
    if around is not None:
        text = binder.text.bytes[slice(*around.byte_range)]
        binder.export(name, (text,), value.start_byte, binder.outline.map.module)


def note_listed_exports(binder: Binder, name: str, value: Node) -> None:
    """Offer what assigning ``value`` to ``name`` lists (Python's ``__all__``)."""
    start, end = value.byte_range
    for exported, local in binder.spec.exports(name, lambda: binder.text.get(start, end)):
        binder.exported.add(exported)
        binder.export(encoded(exported), (encoded(local),), start, binder.outline.map.module)


def _export(binder: Binder, name: str, local: Node, byte: int, unnamed: str = "") -> None:
    """Offer ``local`` as ``name``; a definition without a name of its own is called ``unnamed`` or as it is offered."""
    values = binder.values.of(local)
    if values in ((), ("",)):
        named = local.child_by_field_name("name")
        own = binder.text.bytes[slice(*named.byte_range)] if named is not None else unnamed or name
        values = (own,)
        binder.renamed.add(decoded(own))
    if local.type == binder.spec.identifier or local.type in binder.spec.names:
        own = binder.text.bytes[slice(*local.byte_range)]
        values = (own,)
        (binder.exported if own == name else binder.renamed).add(decoded(own))
    else:
        binder.exported.add(decoded(name))
    binder.export(name, values, byte, binder.outline.map.bind_at(byte).nearest(MODULE_SCOPE))
