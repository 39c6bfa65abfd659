"""Which languages there are, how much ploke reads of each, and which of them this repository is in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from ploke.config_languages import UserLanguage
from ploke.errors import UnavailableError, UsageError
from ploke.ingest.discover import scan
from ploke.ingest.reading import read_file
from ploke.languages import catalog, names
from ploke.languages.content import HEAD_BYTES, RULES
from ploke.languages.registry import (
    detect,
    dialect_called,
    grammar_installed,
    is_told_by_name,
    known_languages,
    spec_of,
)
from ploke.languages.spec import Level
from ploke.model.results import LanguageInfo
from ploke.model.source import Skip
from ploke.workspace.place import SyncPlace


def languages(place: SyncPlace) -> list[LanguageInfo]:
    """Every language, by name, with the files of this repository that are in it, as a scan of it finds them now."""
    files = _count_files(place)
    own = {language.name: language for language in place.languages}
    found = [_info(name, files, own.get(name)) for name in sorted({*known_languages(), *own})]
    return [info for info in found if info.files or info.name != "text"]


def refuse_unreadable(languages: Sequence[UserLanguage]) -> None:
    """Raise ``UsageError`` for a language of the user's own whose grammar or query does not work."""
    for language in languages:
        if not language.grammar:
            continue
        place = f"{language.origin}: languages.{language.name}"
        if language.name in catalog.LANGUAGES:
            raise UsageError(
                f"{place}: ploke reads {language.name} by itself.",
                "Give your language another name, or leave out grammar and query to name more files only.",
            )
        from ploke.languages.engine.custom import complaint
        from ploke.languages.engine.loading import is_installed

        if not is_installed(language.grammar):
            package = language.grammar.partition(":")[0]
            raise UnavailableError(
                f"{place}: the package {package} is not installed.", f"Run `pip install {package.replace('_', '-')}`."
            )

        wrong = complaint(language)
        if wrong:
            raise UsageError(f"{place}: {wrong}", "Mend or remove the language; see the README on languages.")


def _count_files(place: SyncPlace) -> Mapping[str, int]:
    scanned = scan(place.root, place.rules, place.index_dir)
    counts: Counter[str] = Counter()
    for path, _ in scanned.files:
        mark = scanned.marks.get(path)
        dialect = dialect_called(mark.language) if mark is not None and mark.language else None
        if dialect is None:
            head = b"" if is_told_by_name(path) else read_file(str(place.root), path, place.rules.max_bytes)
            dialect = detect(path, b"" if isinstance(head, Skip) else head[:HEAD_BYTES], place.languages)
        if dialect is not None:
            counts[dialect.language] += 1
    return counts


def _info(name: str, files: Mapping[str, int], own: UserLanguage | None) -> LanguageInfo:
    extensions, file_names, interpreters = (
        _words_of(table, name) for table in (names.EXTENSIONS, names.FILE_NAMES, names.INTERPRETERS)
    )
    extensions |= {extension for extension, rules in RULES.items() if any(rule.language == name for rule in rules)}
    extra = ""
    origin = ""
    if own is not None:
        extensions |= set(own.extensions)
        file_names |= set(own.file_names)
        interpreters |= set(own.interpreters)
        origin = own.origin
    if own is not None and own.grammar:
        level = Level.SYMBOLS
    else:
        level, extra = _level(name)
    return LanguageInfo(
        name=name,
        level=level.value,
        files=files.get(name, 0),
        extensions=tuple(sorted(extensions)),
        file_names=tuple(sorted(file_names)),
        interpreters=tuple(sorted(interpreters)),
        extra=extra,
        origin=origin,
    )


def _level(name: str) -> tuple[Level, str]:
    """How much is read of a language, and the extra with which more would be."""
    extra = catalog.LANGUAGES[name].extra if name in catalog.LANGUAGES else ""
    if name in catalog.BUNDLED:
        extra = "all-languages"
    spec = spec_of(name)
    if spec is None or not grammar_installed(spec, name):
        return Level.TEXT, extra
    return spec.level, ""


def _words_of(table: Mapping[str, tuple[str, str]], name: str) -> set[str]:
    return {word for word, (language, _) in table.items() if language == name}
