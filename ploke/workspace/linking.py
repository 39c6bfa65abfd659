"""The second half of an ingestion: once all summaries are there, resolve whatever may now lead elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing

from ploke.graph.rules import has_rules, ruled_languages
from ploke.graph.world import PROJECT, FileState, changed_keys, key_of
from ploke.ingest import codec
from ploke.ingest.pool import WorkerPool
from ploke.ingest.spool import Spool
from ploke.ingest.task import WorldPlace
from ploke.model.ingested import IngestedFile
from ploke.model.resolved import ResolvedBatch
from ploke.model.source import Skip
from ploke.store.layout import segment_path
from ploke.store.writer import Writer
from ploke.workspace.precise import PreciseAnswers
from ploke.workspace.resolved_columns import empty_resolution
from ploke.workspace.world import decoded


class Linking:
    """Keeps, while files are ingested, what their resolution takes: their facts, and which questions to ask again.

    ``everything`` says that no edge there is can be kept. ``precise`` are the answers of indexers from now on.
    """

    def __init__(self, writer: Writer, spool: Spool, precise: PreciseAnswers) -> None:
        self._writer = writer
        self._spool = spool
        self.precise = precise
        self._hashes: dict[str, str] = {}
        self._before = writer.manifest
        self.everything = self._before is None or not self._before.resolved
        self._keys: set[int] = set()
        self._gone: list[str] = []
        self.failed: list[Skip] = []

    def close(self) -> None:
        """Let go of the answers of indexers."""
        self.precise.close()

    def watch(self, files: Iterable[IngestedFile]) -> Iterator[IngestedFile]:
        """Pass on files that are about to be given to the writer."""
        for file in files:
            self._note(file.path, file)
            if has_rules(file.content.language):
                self._spool.add(file.path, codec.facts_part(file.content.payload))
                self._hashes[file.path] = file.content.hash
            else:
                self._gone.append(file.path)
            yield file

    def remove(self, paths: Iterable[str]) -> None:
        """Note files that are about to be removed."""
        for path in paths:
            self._note(path, None)
            self._gone.append(path)

    def _note(self, path: str, file: IngestedFile | None) -> None:
        if self.everything:
            return
        found = self._writer.indexed(path)
        old = new = None
        settings = ""
        if found is not None:
            segment, place = found
            before = decoded(segment.summary(place), "")
            old = FileState(segment.module(place), before.entries, [symbol.qualified for symbol in before.symbols])
            settings = segment.settings_of(place)
        if file is not None:
            summary = decoded(file.content.summary.encoded, file.content.language)
            new = FileState(file.module, summary.entries, [symbol.qualified for symbol in summary.symbols])
        self._keys |= changed_keys(path, old, new)
        if settings != (file.settings if file is not None else ""):
            self._keys |= {key_of(PROJECT, language) for language in ruled_languages()}

    def run(self, pool: WorkerPool) -> Iterator[int]:
        """Resolve and hand to the writer what has to be; yields how many files are done, and first how many there are.

        Files must all have been given to the writer.
        """
        writer, spool = self._writer, self._spool
        place = WorldPlace(
            tuple((str(segment_path(writer.index_dir, entry.name)), entry.dead) for entry in writer.seal()),
            str(spool.path),
        )
        if self.everything or self.precise.lost:
            if self._before is not None:
                writer.unlink_all()
                self._fetch(None)
        else:
            asked = writer.files_that_asked(self._keys).union(self.precise.changed)
            self._fetch(sorted(asked.difference(self._gone, spool.paths())))
            writer.unlink([*self._gone, *spool.paths()])
        self._add_answers()
        paths = sorted(spool.paths())
        yield len(paths)
        if not paths:
            return
        # In a worker however few they are: a rule that fails on a file must cost that file alone.
        spool.flush()
        with closing(pool.resolve(place, [spool.task(path) for path in paths])) as batches:
            for batch in batches:
                for outcome in batch:
                    resolved = self._given_up(outcome) if isinstance(outcome, Skip) else outcome
                    writer.link(resolved)
                    yield len(resolved.paths)

    def _add_answers(self) -> None:
        if self.precise:
            for path in list(self._spool.paths()):
                answers = self.precise.of(path, self._hashes[path])
                if answers:
                    self._spool.add_answers(path, answers)

    def _given_up(self, skip: Skip) -> ResolvedBatch:
        self.failed.append(skip)
        return empty_resolution([skip.path])

    def _fetch(self, paths: list[str] | None) -> None:
        """Bring the facts of unchanged files into the spool."""
        if paths == []:
            return
        for path, language, digest, payload in self._writer.payloads(paths):
            if has_rules(language) and path not in self._spool:
                self._spool.add(path, codec.facts_part(payload))
                self._hashes[path] = digest
