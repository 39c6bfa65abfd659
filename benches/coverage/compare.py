"""Which definitions of one reader another has too."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from benches.coverage.difference import Difference
from benches.coverage.explained import EXPLAINED
from benches.coverage.kinds import Compared
from benches.coverage.tags import Tag
from ploke.model.facts import Symbol
from ploke.model.facts import SymbolKind as Kind

SLACK = 2
"""Lines that a name may stand apart: readers point at the line of a keyword, a brace or the name.

What is nearer is answered first, and no symbol answers tags of two lines.
"""

NOT_DEFINED = frozenset((Kind.VARIABLE, Kind.CONSTANT, Kind.FIELD, Kind.ENUM_MEMBER, Kind.SECTION))
"""Our kinds under which a definition of ctags' compared kinds does not count as found."""

ALL_BUT_VALUES = frozenset(Kind) - NOT_DEFINED

_ANONYMOUS = re.compile(r"<[a-z]+>$|__anon[0-9a-f]|[Aa]nonymous\w*[0-9a-f]{6}")
_QUOTES = re.compile(r"^[\"'`\[(]+(?=\w)|(?<=\w)[\"'`\])]+$")
_WRAPPED = re.compile(r"\(.*\)|\[.*\]|\"[^\"]*\"|'[^']*'|`[^`]*`", re.DOTALL)
_OPERATOR = re.compile(r"\boperator\b(.+)", re.DOTALL)
_GENERIC = re.compile(r"(?<=\w)\s*<.*>$", re.DOTALL)
_LEADING = re.compile(r"^[.#]+(?=[\w\\-])")
_PREFIX = re.compile(r"^.*(?:::|[.:\\])(?=[\w~$\"`])", re.DOTALL)


def bare(name: str) -> str:
    """The last part of a name as both readers would write it: no qualifier, quotes, generics or white space."""
    name = name.strip()
    if sign := _OPERATOR.search(name):
        return "operator" + "".join(sign[1].split())
    if name.startswith("`") and name.endswith("`"):
        name = name.strip("`")
    if _WRAPPED.fullmatch(name):
        return name[1:-1].strip()
    if " " in name and not _GENERIC.search(name):
        return name
    name = _GENERIC.sub("", name)
    name = _QUOTES.sub("", _PREFIX.sub("", name)) or name
    return _LEADING.sub("", name.removeprefix("r#")) or name


class Differences(NamedTuple):
    """Differences of one side that nothing explains, and those of each explanation."""

    open: list[Difference]
    explained: Mapping[str, list[Difference]]


@dataclass
class Coverage:
    """One language in one tree."""

    files: int = 0
    theirs: int = 0
    found: int = 0
    ours: int = 0
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    missing: list[Difference] = field(default_factory=list)
    extra: list[Difference] = field(default_factory=list)

    def split(self, side: str) -> Differences:
        """The differences of a side (``missing``, ``extra``), explained ones apart."""
        unexplained: list[Difference] = []
        explained: dict[str, list[Difference]] = defaultdict(list)
        for one in self.missing if side == "missing" else self.extra:
            reason = next((entry.reason for entry in EXPLAINED if entry.explains(one)), None)
            (explained[reason] if reason else unexplained).append(one)
        return Differences(unexplained, explained)


def compare(
    language: str,
    compared: Compared,
    tags: Iterable[Tag],
    symbols: Mapping[str, Sequence[Symbol]],
    lines_of: Callable[[str], Sequence[str]],
) -> Coverage:
    """What of ``tags`` (any kind) ploke's ``symbols`` (by path) have, and the other way round."""
    coverage = Coverage(files=len(symbols))
    by_path: dict[str, list[Tag]] = {path: [] for path in symbols}
    for tag in dict.fromkeys(tags):
        if not _ANONYMOUS.match(tag.name):
            by_path[tag.path].append(tag)
    for path, here in by_path.items():
        _compare_file(coverage, language, compared, path, here, symbols[path], lines_of)
    return coverage


def _compare_file(
    coverage: Coverage,
    language: str,
    compared: Compared,
    path: str,
    tags: Sequence[Tag],
    symbols: Sequence[Symbol],
    lines_of: Callable[[str], Sequence[str]],
) -> None:
    ours: dict[str, list[Symbol]] = defaultdict(list)
    for symbol in symbols:
        ours[bare(symbol.name)].append(symbol)
        if compared.second_name and (second := re.search(compared.second_name, symbol.signature)):
            ours[bare(second[1])].append(symbol)
    lines: Sequence[str] | None = None

    def difference(side: str, kind: str, name: str, line: int, other: str = "") -> Difference:
        nonlocal lines
        lines = lines_of(path) if lines is None else lines
        return Difference(language, side, kind, name, path, line, other, lines)

    asked = sorted({(tag.line, bare(tag.name), tag.kind) for tag in tags if tag.kind in compared.asked})
    taken: dict[tuple[int, int], int] = {}
    answers: dict[tuple[int, str, str], Symbol | None] = {}
    for nearness in (_on_name, _in_head, _near, _within):
        for line, name, kind in asked:
            if answers.get((line, name, kind)) is None:
                answers[line, name, kind] = _pick(ours.get(name, ()), line, taken, nearness, compared.ours)
    for (line, name, kind), answer in answers.items():
        coverage.theirs += 1
        if answer is not None:
            coverage.found += 1
            coverage.kinds[kind, answer.kind] += 1
        else:
            other = next((one for one in ours.get(name, ()) if _near(one, line)), None)
            coverage.missing.append(difference("missing", kind, name, line, other.kind if other else ""))
    seen = defaultdict(set)
    for tag in tags:
        seen[bare(tag.name)].add(tag.line)
    for symbol in symbols:
        if symbol.kind in compared.ours and "declaration" not in symbol.markers:
            coverage.ours += 1
            name = bare(symbol.name)
            if (symbol.name_line, symbol.name_column) not in taken and not any(
                _near(symbol, line) for line in seen.get(name, ())
            ):
                coverage.extra.append(difference("extra", symbol.kind, name, symbol.name_line))


def _pick(
    candidates: Sequence[Symbol],
    line: int,
    taken: dict[tuple[int, int], int],
    near: Callable[[Symbol, int], bool],
    kinds: frozenset[str],
) -> Symbol | None:
    """The first candidate near ``line`` that no tag of another line has been answered with."""
    for symbol in candidates:
        defined = symbol.kind in kinds or symbol.kind not in NOT_DEFINED
        place = symbol.name_line, symbol.name_column
        if defined and near(symbol, line) and taken.get(place, line) == line:
            taken[place] = line
            return symbol
    return None


def _on_name(symbol: Symbol, line: int) -> bool:
    return symbol.name_line == line


def _in_head(symbol: Symbol, line: int) -> bool:
    return symbol.start_line <= line <= symbol.name_line


def _near(symbol: Symbol, line: int) -> bool:
    return _in_head(symbol, line) or abs(symbol.name_line - line) <= SLACK


def _within(symbol: Symbol, line: int) -> bool:
    return symbol.start_line <= line <= symbol.end_line
