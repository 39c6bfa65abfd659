"""Results kept as JSON, one file a bench, and as tables in ``benches/RESULTS.md``; each row has its commit."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

Row = dict[str, Any]

FOLDER = Path(__file__).parent / "results"
REPORT = Path(__file__).parents[1] / "RESULTS.md"


class Column(NamedTuple):
    """A column of a table: its head, and what it shows of a row."""

    head: str
    show: Callable[[Row], object]


class Section(NamedTuple):
    """A section of the report: its title, a sentence or two, and the columns of its table."""

    title: str
    text: str
    columns: tuple[Column, ...]


def _of(key: str, default: object = "") -> Callable[[Row], object]:
    return lambda row: row.get(key, default)


def _share(key: str) -> Callable[[Row], object]:
    return lambda row: f"{row[key]:.4f}" if key in row else ""


_LANGUAGE, _TREE, _COMMIT = (
    Column("language", _of("language")),
    Column("tree", _of("tree")),
    Column("commit", _of("commit")),
)

SECTIONS = {
    "ctags": Section(
        "Definitions beside ctags",
        "`python -m benches.coverage ctags all TREE… --store`. Functions, methods, classes and types that the"
        " other reader has and ploke has at the same place under the same name: bar .98, aim .995 (.95 and .98 for"
        " languages at the symbols level), without the reader's own mistakes, which `benches/coverage/explained.py`"
        " lists with reasons. Of ploke's definitions at most 2% may be missing there without an explanation.",
        (
            _LANGUAGE,
            _TREE,
            Column("reader", _of("reader")),
            Column("files", _of("files")),
            Column("theirs", _of("theirs")),
            Column("found", _of("found")),
            Column("share", _share("share")),
            Column("without mistakes", _share("share without mistakes")),
            Column("ours", _of("ours")),
            Column("not theirs", _of("extra")),
            Column("unexplained", _of("extra unexplained")),
            _COMMIT,
        ),
    ),
    "gold": Section(
        "Definitions that compilers know",
        "`python -m benches.coverage gold --store`: functions and classes at the same line; bar .95, aim .99.",
        (
            _TREE,
            Column("definitions", lambda row: sum(row.get("asked", {}).values())),
            Column("found", lambda row: sum(row.get("found", {}).values())),
            Column("share", _share("share")),
            _COMMIT,
        ),
    ),
    "robust": Section(
        "Crashes and problems",
        "`python -m benches.coverage robust TREE… --store`, all trees together. A file that its grammar rejects is"
        " mended where what stands in the way can be blanked out; the rest is read with problems.",
        (
            _LANGUAGE,
            Column("files", _of("files")),
            *(
                Column(what, _of(what, 0))
                for what in (
                    "crashed",
                    "sound but with problems",
                    "rejected by the grammar",
                    "mended",
                    "left with problems",
                )
            ),
            _COMMIT,
        ),
    ),
    "speed": Section(
        "Extraction beside a bare parse",
        "`python -m benches.coverage speed TREE… --store`: extraction ÷ parse with a query of five captures, in one"
        " process, in turns, the median of pairs; bar 3, aim 2.",
        (
            _LANGUAGE,
            Column("ratio", lambda row: f"{row['ratio']:.2f}"),
            Column("range", lambda row: f"{row['ratios'][0]:.2f} to {row['ratios'][-1]:.2f}"),
            Column("files", _of("files")),
            Column("MB", lambda row: f"{row['bytes'] / 1e6:.2f}"),
            _COMMIT,
        ),
    ),
}


def store(bench: str, rows: Sequence[Row], folder: Path = FOLDER, report: Path = REPORT) -> None:
    """Keep ``rows``; those of the same language and tree are replaced, in the file and in the report's section."""
    commit, at = _commit(), datetime.now(UTC).isoformat(timespec="seconds")
    folder.mkdir(exist_ok=True)
    place = folder / f"{bench}.json"
    kept = {_key(row): row for row in json.loads(place.read_text(encoding="utf-8"))} if place.exists() else {}
    kept.update((_key(row), {**row, "commit": commit, "at": at}) for row in rows if "skipped" not in row)
    ordered = [kept[key] for key in sorted(kept)]
    place.write_text(json.dumps(ordered, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    section = SECTIONS[bench]
    report.write_text(replace_section(report.read_text(encoding="utf-8"), section, ordered), encoding="utf-8")


def replace_section(text: str, section: Section, rows: Sequence[Row]) -> str:
    """``text`` with the section of that title, up to the next heading, written anew; at the end where there is none."""
    head = [column.head for column in section.columns]
    table = [head, ["---"] * len(head), *([str(column.show(row)) for column in section.columns] for row in rows)]
    lines = "\n".join(f"| {' | '.join(cells)} |" for cells in table)
    written = f"## {section.title}\n\n{section.text}\n\n{lines}\n"
    old = re.compile(rf"^## {re.escape(section.title)}\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
    if old.search(text):
        return old.sub(lambda _: f"{written}\n", text, count=1).rstrip("\n") + "\n"
    return f"{text.rstrip()}\n\n{written}"


def _key(row: Row) -> tuple[str, str]:
    return str(row.get("language", "")), str(row.get("tree", ""))


def _commit() -> str:
    done = subprocess.run(["git", "describe", "--always", "--dirty"], capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"
