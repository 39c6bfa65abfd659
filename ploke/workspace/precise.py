"""What indexers said of the files, as the index keeps it from one generation to the next."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ploke.errors import DamagedIndexError, NoIndexError
from ploke.store.manifest import Manifest, read_manifest
from ploke.store.precise_segment import PreciseRow, PreciseSegment, open_precise, write_precise
from ploke.store.sections import SegmentDamagedError


class PreciseAnswers(NamedTuple):
    """The answers that a generation keeps; none where ``segment`` is None.

    ``changed`` are the files of which other things are said than in the generation before, and ``lost`` tells that what
    was said there is no longer known.
    """

    segment: PreciseSegment | None
    name: str = ""
    changed: Collection[str] = ()
    lost: bool = False

    def __bool__(self) -> bool:
        return self.segment is not None

    @property
    def rows(self) -> list[PreciseRow]:
        """All answers, by path."""
        return list(self.segment.all_rows()) if self.segment is not None else []

    @property
    def differ(self) -> bool:
        """Whether another generation has to be made for them."""
        return self.lost or bool(self.changed)

    def close(self) -> None:
        """Let go of the file."""
        if self.segment is not None:
            self.segment.close()

    def of(self, path: str, digest: str) -> bytes:
        """What is said of a file whose content has that hash; empty for nothing."""
        row = self.segment.find_row(path) if self.segment is not None else None
        return row.answers if row is not None and row.hash == digest else b""


LOST = (
    "What indexers said was damaged or missing and has been left out: import it again with `ploke index --scip FILE`."
)


def kept_answers(index_dir: Path, manifest: Manifest | None) -> PreciseAnswers:
    """The answers of a generation; of the one in the index folder where the new one begins from nothing."""
    if manifest is None:
        try:
            manifest = read_manifest(index_dir)
        except (NoIndexError, DamagedIndexError):
            return PreciseAnswers(None)
    try:
        segment = open_precise(index_dir, manifest)
    except SegmentDamagedError:
        return PreciseAnswers(None, lost=True)
    return PreciseAnswers(segment, manifest.precise)


def without_answers(before: PreciseAnswers) -> PreciseAnswers:
    """No answers any more; those before are closed."""
    changed = [row.path for row in before.rows]
    before.close()
    return PreciseAnswers(None, "", changed, before.lost)


def answers_with(
    before: PreciseAnswers, rows: Mapping[str, PreciseRow], inside: Sequence[str], path: Path
) -> PreciseAnswers:
    """The answers of ``rows``, by path, in place of those there were, which are closed; they are written to ``path``.

    ``inside`` names the packages that lie in the repository. Raises ``StorageError``.
    """
    was = {row.path: row for row in before.rows}
    changed = {name for name in was.keys() | rows.keys() if was.get(name) != rows.get(name)}
    if before.segment is not None and not changed and set(inside) == set(before.segment.inside):
        return before
    before.close()
    write_precise(path, rows.values(), inside)
    return PreciseAnswers(PreciseSegment.open(path), path.name, changed | set(before.changed), before.lost)
