"""Text to terms: the one tokeniser of lexical search and of the built-in embedder.

A *word* is a run of letters, digits and underscores. It yields its parts, and a word of several parts also yields
them joined, so that ``getUserName`` answers to ``user``, to ``getusername`` and to ``get_user_name``:

| word | terms |
|---|---|
| ``getUserName``, ``get_user_name`` | get user name getusername |
| ``HTTPServer``, ``URLs`` | http server httpserver; urls |
| ``sha256``, ``t_zset`` | sha 256 sha256; zset tzset |
| ``Größe`` | größe |
| ``日本語`` | 日本 本語 (scripts without spaces go by pairs of characters) |

What tells nothing is no term: single ASCII characters, words over 64 characters, hashes, encoded data, numbers over
eight digits. Joined forms cost a fifth more postings and are worth .013 NDCG@10 on the search gold; leaving single
characters out saves a sixteenth and costs nothing there.
"""

from __future__ import annotations

import re
from collections import _count_elements as _count  # type: ignore[attr-defined]  # Counter's loop, in C
from collections.abc import Iterator
from itertools import chain

MAX_WORD = 64
MAX_DIGITS = 8
CACHE_WORDS = 1 << 16

# Every byte that cannot stand in a word becomes a space; bytes of non-ASCII characters are looked at once per piece.
_TO_PIECES = bytes(b if b > 127 or chr(b).isalnum() or b == 95 else 32 for b in range(256))
_PART = re.compile(r"[A-Z]{2,}s(?![a-z])|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|~+")
_HEXADECIMAL = frozenset("0123456789abcdefABCDEF")
# Scripts written without spaces: Thai and Lao, Khmer, kana and Han, Hangul, compatibility forms, supplementary Han.
_UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1780, 0x17FF),
    (0x2E80, 0x9FFF),
    (0xAC00, 0xD7AF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)


def terms(text: str) -> list[str]:
    """The terms of ``text`` in reading order, repeats included, lower-cased; a word's joined form follows its parts."""
    return list(_flat(text.encode("utf-8", "replace")))


def count_terms(text: bytes) -> dict[str, int]:
    """How often each term stands in UTF-8 ``text``, by first appearance: ``Counter(terms(text))`` at full speed."""
    counts: dict[str, int] = {}
    _count(counts, _flat(text))
    return counts


def parts(text: str) -> list[str]:
    """The terms of a short text in reading order without joined forms: what its words are made of."""
    return [part for word in re.findall(r"\w+", text) for part in _parts(word) if _tells(part)]


def part_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the parts of words stand in ``text``, in characters; unspaced scripts are one part a run."""
    for word in re.finditer(r"\w+", text):
        at = word.start()
        for part in _PART.finditer(_outline(word[0])):
            yield at + part.start(), at + part.end()


def _flat(text: bytes) -> Iterator[str]:
    if len(_CACHE) > CACHE_WORDS:
        _CACHE.clear()
    return chain.from_iterable(map(_lookup, text.translate(_TO_PIECES).split()))


class _Cache(dict[bytes, tuple[str, ...]]):
    """Pieces of text to their terms, filled on first look-up so that the common path never leaves C."""

    def __missing__(self, piece: bytes) -> tuple[str, ...]:
        self[piece] = found = _terms_of_piece(piece)
        return found


_CACHE = _Cache()
_lookup = _CACHE.__getitem__


def _terms_of_piece(piece: bytes) -> tuple[str, ...]:
    if piece.isascii():
        return _terms_of_word(piece.decode("ascii"))
    import unicodedata

    text = unicodedata.normalize("NFC", piece.decode("utf-8", "replace"))
    return tuple(term for word in re.findall(r"\w+", text) for term in _terms_of_word(word))


def _terms_of_word(word: str) -> tuple[str, ...]:
    if len(word) > MAX_WORD or (len(word) >= 16 and _is_hash(word)):
        return ()
    split = _parts(word)
    kept = tuple(filter(_tells, split))
    if len(split) < 2 or "~" in _outline(word):
        return kept
    if any(len(part) > MAX_DIGITS and part.isdigit() for part in split):
        return kept
    joined = "".join(split)
    if "_" not in word and 20 <= len(joined) < 3 * len(split):
        return ()  # letters and digits in no order: encoded data
    return (*kept, joined)


def _tells(part: str) -> bool:
    return (len(part) > 1 or not part.isascii()) and (len(part) <= MAX_DIGITS or not part.isdigit())


def _is_hash(word: str) -> bool:
    return _HEXADECIMAL.issuperset(word) and not word.isdigit() and not word.isalpha()


def _parts(word: str) -> list[str]:
    outline = _outline(word)
    found: list[str] = []
    for match in _PART.finditer(outline):
        part = word[match.start() : match.end()].lower()
        if outline[match.start()] == "~" and len(part) > 2:
            found.extend(part[at : at + 2] for at in range(len(part) - 1))
        else:
            found.append(part)
    return found


def _outline(word: str) -> str:
    """ASCII characters that split as the word's own do, one for each."""
    return word if word.isascii() else word.translate(_SHAPES)


class _Shapes(dict[int, str]):
    """Code points to the ASCII character that splits words as they do, filled on first look-up."""

    def __missing__(self, code: int) -> str:
        self[code] = shape = _shape(code)
        return shape


_SHAPES = _Shapes()


def _shape(code: int) -> str:
    if any(first <= code <= last for first, last in _UNSPACED):
        return "~"
    character = chr(code)
    if character.isupper():
        return "A"
    if character.isdigit():
        return "0"
    return "_" if character == "_" else "a"
