"""The bench ``gold``: definitions that compilers and type checkers know."""

from __future__ import annotations

import argparse
import json
import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benches.coverage.compare import ALL_BUT_VALUES, bare
from benches.coverage.files import NotReadable
from ploke.languages import detect, extract
from ploke.model.facts import Symbol, SymbolKind
from ploke.text.decode import decode

KINDS = ("func", "class")
BAR, AIM = 0.95, 0.99
_ACCESSOR = re.compile(r"^<[gs]et>")
_CONSTRUCTORS = ("<init>", "<constructor>", "constructor", "__init__")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--gold", type=Path, default=os.environ.get("PLOKE_GOLD"), help="else $PLOKE_GOLD")
    parser.add_argument("--trees", type=Path, default=os.environ.get("PLOKE_TREES"), help="else $PLOKE_TREES")
    parser.add_argument("--repos", default="", help="only these, separated by commas")
    parser.add_argument("--missing", type=int, default=10, metavar="N", help="examples a kind of what is missing")


def run(arguments: argparse.Namespace) -> Iterator[tuple[str, dict[str, Any]]]:
    """Text and a row for each repository; what lacks its tree is named. Raises ``NotReadable`` without gold data."""
    if arguments.gold is None or arguments.trees is None:
        raise NotReadable("Skipped: set PLOKE_GOLD to the gold folder and PLOKE_TREES to the folder of its trees.")
    only = frozenset(filter(None, arguments.repos.split(",")))
    for file in sorted((Path(arguments.gold) / "graph" / "edges").glob("*.defs.jsonl")):
        name = file.name.partition(".")[0]
        tree = Path(arguments.trees) / name
        if only and name not in only:
            continue
        if not tree.is_dir():
            yield f"{name}: skipped, there is no {tree}", {"tree": name, "skipped": "no tree"}
            continue
        yield _repository(name, tree, file, arguments.missing)


def _repository(name: str, tree: Path, file: Path, examples: int) -> tuple[str, dict[str, Any]]:
    wanted = defaultdict(list)
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["kind"] in KINDS:
            wanted[row["path"]].append(row)
    asked: Counter[str] = Counter()
    found: Counter[str] = Counter()
    missing: dict[str, list[str]] = defaultdict(list)
    no_file = []
    for path, rows in sorted(wanted.items()):
        place = tree / path
        if not place.is_file():
            no_file.append(path)
            continue
        raw = place.read_bytes()
        dialect = detect(path, raw[:4096])
        symbols = extract(decode(raw).data, dialect).symbols if dialect else ()
        starting = defaultdict(list)
        for symbol in symbols:
            for number in {symbol.start_line, symbol.name_line}:
                starting[number].append(symbol)
        for row in rows:
            asked[row["kind"]] += 1
            here = starting[row["line"]] + starting[row["deco_line"] or row["line"]]
            if any(_is(symbol, row) for symbol in here):
                found[row["kind"]] += 1
            else:
                has = ", ".join(f"{symbol.kind} {symbol.name}" for symbol in here) or "nothing"
                missing[row["kind"]].append(f"{row['qual']}  {path}:{row['line']}  ours there: {has}")
    total, hits = asked.total(), found.total()
    share = hits / total if total else 0.0
    text = [
        f"{name}: {hits} of {total} definitions, {share:.4f} (bar {BAR}, aim {AIM}); "
        + ", ".join(f"{kind} {found[kind]} of {asked[kind]}" for kind in asked)
    ]
    if no_file:
        text.append(f"  {len(no_file)} files are not in the tree, e.g. {no_file[0]}")
    for kind, some in missing.items():
        text.append(f"  missing {kind}: {len(some)}")
        text += [
            f"    {one}" for one in some[:: max(1, len(some) // examples) if examples else len(some) + 1][:examples]
        ]
    row = {
        "tree": name,
        "asked": dict(asked),
        "found": dict(found),
        "share": share,
        "files not in the tree": len(no_file),
    }
    return "\n".join(text), row


def _is(symbol: Symbol, row: dict[str, Any]) -> bool:
    """Whether a symbol on the right line is the definition. A constructor that stands nowhere is its class."""
    if symbol.kind not in ALL_BUT_VALUES:
        return False
    if row["kind"] == "func" and row["name"] in _CONSTRUCTORS:
        return symbol.kind not in (SymbolKind.FUNCTION, SymbolKind.PROPERTY)
    return bare(symbol.name) == bare(_ACCESSOR.sub("", row["name"]))
