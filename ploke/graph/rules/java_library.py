"""What programs use most of Java's library: which types there are, what they extend, what their members yield.

``java_library.txt`` has it, from the API specification of Java SE 21. A type has a line, and indented lines that go on
with it: its name and type parameters; behind ``<`` what it extends and implements; behind ``:`` members with the types
of their parameters and what they yield. Parameters are left out where nothing depends on them. ``*`` marks the method
of a functional interface, ``=`` a static method, ``.`` a field; wildcards are written as their bounds. Names of types
are unique there, so they stand without packages.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

_LINE: Final = re.compile(
    r"(?P<name>[\w.]+)(?:<(?P<parameters>[\w,]+)>)?(?: < (?P<bases>[^:]+?))?(?: :(?P<members>.*))?$"
)
_MEMBER: Final = re.compile(
    r"(?P<sign>[*=.]?)(?:<(?P<own>[\w,]+)> )?(?P<name>\w+)(?P<list>\((?P<given>.*)\))? (?P<type>.+)$"
)


class LibraryMethod(NamedTuple):
    """A method of the library: texts of the types of its parameters, None where they are not known, and its result."""

    type_parameters: tuple[str, ...]
    parameters: tuple[str, ...] | None
    result: str
    is_function: bool


class LibraryType(NamedTuple):
    """A type of the library: names of its type parameters, texts of its bases, methods by name, types of fields."""

    parameters: tuple[str, ...]
    bases: tuple[str, ...]
    methods: dict[str, tuple[LibraryMethod, ...]]
    fields: dict[str, str]


@cache
def _lines() -> dict[str, str]:
    """The line of each type by its whole name."""
    lines: dict[str, str] = {}
    package = name = ""
    text = (Path(__file__).parent / "java_library.txt").read_text("utf-8")
    for line in text.splitlines():
        if line.startswith("package "):
            package = line.split()[1]
        elif line.startswith(" "):
            lines[name] += line
        else:
            name = f"{package}:{line.partition(' ')[0].partition('<')[0]}"
            lines[name] = line
    return lines


@cache
def _whole_names() -> dict[str, str]:
    return {name.partition(":")[2]: name for name in _lines()}


def listed_types() -> list[str]:
    """The whole names of all types that are listed."""
    return list(_lines())


def library_name(package: str, name: str) -> str:
    """``java.util:Map.Entry`` for a package and the dotted name of a type in it; "" for what is not listed."""
    found = f"{package}:{name}"
    return found if found in _lines() else ""


def whole_name(name: str) -> str:
    """The whole name of a type that a text of the table names."""
    return _whole_names().get(name, name)


@cache
def library_type(name: str) -> LibraryType | None:
    """A type by its whole name, ``java.util:Map.Entry``; None for one that is not listed."""
    line = _lines().get(name)
    found = _LINE.match(line) if line is not None else None
    if found is None:
        return None
    methods: dict[str, tuple[LibraryMethod, ...]] = {}
    fields: dict[str, str] = {}
    for text in (found["members"] or "").split(";"):
        member = _MEMBER.match(text.strip())
        if member is None:
            continue
        if member["sign"] == ".":
            fields[member["name"]] = member["type"]
            continue
        own = tuple(member["own"].split(",")) if member["own"] else ()
        row = LibraryMethod(own, _split(member["given"]) or None, member["type"], member["sign"] == "*")
        methods[member["name"]] = (*methods.get(member["name"], ()), row)
    parameters = tuple(found["parameters"].split(",")) if found["parameters"] else ()
    return LibraryType(parameters, _split(found["bases"] or ""), methods, fields)


def _split(text: str) -> tuple[str, ...]:
    """The parts of a list of types."""
    parts: list[str] = []
    depth = start = 0
    for place, character in enumerate(text):
        if character == "<":
            depth += 1
        elif character == ">":
            depth -= 1
        elif character == "," and depth == 0:
            parts.append(text[start:place].strip())
            start = place + 1
    if text:
        parts.append(text[start:].strip())
    return tuple(parts)
