"""Take in what indexers wrote in SCIP: answers for each file that they describe as it is now.

Documents are read twice, one at a time: first for what they define, then for what they refer to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from posixpath import normpath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from ploke.errors import UsageError
from ploke.graph.precise.answers import encode_answers
from ploke.graph.precise.definitions import Definitions, Subject, defined_in
from ploke.graph.precise.fitting import fitting
from ploke.graph.precise.importing import answers_of
from ploke.graph.precise.positions import Lines
from ploke.graph.precise.scip import Document, Encoding, ScipError, ScipFile
from ploke.graph.precise.symbols import Package
from ploke.graph.rules import has_rules
from ploke.ingest import codec
from ploke.ingest.reading import content_hash, read_file
from ploke.model.facts import FileFacts
from ploke.model.source import Skip
from ploke.store.precise_segment import PreciseRow, PreciseSegment
from ploke.store.writer import Writer
from ploke.text.decode import decode
from ploke.workspace.place import SyncPlace
from ploke.workspace.precise import PreciseAnswers, answers_with

_DOCUMENTS_AT_ONCE = 100


class Imported(NamedTuple):
    """The answers of the generation to come, sentences on what was taken, and why of some files nothing was."""

    answers: PreciseAnswers
    notes: list[str]
    errors: list[ScipError]


def import_scip(
    paths: Sequence[Path], writer: Writer, place: SyncPlace, hashes: Mapping[str, str], before: PreciseAnswers
) -> Imported:
    """Take in the SCIP files at ``paths``; of files that they do not describe, what was said ``before`` stays.

    ``hashes`` are the indexed files' by path. The writer must be sealed. A SCIP file that cannot be used costs itself
    alone. Raises ``StorageError``.
    """
    definitions = Definitions()
    readings: list[_Reading] = []
    errors: list[ScipError] = []
    rows: dict[str, PreciseRow] = {}
    with ExitStack() as opened:
        for path in paths:
            try:
                file = opened.enter_context(ScipFile(path))
                readings.append(_read_definitions(file, writer, place, hashes, definitions))
            except ScipError as error:
                errors.append(error)
        inside = definitions.packages | _packages(before.segment)
        for reading in readings:
            rows.update((row.path, row) for row in reading.answers(definitions, inside))
    if not rows:
        return Imported(before, [], errors)
    rows = {**{row.path: row for row in before.rows if row.path in hashes}, **rows}
    names = [f"{package.manager}\t{package.name}" for package in inside]
    answers = answers_with(before, rows, names, writer.precise_path())
    return Imported(answers, [reading.note() for reading in readings], errors)


def joined(errors: Sequence[UsageError]) -> ScipError:
    """Several errors as one, to be raised once all else is done."""
    hint = f"The index is up to date without it. {errors[0].hint}".rstrip()
    return ScipError(" ".join(error.message for error in errors), hint)


def _packages(segment: PreciseSegment | None) -> set[Package]:
    names = segment.inside if segment is not None else ()
    return {Package(*name.split("\t")) for name in names}


def _read_definitions(
    file: ScipFile, writer: Writer, place: SyncPlace, hashes: Mapping[str, str], definitions: Definitions
) -> _Reading:
    reading = _Reading(file, writer, place, hashes)
    reading.note_definitions(definitions)
    return reading


class _Paired(NamedTuple):
    """A document, by its number, and the file of the index that it is of."""

    number: int
    document: Document
    path: str
    data: bytes
    facts: FileFacts


class _Reading:
    """The import of one SCIP file."""

    def __init__(self, file: ScipFile, writer: Writer, place: SyncPlace, hashes: Mapping[str, str]) -> None:
        self._file = file
        self._writer = writer
        self._place = place
        self._hashes = hashes
        self._encodings: dict[int, Encoding] = {}
        self._unfit = 0

    def note_definitions(self, definitions: Definitions) -> None:
        """Note what the documents define that describe their files. Raises ``ScipError`` where none does."""
        for row in self._pairs():
            definitions.note_packages(row.document)
            lines = Lines(row.data)
            encoding = fitting(row.document, self._file.tool, row.data, lines)
            if encoding is None:
                self._unfit += 1
            else:
                self._encodings[row.number] = encoding
                definitions.add(row.path, defined_in(row.document, Subject(row.path, lines, row.facts, encoding)))
        if not self._encodings:
            raise self._nothing()

    def _nothing(self) -> ScipError:
        path, count = self._file.path, len(self._file)
        if not count:
            return ScipError(f"{path} holds no documents.", "Look at what the indexer says.")
        if self._unfit:
            return ScipError(
                f"{path} is of another version of this repository: no document describes its file as it is now.",
                "Let the indexer read the files as they are.",
            )
        return ScipError(
            f"{path} is of another repository: no document is of a file that is indexed here.",
            "Run the indexer in the root folder of this repository.",
        )

    def answers(self, definitions: Definitions, inside: set[Package]) -> Iterator[PreciseRow]:
        """The answers for each file that a document describes."""
        for row in self._pairs():
            encoding = self._encodings.get(row.number)
            if encoding is None:
                continue
            subject = Subject(row.path, Lines(row.data), row.facts, encoding)
            own = defined_in(row.document, subject)
            answers = answers_of(row.document, subject, own, definitions, inside)
            yield PreciseRow(row.path, self._hashes[row.path], encode_answers(answers))

    def note(self) -> str:
        """What was taken, and what not."""
        count, taken = len(self._file), len(self._encodings)
        name = self._file.path.name
        sentences = [f"{name} answers for {_counted(taken, 'file')} of {self._file.tool}."]
        if self._unfit:
            sentences.append(f"{self._unfit} of {_counted(count, 'document')} are of other versions of their files.")
        elsewhere = count - taken - self._unfit
        if elsewhere:
            sentences.append(f"{elsewhere} of {_counted(count, 'document')} are of files that are not resolved here.")
        return " ".join(sentences)

    def _pairs(self) -> Iterator[_Paired]:
        """The documents of files that are indexed and still what was indexed."""
        prefix = self._prefix()
        paths = ((number, _joined(prefix, path)) for number, path in enumerate(self._file.paths()))
        known = ((number, path) for number, path in paths if path in self._hashes)
        while rows := list(islice(known, _DOCUMENTS_AT_ONCE)):
            payloads = {
                path: payload
                for path, language, _, payload in self._writer.payloads(sorted({path for _, path in rows}))
                if has_rules(language)
            }
            for number, path in rows:
                data = self._text(path) if path in payloads else None
                if data is not None:
                    facts = codec.unpack_facts(codec.facts_part(payloads[path]))
                    yield _Paired(number, self._file.document(number), path, data, facts)

    def _text(self, path: str) -> bytes | None:
        raw = read_file(str(self._place.root), path, self._place.rules.max_bytes)
        if isinstance(raw, Skip) or content_hash(raw) != self._hashes[path]:
            return None
        return decode(raw).data

    def _prefix(self) -> str:
        """The folder of the repository in which the indexer was run: that under which most of its paths are known."""
        paths = list(self._file.paths())
        return max(
            _endings(self._file.root), key=lambda prefix: sum(_joined(prefix, path) in self._hashes for path in paths)
        )


def _endings(uri: str) -> Iterable[str]:
    """The root itself, then the ends of a folder's URI, shortest first: any may be a folder of this repository."""
    parts = [part for part in unquote(urlsplit(uri).path).split("/") if part]
    return ["", *("/".join(parts[first:]) for first in range(len(parts) - 1, -1, -1))]


def _joined(prefix: str, path: str) -> str:
    return normpath(f"{prefix}/{path}" if prefix else path)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
