"""The bench ``ctags``: definitions beside those of another reader."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benches.coverage.compare import Coverage, compare
from benches.coverage.files import check_readable, readable_languages, sources
from benches.coverage.kinds import LANGUAGES
from benches.coverage.report import as_row, as_text
from benches.coverage.tags import tags
from ploke.languages import extract


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("language", choices=["all", *sorted(LANGUAGES)], metavar="LANGUAGE", help="or all")
    parser.add_argument("trees", type=Path, nargs="+", metavar="TREE")
    parser.add_argument("--missing", type=int, default=5, metavar="N", help="examples a kind of what is missing")
    parser.add_argument("--extra", type=int, default=5, metavar="N", help="examples a kind of what they have not")


def run(arguments: argparse.Namespace) -> Iterator[tuple[str, dict[str, Any]]]:
    """Text and a row for each language and tree; raises ``NoReader`` and ``NotReadable``."""
    languages = [arguments.language]
    if arguments.language == "all":
        languages = [language for language in LANGUAGES if language in readable_languages()]
    for language in languages:
        check_readable(language)
        for tree in arguments.trees:
            coverage = beside(language, tree)
            if arguments.language == "all" and not coverage.theirs:
                continue
            title, reader = f"{language} in {tree.resolve().name}", LANGUAGES[language].reader
            text = "\n".join(as_text(title, reader, coverage, arguments.missing, arguments.extra))
            yield text, {"language": language, "tree": tree.resolve().name, "reader": reader, **as_row(coverage)}


def beside(language: str, tree: Path) -> Coverage:
    """The definitions of ``language`` in ``tree``, beside those of its other reader."""
    compared = LANGUAGES[language]
    files = {source.path: source for source in sources(tree, frozenset((language,)))}
    symbols = {path: extract(source.data, source.dialect).symbols for path, source in files.items()}
    found = tags(tree, list(files), compared)
    return compare(language, compared, found, symbols, lambda path: files[path].lines)
