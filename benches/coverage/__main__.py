"""How much of real trees ploke's facts cover, how safely and how fast.

Usage: python -m benches.coverage ctags LANGUAGE|all TREE… [--missing N] [--extra N]
       python -m benches.coverage gold [--gold DIR] [--trees DIR] [--repos A,B] [--missing N]
       python -m benches.coverage robust TREE… [--language A,B] [--examples N]
       python -m benches.coverage speed TREE… [--language A,B] [--runs N] [--megabytes N]
       each with [--json] [--store]

``ctags``: definitions of functions and types beside universal-ctags' (or another reader's: ``kinds`` lists what is
compared). Differences that are understood are listed in ``explained``, and counted apart. ``gold``: definitions that
compilers and type checkers know, from $PLOKE_GOLD, for the trees below $PLOKE_TREES. ``robust``: crashes, files whose
syntax is sound but that end with problems, files with syntax errors. ``speed``: extraction ÷ a bare parse with a small
query. ``--store`` keeps the rows in ``results`` and in ``benches/RESULTS.md``, with the commit they are of.
"""

from __future__ import annotations

import argparse
import json
import sys
from importlib import import_module

from benches.coverage.files import NotReadable
from benches.coverage.store import store
from benches.coverage.tags import NoReader

BENCHES = {"ctags": "beside", "gold": "gold", "robust": "robust", "speed": "speed"}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benches.coverage", description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="bench", required=True)
    modules = {bench: import_module(f"benches.coverage.{name}") for bench, name in BENCHES.items()}
    for bench, module in modules.items():
        command = commands.add_parser(bench, help=(module.__doc__ or "").partition(": ")[2])
        module.add_arguments(command)
        command.add_argument("--json", action="store_true")
        command.add_argument("--store", action="store_true", help="keep the results, with the commit they are of")
    arguments = parser.parse_args()
    rows = []
    try:
        for text, row in modules[arguments.bench].run(arguments):
            rows.append(row)
            if not arguments.json:
                print(text, flush=True)
    except (NoReader, NotReadable) as error:
        sys.exit(str(error))
    if arguments.json:
        print(json.dumps(rows, indent=1, ensure_ascii=False))
    if arguments.store and rows:
        store(arguments.bench, rows)


if __name__ == "__main__":
    main()
