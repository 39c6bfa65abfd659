"""Files that include one another: which file an ``#include`` means, and what one file sees through others.

Sources: ISO/IEC 9899:2018, 6.10.2 "Source file inclusion"; the documentation of GCC's preprocessor, "Search Path";
Clang's "JSON Compilation Database Format Specification".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NamedTuple

from ploke.graph.entries import NAMELESS, STARRED
from ploke.graph.evaluate import Evaluator
from ploke.graph.found import VALUE, Found
from ploke.graph.rules.compile_commands import CompileCommands, read_compile_commands
from ploke.graph.rules.standard_headers import STANDARD_HEADERS
from ploke.graph.values import FILE, OUTSIDE
from ploke.graph.views import View
from ploke.graph.world import NONE, PROJECT, World, folder_of, folders_above
from ploke.model.facts import MODULE, Import

_FOLDERS_OF_HEADERS: Final = frozenset({"include", "includes", "inc", "headers", "public"})


class _Rank(NamedTuple):
    """How likely a folder is one that a compiler looks in for an including file; the greatest wins."""

    proven: bool
    looked_in: bool
    around: bool
    shared: int
    for_headers: bool


class InclusionRules(Evaluator):
    """The part of the rules that knows files."""

    language = "c"
    """Whose configuration is asked for."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self._apart: dict[tuple[Any, ...], tuple[Any, int]] = {}
        self._marks: list[tuple[int, ...]] = []

    # Answers that rest on many questions.

    def apart(self, key: tuple[Any, ...], compute: Callable[..., Any], *arguments: Any) -> Any:
        """``compute(*arguments)``, once; whoever asks records one mark (below zero) for all that it rests on.

        Otherwise every reference of a file would carry the questions of all its includes.
        """
        known = self._apart.get(key)
        if known is None:
            outer, self.asked = self.asked, set()
            try:
                answer = compute(*arguments)
            finally:
                asked, self.asked = self.asked, outer
            self._marks.append(tuple(asked))
            known = self._apart[key] = (answer, -len(self._marks))
        self.asked.add(known[1])
        return known[0]

    def questions(self) -> set[int]:
        """The keys of all that was asked, those behind marks included."""
        keys: set[int] = set()
        marks: set[int] = set()
        waiting = list(self.asked)
        while waiting:
            key = waiting.pop()
            if key >= 0:
                keys.add(key)
            elif key not in marks:
                marks.add(key)
                waiting += self._marks[-key - 1]
        return keys

    # What files include.

    def included(self, file: int) -> tuple[int, ...]:
        """The files that a file includes itself, wherever it says so, in order."""
        return self.apart(("included", file), self._included, file)  # type: ignore[no-any-return]

    def _included(self, file: int) -> tuple[int, ...]:
        view = self.view(file)
        found: dict[int, None] = {}
        for row in self.includes(view):
            found.update(dict.fromkeys(self.find_included(view, row)))
        found.pop(file, None)
        return tuple(found)

    def includes(self, view: View) -> Iterable[Import]:
        """The includes of a file, in order."""
        self.asked.add(view.key(NAMELESS))
        for scope in view.stars:
            if scope != MODULE:
                self.asked.add(view.key(view.symbols[_outermost(view, scope)].name))
        return [row for row in view.imports if is_include(row)]

    def reach(self, file: int) -> frozenset[int]:
        """The file and all that it includes, directly or not."""
        return self.apart(("reach", file), self._closed, file, self.included)  # type: ignore[no-any-return]

    def includers(self, file: int) -> tuple[int, ...]:
        """The files that include a file themselves, by path."""
        return self.apart(("includers", file), self._includers, file)  # type: ignore[no-any-return]

    def _includers(self, file: int) -> tuple[int, ...]:
        base = self.world.file(file).path.rpartition("/")[2]
        return tuple(other for other in self.files_defining(STARRED + base) if file in self.included(other))

    def surroundings(self, file: int) -> frozenset[int]:
        """The file and all that includes it, directly or not."""
        return self.apart(("around", file), self._closed, file, self.includers)  # type: ignore[no-any-return]

    def _closed(self, file: int, neighbours: Callable[[int], Sequence[int]]) -> frozenset[int]:
        found = {file}
        waiting = [file]
        while waiting:
            for other in neighbours(waiting.pop()):
                if other not in found:
                    found.add(other)
                    waiting.append(other)
        return frozenset(found)

    def is_seen_with(self, file: int, other: int) -> bool:
        """Whether some translation unit that holds ``file`` holds ``other`` too."""
        if other in self.reach(file):
            return True
        return any(other in self.reach(unit) for unit in sorted(self.surroundings(file)))

    # What an include means.

    def find_included(self, view: View, row: Import) -> tuple[int, ...]:
        """The files that an include may mean: several where nothing tells them apart.

        The quoted form looks beside the including file; then come the folders that the compiler is told of, if the
        repository says; else all files whose path ends as the include says, those of the folder most likely to be
        looked in. A folder is that surely where another include of the same file can mean no other.
        """
        told = self._found_by_rule(view, row)
        if told != NONE:
            return (told,)
        ending = self._by_ending(view, row)
        if len(ending) < 2:
            return tuple(ending)
        proven = self.apart(("folders", view.number), self._proven_folders, view)
        own = folder_of(view.file.path) if not row.level else None
        ranks = {
            file: _rank(folder, view.file.path, folder in proven, folder == own) for file, folder in ending.items()
        }
        best = max(ranks.values())
        return tuple(file for file, rank in ranks.items() if rank == best)

    def _found_by_rule(self, view: View, row: Import) -> int:
        """The file that an include means by the rules of the compiler alone."""
        text = _straightened(row.module)
        path = view.file.path
        folders = [folder_of(path)] if row.level else []
        for folder in (*folders, *self.apart(("commands",), self._commands).folders(path)):
            file = self.find_path(_below(folder, text))
            if file != NONE:
                return file
        return NONE

    def _by_ending(self, view: View, row: Import) -> dict[int, str]:
        """The files whose path ends as an include says, each with the folder that comes before."""
        text = _straightened(row.module).lstrip("./")
        found: dict[int, str] = {}
        for file in self.modules_called(text.rpartition("/")[2]) if text else ():
            path = self.world.file(file).path
            if path != text and not path.endswith("/" + text):
                continue
            folder = path[: -len(text)].rstrip("/")
            if row.level or text not in STANDARD_HEADERS or folder.rpartition("/")[2] in _FOLDERS_OF_HEADERS:
                found[file] = folder
        return found

    def _proven_folders(self, view: View) -> frozenset[str]:
        """The folders that the compiler must look in: what a file includes can only lie there."""
        found: set[str] = set()
        for row in self.includes(view):
            if self._found_by_rule(view, row) == NONE:
                ending = self._by_ending(view, row)
                if len(ending) == 1:
                    found.update(ending.values())
        return frozenset(found)

    def _commands(self) -> CompileCommands:
        self.ask(PROJECT, self.language)
        manifests = self.world.project.manifests
        texts = {path: text for path, text in manifests.items() if path.rpartition("/")[2] == "compile_commands.json"}
        return read_compile_commands(texts, lambda path: self.find_path(path) != NONE)

    # Edges of includes.

    def written(self, row: Import) -> str:
        """An include as its reference has it, between quotes or angle brackets."""
        return f'"{row.module}"' if row.level else f"<{row.module}>"

    def find_star(self, view: View, row: Import) -> tuple[Found, ...]:
        """The files that an include means; what is between angle brackets and not found lies outside."""
        files = self.find_included(view, row)
        if files or row.level:
            return tuple((VALUE, (FILE, file)) for file in files)
        package, _, rest = row.module.partition("/")
        return ((VALUE, (OUTSIDE, f"{package}:{rest}")),)


def is_include(row: Import) -> bool:
    """Whether an import is an include: those name files, and bind no name."""
    return row.name == "*" and not row.alias and not row.module.endswith("::")


def _outermost(view: View, scope: int) -> int:
    while view.parent(scope) != MODULE:
        scope = view.parent(scope)
    return scope


def _rank(folder: str, path: str, proven: bool, own: bool) -> _Rank:
    """How likely the compiler looks in ``folder`` for what the file at ``path`` includes.

    ``own``: it is the folder of the file, and the include is of a form that does not look there by itself.
    """
    shared = 0
    for ours, theirs in zip(folder.split("/"), path.split("/"), strict=False):
        if ours != theirs:
            break
        shared += 1
    return _Rank(
        proven, not own, folder in folders_above(path), shared, folder.rpartition("/")[2] in _FOLDERS_OF_HEADERS
    )


def _below(folder: str, text: str) -> str:
    """The path of ``text`` as seen from a folder; what lies above the root is no path of the repository."""
    parts = folder.split("/") if folder else []
    for part in text.split("/"):
        if part == "..":
            if not parts:
                return "../" + text
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def _straightened(text: str) -> str:
    return "/".join(part for part in text.replace("\\", "/").split("/") if part not in ("", "."))
