"""Which types of Go satisfy which interfaces: those whose methods cover an interface's, whatever they name.

Source: The Go Programming Language Specification, "Implementing an interface", "Method sets" and "Type identity".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from ploke.graph.entries import ASKING, ELSEWHERE, first_methods, owner_elsewhere
from ploke.graph.resolution import Target
from ploke.graph.rules.go_packages import GoPackages
from ploke.graph.values import CALLABLE, INSTANCE, OBJECT, UNKNOWN, Values
from ploke.graph.views import SYMBOL, View
from ploke.graph.world import NONE, folder_of
from ploke.model.facts import MODULE, Binding, BindingKind, SymbolKind
from ploke.model.graph import EdgeKind

_DEFINED: Final = frozenset({SymbolKind.STRUCT, SymbolKind.CLASS})


class Method(NamedTuple):
    """A method of a method set. Outside the repository ``file`` is ``NONE`` and only the counts are known."""

    file: int
    symbol: int
    parameters: int = 0
    results: int = 0


def _outside(**methods: tuple[int, int]) -> dict[str, Method]:
    return {name: Method(NONE, NONE, *counts) for name, counts in methods.items()}


_READER: Final = {"Read": (1, 2)}
_WRITER: Final = {"Write": (1, 2)}
_CLOSER: Final = {"Close": (0, 1)}
_SEEKER: Final = {"Seek": (2, 2)}
_SORTED: Final = {"Len": (0, 1), "Less": (2, 1), "Swap": (2, 0)}
_KNOWN: Final = {
    "builtin:any": {},
    "builtin:error": _outside(Error=(0, 1)),
    "fmt:Stringer": _outside(String=(0, 1)),
    "io:Reader": _outside(**_READER),
    "io:Writer": _outside(**_WRITER),
    "io:Closer": _outside(**_CLOSER),
    "io:Seeker": _outside(**_SEEKER),
    "io:ReadCloser": _outside(**_READER, **_CLOSER),
    "io:WriteCloser": _outside(**_WRITER, **_CLOSER),
    "io:ReadWriter": _outside(**_READER, **_WRITER),
    "io:ReadWriteCloser": _outside(**_READER, **_WRITER, **_CLOSER),
    "io:ReadSeeker": _outside(**_READER, **_SEEKER),
    "io:ReaderAt": _outside(ReadAt=(2, 2)),
    "io:WriterTo": _outside(WriteTo=(1, 2)),
    "io:ReaderFrom": _outside(ReadFrom=(1, 2)),
    "io:RuneReader": _outside(ReadRune=(0, 3)),
    "io:RuneScanner": _outside(ReadRune=(0, 3), UnreadRune=(0, 1)),
    "io:ByteReader": _outside(ReadByte=(0, 2)),
    "io:ByteScanner": _outside(ReadByte=(0, 2), UnreadByte=(0, 1)),
    "io:ByteWriter": _outside(WriteByte=(1, 1)),
    "io:StringWriter": _outside(WriteString=(1, 2)),
    "encoding:TextMarshaler": _outside(MarshalText=(0, 2)),
    "encoding:TextUnmarshaler": _outside(UnmarshalText=(1, 1)),
    "encoding/json:Marshaler": _outside(MarshalJSON=(0, 2)),
    "encoding/json:Unmarshaler": _outside(UnmarshalJSON=(1, 1)),
    "flag:Value": _outside(String=(0, 1), Set=(1, 1)),
    "sync:Locker": _outside(Lock=(0, 0), Unlock=(0, 0)),
    "sync:Mutex": _outside(Lock=(0, 0), Unlock=(0, 0), TryLock=(0, 1)),
    "sync:RWMutex": _outside(
        Lock=(0, 0),
        Unlock=(0, 0),
        TryLock=(0, 1),
        RLock=(0, 0),
        RUnlock=(0, 0),
        TryRLock=(0, 1),
        RLocker=(0, 1),
    ),
    "sync:Once": _outside(Do=(1, 0)),
    "sync:WaitGroup": _outside(Add=(1, 0), Done=(0, 0), Wait=(0, 0), Go=(1, 0)),
    "sort:Interface": _outside(**_SORTED),
    "container/heap:Interface": _outside(**_SORTED, Push=(1, 0), Pop=(0, 1)),
    "context:Context": _outside(Deadline=(0, 2), Done=(0, 1), Err=(0, 1), Value=(1, 1)),
    "net:Listener": _outside(Accept=(0, 2), Close=(0, 1), Addr=(0, 1)),
    "net:Conn": _outside(
        **_READER,
        **_WRITER,
        **_CLOSER,
        LocalAddr=(0, 1),
        RemoteAddr=(0, 1),
        SetDeadline=(1, 1),
        SetReadDeadline=(1, 1),
        SetWriteDeadline=(1, 1),
    ),
    "net:Addr": _outside(Network=(0, 1), String=(0, 1)),
    "net/http:Handler": _outside(ServeHTTP=(2, 0)),
    "net/http:ResponseWriter": _outside(Header=(0, 1), Write=(1, 2), WriteHeader=(1, 0)),
    "net/http:RoundTripper": _outside(RoundTrip=(1, 2)),
    "net/http:Flusher": _outside(Flush=(0, 0)),
    "net/http:Hijacker": _outside(Hijack=(0, 3)),
    "net/http:CloseNotifier": _outside(CloseNotify=(0, 1)),
    "net/http:Pusher": _outside(Push=(2, 1)),
}
"""Types of the standard library that are often embedded: counts of parameters and results of all their methods."""


class MethodSet(NamedTuple):
    """The methods of a type by name; ``complete`` says that none but these are asked for by an interface."""

    methods: Mapping[str, Method]
    complete: bool


class GoInterfaces(GoPackages):
    """The part of Go's rules that compares method sets."""

    def structure(self, view: View) -> Iterable[Target]:
        """Which interfaces the types of a file satisfy, and which of their methods its own methods are."""
        targets: list[Target] = []
        for number, symbol in enumerate(view.symbols):
            if symbol.parent == MODULE and symbol.kind in _DEFINED:
                targets += [
                    Target(EdgeKind.IMPLEMENTS, *row, src=number) for row in self.satisfied(view.number, number)
                ]
            elif symbol.kind is SymbolKind.METHOD:
                for owner in self.owners(view, number):
                    for interface in self.satisfied(*owner):
                        asked = self.method_set(*interface).methods.get(symbol.name)
                        if asked is not None and asked.file != NONE:
                            targets.append(Target(EdgeKind.OVERRIDES, asked.file, asked.symbol, src=number))
        return dict.fromkeys(targets)

    def owners(self, view: View, method: int) -> list[tuple[int, int]]:
        """The type that a method belongs to; one for each build of its package that defines it."""
        symbol = view.symbols[method]
        if symbol.parent != MODULE:
            return [(view.number, symbol.parent)] if view.symbols[symbol.parent].kind in _DEFINED else []
        found = self.find_type(view, MODULE, owner_elsewhere(symbol))
        return [
            (item[1], item[2])
            for item in found
            if item[0] == "symbol" and self.view(item[1]).symbols[item[2]].kind in _DEFINED
        ]

    def satisfied(self, file: int, symbol: int) -> tuple[tuple[int, int], ...]:
        """The interfaces of the repository that a type's methods cover; those without methods are none."""
        return self.remembered(("b", file, symbol), self._satisfied, file, symbol, closing=())  # type: ignore[no-any-return]

    def _satisfied(self, file: int, symbol: int) -> tuple[tuple[int, int], ...]:
        own = self.method_set(file, symbol).methods
        if not own:
            return ()
        candidates = [row for name in ("", *own) for row in self.interfaces_by(name)]
        return tuple(row for row in dict.fromkeys(candidates) if self._covers(file, own, row))

    def interfaces_by(self, name: str) -> tuple[tuple[int, int], ...]:
        """The interfaces whose first own method by name is ``name``; with an empty one those that only embed."""
        return self.remembered(("n", ASKING + name), self._interfaces_by, name)  # type: ignore[no-any-return]

    def _interfaces_by(self, name: str) -> tuple[tuple[int, int], ...]:
        found = []
        for file in self.files_defining(ASKING + name):
            if self.world.file(file).language == self.language:
                view = self.view(file)
                self.ask_entry(view, ASKING + name)
                rows = first_methods(view.symbols)
                found += [(file, row) for row, first in rows.items() if first == name and view.parent(row) == MODULE]
        return tuple(found)

    def _covers(self, file: int, own: Mapping[str, Method], interface: tuple[int, int]) -> bool:
        asked, complete = self.method_set(*interface)
        if not complete or not asked or not asked.keys() <= own.keys():
            return False
        near = self._is_same_package(file, interface[0])
        return all(
            (near or name[:1].isupper()) and self._is_same_signature(own[name], method)
            for name, method in asked.items()
        )

    def _is_same_package(self, one: int, other: int) -> bool:
        if one == other:
            return True
        if folder_of(self.world.file(one).path) != folder_of(self.world.file(other).path):
            return False
        return self.package_of(one) == self.package_of(other)

    # Method sets.

    def method_set(self, file: int, symbol: int) -> MethodSet:
        """The methods of a type and of what it embeds: shallow ones hide deeper ones, two of one depth each other.

        Fields hide as methods do.
        """
        return self.remembered(("d", file, symbol), self._method_set, file, symbol, closing=MethodSet({}, False))  # type: ignore[no-any-return]

    def _method_set(self, file: int, symbol: int) -> MethodSet:
        methods: dict[str, Method] = {}
        hidden: set[str] = set()
        complete = True
        for level in self.levels(file, symbol):
            found: dict[str, Method] = {}
            holders: dict[str, tuple[str, str]] = {}
            for holder, place in level:
                if holder == NONE:
                    known = _KNOWN.get(place)
                    complete = complete and known is not None
                    rows, fields = known or {}, []
                    identity: tuple[str, str] = ("", place)
                else:
                    rows, fields = self.own_methods(holder, place), self._fields(holder, place)
                    identity = (folder_of(self.world.file(holder).path), self.view(holder).symbols[place].name)
                for name in (*rows, *fields):
                    if holders.setdefault(name, identity) != identity or name in fields:
                        found.pop(name, None)
                        hidden.add(name)
                    elif name not in hidden and name not in methods:
                        found.setdefault(name, rows[name])
            methods.update(found)
        return MethodSet(methods, complete)

    def _fields(self, file: int, symbol: int) -> list[str]:
        view = self.view(file)
        if view.symbols[symbol].kind is not SymbolKind.STRUCT:
            return []
        return [
            name
            for name, rows in view.names[symbol].items()
            if any(row.sort == SYMBOL and view.symbols[row.place].kind is SymbolKind.FIELD for row in rows)
        ]

    def own_methods(self, file: int, symbol: int) -> dict[str, Method]:
        """The methods that are declared for a type, wherever in its package."""
        view = self.view(file)
        row = view.symbols[symbol]
        self.ask_entry(view, row.name)
        found = {
            name: Method(file, definition.place)
            for name, definitions in view.names.get(symbol, {}).items()
            for definition in definitions
            if definition.sort == SYMBOL and view.symbols[definition.place].kind is SymbolKind.METHOD
        }
        if row.parent == MODULE and row.kind is not SymbolKind.INTERFACE:
            files = self.siblings(view)
            for other in self.files_defining(row.name + ELSEWHERE):
                if other in files:
                    self.ask_entry(self.view(other), row.name + ELSEWHERE)
                    for place in self._methods_elsewhere(other).get(row.name, ()):
                        found.setdefault(self.view(other).symbols[place].name, Method(other, place))
        return found

    def _methods_elsewhere(self, file: int) -> Mapping[str, list[int]]:
        return self.remembered(("e", file), self._find_methods_elsewhere, file, closing={})  # type: ignore[no-any-return]

    def _find_methods_elsewhere(self, file: int) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, symbol in enumerate(self.view(file).symbols):
            if symbol.parent == MODULE and symbol.kind is SymbolKind.METHOD:
                found.setdefault(owner_elsewhere(symbol), []).append(number)
        return found

    # Signatures.

    def _is_same_signature(self, own: Method, asked: Method) -> bool:
        """Whether two methods take and yield the same; what is not known of a type may be anything."""
        if own == asked:
            return True
        ours, theirs = self._signature(own), self._signature(asked)
        if [len(rows) for rows in ours] != [len(rows) for rows in theirs]:
            return False
        if NONE in (own.file, asked.file):
            return True
        for mine, other in zip(ours[0] + ours[1], theirs[0] + theirs[1], strict=True):
            if _marks(mine) != _marks(other):
                return False
            if mine.annotation != other.annotation or own.file != asked.file:
                one = self.declared(self.view(own.file), mine)
                two = self.declared(self.view(asked.file), other)
                if not _may_be_same(one, two):
                    return False
        return True

    def _signature(self, method: Method) -> tuple[list[Binding], list[Binding]]:
        """The bindings of a method's parameters, without its receiver, and of its results."""
        if method.file == NONE:
            row = Binding(BindingKind.PARAMETER, "", "", "", MODULE, 0)
            return [row] * method.parameters, [row] * method.results
        view = self.view(method.file)
        symbol = view.symbols[method.symbol]
        self.ask_entry(view, symbol.name if symbol.parent == MODULE else view.symbols[symbol.parent].name)
        received = symbol.parent == MODULE or view.symbols[symbol.parent].kind is not SymbolKind.INTERFACE
        parameters = view.parameters.get(method.symbol, [])[1 if received else 0 :]
        results = [row for row in view.returns.get(method.symbol, ()) if row.kind is BindingKind.RETURN_TYPE]
        return parameters, results


def may_have(outside: str, name: str) -> bool:
    """Whether a type outside the repository may have a member."""
    known = _KNOWN.get(outside)
    return known is None or name in known


def _marks(row: Binding) -> tuple[bool, bool]:
    """Whether a parameter or result is variadic, and whether it is a pointer."""
    return row.target.startswith("*"), row.annotation.lstrip().startswith("*")


def _may_be_same(one: Values, two: Values) -> bool:
    """Whether two types may be the same: they are, or something of them is not known."""
    return one == two or not _is_known(one) or not _is_known(two)


def _is_known(values: Values) -> bool:
    for value in values:
        if value == UNKNOWN:
            return False
        if value[0] in (INSTANCE, OBJECT) and not all(map(_is_known, value[-1])):
            return False
        if value[0] == CALLABLE and not _is_known(value[1]):
            return False
    return bool(values)
