"""Read SCIP, the format in which indexers of languages say what each name in each file means.

Only what edges need is read, straight from the bytes. Field numbers are those of ``scip.proto``, the format's
definition (https://github.com/sourcegraph/scip), whose ``Index`` begins with its metadata.
"""

from __future__ import annotations

import mmap
from array import array
from collections.abc import Iterator
from enum import IntEnum
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from ploke.errors import UsageError
from ploke.graph.precise import wire

_INDEX_METADATA, _INDEX_DOCUMENTS = 1, 2
_METADATA_TOOL, _METADATA_ROOT = 2, 3
_TOOL_NAME = 1
_PATH, _OCCURRENCES, _SYMBOLS, _TEXT, _ENCODING = 1, 2, 3, 5, 6
_RANGE, _SYMBOL, _ROLES, _ONE_LINE, _MANY_LINES = 1, 2, 3, 8, 9
_INFORMATION_SYMBOL, _RELATIONSHIPS = 1, 4
_RELATED_SYMBOL, _IS_IMPLEMENTATION = 1, 3
DEFINITION = 1
"""The bit of ``Occurrence.roles`` that makes it a definition."""
_INDEXERS = "Give what an indexer has written: scip-typescript, scip-python, rust-analyzer, scip-java and others."


class ScipError(UsageError):
    """A file from which nothing can be taken."""


class Encoding(IntEnum):
    """What columns of a document count: code units of which encoding."""

    UNSPECIFIED = 0
    UTF8 = 1
    UTF16 = 2
    UTF32 = 3


class Occurrence(NamedTuple):
    """A symbol's name where it stands: line from 0, columns from 0 in the document's encoding, end exclusive."""

    line: int
    start: int
    end: int
    symbol: str
    roles: int


class Document(NamedTuple):
    """What is said of one file; its path is relative to the index's root.

    ``implements`` pairs symbols with what they implement or override. ``text`` is empty where the file does not say.
    """

    path: str
    encoding: Encoding
    text: str
    occurrences: tuple[Occurrence, ...]
    implements: tuple[tuple[str, str], ...]


class ScipFile:
    """An open SCIP file. A context manager. Its documents are read one by one.

    ``tool`` is the indexer's name and ``root`` the URI of the folder that paths are relative to.
    """

    def __init__(self, path: Path) -> None:
        """Open a file and find its documents.

        Raises ``ScipError``, whose message is a sentence, where there is none or it is empty, cut short or of another
        format.
        """
        self.path = path
        self.tool = self.root = ""
        self._starts = array("Q")
        self._ends = array("Q")
        self._map = _mapped(path)
        self._size = len(self._map)
        try:
            self._survey()
        except wire.WireError as error:
            self.close()
            raise self._error(error) from error
        except ScipError:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self._starts)

    def close(self) -> None:
        """Let go of the file."""
        self._map.close()

    def _survey(self) -> None:
        data: bytes = self._map  # type: ignore[assignment]  # read in the same way
        at, end = 0, self._size
        if data[0] != _INDEX_METADATA << 3 | wire.LENGTH:
            raise _foreign(self.path)
        while at < end:
            number, value, at = wire.read_field(data, at, end)
            if number == _INDEX_DOCUMENTS:
                first, last = wire.span(value)
                self._starts.append(first)
                self._ends.append(last)
            elif number == _INDEX_METADATA:
                first, last = wire.span(value)
                self._read_metadata(data[first:last])
        if not self.tool:
            raise _foreign(self.path)

    def _read_metadata(self, data: bytes) -> None:
        try:
            for number, value in wire.fields(data, 0, len(data)):
                if number == _METADATA_TOOL:
                    for inner, said in wire.fields(data, *wire.span(value)):
                        if inner == _TOOL_NAME:
                            self.tool = wire.text(data, said)
                elif number == _METADATA_ROOT:
                    self.root = wire.text(data, value)
        except wire.WireError as error:
            raise _foreign(self.path) from error

    def _error(self, error: wire.WireError) -> ScipError:
        if not self.tool:
            return _foreign(self.path)
        if error.cut:
            return ScipError(
                f"{self.path} is cut short: what begins at byte {error.at} goes beyond its end at {self._size}.",
                "Let the indexer write it again.",
            )
        return self._damaged(error.at)

    def _damaged(self, at: int) -> ScipError:
        return ScipError(f"{self.path} is damaged at byte {at}.", "Let the indexer write it again.")

    def paths(self) -> Iterator[str]:
        """The documents' paths, in order. Raises ``ScipError``."""
        for number in range(len(self)):
            first, end = self._starts[number], self._ends[number]
            data = self._map[first:end]
            try:
                found = (wire.text(data, value) for number, value in wire.fields(data, 0, len(data)) if number == _PATH)
                yield next(found, "")
            except wire.WireError as error:
                raise self._damaged(first + error.at) from error

    def document(self, number: int) -> Document:
        """The document of a number, from 0. Raises ``ScipError``."""
        first, end = self._starts[number], self._ends[number]
        data = self._map[first:end]
        try:
            return _document(data)
        except (wire.WireError, ValueError) as error:
            at = error.at if isinstance(error, wire.WireError) else 0
            raise self._damaged(first + at) from error


def _mapped(path: Path) -> mmap.mmap:
    # To open a pipe would wait for whoever writes to it.
    if path.exists() and not path.is_file() and not path.is_dir():
        raise ScipError(f"{path} is a pipe or a device and no SCIP file.", _INDEXERS)
    try:
        with path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except FileNotFoundError:
        raise ScipError(f"There is no file {path}.", _INDEXERS) from None
    except IsADirectoryError:
        raise ScipError(f"{path} is a folder and no SCIP file.", _INDEXERS) from None
    except ValueError:
        # What mmap says of a file without bytes.
        raise ScipError(f"{path} is empty.", _INDEXERS) from None
    except OSError as error:
        if path.is_dir():
            raise ScipError(f"{path} is a folder and no SCIP file.", _INDEXERS) from None
        raise ScipError(f"{path} cannot be read: {error.strerror}.") from error


def _foreign(path: Path) -> ScipError:
    return ScipError(f"{path} is no SCIP file.", _INDEXERS)


def _document(data: bytes) -> Document:
    path = text = ""
    encoding = Encoding.UNSPECIFIED
    occurrences: list[Occurrence] = []
    implements: list[tuple[str, str]] = []
    for number, value in wire.fields(data, 0, len(data)):
        if number == _OCCURRENCES:
            found = _occurrence(data, *wire.span(value))
            if found is not None:
                occurrences.append(found)
        elif number == _SYMBOLS:
            implements += _implements(data, *wire.span(value))
        elif number == _PATH:
            path = wire.text(data, value)
        elif number == _TEXT:
            text = wire.text(data, value)
        elif number == _ENCODING and isinstance(value, int):
            encoding = Encoding(value) if value <= Encoding.UTF32 else Encoding.UNSPECIFIED
    return Document(path, encoding, text, tuple(occurrences), tuple(implements))


def _occurrence(data: bytes, at: int, end: int) -> Occurrence | None:
    """An occurrence; None for one without a symbol (it only colours) or over several lines, which is no name."""
    symbol = ""
    roles = 0
    place: list[int] = []
    for number, value in wire.fields(data, at, end):
        if number == _RANGE:
            place += wire.numbers(data, value)
        elif number == _SYMBOL:
            symbol = wire.text(data, value)
        elif number == _ROLES and isinstance(value, int):
            roles = value
        elif number in (_ONE_LINE, _MANY_LINES):
            place = _typed_range(data, value, 3 if number == _ONE_LINE else 4)
    if len(place) == 4 and place[0] == place[2]:
        place = [place[0], place[1], place[3]]
    if not symbol or len(place) != 3:
        return None
    line, start, stop = place
    return Occurrence(line, start, stop, symbol, roles)


def _typed_range(data: bytes, value: wire.Value, size: int) -> list[int]:
    """A range as newer versions of the format write it: a message of fields 1, 2, 3 (and 4), which are 0 if missing."""
    place = [0] * size
    for number, said in wire.fields(data, *wire.span(value)):
        if number <= size and isinstance(said, int):
            place[number - 1] = said
    return place


def _implements(data: bytes, at: int, end: int) -> list[tuple[str, str]]:
    symbol = ""
    related = []
    for number, value in wire.fields(data, at, end):
        if number == _INFORMATION_SYMBOL:
            symbol = wire.text(data, value)
        elif number == _RELATIONSHIPS:
            base, implementation = "", 0
            for inner, said in wire.fields(data, *wire.span(value)):
                if inner == _RELATED_SYMBOL:
                    base = wire.text(data, said)
                elif inner == _IS_IMPLEMENTATION and isinstance(said, int):
                    implementation = said
            if base and implementation:
                related.append(base)
    return [(symbol, base) for base in related]
