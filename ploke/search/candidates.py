"""Which files are worth a closer look: those that text, paths and definitions propose."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice

from ploke.model.index import IndexReader, SymbolRow
from ploke.search.fuse import fuse
from ploke.search.lookup import Lookup
from ploke.search.retrieve import best_chunks
from ploke.text.paths import STEM

_CHUNKS = 128
_FILES = 48
_SOME = 32
_COMMON_FILES = 200


def candidates(
    reader: IndexReader,
    lookups: Sequence[Lookup],
    defined: Mapping[int, Sequence[SymbolRow]],
    wanted: int,
    accepts: Callable[[int], bool] | None = None,
) -> list[int]:
    """File ids, the likeliest first: at least three for each result ``wanted`` where there are that many.

    ``defined`` maps files to the definitions they hold of names in the query; ``accepts`` says whether a file counts.
    """
    rankings = [_by_text(reader, lookups, max(_CHUNKS, 8 * wanted), accepts)]
    for proposed in (_by_path(lookups, reader.totals.files), defined):
        accepted: Iterable[int] = filter(accepts, proposed) if accepts else proposed
        rankings.append(list(islice(accepted, _SOME)))
    return fuse((1.0, ranking) for ranking in rankings)[: max(_FILES, 3 * wanted)]


def _by_text(
    reader: IndexReader, lookups: Sequence[Lookup], chunks: int, accepts: Callable[[int], bool] | None
) -> list[int]:
    """Files by the summed score of their chunks among the best ``chunks``."""
    sums: dict[int, float] = {}
    for chunk, score in best_chunks(lookups, reader.totals, chunks, accepts):
        file = reader.chunk(chunk).file
        sums[file] = sums.get(file, 0.0) + score
    return sorted(sums, key=lambda file: (-sums[file], file))


def _by_path(lookups: Sequence[Lookup], files: int) -> list[int]:
    """Files by the weight of the query's terms in their paths; a term in the file's own name counts twice.

    Terms in more than a tenth of all paths propose nothing: they name the repository.
    """
    common = max(_COMMON_FILES, files // 10)
    sums: dict[int, float] = {}
    for lookup in lookups:
        for run in lookup.paths:
            if len(run.files) > common:
                continue
            for local, part in zip(run.files, run.parts, strict=True):
                file = run.first_file + local
                sums[file] = sums.get(file, 0.0) + lookup.path_idf * (2 if part & STEM else 1)
    return sorted(sums, key=lambda file: (-sums[file], file))
