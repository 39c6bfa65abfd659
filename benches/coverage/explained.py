"""Differences from ctags that are understood: each entry has a reason that a reader can check at any of its examples.

An entry of side ``missing`` is a mistake of ctags (it takes for a definition what is none, or names it wrongly), one of
side ``extra`` is a definition that ctags 5.9 does not see. What ploke misses is no entry: it is mended, or it counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Difference(NamedTuple):
    """A definition that one reader has at ``line`` (from 1) of ``path``. ``kind`` is in the words of that reader.

    ``other`` is the kind under which ploke has the name there, where that kind is not compared. ``lines`` are the
    file's.
    """

    language: str
    side: str
    kind: str
    name: str
    path: str
    line: int
    other: str
    lines: Sequence[str]

    @property
    def text(self) -> str:
        """The line."""
        return self.lines[self.line - 1] if 0 < self.line <= len(self.lines) else ""


@dataclass(frozen=True)
class Explanation:
    """All that is said must hold: regular expressions searched for in kind, name, path and line, and ``when``.

    ``languages`` and ``side`` (``missing``, ``extra``) are words.
    """

    languages: str
    side: str
    reason: str
    kind: str = ""
    name: str = ""
    text: str = ""
    path: str = ""
    when: Callable[[Difference], bool] | None = None

    def explains(self, one: Difference) -> bool:
        return (
            one.side == self.side
            and one.language in self.languages.split()
            and all(
                re.search(pattern, value)
                for pattern, value in (
                    (self.kind, one.kind),
                    (self.name, one.name),
                    (self.path, one.path),
                    (self.text, one.text),
                )
                if pattern
            )
            and (self.when is None or self.when(one))
        )


def _before_constraint(one: Difference) -> bool:
    return re.search(rf"\bwhere\s+{re.escape(one.name)}\s*:", one.text) is not None


def _before_block(one: Difference) -> bool:
    name = re.escape(one.name)
    return (
        re.search(rf"\b(where\s.*:|class\s.*:|using|catch|when|new|is)\b.*\b{name}|[\"'>/].*{name}", one.text)
        is not None
    )


def _called_in_statement(one: Difference) -> bool:
    """Whether the name stands before arguments where no type or modifier precedes it."""
    call = rf"(^|[.(!?{{}};=,]|\b(?:new|return|await|throw|in|else)\b)\s*{re.escape(one.name)}\s*(<.*>)?\("
    return re.search(call, one.text) is not None and re.search(r"[;,)({]\s*(//.*)?(\}\s*)?$", one.text) is not None


EXPLAINED: tuple[Explanation, ...] = (
    Explanation(
        "csharp",
        "missing",
        "a keyword before a block",
        name=r"^(get|set|add|remove|init|lock|finally|else|try|do|unchecked|checked|unsafe|fixed|base|this|get_\w+)$",
    ),
    Explanation("csharp", "missing", "a type parameter, before its constraint", kind="class", when=_before_constraint),
    Explanation("csharp", "missing", "a call in a statement", kind="method", when=_called_in_statement),
    Explanation(
        "csharp", "missing", "a name in an initialiser or pattern", kind="property", text=r"(\bnew\b|=|\bis\b).*\{"
    ),
    Explanation(
        "csharp",
        "extra",
        "declared with a modifier, which no statement starts with; ctags loses its way after a type with ?, a body"
        " after =>, a verbatim string or an #if",
        text=r"^\s*(\[.*\]\s*)*(public|private|protected|internal|static|override|abstract|virtual|async|sealed"
        r"|partial|readonly|extern|unsafe|new)\s",
    ),
    Explanation("csharp", "extra", "a local function, indexer or operator, which ctags has not", kind="function"),
    Explanation("csharp", "extra", "an indexer", kind="property", name="^this$"),
    Explanation(
        "csharp", "extra", "a member of an interface that is named with it", text=r"[\w>]\.\w+(<.*>)?\s*(\(|\{|=>|$)"
    ),
    # An entry looks like this:
    # Explanation("c", "missing", "a call of a macro, which ctags takes for a function", kind="^function$",
    #             text=r"^[A-Z_]+\(.*\);$"),
)
