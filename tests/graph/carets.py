"""Expectations in comments beneath references, as the tests of stack-graphs have them.

A comment that starts with ``^`` (behind the comment's mark and spaces) says what the reference at that column of the
nearest line of code above resolves to; ``<-`` in its place means the column at which the comment itself starts, for
what stands too far left for a ``^``. A tab counts as one column. Kinds are separated by ``;``, targets by ``,``::

    foo.bar()
    #   ^ calls lib.py:12
    #<- references lib.py:3

A target is ``path:line``, or ``path`` for a file as a whole, or ``external NAME``; ``-> nothing REASON`` says that the
reference is known not to resolve. ``~`` before a kind marks inferred edges. Edges without a place (``overrides``) stand
beneath the name of the symbol they start from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ploke.graph.memory_world import Member, MemoryWorld
from ploke.graph.project import Project, is_manifest
from ploke.graph.resolution import Link, Resolution
from ploke.graph.resolve import Resolver
from ploke.graph.rules import has_rules
from ploke.graph.summary import summarise
from ploke.languages import detect, extract, module_name
from ploke.model.facts import MODULE, FileFacts
from ploke.model.graph import KIND_CODES
from ploke.model.source import Role

_MARKS = {"py": "#", "pyi": "#", "rb": "#", "sh": "#", "mod": "//"}
_ELSE = "//"
_ORDER = {kind: code for code, kind in enumerate(KIND_CODES)}

Place = tuple[int, int]


class Case(NamedTuple):
    """A folder of sources: their texts, facts and resolutions by path."""

    texts: Mapping[str, str]
    facts: Mapping[str, FileFacts]
    resolutions: Mapping[str, Resolution]
    world: MemoryWorld


class Expectation(NamedTuple):
    """What a comment says: its line from 0, how it starts, the place it points to, and the text behind."""

    row: int
    start: str
    place: Place
    text: str


def read_case(folder: Path, *, backwards: bool = False) -> Case:
    """Resolve all files below ``folder``, whose names end in ``.txt`` behind their own; the last first, if wanted."""
    texts = {
        path.relative_to(folder).as_posix().removesuffix(".txt"): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.txt"))
    }
    manifests = {path: text for path, text in texts.items() if is_manifest(path)}
    facts: dict[str, FileFacts] = {}
    members = []
    for path, text in texts.items():
        raw = text.encode()
        dialect = detect(path, raw)
        if dialect is None or not has_rules(dialect.language):
            continue
        facts[path] = extract(raw, dialect)
        language = dialect.language
        members.append(Member(path, module_name(path, language), language, Role.SOURCE, summarise(facts[path])))
    world = MemoryWorld(members, Project(manifests))
    resolver = Resolver(world)
    paths = sorted(facts, reverse=backwards)
    resolutions = {path: resolver.resolve(world.find(path), facts[path]) for path in paths}
    return Case(texts, facts, {path: resolutions[path] for path in sorted(facts)}, world)


def expectations(path: str, text: str) -> Iterator[Expectation]:
    """The comments of a file that say what a reference resolves to."""
    mark = _MARKS.get(path.rpartition(".")[2], _ELSE)
    points = re.compile(rf"(\s*){re.escape(mark)}(\s*)(\^|<-)\s*(.*)")
    code = 0
    for row, line in enumerate(text.split("\n")):
        found = points.fullmatch(line)
        if found is None:
            code = row + 1 if line.strip() else code
            continue
        column = len(found[1]) if found[3] == "<-" else found.start(3)
        yield Expectation(row, line[: found.end(3)], (code, column), found[4])


def rewritten(path: str, case: Case) -> str:
    """The text of a file with all expectations as they are answered today."""
    text = case.texts[path]
    lines = text.split("\n")
    answers = answers_of(path, case)
    for row, start, place, _ in expectations(path, text):
        lines[row] = f"{start} {answers.get(place, 'nothing here')}"
    return "\n".join(lines)


def answers_of(path: str, case: Case) -> dict[Place, str]:
    """What is resolved at each place of a file, as comments say it."""
    found: dict[Place, dict[str, list[str]]] = {}
    resolution = case.resolutions[path]
    for link in sorted(resolution.links, key=lambda row: _ORDER[row.kind]):
        kind = f"{'~' if link.rule else ''}{link.kind}"
        for place in _places(link, case.facts[path]):
            found.setdefault(place, {}).setdefault(kind, []).append(_target(link, case))
    for miss in resolution.misses:
        for place in _pairs(miss.places):
            found.setdefault(place, {})[f"{miss.kind} -> nothing {miss.reason.name}"] = []
    return {
        place: "; ".join(f"{kind} {', '.join(sorted(targets))}".rstrip() for kind, targets in kinds.items())
        for place, kinds in found.items()
    }


def _places(link: Link, facts: FileFacts) -> Iterable[Place]:
    if link.places:
        return _pairs(link.places)
    if link.src == MODULE:
        return ()
    symbol = facts.symbols[link.src]
    return ((symbol.name_line, symbol.name_column),)


def _pairs(flat: Iterable[int]) -> Iterator[Place]:
    numbers = iter(flat)
    return zip(numbers, numbers, strict=True)


def _target(link: Link, case: Case) -> str:
    if link.file < 0:
        return f"external {link.external}"
    path = case.world.file(link.file).path
    return path if link.symbol == MODULE else f"{path}:{case.facts[path].symbols[link.symbol].name_line}"
