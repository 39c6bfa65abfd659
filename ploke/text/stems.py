"""A light English stemmer for queries: one stem for ``cache``, ``caches``, ``cached``, ``caching`` and ``cacher``.

The index keeps words as they are. A query's word is stemmed and spelled out again (``spellings``), which costs a few
look-ups and leaves names exact. Plurals after D. Harman, "How effective is suffixing?" (JASIS 42, 1991); the verb and
noun endings are those that paid on the search gold, nothing more.
"""

from __future__ import annotations

from functools import lru_cache

_ENDINGS = ("ing", "ed", "er", "or", "ion")
_SUFFIXES = ("", "s", "e", "es", "ed", "er", "ers", "ing", "ered", "ering")
_AFTER_T_OR_S = ("or", "ors", "ion", "ions")
_AFTER_I = ("y", "ie", "ies", "ied", "ier", "iers", "ying")
_DOUBLING = ("ed", "er", "ers", "ing")
_LEAST = 4
_VOWELS = "aeiou"


@lru_cache(maxsize=4096)
def stem(term: str) -> str:
    """The stem of a lower-case term; terms with other than ASCII letters, or under four of them, are their own."""
    if len(term) < _LEAST or not (term.isascii() and term.isalpha()):
        return term
    term = _singular(term)
    for _ in range(2):
        ending = next((end for end in _ENDINGS if term.endswith(end) and len(term) - len(end) >= _LEAST), "")
        if not ending:
            break
        term = _undoubled(term[: -len(ending)])
    if term.endswith("e") and len(term) > _LEAST:
        term = term[:-1]
    if term.endswith("y") and len(term) >= _LEAST and term[-2] not in _VOWELS:
        term = term[:-1] + "i"
    return term


@lru_cache(maxsize=4096)
def spellings(stemmed: str) -> tuple[str, ...]:
    """Terms that ``stem`` takes to ``stemmed``, by the usual endings, each once and always in the same order."""
    last, short = stemmed[-1:], stemmed[:-1]
    found = [stemmed + suffix for suffix in _SUFFIXES]
    if last in ("t", "s"):
        found += [stemmed + suffix for suffix in _AFTER_T_OR_S]
    if last == "i":
        found += [short + suffix for suffix in _AFTER_I]
    if last not in _VOWELS and short[-1:] in _VOWELS and short[-2:-1] not in _VOWELS:
        found += [stemmed + last + suffix for suffix in _DOUBLING]
    return tuple(dict.fromkeys(word for word in found if stem(word) == stemmed))


def _singular(term: str) -> str:
    if term.endswith("ies") and len(term) > _LEAST:
        return term[:-3] + "y"
    if not term.endswith("s") or term.endswith(("ss", "us", "is")):
        return term
    return term[:-2] if term.endswith(("sses", "shes", "ches", "xes", "zes")) else term[:-1]


def _undoubled(term: str) -> str:
    if len(term) >= _LEAST and term[-1] == term[-2] and term[-1] not in "ls":
        return term[:-1]
    return term
