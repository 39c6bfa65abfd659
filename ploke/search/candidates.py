"""Which files are worth a closer look: those that text, paths and definitions propose."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ploke.model.index import IndexReader, SymbolRow
from ploke.search.cut import cut
from ploke.search.fuse import fuse
from ploke.search.lookup import Lookup
from ploke.search.retrieve import best_chunks
from ploke.text.paths import STEM

_CHUNKS = 128
_CHUNKS_A_FILE = 6
_SPREAD = 0.5
_FILES = 32
_COMMON_FILES = 200
_DEFINITION = 10.0


def candidates(
    reader: IndexReader,
    lookups: Sequence[Lookup],
    defined: Mapping[int, Sequence[SymbolRow]],
    wanted: int,
    accepts: Callable[[int], bool] | None = None,
) -> list[int]:
    """File ids, the likeliest first: at least two for each result ``wanted``, if there are.

    ``defined`` maps files to the definitions they hold of names in the query; ``accepts`` says whether a file counts.
    """
    by_text = _by_text(reader, lookups, max(_CHUNKS, 8 * wanted), accepts)
    proposed = fuse(
        (
            (1.0, by_text),
            (1.0, _by_path(lookups, reader.totals.files, common_too=not by_text)),
            (_DEFINITION, dict.fromkeys(defined, 1.0)),
        )
    )
    ranked = sorted((-score, file) for file, score in proposed.items() if accepts is None or accepts(file))
    return [file for _, file in cut(ranked, max(_FILES, 2 * wanted), lambda file: reader.file(file).path)]


def _by_text(
    reader: IndexReader, lookups: Sequence[Lookup], chunks: int, accepts: Callable[[int], bool] | None
) -> dict[int, float]:
    """Files by those of their chunks that are among the best ``chunks``: each counts half of the one before."""

    def place(chunk: int) -> tuple[str, int]:
        row = reader.chunk(chunk)
        return reader.file(row.file).path, row.start_line

    held: dict[int, list[float]] = {}
    for chunk, score in best_chunks(lookups, reader.totals, chunks, accepts, place):
        held.setdefault(reader.chunk(chunk).file, []).append(score)
    return {
        file: sum(score * _SPREAD**place for place, score in enumerate(scores[:_CHUNKS_A_FILE]))
        for file, scores in held.items()
    }


def _by_path(lookups: Sequence[Lookup], files: int, *, common_too: bool) -> dict[int, float]:
    """Files by the rarity of the query's terms in their paths; a term in the file's own name counts twice.

    Terms in more than a tenth of all paths propose nothing unless ``common_too``: they name the repository or a layer
    of it, which is only of use where no text holds what was asked for.
    """
    common = max(_COMMON_FILES, files // 10)
    sums: dict[int, float] = {}
    for lookup in lookups:
        # All runs together: how many there are depends on the layout of the index.
        if not common_too and sum(len(run.files) for run in lookup.paths) > common:
            continue
        for run in lookup.paths:
            once, twice = lookup.path_idf, 2 * lookup.path_idf
            for local, part in zip(run.files, run.parts, strict=True):
                file = run.first_file + local
                sums[file] = sums.get(file, 0.0) + (twice if part & STEM else once)
    return sums
