"""Imports of JavaScript and TypeScript: ES modules, re-exports, ``require`` and ``import()``, from a statement's text.

A module is named as written. A default import has the name ``default``, a whole module none; ``export … from`` binds no
local name: its alias is the name it is offered under.
"""

from __future__ import annotations

import re

from ploke.languages.spec import ImportedName

_NAME = r"[\w$\u0080-\U0010ffff]+"
_QUOTED = r"""(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
_COMMENT = re.compile(rf"""({_QUOTED})|/\*.*?\*/|//[^\n]*""", re.DOTALL)
_SOURCE = re.compile(rf"\bfrom\s*({_QUOTED})|^import\s*({_QUOTED})")
_CALLED = re.compile(rf"\b(?:require|import)\s*\(\s*({_QUOTED})[^)]*\)(?:\s*\.\s*({_NAME}))?")
_EQUALS = re.compile(rf"import\s+(?:type\s+)?({_NAME})\s*=\s*require")
_STAR = re.compile(rf"\*(?:\s*as\s+({_NAME}|{_QUOTED}))?")
_SPECIFIER = re.compile(
    rf"(?:type\s+(?!as\b|,|}}))?({_NAME}|{_QUOTED})(?:\s+as\s+({_NAME}|{_QUOTED}))?\s*(?:,|}})", re.ASCII
)
_DEFAULT = re.compile(rf"(?:import|export)\s+(?:type\s+(?!from\b))?({_NAME})\s*(?:,|from\b)")
_PROPERTY = re.compile(rf"({_NAME}|{_QUOTED})(?:\s*:\s*({_NAME}))?(?:\s*=\s*[^,}}]*)?\s*(?:,|}})")
_TARGET = re.compile(rf"({_NAME})\s*(?::[^=]*)?=|\{{")


def imports(text: str) -> list[ImportedName]:
    """The names of an import or ``export … from``, of a call that loads a module, or of a declaration that is one."""
    if "/*" in text or "//" in text:
        text = _COMMENT.sub(lambda found: found[1] or " " * len(found[0]), text)
    if text.startswith(("import", "export")):
        source = _SOURCE.search(text)
        if source is not None:
            group = 1 if source[1] else 2
            return _statement(text[: source.start()], source[group][1:-1], source.start(group) + 1)
    called = list(_CALLED.finditer(text))
    return _loaded(text[: called[-1].start()], called[-1]) if called else []


def _row(module: str, name: str, alias: str, reexport: bool, offset: int) -> ImportedName:
    expression = f'"{module}".{name}' if name else f'"{module}"'
    return ImportedName(module, name, alias, 0, reexport, expression, offset)


def _statement(text: str, module: str, source: int) -> list[ImportedName]:
    reexport = text.startswith("export")
    rows = []
    default = _DEFAULT.match(text + "from")
    if default is not None:
        rows.append(_row(module, "default", default[1], reexport, default.start(1)))
    brace = text.find("{")
    if brace >= 0:
        for found in _SPECIFIER.finditer(text, brace + 1):
            name = _bare(found[1])
            rows.append(_row(module, name, _bare(found[2] or found[1]), reexport, found.start(1)))
    star = _STAR.search(text)
    if star is not None and brace < 0:
        alias = _bare(star[1] or "")
        name = "" if alias else "*"
        rows.append(_row(module, name, alias, reexport, star.start(1) if alias else star.start()))
    return rows or [_row(module, "", "", reexport, source)]


def _loaded(text: str, called: re.Match[str]) -> list[ImportedName]:
    module = called[1][1:-1]
    source = called.start(1) + 1
    equals = _EQUALS.match(text + "require")
    if equals is not None:
        return [_row(module, "", equals[1], False, equals.start(1))]
    target = _TARGET.match(text)
    if target is None:
        return [_row(module, "", "", False, source)]
    if target[1]:
        return [_row(module, called[2] or "", target[1], False, target.start(1))]
    rows = []
    for found in _PROPERTY.finditer(text, target.end()):
        name = _bare(found[1])
        rows.append(_row(module, name, found[2] or name, False, found.start(1)))
    return rows or [_row(module, "", "", False, source)]


def _bare(name: str) -> str:
    return name[1:-1] if name[:1] in ("'", '"') else name
