"""The workspace: one repository with its index. Each method is one use case of this package."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from ploke.config import Config, load_config
from ploke.errors import BusyError, StorageError, UsageError
from ploke.ingest.discover_rules import ScanRules
from ploke.model.index import IndexReader, SymbolRow
from ploke.model.results import (
    Check,
    LanguageInfo,
    Mode,
    Progress,
    SearchRequest,
    SearchResponse,
    Status,
    SyncReport,
    Verification,
)
from ploke.model.source import Skip
from ploke.workspace.locate import is_remote, locate, refuse_links
from ploke.workspace.place import SyncOptions, SyncPlace, relative_paths
from ploke.workspace.reading import ReaderCache
from ploke.workspace.texts import FileText, Texts

if TYPE_CHECKING:
    from ploke.ingest.pool import WorkerPool
    from ploke.model.graph_reports import RepositoryMap
    from ploke.workspace.graph.questions import CodeGraph
    from ploke.workspace.graph.source import GraphSource

_MAP_HITS = 20
OnProgress = Callable[[Progress], None]


def open_workspace(
    path: str | os.PathLike[str] | None = None,
    *,
    index_dir: str | os.PathLike[str] | None = None,
    config: Config | None = None,
    flags: Mapping[str, Any] | None = None,
) -> Workspace:
    """Open the repository at ``path`` (a folder or a git URL; without one, what the current folder belongs to).

    ``flags`` are settings by name that win over all others; with ``config`` no settings are looked up. Nothing is read
    or written yet. Raises ``UsageError`` where ``path`` is no folder, a setting is wrong, or a link in the repository
    leads to where the index would lie, and ``UnavailableError`` where a URL cannot be cloned.
    """
    clones = Path()
    if path is not None and is_remote(path):
        clones = Path((config or load_config(Path.cwd(), flags)).get("cache.dir"))
    location = locate(path, index_dir, cache_dir=clones)
    config = config or load_config(location.root, flags)
    if index_dir is None and config.origin("index.dir") != "default":
        location = location._replace(index_dir=Path(config.get("index.dir")))
    if index_dir is None:
        refuse_links(location)
    return Workspace(location.root, location.index_dir, config)


def _per_file(get: Callable[[str], Any], k: int | None, *, exact: bool) -> int:
    """Results a file where the caller does not say: of exact text, every match."""
    return (k or get("search.k")) if exact else get("search.per_file")


def _mode(name: str) -> Mode:
    try:
        return Mode(name)
    except ValueError:
        raise UsageError(f"There is no mode {name!r}.", f"Modes are {', '.join(Mode)}.") from None


class Workspace:
    """One repository and its index. Open it with ``open_workspace``; close it, or use it in ``with``.

    Methods that answer from the index bring it up to date first unless ``sync=False``. They raise ``PlokeError`` s:
    ``NoIndexError`` when nothing is indexed and syncing is off, ``DamagedIndexError``, ``StorageError``, ``BusyError``
    when another process writes and there is no generation yet to answer from. ``notes`` are sentences for people on
    the last sync before an answer: that it could not be done, above all.
    """

    def __init__(self, root: Path, index_dir: Path, config: Config) -> None:
        self.root = root
        self.index_dir = index_dir
        self.config = config
        self.notes: tuple[str, ...] = ()
        self._pool: WorkerPool | None = None
        self._readers = ReaderCache(index_dir)
        self._texts = Texts(root)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the workers and let go of the index."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None
        self._readers.close()

    def sync(
        self,
        paths: Sequence[str | os.PathLike[str]] | None = None,
        *,
        progress: OnProgress | None = None,
        rebuild: bool = False,
        retry: bool = True,
        wait: float = 0.0,
        scip: Sequence[str | os.PathLike[str]] = (),
        forget_scip: bool = False,
    ) -> SyncReport:
        """Bring the index to the state of the files, or of ``paths`` alone (absolute or relative to the root).

        ``rebuild`` starts anew, ``retry`` reads files again that crashed or timed out before, ``wait`` is how many
        seconds to wait for another writer before raising ``BusyError``. ``scip`` are files that indexers of languages
        have written, whose answers take the place of our own rules (then all files are brought up to date);
        ``forget_scip`` drops those taken in before. Raises ``ScipError`` where nothing could be taken from one of them,
        once everything else is done.
        """
        from ploke.workspace.sync import sync

        relative = None if paths is None or scip else relative_paths(self.root, tuple(paths))
        files = tuple(Path(path) for path in scip)
        options = SyncOptions(relative, rebuild, retry, wait, verify=True, scip=files, forget_scip=forget_scip)
        return sync(self._place, self._workers, options, progress)

    def search(
        self,
        query: str | SearchRequest,
        *,
        k: int | None = None,
        per_file: int | None = None,
        mode: Mode | str | None = None,
        languages: Sequence[str] = (),
        paths: Sequence[str] = (),
        literal: bool = False,
        regex: bool = False,
        ignore_case: bool = False,
        sync: bool = True,
        progress: OnProgress | None = None,
    ) -> SearchResponse:
        """Find spans of the repository for ``query``, best first.

        A ``SearchRequest`` carries all it needs; for a string, ``k``, ``per_file`` and ``mode`` default to the
        settings. Raises ``UsageError`` for a query without words, a bad regular expression, or a count or mode that
        cannot be.
        """
        from ploke.workspace.search import search

        if isinstance(query, str):
            get = self.config.get
            query = SearchRequest(
                query,
                get("search.k") if k is None else k,
                _per_file(get, k, exact=literal or regex) if per_file is None else per_file,
                _mode(get("search.mode") if mode is None else mode),
                tuple(languages),
                tuple(paths),
                literal,
                regex,
                ignore_case,
            )
        if query.k < 1 or query.per_file < 1:
            raise UsageError("k and per_file count results.", "Give whole numbers from 1 on.")
        notes = self._freshen(progress) if sync else ()
        return search(self._readers.current(), self._texts, query, notes)

    def search_batch(
        self,
        requests: Iterable[tuple[str, SearchRequest]],
        *,
        sync: bool = True,
        progress: OnProgress | None = None,
    ) -> Iterator[tuple[str, SearchResponse]]:
        """Answer many requests, each with its id, from one generation, in order."""
        from ploke.workspace.search import search

        notes = self._freshen(progress) if sync else ()
        with self._readers.open() as reader:
            for name, request in requests:
                yield name, search(reader, self._texts, request, notes)

    def symbols(
        self,
        name: str | None = None,
        *,
        kinds: Sequence[str] = (),
        languages: Sequence[str] = (),
        paths: Sequence[str] = (),
        sync: bool = True,
        progress: OnProgress | None = None,
    ) -> list[SymbolRow]:
        """Symbols called ``name`` (``name``, ``Class.name``; any case), or all of them, by path and line.

        Where the index may be behind, those of files that changed since are marked ``stale``.
        """
        from ploke.workspace.symbols import find_symbols

        return self._marked(
            lambda reader: find_symbols(reader, name, kinds, languages, paths), sync=sync, progress=progress
        )

    def outline(
        self, file: str | os.PathLike[str], *, sync: bool = True, progress: OnProgress | None = None
    ) -> list[SymbolRow]:
        """The symbols of one file in file order, marked ``stale`` as by ``symbols``.

        Raises ``UsageError`` for a file that is not indexed.
        """
        from ploke.workspace.symbols import outline

        path = relative_paths(self.root, (file,))[0]
        return self._marked(lambda reader: outline(reader, path), sync=sync, progress=progress)

    @property
    def graph(self) -> CodeGraph:
        """Questions to the code graph; each brings the index up to date first."""
        return self.open_graph()

    def open_graph(self, *, sync: bool = True, progress: OnProgress | None = None) -> CodeGraph:
        """Questions to the code graph, answered from the index as it is unless ``sync``."""
        from ploke.workspace.graph.questions import CodeGraph

        return CodeGraph(lambda: self._graph_source(sync=sync, progress=progress), self._tell)

    def map(
        self,
        tokens: int,
        request: str | None = None,
        *,
        focus: Sequence[str] = (),
        sync: bool = True,
        progress: OnProgress | None = None,
    ) -> RepositoryMap:
        """The repository's outline that best fits a budget of tokens (four bytes of UTF-8 each), never above it.

        For ``request`` it is drawn around what a search for it finds, for ``focus`` around these files and symbols
        (named as ``CodeGraph.find`` says). Raises as ``search`` and ``CodeGraph``.
        """
        hits = self.search(request, k=_MAP_HITS, sync=sync, progress=progress).hits if request else ()
        # What was searched is what is drawn: nothing is synced in between.
        return self.open_graph(sync=sync and not request, progress=progress).map(tokens, focus=focus, hits=hits)

    def status(self) -> Status:
        """What the index holds, and how many files differ from it now. Never writes."""
        from ploke.workspace.status import status

        return status(self._place)

    def skipped(self) -> list[Skip]:
        """Files and folders that the last whole scan left out, by path, each with its reason."""
        from ploke.workspace.status import skipped

        return skipped(self._place)

    def languages(self) -> list[LanguageInfo]:
        """Every language, by name, with how many files of this repository are in it now. Needs no index."""
        from ploke.workspace.languages import languages

        return languages(self._place)

    def doctor(self) -> list[Check]:
        """Look at the installation and at this index, checksums included."""
        from ploke.workspace.doctor import doctor

        return doctor(self._place)

    def verify(self, *, use_cache: bool = True, progress: OnProgress | None = None) -> Verification:
        """Build a clean index elsewhere, and compare this one, brought up to date, with it row by row.

        Without ``use_cache`` every file is parsed for it. Raises as ``sync``, and ``PlokeError`` where files change
        meanwhile.
        """
        from ploke.workspace.verify import verify

        return verify(
            self._place, self._workers, clean_workers=self._workers_at, use_cache=use_cache, on_progress=progress
        )

    def clean(self) -> int:
        """Remove the index and return the bytes freed. Raises ``BusyError`` while another process writes it."""
        from ploke.workspace.clean import clean

        self._readers.close()
        return clean(self._place)

    def _marked(
        self, find: Callable[[IndexReader], list[SymbolRow]], *, sync: bool, progress: OnProgress | None
    ) -> list[SymbolRow]:
        from ploke.workspace.symbols import mark_stale

        behind = bool(self._freshen(progress)) if sync else True
        reader = self._readers.current()
        rows = find(reader)
        return mark_stale(reader, self._texts, rows) if behind else rows

    def _graph_source(self, *, sync: bool, progress: OnProgress | None) -> GraphSource:
        from ploke.workspace.graph.source import GraphSource
        from ploke.workspace.graph_view import open_graph_view

        self.notes = ()
        behind = bool(self._freshen(progress)) if sync else True
        reader, view = open_graph_view(self._readers, self._repair)

        def text(path: str) -> FileText | None:
            row = reader.file_at(path)
            return None if row is None else self._texts.read(path, row.hash)

        return GraphSource(view, self.root, text, behind, self.config, self.skipped)

    def _repair(self) -> None:
        """Make the read index anew where it is damaged; files are not looked at."""
        from ploke.workspace.sync import sync

        sync(
            self._place, self._workers, SyncOptions((), verify=True, wait_seconds=self.config.get("sync.wait_seconds"))
        )

    def _tell(self, note: str) -> None:
        self.notes = (*self.notes, note)

    def _freshen(self, progress: OnProgress | None) -> tuple[str, ...]:
        """Sync before answering; beside a long writer or a full disk, answer from the last generation and say so."""
        from ploke.workspace.sync import sync

        try:
            report = sync(
                self._place, self._workers, SyncOptions(wait_seconds=self.config.get("sync.wait_seconds")), progress
            )
            self.notes = report.notes
        except (BusyError, StorageError) as error:
            if not self._readers.exists():
                raise
            self.notes = (f"{error.message} This answer is from the last generation and may be out of date.",)
        return self.notes

    def _workers(self) -> WorkerPool:
        if self._pool is None:
            self._pool = self._workers_at(self._place)
        return self._pool

    def _workers_at(self, place: SyncPlace) -> WorkerPool:
        from ploke.ingest.pool import WorkerPool, processors
        from ploke.ingest.task import Job
        from ploke.workspace.graph_steps import NAME

        job = Job(str(place.root), place.rules, str(place.cache), place.languages, graph=NAME)
        return WorkerPool(job, self.config.get("index.workers") or processors())

    @cached_property
    def _place(self) -> SyncPlace:
        get = self.config.get
        rules = ScanRules(
            max_bytes=get("index.max_file_bytes"),
            include_vendored=get("index.include_vendored"),
            include_generated=get("index.include_generated"),
            exclude=tuple(get("index.exclude")),
        )
        facts = Path(get("cache.dir")) / "facts.sqlite"
        return SyncPlace(self.root, self.index_dir, rules, facts, get("cache.max_bytes"), self.config.languages)
