"""Where languages differ: what an evaluator's subclass overrides, with what holds where it does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from ploke.graph.found import VALUE, Found
from ploke.graph.memory import Memory
from ploke.graph.resolution import Target
from ploke.graph.values import ANYTHING, BOUND, MEMBER, Value, Values
from ploke.graph.views import FUNCTION_LIKE, View
from ploke.model.facts import Binding, Import, SymbolKind
from ploke.model.graph import EdgeKind


class Hooks(Memory):
    """The rules of a language that has none of its own."""

    decorators_call = False
    """Whether a decorator is called with what it decorates."""

    imports_load = False
    """Whether an import runs the module that it names, whatever it takes from there."""

    def constructors(self, value: Value) -> list[tuple[int, int, str]]:
        """What calling a type calls, as (file, symbol, ""): its constructors, or itself where it has none."""
        return [(value[1], value[2], "")]

    def built_in_name(self, value: Value) -> str:
        """What a value of a sort of the language's own is called, ``package:name``; empty for what has no name."""
        return ""

    def call_operators(self, value: Value) -> list[tuple[int, int]]:
        """What calling an instance calls, as (file, symbol)."""
        return []

    def is_called_by_name(self, kind: SymbolKind) -> bool:
        """Whether a call of a symbol of this kind whose value is not known is a call of the symbol."""
        return kind in FUNCTION_LIKE

    def is_called_itself(self, view: View, symbol: int) -> bool:
        """Whether a call of a symbol calls the symbol and only refers to the function that it holds."""
        return False

    def find_imported(self, view: View, scope: int, expression: str) -> tuple[Found, ...]:
        """What the expression of an import statement's reference denotes."""
        found: list[Found] = []
        for row in self.written_imports(view).get((scope, expression), ()):
            found += self.find_star(view, row) if row.name == "*" else self.find_import(view, row)
        return tuple(dict.fromkeys(found))

    def written_imports(self, view: View) -> Mapping[tuple[int, str], list[Import]]:
        """The imports of a file by scope and expression of their references."""
        known = self._written.get(view)
        if known is None:
            rows: defaultdict[tuple[int, str], list[Import]] = defaultdict(list)
            for row in view.imports:
                rows[row.scope, self.written(row)].append(row)
            known = rows
            # Only of the file that is being resolved is this asked.
            self._written = {view: known}
        return known

    def written(self, row: Import) -> str:
        """The expression of the reference that stands for an import."""
        return f"{row.module}.{row.name}" if row.name not in ("", "*") else row.module

    def find_star(self, view: View, row: Import) -> tuple[Found, ...]:
        """What a star import is of."""
        return ()

    def inheritance(self, view: View, heir: int, target: Target) -> EdgeKind:
        """Whether a class inherits or implements a base that it names."""
        return EdgeKind.INHERITS

    def can_override(self, view: View, symbol: int) -> bool:
        """Whether a method can override another: not a constructor, for one."""
        return view.symbols[symbol].kind is not SymbolKind.CONSTRUCTOR

    def is_visible(self, view: View, scope: int) -> bool:
        """Whether names of a scope are seen from scopes inside it."""
        return not view.is_class(scope)

    def find_beyond(self, view: View, scope: int, name: str) -> tuple[Found, ...]:
        """What a name denotes that no scope of the file defines: siblings of the package, what is built in."""
        return ()

    def find_import(self, view: View, row: Import) -> tuple[Found, ...]:
        """What an import binds."""
        return ()

    def find_by_star(self, view: View, row: Import, name: str) -> tuple[Found, ...]:
        """What a star import offers as ``name``."""
        return ()

    def find_in_package(self, package: str, name: str) -> tuple[Found, ...]:
        """What a package offers as ``name``."""
        return ()

    def find_in_object(self, value: Value, name: str) -> tuple[Found, ...]:
        """A member of an object of a type outside the repository."""
        return ((VALUE, (MEMBER, value, name)),)

    def member_result(self, holder: Value, name: str) -> Values:
        """What calling the method ``name`` of an object of a type outside the repository yields."""
        return ANYTHING

    def literal(self, view: View, scope: int, text: str) -> Values | None:
        """What a literal is; None for what is none."""
        return None

    def declared(self, view: View, row: Binding) -> Values:
        """What a binding's annotation says its target is."""
        return self.of_type(view, row.scope, row.annotation)

    def declared_result(self, view: View, function: int, row: Binding) -> Values:
        """What a declared return type says that a call yields."""
        return self.of_type(view, function, row.annotation)

    def of_type(self, view: View, scope: int, text: str) -> Values:
        """Objects of the type that ``text`` names in a scope."""
        return ANYTHING

    def decorated(self, view: View, symbol: int, plain: Value) -> Values:
        """What the name of a function holds, after its decorators."""
        return frozenset((plain,))

    def own_parameters(self, view: View, function: int, callee: Value) -> int:
        """How many of a function's first parameters a call of ``callee`` fills by itself."""
        return 0

    def outside_result(self, name: str) -> Values:
        """What calling something outside the repository yields."""
        return ANYTHING

    def object_result(self, value: Value) -> Values:
        """What calling an object of a type outside the repository yields."""
        return ANYTHING

    def instance_result(self, value: Value, view: View, scope: int) -> Values:
        """What calling an instance yields."""
        return ANYTHING

    def object_element(self, value: Value, index: str) -> Values:
        """An element of an object of a type outside the repository."""
        return ANYTHING

    def instance_element(self, value: Value, index: str) -> Values:
        """An element of an instance."""
        return ANYTHING

    def preferred(self, view: View, found: list[Found]) -> tuple[Found, ...]:
        """Which of several symbols of one name in a class are meant."""
        return tuple(found)

    def bound(self, view: View, symbol: int, receiver: Value) -> Value:
        """A method as a member of ``receiver``."""
        return (BOUND, view.number, symbol, receiver)
