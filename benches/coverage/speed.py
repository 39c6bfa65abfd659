"""The bench ``speed``: extraction beside a bare parse with a small query, in one process, in turns."""

from __future__ import annotations

import argparse
import gc
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import tree_sitter

from benches.coverage.files import Source, readable_languages, sources
from benches.coverage.raw import raw_query
from ploke.languages import extract
from ploke.languages.engine.grammar import load_grammar
from ploke.languages.engine.loading import BUNDLE, GrammarError, load_language
from ploke.languages.registry import spec_of

BAR, AIM = 3.0, 2.0
_BUNDLED = {"notebook": "json", "protobuf": "proto", "terraform": "hcl", "less": "scss"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("trees", type=Path, nargs="+", metavar="TREE")
    parser.add_argument("--language", default="", help="only these, separated by commas")
    parser.add_argument("--runs", type=int, default=5, help="pairs of passes")
    parser.add_argument("--megabytes", type=float, default=4.0, help="of text a language, evenly taken from its files")


def run(arguments: argparse.Namespace) -> Iterator[tuple[str, dict[str, Any]]]:
    """Text and a row for each language that has a grammar, over all trees together."""
    wanted = frozenset(filter(None, arguments.language.split(","))) or readable_languages()
    by_language: dict[str, list[Source]] = defaultdict(list)
    for tree in arguments.trees:
        for source in sources(tree, wanted):
            by_language[source.dialect.language].append(source)
    for language, files in sorted(by_language.items()):
        if _parser(language, language) is None:
            continue
        some = _evenly(files, int(arguments.megabytes * 1e6))
        raw, ours = _in_turns((_raw_pass, _our_pass), some, arguments.runs)
        ratios = sorted(one / unit for one, unit in zip(ours, raw, strict=True))
        ratio = statistics.median(ratios)
        size = sum(len(source.data) for source in some)
        text = (
            f"{language:14}{ratio:6.2f} (bar {BAR:g}, aim {AIM:g}; {ratios[0]:.2f} to {ratios[-1]:.2f})  "
            f"{size / 1e6:.2f} MB in {len(some)} of {len(files)} files, "
            f"raw {statistics.median(raw):.3f} s, extract {statistics.median(ours):.3f} s"
        )
        row = {"language": language, "ratio": ratio, "ratios": ratios, "bytes": size, "files": len(some)}
        yield text, row


def _evenly(files: Sequence[Source], most: int) -> list[Source]:
    """Every n-th file, so that together they have at most about ``most`` bytes."""
    total = sum(len(source.data) for source in files)
    return list(files[:: max(1, -(-total // most))])


def _in_turns(
    passes: Sequence[Callable[[Sequence[Source]], None]], files: Sequence[Source], runs: int
) -> list[list[float]]:
    """Processor seconds of each pass, ``runs`` times, one after the other; a first round is not counted.

    As in ploke's workers, garbage is collected between, not during.
    """
    seconds: list[list[float]] = [[] for _ in passes]
    for number in range(runs + 1):
        for some, one in zip(seconds, passes, strict=True):
            gc.collect()
            gc.disable()
            began = time.process_time()
            one(files)
            if number:
                some.append(time.process_time() - began)
            gc.enable()
    return seconds


@cache
def _parser(language: str, dialect: str) -> tree_sitter.Parser | None:
    """The parser of a language's own grammar; for one that ploke reads without, that of the bundle, if it has one."""
    spec = spec_of(language)
    if spec is not None and spec.grammars:
        return load_grammar(spec, dialect).parser
    try:
        return tree_sitter.Parser(load_language(f"{BUNDLE}:{_BUNDLED.get(language, language)}"))
    except GrammarError:
        return None


def _our_pass(files: Sequence[Source]) -> None:
    for source in files:
        extract(source.data, source.dialect)


def _raw_pass(files: Sequence[Source]) -> None:
    for source in files:
        _raw(source.dialect.language, source.dialect.dialect, source.data)


def _raw(language: str, dialect: str, data: bytes) -> None:
    """Parse and capture, also in the parts that are in other languages."""
    parser = _parser(language, dialect)
    if parser is not None:
        tree = parser.parse(data)
        captures = tree_sitter.QueryCursor(raw_query(parser.language)).captures(tree.root_node)
        for name, nodes in captures.items():
            [(name, node.start_point[0], node.start_byte, node.end_byte) for node in nodes]
    for part, its_dialect, text in _parts(language, data):
        _raw(part, its_dialect, text)


@lru_cache(maxsize=20_000)
def _parts(language: str, data: bytes) -> list[tuple[str, str, bytes]]:
    """The parts of a file, found once: finding them is not what the unit measures."""
    spec = spec_of(language)
    found = spec.embedded(data) if spec is not None else []
    return [
        (part.language, part.dialect, b"".join(data[a:b] if text is None else text for a, b, text in part.pieces))
        for part in found
    ]
