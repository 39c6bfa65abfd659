"""Collecting what a world segment is made of: new files, or the live files of older segments. NumPy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from ploke.model.ingested import IngestedFile
from ploke.store.arrays import Ints, Vocabulary, counts_of, joined, narrowed, pack
from ploke.store.batch import Batch
from ploke.store.world_segment import BYTES_A_ROW, CODES, NARROWED, WorldSegment


class WorldBuilder:
    """Collects files and turns them into one world segment."""

    def __init__(self) -> None:
        self._paths: list[str] = []
        self._codes: dict[str, dict[str, int]] = {name: {} for name in CODES}
        self._languages: list[int] = []
        self._roles: list[int] = []
        self._modules: list[bytes] = []
        self._summaries: list[bytes] = []
        self._settings: dict[int, bytes] = {}
        self._entries = Vocabulary()
        self._entry_ids: list[Ints] = []
        self._entry_files: list[Ints] = []
        self._bytes = 0

    @property
    def weight(self) -> int:
        """How much there is to write, in rows of a usual size."""
        return self._bytes // BYTES_A_ROW

    @property
    def files(self) -> int:
        """Files collected so far."""
        return len(self._paths)

    def add_batch(self, batch: Batch) -> None:
        """Collect a batch of ingested files."""
        first = self.files
        for file in batch.files:
            self._add(file)
        # A name of one file stands in it once, so that the lists can be looked up end to end.
        names = [file.content.summary.entries for file in batch.files]
        counts = [name.count("\0") + 1 if name else 0 for name in names]
        together = "\0".join([name for name in names if name])
        found = together.encode("utf-8", "surrogatepass").split(b"\0") if together else []
        self._entry_ids.append(self._entries.ids(found))
        self._entry_files.append(np.repeat(np.arange(first, self.files, dtype=np.uint32), counts))

    def _add(self, file: IngestedFile) -> None:
        if file.settings:
            self._settings[self.files] = file.settings.encode("utf-8", "replace")
        summary = file.content.summary.encoded
        self._append(file.path, file.content.language, file.role, file.module.encode("utf-8", "replace"), summary)

    def _append(self, path: str, language: str, role: str, module: bytes, summary: bytes) -> None:
        self._paths.append(path)
        self._languages.append(self._code("languages", language))
        self._roles.append(self._code("roles", role))
        self._modules.append(module)
        self._summaries.append(summary)
        self._bytes += len(summary) + len(path)

    def _code(self, code: str, name: str) -> int:
        codes = self._codes[code]
        return codes.setdefault(name, len(codes))

    def add_segment(self, segment: WorldSegment, dead: Sequence[tuple[int, int]]) -> None:
        """Collect a segment's live files."""
        live = np.ones(segment.file_count, bool)
        for first, end in dead:
            live[first:end] = False
        numbers = self.files + np.cumsum(live) - 1
        columns = segment.columns
        for file, text in segment.settings():
            if live[file]:
                self._settings[int(numbers[file])] = text.encode()
        ids = self._entries.ids(segment.strings("entries", "entry_offsets"))
        files = np.array(columns["entry_files"], np.int64)
        kept = live[files]
        offsets = np.array(columns["entry_file_offsets"], np.uint32)
        self._entry_ids.append(np.repeat(ids, counts_of(offsets))[kept])
        self._entry_files.append(numbers[files[kept]].astype(np.uint32))
        for file in np.flatnonzero(live).tolist():
            self._append(
                segment.path(file),
                segment.languages[columns["file_languages"][file]],
                segment.roles[columns["file_roles"][file]],
                segment.piece("file_modules", "file_module_offsets", file),
                segment.summary(file),
            )

    def finish(self) -> list[Any]:
        """The segment as buffers to be written one after the other. The builder is spent."""
        order = sorted(range(len(self._paths)), key=self._paths.__getitem__)
        places = np.empty(len(order), np.uint32)
        places[np.array(order, np.int64)] = np.arange(len(order), dtype=np.uint32)
        columns: dict[str, Any] = {
            "file_languages": np.array([self._languages[file] for file in order], np.uint16),
            "file_roles": np.array([self._roles[file] for file in order], np.uint8),
        }
        columns |= _blob(
            "file_paths", "file_path_offsets", (self._paths[file].encode("utf-8", "surrogatepass") for file in order)
        )
        columns |= _blob("file_modules", "file_module_offsets", (self._modules[file] for file in order))
        columns |= _blob("file_summaries", "file_summary_offsets", (self._summaries[file] for file in order))
        settings = sorted((int(places[file]), text) for file, text in self._settings.items())
        columns["settings_files"] = np.array([file for file, _ in settings], np.uint32)
        columns |= _blob("settings", "settings_offsets", (text for _, text in settings))
        modules = Vocabulary()
        ids = modules.ids(self._modules)
        columns |= _lookup("modules", "module", modules, ids, places)
        columns |= _lookup(
            "entries", "entry", self._entries, joined(self._entry_ids), places[joined(self._entry_files)]
        )
        return WorldSegment.encode(
            narrowed(columns, NARROWED), {name: list(codes) for name, codes in self._codes.items()}
        )


def _blob(blob: str, offsets: str, pieces: Iterable[bytes]) -> dict[str, Any]:
    packed, ends = pack(list(pieces))
    return {blob: packed, offsets: ends}


def _lookup(blob: str, what: str, vocabulary: Vocabulary, ids: Ints, files: Ints) -> dict[str, Any]:
    by_file = np.argsort(files, kind="stable")
    texts, order, file_offsets = vocabulary.group(ids[by_file])
    used = np.flatnonzero(counts_of(file_offsets)).tolist()
    return {
        **_blob(blob, f"{what}_offsets", (texts[place] for place in used)),
        f"{what}_file_offsets": file_offsets[[*used, len(texts)]],
        f"{what}_files": files[by_file][order],
    }
