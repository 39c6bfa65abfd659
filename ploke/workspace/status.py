"""What the index holds, what was left out, and how far it is behind the files. Never writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import closing

from ploke.model.results import Status
from ploke.model.source import Skip
from ploke.store.layout import folder_size
from ploke.store.locks import writer_of
from ploke.store.readindex import open_reader
from ploke.workspace.place import SyncOptions, SyncPlace
from ploke.workspace.precise import kept_answers
from ploke.workspace.scan_record import load_record
from ploke.workspace.survey import current_manifest, take_survey


def status(place: SyncPlace) -> Status:
    """Describe the current generation. Raises ``NoIndexError`` where there is none."""
    with open_reader(place.index_dir) as reader:
        manifest, totals = reader.manifest, reader.totals
        files = list(reader.files())
    survey = take_survey(place, SyncOptions(), current_manifest(place, SyncOptions()))
    writer = writer_of(place.index_dir)
    # Where the index has to be built anew, all files wait to be read though none need have changed.
    waiting = {task.path for task in survey.plan.read} if survey.manifest is not None else ()
    hashes = {file.path: file.hash for file in files if file.path not in waiting}
    with closing(kept_answers(place.index_dir, manifest)) as kept:
        answered = kept.rows
    return Status(
        root=str(place.root),
        index_dir=str(place.index_dir),
        generation=manifest.generation,
        schema=manifest.schema,
        files=totals.files,
        languages=_counted(file.language for file in files),
        roles=_counted(str(file.role) for file in files),
        skipped=_counted(str(skip.reason) for skip in skipped(place)),
        symbols=totals.symbols,
        references=totals.references,
        chunks=totals.chunks,
        lines=totals.lines,
        bytes=totals.bytes,
        problems=totals.problems,
        bytes_on_disk=folder_size(place.index_dir),
        committed_at=manifest.committed_at,
        pending=len(survey.plan.read) + len(survey.plan.gone),
        precise=len(answered),
        precise_stale=sum(hashes.get(row.path) != row.hash for row in answered),
        writer=f"process {writer.pid} ({writer.command})" if writer is not None else "",
    )


def skipped(place: SyncPlace) -> list[Skip]:
    """What the last whole scan left out, by path."""
    record = load_record(place.index_dir)
    found = [*record.skips, *(row.skip for row in record.seen.values() if row.skip is not None)]
    return sorted(found)


def _counted(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))
