"""SCIP's names of symbols: ``scheme manager package version descriptors``, as the format's definition has them.

    scip-python python requests 1 `requests.api`/Session#request().

A symbol that no other document can name is called ``local N``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

LOCAL = "local "
_HEAD = re.compile(r"((?:[^ ]|  )*) ((?:[^ ]|  )*) ((?:[^ ]|  )*) ((?:[^ ]|  )*) ")
_NAME = r"(?:`((?:[^`]|``)+)`|([\w+\-$]+))"
_SPECIAL = re.compile(r"<.*>\Z|__\w+__\Z|\.ctor\Z|new\Z")
_SOURCE = re.compile(r"\.[cm]?[jt]sx?\Z")
_QUOTES = "\"'`"
_DESCRIPTOR = re.compile(rf"{_NAME}(/|\#|:|!|\((?:[\w+\-$]|`[^`]*`)*\)\.|\.)|\[{_NAME}\]|\({_NAME}\)")
_KEPT = 1 << 14


class Descriptor(NamedTuple):
    """One step of a symbol's name. ``suffix`` says what it is: ``/ # . : ! () [] (x)``, the last a parameter."""

    name: str
    suffix: str


class Package(NamedTuple):
    """What symbols belong to, apart from its version."""

    manager: str
    name: str


class GlobalSymbol(NamedTuple):
    """A symbol that all documents may name."""

    package: Package
    descriptors: tuple[Descriptor, ...]

    def is_called(self, text: str) -> bool:
        """Whether the source may call it ``text``, perhaps quoted, where it stands.

        Some names are not the source's: those that are counted (``name0:``), and ``<init>``, ``__init__`` and the like,
        which may be called by their owner's.
        """
        name, suffix = self.descriptors[-1]
        words = (text, text.strip(_QUOTES))
        if name in words:
            return True
        if suffix == ":" and any(name.startswith(word) and name[len(word) :].isdigit() for word in words):
            return True
        if _SPECIAL.match(name) is None:
            return False
        owner = self.descriptors[-2].name if len(self.descriptors) > 1 else name
        return text in (name.strip("<>"), owner, owner.rpartition(".")[2])

    @property
    def is_module(self) -> bool:
        """Whether it is a file, module or package, which importers call by names of their own."""
        name, suffix = self.descriptors[-1]
        return suffix == "/" or (suffix == ":" and name == "__init__")

    @property
    def dotted(self) -> str:
        """``package:dotted.name``, as the graph calls what lies outside the repository."""
        steps = list(self.descriptors)
        # Files of a package are where a name stands and no part of it.
        files = [place for place, (name, suffix) in enumerate(steps) if suffix == "/" and _SOURCE.search(name)]
        steps = steps[files[-1] + 1 :] if files else steps
        if steps and steps[-1] == ("__init__", ":"):
            steps.pop()
        names = [name for name, _ in _without_blocks(steps)]
        return f"{self.package.name}:{'.'.join(names)}"


@lru_cache(_KEPT)
def parse_symbol(text: str) -> GlobalSymbol | None:
    """A symbol by its name; None for a local one, and for what is no name of a symbol."""
    if text.startswith(LOCAL):
        return None
    head = _HEAD.match(text)
    if head is None:
        return None
    steps = []
    at = head.end()
    while at < len(text):
        step = _DESCRIPTOR.match(text, at)
        if step is None:
            return None
        steps.append(_descriptor(step))
        at = step.end()
    if not steps:
        return None
    _, manager, name, _ = (_plain(part) for part in head.groups())
    return GlobalSymbol(Package(manager, name), tuple(steps))


def _without_blocks(steps: Iterable[Descriptor]) -> Iterator[Descriptor]:
    """Steps without those of a block of members (``impl#[Type][Trait]``) but its type, and without parameters."""
    waits = False
    for step in steps:
        if step.suffix == "[]":
            if waits:
                yield step._replace(name=step.name.strip(_QUOTES))
            waits = False
        elif step == ("impl", "#"):
            waits = True
        elif step.suffix != "(x)":
            yield step._replace(name=step.name.strip(_QUOTES))
            waits = False


def _plain(part: str) -> str:
    return "" if part == "." else part.replace("  ", " ")


def _descriptor(step: re.Match[str]) -> Descriptor:
    quoted, plain, suffix, quoted_type, plain_type, quoted_parameter, plain_parameter = step.groups()
    if suffix is not None:
        return Descriptor(_unquoted(quoted, plain), "()" if suffix.startswith("(") else suffix)
    if quoted_type or plain_type:
        return Descriptor(_unquoted(quoted_type, plain_type), "[]")
    return Descriptor(_unquoted(quoted_parameter, plain_parameter), "(x)")


def _unquoted(quoted: str | None, plain: str | None) -> str:
    return quoted.replace("``", "`") if quoted else plain or ""
