"""The languages ploke reads, one line each, and what can be told of a file without importing a grammar."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ploke.languages.catalog import BUNDLED, LANGUAGES
from ploke.languages.content import RULES, told_by_content
from ploke.languages.module_names import named_by_path
from ploke.languages.names import BINARY_EXTENSIONS, EXTENSIONS, FILE_NAMES, INTERPRETERS, LINGUIST

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ploke.config_languages import UserLanguage
    from ploke.languages.spec import LanguageSpec


class Dialect(NamedTuple):
    """How a file's bytes are to be read: a language and which of its grammars (mostly the same word)."""

    language: str
    dialect: str


TEXT = Dialect("text", "text")

_HEAD_BYTES = 256
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SHEBANG = re.compile(rb"#!\s*(?:\S*/)?env\s+(?:-\S+\s+|\w+=\S*\s+)*([^\s/]+)|#!\s*(?:\S*/)?([^\s/]+)")
_QUERY = re.compile(rb"\w+\.scm")
_PACKAGE = re.compile(rb"\btree_sitter_\w+")
_VERSIONED = re.compile(r"[\d.]+$")


def detect(path: str, source: bytes = b"", own: Sequence[UserLanguage] = ()) -> Dialect | None:
    """The dialect of ``path``: by its name, its extension, then the ``#!`` line of ``source``; None for binary files.

    Where languages share an extension, the words in ``source`` decide (``ploke.languages.content``). What a language of
    the user's ``own`` names is that language's. Text that nothing is known of is ``Dialect("text", "text")``. The same
    arguments always give the same answer.
    """
    head = source[:_HEAD_BYTES]
    if b"\0" in head and not head.startswith(_UTF16_MARKS):
        return None
    name = path.rpartition("/")[2]
    extension = name.rpartition(".")[2] if "." in name else ""
    for language in own:
        if name in language.file_names or (extension and extension in language.extensions):
            return Dialect(language.name, language.name)
    found = FILE_NAMES.get(name)
    if found is None:
        found = (
            told_by_content(extension.lower(), source) or EXTENSIONS.get(extension) or EXTENSIONS.get(extension.lower())
        )
        if found is None and extension.lower() in BINARY_EXTENSIONS:
            return None
    if found is None:
        found = EXTENSIONS.get(name.partition(".")[0].lower()) if name.startswith("Dockerfile.") else None
    if found is None and head.startswith(b"#!"):
        found = _interpreter(head, own)
    return Dialect(*found) if found else TEXT


def is_told_by_name(path: str) -> bool:
    """Whether ``detect`` needs no bytes of ``path``, but for telling text from binary files."""
    name = path.rpartition("/")[2]
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    return name in FILE_NAMES or (extension not in RULES and extension in EXTENSIONS)


def dialect_called(name: str) -> Dialect | None:
    """The dialect that ``name`` means in ``.gitattributes``: one of ploke's or of linguist's names, in any case."""
    word = name.lower()
    found = LINGUIST.get(word) or (word.replace(" ", "-"), "")
    return Dialect(found[0], found[1] or found[0]) if found[0] in known_languages() else None


@cache
def known_languages() -> list[str]:
    """Every language name that ``detect`` can answer, ascending."""
    told = {rule.language for rules in RULES.values() for rule in rules}
    return sorted(told.union(*({language for language, _ in table.values()} for table in (EXTENSIONS, FILE_NAMES))))


@cache
def spec_of(language: str) -> LanguageSpec | None:
    """The language's description, its module imported now; None for one that is read as lines."""
    if language in LANGUAGES:
        spec: LanguageSpec = import_module(f"ploke.languages.{module_of(language)}").SPEC
        return spec
    own = _OWN.get(language)
    if own is not None:
        from ploke.languages.engine.custom import spec_of_user

        return spec_of_user(own)
    if language in BUNDLED and find_spec("tree_sitter_language_pack") is not None:
        from ploke.languages.engine.custom import spec_of_bundled

        return spec_of_bundled(language)
    return None


_OWN: dict[str, UserLanguage] = {}


def add_languages(languages: Iterable[UserLanguage]) -> None:
    """Let this process read languages of a user's own. Detection is told of them each time: see ``detect``."""
    _OWN.update({language.name: language for language in languages if language.grammar})
    spec_of.cache_clear()
    fingerprint.cache_clear()


def module_of(language: str) -> str:
    """The name of the module that describes a language of the catalogue."""
    return LANGUAGES[language].module or language.replace("-", "_")


@cache
def grammar_installed(spec: LanguageSpec, dialect: str) -> bool:
    """Whether the package that a dialect's grammar lies in is there; one without a grammar needs none."""
    place = spec.grammars.get(dialect) or next(iter(spec.grammars.values()), "")
    return not place or "/" in place or find_spec(place.partition(":")[0]) is not None


@cache
def fingerprint(language: str) -> str:
    """A hash that changes when the facts of this language's files may: engine, its module, query and grammars.

    Hexadecimal, 32 digits. Reads a few small files once a process and imports nothing: a language's own module must
    name its query files and grammar packages.
    """
    from hashlib import blake2b

    digest = blake2b(_shared_digest(), digest_size=16)
    if language in LANGUAGES:
        folder = Path(__file__).parent
        source = b"".join(file.read_bytes() for file in _own_files(language))
        digest.update(source)
        for query in sorted(set(_QUERY.findall(source))):
            digest.update((folder / "queries" / query.decode()).read_bytes())
        installed = _installed_grammars()
        for package in sorted({"tree_sitter", *(found.decode() for found in _PACKAGE.findall(source))}):
            digest.update(f"{package} {installed.get(package, 'missing')}".encode())
        holds = LANGUAGES[language].holds
        everything = [*BUNDLED, *(name for name, entry in LANGUAGES.items() if entry.holds != "*")]
        everything += sorted(_OWN)
        for held in everything if holds == "*" else holds.split():
            digest.update(fingerprint(held).encode())
    elif language in _OWN or language in BUNDLED:
        grammar = (_OWN[language].grammar if language in _OWN else "") or "tree_sitter_language_pack"
        version = _installed_grammars().get(grammar.partition(":")[0], "missing")
        digest.update(repr((_OWN.get(language), BUNDLED.get(language), version)).encode())
        if language in BUNDLED and BUNDLED[language].like:
            digest.update(fingerprint(BUNDLED[language].like).encode())
        for query in sorted((Path(__file__).parent / "queries" / "bundled").glob(f"{language}.*")):
            digest.update(query.read_bytes())
    return digest.hexdigest()


def _own_files(language: str) -> list[Path]:
    """The module of a language of the catalogue, or all of its package."""
    place = Path(__file__).parent / module_of(language)
    return sorted(place.glob("*.py")) if place.is_dir() else [place.with_suffix(".py")]


@cache
def _shared_digest() -> bytes:
    """A hash of every module here that is no language's own."""
    from hashlib import blake2b

    folder = Path(__file__).parent
    own = {file for language in LANGUAGES for file in _own_files(language)}
    digest = blake2b(digest_size=16)
    for part in (folder, folder / "engine", folder / "families"):
        for file in sorted(part.glob("*.py")):
            if file.name != "catalog.py" and file not in own:
                digest.update(file.read_bytes())
    return digest.digest()


def module_name(path: str, language: str) -> str:
    """The name by which other files import ``path`` (relative to the root), as far as the path alone tells.

    Without a rule of the language it is the path without its extension.
    """
    spec = spec_of(language)
    return named_by_path(path) if spec is None else spec.module_name(path)


def _interpreter(head: bytes, own: Sequence[UserLanguage]) -> tuple[str, str] | None:
    match = _SHEBANG.match(head)
    if match is None:
        return None
    name = (match[1] or match[2]).decode("ascii", "replace")
    for language in own:
        if name in language.interpreters:
            return language.name, language.name
    return INTERPRETERS.get(name) or INTERPRETERS.get(_VERSIONED.sub("", name))


@cache
def _installed_grammars() -> dict[str, str]:
    """Versions of the installed tree-sitter packages, by the names of their metadata folders.

    Asking ``importlib.metadata`` would cost 20 ms.
    """
    import sys

    versions: dict[str, str] = {}
    for place in sys.path:
        try:
            names = [entry.name for entry in Path(place or ".").iterdir()]
        except OSError:
            continue
        for name in sorted(names):
            if name.startswith("tree_sitter") and name.endswith(".dist-info"):
                package, _, version = name.removesuffix(".dist-info").partition("-")
                versions.setdefault(package, version)
    return versions
