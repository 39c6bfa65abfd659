"""What ``.gitattributes`` say of files for ``linguist``: their language, and whether they are generated or vendored.

Source: gitattributes(5), and the attributes ``linguist-language``, ``linguist-generated`` and ``linguist-vendored`` as
github-linguist documents them. Patterns are matched by the matcher of ignore rules: the last that names an attribute
decides, files of deeper folders after those above, the repository's ``info/attributes`` at last. Macros
(``[attr]…``) and a return to unspecified (``!attr``) are not followed.
"""

from __future__ import annotations

# String paths: this runs once a folder.
# ruff: noqa: PTH114, PTH118, PTH123
import os
from collections.abc import Container
from typing import NamedTuple

from ploke.vcs.git import Repository
from ploke.vcs.ignore import IgnoreRules, Origin, Source
from ploke.vcs.wildmatch import Pattern, read_patterns

FILE = ".gitattributes"

_LANGUAGE, _GENERATED, _VENDORED = "linguist-language", "linguist-generated", "linguist-vendored"
_HINT = b"linguist-"
_FALSE = frozenset({"false", "no", "off", "0"})


class Mark(NamedTuple):
    """What is said of one file; ``None`` and ``""`` where nothing is."""

    language: str = ""
    generated: bool | None = None
    vendored: bool | None = None


class AttributeRules(NamedTuple):
    """The rules that hold for the entries of one folder, an attribute each. ``told`` are the lines that say so.

    A pattern is *negative* where it denies the attribute; ``source`` of a pattern of ``language`` is that language.
    """

    language: IgnoreRules = IgnoreRules()
    generated: IgnoreRules = IgnoreRules()
    vendored: IgnoreRules = IgnoreRules()
    told: tuple[str, ...] = ()

    def of_file(self, path: str, name: str) -> Mark:
        """What is said of the file at ``path``, whose bare name is ``name``."""
        language = self.language.code_of_file(path, name)
        return Mark(
            self.language.pattern(language).source if language else "",
            _said(self.generated.code_of_file(path, name)),
            _said(self.vendored.code_of_file(path, name)),
        )

    def first_party(self, folder: str) -> bool:
        """Whether it is denied that what lies in ``folder`` (no slash at the end) is vendored."""
        return any(self.vendored.code_of_file(path, path.rpartition("/")[2]) & 1 for path in (folder, folder + "/_"))


def root_attributes(repository: Repository | None) -> AttributeRules:
    """What holds from a repository's top on, but for its own files: nothing, or its ``info/attributes``.

    git lets that file outrank all others; here it is read first, which differs only where both speak of one file.
    """
    rules = AttributeRules()
    if repository is None:
        return rules
    return _with_file(rules, os.path.join(repository.common_dir, "info", "attributes"), "")


def folder_attributes(rules: AttributeRules, place: str, folder: str, names: Container[str]) -> AttributeRules:
    """``rules`` and those of one folder's own file; arguments as of ``ploke.vcs.ignore_files.folder_rules``."""
    if FILE not in names:
        return rules
    path = os.path.join(place, FILE)
    return rules if os.path.islink(path) else _with_file(rules, path, folder)


def _with_file(rules: AttributeRules, path: str, folder: str) -> AttributeRules:
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return rules
    return with_attributes(rules, folder, data) if _HINT in data else rules


def with_attributes(rules: AttributeRules, folder: str, data: bytes) -> AttributeRules:
    """``rules`` and what the file with the bytes ``data`` says; ``folder`` is where it lies (``""`` or ``"a/b/"``)."""
    found: dict[str, list[Pattern]] = {_LANGUAGE: [], _GENERATED: [], _VENDORED: []}
    told = []
    for line in data.split(b"\n"):
        pattern, words = _pattern(line)
        if pattern is None:
            continue
        for word in words:
            name, given, value = word.removeprefix("-").partition("=")
            if name not in found:
                continue
            denied = word.startswith("-") or (name != _LANGUAGE and value.lower() in _FALSE and bool(given))
            source = value if name == _LANGUAGE else pattern.source
            if name != _LANGUAGE or value:
                found[name].append(pattern._replace(negative=denied, source=source))
                told.append(f"{folder}{pattern.source} {word}")
    made = [
        before.with_source(Source(FILE, folder, tuple(patterns), Origin.GIT))
        for before, patterns in zip(rules[:3], found.values(), strict=True)
    ]
    return AttributeRules(made[0], made[1], made[2], (*rules.told, *told))


def _pattern(line: bytes) -> tuple[Pattern | None, list[str]]:
    """The pattern of a line, which may stand in quotes, and its attributes."""
    text = line.decode("latin-1").strip()
    if not text or text.startswith(("#", "[attr]")) or "linguist-" not in text:
        return None, []
    if text.startswith('"'):
        glob, _, rest = text[1:].partition('"')
    else:
        glob, _, rest = text.replace("\t", " ").partition(" ")
    patterns = read_patterns(glob.encode("latin-1"))
    if not patterns or patterns[0].negative:
        return None, []
    return patterns[0], [word.encode("latin-1").decode("utf-8", "replace") for word in rest.split()]


def _said(code: int) -> bool | None:
    return None if not code else not code & 1
