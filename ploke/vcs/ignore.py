"""The one ignore matcher: which paths below a root are left out, by the rules of git and by ``.plokeignore``.

From weakest to strongest: the global excludes file, the repository's ``info/exclude``, then ``.gitignore`` and
``.plokeignore`` of each folder from the root down (in one folder ``.plokeignore`` is the stronger), then the patterns
given with the request. The strongest pattern that matches decides. Files above the root are not read. Below an ignored
folder nothing can be taken back, as in git. That git does not ignore what it tracks is the caller's to ask
(``ploke.vcs.tracked``).

Each pattern ends up in the cheapest table that can answer for it: bare names, extensions, whole paths, and for what is
left one regular expression for each ignore file, tried only on names that start or end as one of its patterns must.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from ploke.vcs.wildmatch import Pattern, extensions, literal_ends, literals, read_patterns, regex

_REQUEST = 1 << 40


class Origin(Enum):
    """Whose rule it is. Inside of a submodule the rules of the repository around it (``GIT``) do not hold."""

    GLOBAL = "global excludes"
    GIT = "git"
    OWN = "ploke"
    REQUEST = "request"


class Source(NamedTuple):
    """One ignore file: the patterns and the folder they are relative to (``""`` or ``"a/b/"``)."""

    label: str
    folder: str
    patterns: tuple[Pattern, ...]
    origin: Origin


def read_source(label: str, folder: str, data: bytes, origin: Origin) -> Source:
    """An ignore file's bytes as a source; ``label`` is how reports name the file."""
    return Source(label, folder, _patterns(data), origin)


@lru_cache(maxsize=512)
def _patterns(data: bytes) -> tuple[Pattern, ...]:
    return tuple(read_patterns(data))


class IgnoreRules:
    """The rules that hold for the entries of one folder. Immutable; ``with_source`` makes those of a folder below.

    A *code* names the pattern that decided: 0 for none, odd for one that takes a path back (``!``).
    """

    __slots__ = ("_explained", "_files", "_folders", "_ignore_case", "_next", "_origins", "_sources")

    def __init__(self, *, ignore_case: bool = False) -> None:
        self._ignore_case = ignore_case
        self._sources: tuple[Source, ...] = ()
        self._origins: dict[int, tuple[Source, Pattern]] = {}
        self._explained: dict[int, str] = {}
        self._next = 2
        self._files = _Table(ignore_case)
        self._folders = _Table(ignore_case)

    def __bool__(self) -> bool:
        return bool(self._origins)

    def with_source(self, source: Source) -> IgnoreRules:
        """These rules and a stronger source; one of the request is stronger than any that will be added."""
        if not source.patterns:
            return self
        rules = IgnoreRules(ignore_case=self._ignore_case)
        rules._sources = (*self._sources, source)
        rules._origins = self._origins.copy()
        rules._files = self._files.copy()
        rules._folders = self._folders.copy()
        request = source.origin is Origin.REQUEST
        start = self._next + (_REQUEST if request else 0)
        codes = []
        for offset, pattern in enumerate(source.patterns):
            code = start + 2 * offset + pattern.negative
            rules._origins[code] = (source, pattern)
            codes.append((code, pattern))
        rules._files.add([rule for rule in codes if not rule[1].dir_only], source.folder)
        rules._folders.add(codes, source.folder)
        rules._next = self._next + (0 if request else 2 * len(codes))
        return rules

    def in_submodule(self) -> IgnoreRules:
        """What still holds inside of a submodule: ploke's own rules, not those of the repository around it."""
        rules = IgnoreRules(ignore_case=self._ignore_case)
        for source in self._sources:
            if source.origin is not Origin.GIT:
                rules = rules.with_source(source)
        return rules

    @property
    def code_of_file(self) -> Callable[[str, str], int]:
        """Answers the code that decides for a file (or link): its path relative to the root, and its bare name."""
        return self._files.find

    @property
    def code_of_folder(self) -> Callable[[str, str], int]:
        """Answers the code that decides for a folder; its path has no slash at the end."""
        return self._folders.find

    def origin(self, code: int) -> Origin:
        """Whose rule decided; ``code`` is not 0."""
        return self._origins[code][0].origin

    def pattern(self, code: int) -> Pattern:
        """The pattern that decided; ``code`` is not 0."""
        return self._origins[code][1]

    def explain(self, code: int) -> str:
        """The deciding pattern for people: ``file:line: pattern``."""
        found = self._explained.get(code)
        if found is None:
            source, pattern = self._origins[code]
            written = pattern.source.encode("latin-1").decode("utf-8", "backslashreplace")
            found = self._explained[code] = f"{source.label}:{pattern.line}: {written}"
        return found


class _Globs:
    """The patterns of one source that need a regular expression, strongest first.

    They match the bare name, or (``whole_path``) the path from the character ``start`` on.
    """

    __slots__ = ("_alternatives", "_codes", "_ignore_case", "_start", "top", "whole_path")

    def __init__(self, rules: list[tuple[int, str]], whole_path: bool, start: int, ignore_case: bool) -> None:
        self.whole_path = whole_path
        self._codes = tuple(code for code, _ in reversed(rules))
        self._alternatives = tuple(alternative for _, alternative in reversed(rules))
        self._start = start if whole_path else 0
        self._ignore_case = ignore_case
        self.top = self._codes[0]

    def match(self, text: str) -> int:
        found = _compiled(self._alternatives, self._ignore_case).fullmatch(text, self._start)
        return self._codes[found.lastindex - 1] if found and found.lastindex else 0


@lru_cache(maxsize=512)
def _compiled(alternatives: tuple[str, ...], ignore_case: bool) -> re.Pattern[str]:
    flags = re.DOTALL | (re.IGNORECASE | re.ASCII if ignore_case else re.NOFLAG)
    return re.compile("|".join(f"({alternative})" for alternative in alternatives), flags)


class _Table:
    """Patterns sorted by what it takes to match them; values are codes."""

    __slots__ = ("always", "extensions", "globs", "heads", "ignore_case", "names", "path_heads", "paths", "tails")

    def __init__(self, ignore_case: bool) -> None:
        self.ignore_case = ignore_case
        self.names: dict[str, int] = {}
        self.extensions: dict[str, int] = {}
        self.paths: dict[str, int] = {}
        self.globs: tuple[_Globs, ...] = ()
        self.heads: tuple[str, ...] = ()
        self.tails: tuple[str, ...] = ()
        self.path_heads: tuple[str, ...] = ()
        self.always = False

    def copy(self) -> _Table:
        twin = _Table(self.ignore_case)
        twin.names = self.names.copy()
        twin.extensions = self.extensions.copy()
        twin.paths = self.paths.copy()
        twin.globs, twin.always = self.globs, self.always
        twin.heads, twin.tails, twin.path_heads = self.heads, self.tails, self.path_heads
        return twin

    def find(self, path: str, name: str) -> int:
        """The strongest code whose pattern matches, 0 if none does."""
        if not path.isascii():
            path, name = byte_view(path), byte_view(name)
        if self.ignore_case:
            path, name = _lowered(path), _lowered(name)
        code = self.names.get(name, 0)
        dot = name.rfind(".")
        if dot >= 0:
            other = self.extensions.get(name[dot:], 0)
            code = other if other > code else code
        if self.paths:
            other = self.paths.get(path, 0)
            code = other if other > code else code
        if self.globs and (
            self.always
            or (self.tails and name.endswith(self.tails))
            or (self.heads and name.startswith(self.heads))
            or (self.path_heads and path.startswith(self.path_heads))
        ):
            for glob in self.globs:
                if glob.top <= code:
                    break
                other = glob.match(path if glob.whole_path else name)
                code = other if other > code else code
        return code

    def add(self, rules: list[tuple[int, Pattern]], folder: str) -> None:
        """Add a source's patterns, weakest first; ``folder`` is what they are relative to."""
        base = byte_view(folder)
        left: tuple[list[tuple[int, str]], list[tuple[int, str]]] = ([], [])
        for code, pattern in rules:
            plan = _plan(pattern.text, pattern.anchored)
            for literal in plan.literals:
                table, key = (self.paths, base + literal) if pattern.anchored else (self.names, literal)
                _put(table, _lowered(key) if self.ignore_case else key, code)
            for extension in plan.extensions:
                _put(self.extensions, _lowered(extension) if self.ignore_case else extension, code)
            if plan.regex:
                self._expect(plan, base if pattern.anchored else "", pattern.anchored)
                left[pattern.anchored].append((code, plan.regex))
        for whole_path, globs in enumerate(left):
            if globs:
                added = _Globs(globs, bool(whole_path), len(base), self.ignore_case)
                self.globs = tuple(sorted((added, *self.globs), key=lambda globs: -globs.top))

    def _expect(self, plan: _Plan, base: str, anchored: bool) -> None:
        """Widen the quick test by the start or the end that every match of this pattern has."""
        head, tail = (_lowered(plan.head), _lowered(plan.tail)) if self.ignore_case else (plan.head, plan.tail)
        tail = tail.rpartition("/")[2]
        if anchored and base + head:
            self.path_heads += ((_lowered(base) if self.ignore_case else base) + head,)
        elif head and not tail:
            self.heads += (head,)
        elif tail:
            self.tails += (tail,)
        else:
            self.always = True


def _put(table: dict[str, int], key: str, code: int) -> None:
    if code > table.get(key, 0):
        table[key] = code


class _Plan:
    """How to match one pattern: by exact strings, by extensions, or by a regex after a look at head and tail."""

    __slots__ = ("extensions", "head", "literals", "regex", "tail")

    def __init__(
        self,
        literals: Sequence[str] = (),
        extensions: Sequence[str] = (),
        regex: str = "",
        head: str = "",
        tail: str = "",
    ) -> None:
        self.literals = literals
        self.extensions = extensions
        self.regex = regex
        self.head = head
        self.tail = tail


@lru_cache(maxsize=4096)
def _plan(text: str, anchored: bool) -> _Plan:
    pattern = Pattern(text, False, False, anchored, 0, text)
    found = literals(pattern)
    if found is not None:
        return _Plan(literals=found)
    found = extensions(pattern)
    if found is not None:
        return _Plan(extensions=found)
    head, tail = literal_ends(pattern)
    return _Plan(regex=regex(pattern), head=head, tail=tail)


def byte_view(text: str) -> str:
    """A path as git sees it: one character a byte."""
    return text if text.isascii() else text.encode("utf-8", "surrogateescape").decode("latin-1")


def _lowered(text: str) -> str:
    return text.lower() if text.isascii() else text.encode("latin-1").lower().decode("latin-1")
