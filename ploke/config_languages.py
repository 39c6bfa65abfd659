"""Languages of the user's own: the ``[languages.NAME]`` tables of a settings file.

A table says which files are in the language (``extensions``, ``file_names``, ``interpreters``) and, for one that ploke
does not read by itself, how to: ``grammar``, the Python package of a tree-sitter grammar (``tree_sitter_dart``,
``tree_sitter_dart:language``, ``tree_sitter_language_pack:dart``), and ``query``, the path of a query file.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, NamedTuple

from ploke.errors import UsageError

_KEYS = ("extensions", "file_names", "interpreters", "grammar", "query")
_LONGEST_QUERY = 64 * 1024
_DEEPEST_QUERY = 100
_NAME = re.compile(r"[a-z0-9][a-z0-9+#_.-]*")
_GRAMMAR = re.compile(r"tree_sitter_language_pack:\w+|tree_sitter_\w+(?::language(?:_\w+)?)?")


class UserLanguage(NamedTuple):
    """A language as its user describes it.

    ``query`` is the text of the query, ``query_file`` where it was read; both are empty, as is ``grammar``, for a
    language that only names files. ``origin`` is the settings file. ``grammar`` is ``package:function``, or the path
    of a library.
    """

    name: str
    extensions: tuple[str, ...]
    file_names: tuple[str, ...]
    interpreters: tuple[str, ...]
    grammar: str
    query: str
    query_file: str
    origin: str


def read_languages(tables: Any, where: str, folder: Path, *, trusted: bool) -> list[UserLanguage]:
    """The languages in the table ``languages`` of a settings file, in its order.

    ``where`` names the file in messages, ``folder`` is what relative paths start at. A file that is not ``trusted``
    (a repository's) may name query files inside its folder alone, and no library for a grammar, since loading one runs
    it. Raises ``UsageError`` for whatever is wrong.
    """
    if not isinstance(tables, dict):
        raise UsageError(f"{where}: languages must be a table of tables, one a language.", "Write [languages.NAME].")
    return [_read_language(name, table, where, folder, trusted) for name, table in tables.items()]


def _read_language(name: str, table: Any, where: str, folder: Path, trusted: bool) -> UserLanguage:
    place = f"{where}: languages.{name}"
    if not _NAME.fullmatch(name):
        raise UsageError(f"{place} is no name for a language.", "Use lower-case letters, digits and any of + # _ . -")
    if not isinstance(table, dict):
        raise UsageError(f"{place} must be a table.", f"Write [languages.{name}].")
    for key in table:
        if key not in _KEYS:
            raise UsageError(f"{place}: there is no key {key}.", f"A language has {', '.join(_KEYS)}.")
    extensions = tuple(word.removeprefix(".") for word in _words(table, "extensions", place))
    names, interpreters = _words(table, "file_names", place), _words(table, "interpreters", place)
    if not (extensions or names or interpreters):
        raise UsageError(f"{place} says of no file that it is in this language.", 'Add extensions = ["…"].')
    grammar, query = _text(table, "grammar", place), _text(table, "query", place)
    if bool(grammar) != bool(query):
        missing = "query" if grammar else "grammar"
        raise UsageError(f"{place} has no {missing}.", "A language is read with a grammar and a query together.")
    if grammar:
        grammar = _grammar(grammar, place, folder, trusted)
    file = _query_file(query, place, folder, trusted) if query else None
    return UserLanguage(
        name, extensions, names, interpreters, grammar, _query_text(file, place) if file else "", str(file or ""), where
    )


def _words(table: dict[str, Any], key: str, place: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(word, str) and word and not word.isspace() for word in value):
        raise UsageError(f"{place}: {key} must be a list of words, not {value!r}.")
    return tuple(value)


def _text(table: dict[str, Any], key: str, place: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise UsageError(f"{place}: {key} must be text, not {value!r}.")
    return value


def _grammar(text: str, place: str, folder: Path, trusted: bool) -> str:
    if _GRAMMAR.fullmatch(text):
        return text if ":" in text else text + ":language"
    if not trusted:
        raise UsageError(
            f"{place}: grammar must be a package such as tree_sitter_dart, not {text!r}.",
            "A library is loaded from your own settings file alone, since loading it runs it.",
        )
    file = Path(os.path.normpath(folder / Path(text).expanduser()))
    if not file.is_file():
        raise UsageError(f"{place}: grammar {text!r} is neither a package such as tree_sitter_dart nor a file.")
    return str(file)


def _query_file(text: str, place: str, folder: Path, trusted: bool) -> Path:
    path = Path(text).expanduser() if trusted else Path(text)
    file = Path(os.path.normpath(folder / path))
    if not trusted and (path.is_absolute() or not file.resolve().is_relative_to(folder.resolve())):
        raise UsageError(f"{place}: query must be a file inside the repository, not {text!r}.")
    return file


def _query_text(file: Path, place: str) -> str:
    """The query's text. The compiler of queries recurses, and takes long for many patterns: both are bounded here."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise UsageError(f"{place}: the query {file} cannot be read: {why}.") from error
    if len(text) > _LONGEST_QUERY:
        raise UsageError(f"{place}: the query {file} is longer than {_LONGEST_QUERY} characters.")
    depth = deepest = 0
    for sign in text:
        depth += (sign in "([") - (sign in ")]")
        deepest = max(deepest, depth)
    if deepest > _DEEPEST_QUERY:
        raise UsageError(f"{place}: the query {file} is nested deeper than {_DEEPEST_QUERY} brackets.")
    return text
