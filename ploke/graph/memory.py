"""What an evaluator remembers, and what it asked: answers are computed once, every question is recorded.

Questions go to the world (``ploke.graph.world``) or into a file's summary, and their keys are recorded whatever the
answer. What is learned of other files is kept with the keys it took; of the file that is being resolved, *home*, no
keys need be kept apart, since it asked them all itself.

A circle yields nothing where it closes. What was computed inside a circle is kept only at its head, so that an answer
does not depend on where the circle was entered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from ploke.graph.entries import CALLED, NAMELESS, PACKAGED
from ploke.graph.resolution import Target
from ploke.graph.values import NOTHING
from ploke.graph.views import Definition, View
from ploke.graph.world import DEFINING, FOLDER, MODULE_NAME, NONE, PATH, TREE, World, key_of
from ploke.model.facts import MODULE, Binding, Import

_FAR: Final = 1 << 30
_VIEW: Final = 10
_MISSING: Final = object()


class Memory:
    """Views, answers and questions of one world."""

    def __init__(self, world: World) -> None:
        self.world = world
        # About how much is remembered of other files, in objects of some hundred bytes.
        self.kept = 0
        self.asked: set[int] = set()
        self.home = NONE
        self.abroad = 0
        # By scope; that of the module, -1, is the last.
        self.home_values: list[dict[str, Any]] = []
        self.home_found: list[dict[str, Any]] = []
        self.home_top: dict[str, Any] = {}
        self.home_held: dict[tuple[Any, ...], Any] = {}
        self.home_members: dict[tuple[Any, str], Any] = {}
        self.home_called: dict[tuple[Any, ...], list[Target]] = {}
        self._told: set[tuple[Any, ...]] = set()
        self._at_home: dict[tuple[Any, ...], Any] = {}
        self._views: dict[int, View] = {}
        self._memo: defaultdict[int, dict[tuple[Any, ...], tuple[Any, tuple[int, ...]]]] = defaultdict(dict)
        self._keys: dict[tuple[str, str], int] = {}
        self._written: dict[View, Mapping[tuple[int, str], list[Import]]] = {}
        self._active: dict[tuple[Any, ...], int] = {}
        self._depth = 0
        self._lowest = _FAR

    # Asking the world: every question is recorded, whatever its answer.

    def questions(self) -> set[int]:
        """The keys of all that was asked since ``asked`` was last emptied."""
        return self.asked

    def view(self, file: int) -> View:
        """The view of a file. Looking into it is recorded by name, in ``names_of``."""
        view = self._views.get(file)
        if view is None:
            summary = self.world.summary(file)
            row = self.world.file(file)
            view = self._views[file] = View(file, row, summary.symbols, summary.imports, summary.bindings)
            self.kept += _VIEW + len(summary.symbols) + len(summary.imports) + len(summary.bindings)
        return view

    def adopt(self, other: Memory, is_same: Callable[[int], bool]) -> None:
        """Take over the views of files that ``is_same`` says have the same number and summary in this world."""
        self._views.update((file, view) for file, view in other._views.items() if file != other.home and is_same(file))
        self.kept = other.kept

    def ask(self, question: str, word: str) -> None:
        """Record a question of one word, see ``ploke.graph.world.key_of``."""
        key = self._keys.get((question, word))
        if key is None:
            key = self._keys[question, word] = key_of(question, word)
        self.asked.add(key)

    def find_path(self, path: str) -> int:
        """The file at ``path``, or ``NONE``."""
        self.ask(PATH, path)
        return self.world.find(path)

    def files_in(self, folder: str) -> Sequence[int]:
        """The files directly in a folder."""
        self.ask(FOLDER, folder)
        return self.world.folder(folder)

    def has_folder(self, folder: str) -> bool:
        """Whether any file lies below a folder."""
        self.ask(TREE, folder)
        return self.world.has_folder(folder)

    def modules_called(self, name: str) -> Sequence[int]:
        """The files of a module name."""
        self.ask(MODULE_NAME, name)
        return self.world.modules(name)

    def files_defining(self, name: str) -> Sequence[int]:
        """The files with an entry of that name."""
        self.ask(DEFINING, name)
        return self.world.defining(name)

    def files_in_package(self, package: str) -> Sequence[int]:
        """The files that say they are part of a package."""
        return self.files_defining(PACKAGED + package)

    def definitions_of(self, view: View, scope: int, name: str) -> Sequence[Definition]:
        """What ``name`` means in exactly this scope, in order."""
        if scope == MODULE:
            self.asked.add(view.key(name))
        return view.names[scope].get(name, ()) if scope in view.names else ()

    def arguments_to(self, view: View, name: str) -> Sequence[Binding]:
        """What calls in a file hand to callees with this last name, as far as others see it."""
        self.asked.add(view.key(CALLED + name))
        return view.handed_on.get(name, ())

    def decorations_by(self, view: View, name: str) -> Sequence[tuple[str, int]]:
        """The decorators with this last name in a file, and the symbols they stand on."""
        self.asked.add(view.key(CALLED + name))
        return view.decorations.get(name, ())

    def exports_of(self, view: View, name: str) -> Sequence[str]:
        """The local expressions a file offers as ``name``."""
        self.asked.add(view.key(name))
        return view.exports.get(name, ())

    def stars_of(self, view: View, scope: int) -> Sequence[Import]:
        """The star imports of a scope."""
        if scope == MODULE:
            self.asked.add(view.key(NAMELESS))
        if scope not in view.stars:
            return ()
        return [view.imports[place] for place in view.stars[scope]]

    # Memory.

    def remembered(
        self, key: tuple[Any, ...], compute: Callable[..., Any], *arguments: Any, closing: Any = NOTHING
    ) -> Any:
        """``compute(*arguments)``, once; ``closing`` is the answer where it is needed for itself.

        The second item of ``key`` is the file with which the answer is forgotten.
        """
        if key[1] == self.home and not self.abroad:
            return self._remembered_at_home(key, compute, arguments, closing)
        memo = self._memo[key[1]]
        known = memo.get(key)
        if known is not None:
            if self.abroad:
                self.asked.update(known[1])
            elif key not in self._told:
                # What home was told once it need not note again.
                self._told.add(key)
                self.asked.update(known[1])
            return known[0]
        depth = self._active.get(key)
        if depth is not None:
            return self.closed(depth, closing)
        outer_asked, self.asked = self.asked, set()
        outer_lowest, self._lowest = self._lowest, _FAR
        depth = self._active[key] = self._depth
        self._depth += 1
        self.abroad += 1
        try:
            answer = compute(*arguments)
        finally:
            self.abroad -= 1
            self._depth = depth
            del self._active[key]
            asked, self.asked = self.asked, outer_asked
            lowest, self._lowest = self._lowest, outer_lowest
            outer_asked.update(asked)
        if lowest >= depth:
            memo[key] = (answer, tuple(asked))
            self.kept += 1 + (len(asked) >> 3)
        elif lowest < outer_lowest:
            self._lowest = lowest
        return answer

    def _remembered_at_home(
        self, key: tuple[Any, ...], compute: Callable[..., Any], arguments: tuple[Any, ...], closing: Any
    ) -> Any:
        answer = self._at_home.get(key, _MISSING)
        if answer is not _MISSING:
            return answer
        depth = self._active.get(key)
        if depth is not None:
            return self.closed(depth, closing)
        outer_lowest, self._lowest = self._lowest, _FAR
        depth = self._active[key] = self._depth
        self._depth += 1
        try:
            answer = compute(*arguments)
        finally:
            self._depth = depth
            del self._active[key]
            lowest, self._lowest = self._lowest, outer_lowest
        if lowest >= depth:
            self._at_home[key] = answer
        elif lowest < outer_lowest:
            self._lowest = lowest
        return answer

    def learn(self, table: dict[str, Any], expression: str, compute: Callable[..., Any], view: View, scope: int) -> Any:
        """``compute(view, scope, expression)`` into a table of home's; its depth stands there while it is computed."""
        outer_lowest, self._lowest = self._lowest, _FAR
        depth = self._depth
        table[expression] = depth
        self._depth = depth + 1
        answer = None
        try:
            answer = compute(view, scope, expression)
        finally:
            self._depth = depth
            self._settle(table, expression, answer, depth, outer_lowest)
        return answer

    def learn_in(self, table: dict[Any, Any], key: Any, compute: Callable[..., Any], *arguments: Any) -> Any:
        """``compute(*arguments)`` into a table of home's, as ``learn``."""
        outer_lowest, self._lowest = self._lowest, _FAR
        depth = self._depth
        table[key] = depth
        self._depth = depth + 1
        answer = None
        try:
            answer = compute(*arguments)
        finally:
            self._depth = depth
            self._settle(table, key, answer, depth, outer_lowest)
        return answer

    def _settle(self, table: dict[Any, Any], key: Any, answer: Any, depth: int, outer_lowest: int) -> None:
        """Keep an answer, unless it rests on a circle that was entered further out."""
        lowest, self._lowest = self._lowest, outer_lowest
        if lowest >= depth and answer is not None:
            table[key] = answer
            return
        del table[key]
        if lowest < outer_lowest:
            self._lowest = lowest

    def closed(self, depth: int, closing: Any = NOTHING) -> Any:
        """The answer where a circle closes that was entered at ``depth``."""
        if depth < self._lowest:
            self._lowest = depth
        return closing

    def forget(self, file: int) -> None:
        """Drop a file's view and what was learned: the next question builds it anew from its summary."""
        self._views.pop(file, None)
        self._memo.pop(file, None)
        if file == self.home:
            self.home = NONE
            self._at_home = {}
            self.home_values = []
            self.home_found = []
            self.home_top = {}
            self.home_held = {}
            self.home_members = {}
            self.home_called = {}
            self._told = set()

    def install(self, view: View) -> None:
        """Use ``view``, built from the file's own facts, for that file until ``forget``."""
        self.forget(self.home)
        self.forget(view.number)
        self._views[view.number] = view
        self.home = view.number
        self.home_values = [{} for _ in range(len(view.symbols) + 1)]
        self.home_found = [{} for _ in range(len(view.symbols) + 1)]
