"""How much of real trees ploke's facts cover.

Usage: python -m benches.coverage ctags LANGUAGE TREE… [--missing N] [--extra N] [--json]

``ctags``: definitions of functions and types beside universal-ctags', which ``benches.coverage.kinds`` lists;
differences that are understood are in ``benches.coverage.explained``, and counted apart.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from benches.coverage.compare import Coverage, compare
from benches.coverage.files import sources
from benches.coverage.kinds import LANGUAGES
from benches.coverage.report import as_row, as_text
from benches.coverage.tags import NoCtags, tags
from ploke.languages import extract


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benches.coverage", description=__doc__.splitlines()[0])
    parser.add_argument("bench", choices=("ctags",))
    parser.add_argument("language", choices=sorted(LANGUAGES))
    parser.add_argument("trees", type=Path, nargs="+", metavar="TREE")
    parser.add_argument("--missing", type=int, default=5, metavar="N", help="examples a kind of what is missing")
    parser.add_argument("--extra", type=int, default=5, metavar="N", help="examples a kind of what ctags has not")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    rows = {}
    for tree in arguments.trees:
        try:
            coverage = beside_ctags(arguments.language, tree)
        except NoCtags as error:
            sys.exit(str(error))
        title = f"{arguments.language} in {tree.resolve().name}"
        rows[title] = as_row(coverage)
        if not arguments.json:
            print("\n".join(as_text(title, coverage, arguments.missing, arguments.extra)), flush=True)
    if arguments.json:
        print(json.dumps(rows, indent=1, ensure_ascii=False))


def beside_ctags(language: str, tree: Path) -> Coverage:
    """The definitions of ``language`` in ``tree``, beside ctags'."""
    compared = LANGUAGES[language]
    files = {source.path: source for source in sources(tree, frozenset((language,)))}
    symbols = {path: extract(source.data, source.dialect).symbols for path, source in files.items()}
    found = tags(tree, list(files), compared.ctags)
    return compare(language, compared, found, symbols, lambda path: files[path].lines)


if __name__ == "__main__":
    main()
