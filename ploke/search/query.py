"""A query as typed to what it asks for."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from ploke.errors import UsageError
from ploke.model.source import Role
from ploke.text.stems import stem
from ploke.text.terms import terms

MAX_TERMS = 48
MAX_NAMES = 16

# English words that say nothing about code. Words that may name something (get, new, not, if) stay.
_STOP = frozenset(
    re.split(
        r"\s+",
        "a an and are as at be been by can could do does for from had has have how i in into is it its me my of on or "
        "our please should so that the their them then there these they this those to use used uses using was we were "
        "what when where which who whose why will with would you your",
    )
)

_ROLE_WORDS = {
    Role.TEST: frozenset({"test", "tests", "testing", "spec", "specs"}),
    Role.EXAMPLE: frozenset({"example", "examples", "sample", "samples", "demo", "benchmark", "benchmarks"}),
    Role.DOCUMENTATION: frozenset({"doc", "docs", "documentation", "readme", "changelog", "guide", "tutorial"}),
    Role.CONFIGURATION: frozenset({"yaml", "yml", "toml", "ini", "workflow", "makefile", "dockerfile", "lint"}),
    Role.DATA: frozenset({"data", "fixture", "fixtures", "csv"}),
}

_PHRASE = re.compile(r'"([^"\n]+)"|“([^”\n]+)”')
_NAME = re.compile(r"[^\W\d]\w*(?:(?:\.|::|->|#|\\)[^\W\d]\w*)*")
_COMPOUND = re.compile(r"[a-z0-9][A-Z]|[A-Z]{2}[a-z]|\w_\w|^_|\W")
_PATH = re.compile(r"[\w@.+-]*(?:/[\w@.+-]+)+|[\w@+-][\w@.+-]*\.[A-Za-z][A-Za-z0-9]{0,4}")
_EDGES = " \t\r\n.,;:?!'`()[]{}<>\"“”"


class Kind(StrEnum):
    """What a query looks like: a name someone knows, or words about what code does."""

    NAME = "name"
    WORDS = "words"


class Query(NamedTuple):
    """What a query asks for.

    ``phrases`` must stand in a result's text exactly. ``names`` are identifiers as typed, separators turned to dots.
    ``paths`` look like files. ``terms`` maps each stem, in the query's order, to its terms as typed. ``roles`` are
    the kinds of file that the query names (it says "test", say) and that are therefore not ranked down.
    """

    text: str
    kind: Kind
    phrases: tuple[str, ...]
    names: tuple[str, ...]
    paths: tuple[str, ...]
    terms: dict[str, tuple[str, ...]]
    roles: frozenset[Role]

    @property
    def has_words_outside_quotes(self) -> bool:
        """Whether there is something to look for beside the phrases."""
        return bool(terms(_PHRASE.sub(" ", self.text)))


def parse(text: str) -> Query:
    """Read ``text``. At most ``MAX_TERMS`` distinct stems and ``MAX_NAMES`` names are kept, the first ones.

    Raises ``UsageError`` where there is nothing to look for: no text, or no letter, digit or quoted phrase.
    """
    if not text.strip():
        raise UsageError("The query is empty.", "Say what to look for.")
    phrases = tuple(dict.fromkeys(first or second for first, second in _PHRASE.findall(text)))
    all_terms = terms(text)
    words = [word for word in (piece.strip(_EDGES) for piece in text.split()) if word]
    names = tuple(dict.fromkeys(_names(words)))[:MAX_NAMES]
    if not all_terms and not names and not any(phrase.strip() for phrase in phrases):
        raise UsageError(
            "The query holds no word to look for.", "Look for punctuation, hashes and the like with --literal."
        )
    return Query(
        text,
        Kind.NAME if len(words) == 1 and names else Kind.WORDS,
        phrases,
        names,
        tuple(dict.fromkeys(word for word in words if _PATH.fullmatch(word)))[:MAX_NAMES],
        _stems(all_terms),
        frozenset(role for role, said in _ROLE_WORDS.items() if not said.isdisjoint(all_terms)),
    )


def _names(words: list[str]) -> list[str]:
    """Words that are identifiers by their look; a word alone is one whatever its look."""
    return [
        re.sub(r"::|->|#|\\", ".", word)
        for word in words
        if _NAME.fullmatch(word) and (len(words) == 1 or _COMPOUND.search(word))
    ]


def _stems(all_terms: list[str]) -> dict[str, tuple[str, ...]]:
    telling = [term for term in all_terms if term not in _STOP] or all_terms
    by_stem: dict[str, dict[str, None]] = {}
    for term in telling:
        key = stem(term)
        if key in by_stem or len(by_stem) < MAX_TERMS:
            by_stem.setdefault(key, {})[term] = None
    return {key: tuple(found) for key, found in by_stem.items()}
