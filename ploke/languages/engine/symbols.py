"""The symbol rows of a file, from its definitions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from typing import TYPE_CHECKING, Final

from ploke.languages.engine.access import AccessWords
from ploke.languages.engine.docs import DocComments
from ploke.languages.engine.scopes import BLOCK_SCOPE, CLASS_SCOPE, FUNCTION_SCOPE, MODULE_SCOPE
from ploke.languages.engine.text import SIGNATURE_LENGTH, decoded, dedent, fold, shorten, without_comments
from ploke.languages.spec import Judged, Shape
from ploke.model.facts import MODULE, Symbol, SymbolKind

if TYPE_CHECKING:
    from ploke.languages.engine.collect import Collected
    from ploke.languages.engine.definitions import Definition
    from ploke.languages.engine.outline import Outline
    from ploke.languages.engine.scopes import ScopeMap
    from ploke.languages.engine.text import SourceText
    from ploke.languages.spec import LanguageSpec, Owner

_HEAD_BYTES: Final = 4 * SIGNATURE_LENGTH

_FUNCTION: Final = SymbolKind.FUNCTION
_METHOD: Final = SymbolKind.METHOD
_TYPES: Final = frozenset(
    {
        *(SymbolKind.CLASS, SymbolKind.STRUCT, SymbolKind.ENUM, SymbolKind.TRAIT, SymbolKind.INTERFACE),
        SymbolKind.IMPLEMENTATION,
    }
)
"""Kinds that may have bases without having a body."""
_new = tuple.__new__


def file_doc(spec: LanguageSpec, text: SourceText, collected: Collected, symbols: tuple[Symbol, ...]) -> str:
    """The documentation of the file itself."""
    for found in collected.matches("doc.file"):
        start, end = found["doc.file"][0].byte_range
        return dedent(spec.doc_text(text.get(start, end)))
    if spec.file_doc_comment is not None:
        comments = DocComments(text, _comments(collected))
        if spec.package_docs:
            packages = collected.matches("package")
            return comments.before(packages[0]["package"][0].start_byte, spec.file_doc_comment) if packages else ""
        if spec.inner_docs:
            return comments.opening(0, spec.file_doc_comment)
        if spec.leading_docs:
            return comments.first_run(spec.file_doc_comment, {symbol.start_byte for symbol in symbols})
        return comments.leading(spec.file_doc_comment)
    return ""


def build_symbols(
    spec: LanguageSpec,
    text: SourceText,
    collected: Collected,
    outline: Outline,
    *,
    bases: list[tuple[int, int]],
    folded: dict[int, str],
    exported: set[str],
) -> tuple[Symbol, ...]:
    """Order the definitions, number them, and write each as a row.

    ``bases`` are the spans of expressions that name bases, ``folded`` normal forms by end, ``exported`` the names that
    the file lists as its exports.
    """
    definitions = outline.definitions
    definitions.sort(key=_place)
    writer = _Writer(spec, text, collected, outline, bases, folded, exported)
    return tuple([writer.row(number, definition) for number, definition in enumerate(definitions)])


class _Writer:
    """Writes definitions as rows, in order: a parent before what it holds."""

    def __init__(  # noqa: PLR0917
        self,
        spec: LanguageSpec,
        text: SourceText,
        collected: Collected,
        outline: Outline,
        bases: list[tuple[int, int]],
        folded: dict[int, str],
        exported: set[str],
    ) -> None:
        self.spec = spec
        self.text = text
        self.bases = bases
        self.folded = folded
        self.exported = exported
        self.docs = dict(found["doc"][0].byte_range for found in collected.matches("doc"))
        self.comments = _comments(collected)
        self.groups = {each["inner"][0].start_byte: each["group"][0].start_byte for each in collected.matches("group")}
        documents = spec.doc_comment is not None and self.comments
        self.documented = DocComments(text, self.comments) if documents else None
        self.modifiers = sorted(
            (start, end, capture.partition(".")[2] or text.get(start, end))
            for capture, matches in collected.families("modifier")
            for found in matches
            for start, end in (found[capture][0].byte_range,)
        )
        self.access = AccessWords(text, collected, outline.map)
        self.mixins = _held(collected, "role.mixin", outline.map)
        self.inner_docs = _held(collected, "doc.inner", outline.map, FUNCTION_SCOPE, BLOCK_SCOPE)
        self.repeated = _repeated(outline.definitions) if spec.repeats else frozenset()
        self.owned = _owners(spec, outline.definitions)
        self.pathed = _at_paths(spec, outline.definitions) if spec.parted is not None else {}

    def row(self, number: int, definition: Definition) -> Symbol:
        """The row of the next definition; judges it, and notes what the rows of its members will need."""
        definition.id = number
        starts = self.text.starts
        name, start, parent = definition.name, definition.start, definition.parent
        signature = _head(self.text, definition, self.comments, self.spec)
        decorators = self._decorators(definition) if definition.decorators else ()
        bases: tuple[str, ...] = ()
        if self.bases and (definition.kind is not _FUNCTION if definition.body >= 0 else definition.kind in _TYPES):
            inside = _within(self.bases, definition.head, definition.head_end)
            bases = tuple(
                fold(without_comments(self.text.get(*_with_arguments(self.text.bytes, *place, definition.head_end))))
                for place in inside
            )
        if self.mixins and definition in self.mixins:
            bases += tuple(fold(self.text.get(*place)) for place in self.mixins[definition])
        doc = self._doc(definition)
        judged = self._judge(number, definition, decorators, bases, signature)
        parent = definition.parent
        definition.kind = judged.kind
        definition.markers = judged.markers
        name_at = definition.name_at
        name_line = bisect_right(starts, name_at)
        return _new(
            Symbol,
            (
                name,
                definition.qualified,
                judged.kind,
                MODULE if parent is None else parent.id,
                name_line if start >= starts[name_line - 1] else bisect_right(starts, start),
                bisect_right(starts, definition.end - 1),
                start,
                definition.end,
                name_line,
                name_at - starts[name_line - 1],
                signature,
                doc,
                judged.visibility,
                decorators,
                bases,
                judged.markers,
            ),
        )

    def _decorators(self, definition: Definition) -> tuple[str, ...]:
        if self.spec.decorators is None:
            return tuple(_form(self.folded, self.text, *place) for place in definition.decorators)
        written = [fold(self.text.get(*place)) for place in definition.decorators]
        return tuple(each for one in written for each in self.spec.decorators(one))

    def _doc(self, definition: Definition) -> str:
        """Documentation by a string that starts the body, else by comments before, among decorators and inside."""
        spec, body, documented = self.spec, definition.body, self.documented
        if body in self.docs:
            doc = dedent(spec.doc_text(self.text.get(body, self.docs[body])))
            if doc:
                return doc
        if self.inner_docs and definition in self.inner_docs:
            return dedent(spec.doc_text(self.text.get(*self.inner_docs[definition][0])))
        if documented is None or spec.doc_comment is None:
            return ""
        doc = documented.before(definition.start, spec.doc_comment)
        if not doc and definition.start in self.groups:
            doc = documented.before(self.groups[definition.start], spec.doc_comment)
        if not definition.decorators and not spec.inner_docs and spec.doc_behind is None:
            return doc
        parts = [doc]
        if definition.decorators:
            among = definition.start, definition.head, definition.decorators
            parts.append(documented.among(*among, spec.doc_comment))
        if spec.inner_docs and body >= 0 and spec.file_doc_comment is not None:
            parts.append(documented.opening(body + 1, spec.file_doc_comment))
        if spec.doc_behind is not None and body < 0 and not any(parts):
            parts.append(documented.behind(definition.end, spec.doc_behind))
        return "\n".join(filter(None, parts))

    def _put(self, definition: Definition, holder: Definition | None, owner: Owner) -> str:
        """Put what is assigned to a member where it belongs; answers the path it has in the definition around it.

        What is a member of something without a definition belongs to the function it stands in.
        """
        if holder is not None or not owner.path or definition.parent is None:
            definition.parent = holder
            path = owner.path + self.spec.separator if owner.path else ""
            definition.qualified = path + definition.name
            return definition.path
        return owner.path + self.spec.separator

    def _judge(
        self,
        number: int,
        definition: Definition,
        decorators: tuple[str, ...],
        bases: tuple[str, ...],
        signature: str,
    ) -> Judged:
        """What the language says of a definition; settles its parent and qualified name on the way."""
        spec, name, kind = self.spec, definition.name, definition.kind
        if kind is _FUNCTION and _is_member(definition):
            kind = _METHOD
        words = _modifiers(self.text, definition, self.modifiers) if self.modifiers else ()
        if self.access:
            words = (*self.access.of(definition), *words)
        held = self.owned.get(number) if self.owned else None
        path = definition.path if held is None else self._put(definition, *held)
        if held is not None:
            kind = kind if kind is SymbolKind.CLASS else held[1].kind
        if definition.path and spec.parted is not None:
            around_it = self.pathed.get(number)
            if kind is _FUNCTION and (around_it is None or around_it.kind is not SymbolKind.NAMESPACE):
                kind = _METHOD
            if around_it is not None:
                definition.parent, path = around_it, ""
        parent = definition.parent
        if parent is None:
            around: tuple[str, SymbolKind | None, tuple[str, ...]] = ("", None, ())
        else:
            around = (parent.name, parent.kind, parent.markers)
            definition.qualified = parent.qualified + spec.separator + path + name
        looks = (name, kind, *around, decorators, bases, definition.annotation, signature, words)
        offered = parent is None and name in self.exported
        more = True, False, False
        if spec.repeats:
            repeated = (id(definition.container), name) in self.repeated
            more = definition.body >= 0, repeated, offered or held is not None
        judged = spec.judge(_new(Shape, (*looks, *more, definition.path)))
        if held is None and not definition.markers and not offered:
            return judged
        markers = judged.markers + (held[1].markers if held is not None else ()) + definition.markers
        if offered and "exported" not in markers:
            markers += ("exported",)
        return Judged(judged.kind, judged.visibility, markers)


def _held(collected: Collected, capture: str, scopes: ScopeMap, *more: int) -> dict[Definition, list[tuple[int, int]]]:
    """What stands in bodies of classes and modules (and ``more`` scopes), by the definition whose own body it is."""
    found: dict[Definition, list[tuple[int, int]]] = {}
    for place in sorted(each[capture][0].byte_range for each in collected.matches(capture)):
        scope = scopes.read_at(place[0])
        if scope.owner is not None and scope.kind in {CLASS_SCOPE, MODULE_SCOPE, *more}:
            found.setdefault(scope.owner, []).append(place)
    return found


def _repeated(definitions: list[Definition]) -> frozenset[tuple[int, str]]:
    """Names with several definitions in one scope."""
    counts = Counter((id(definition.container), definition.name) for definition in definitions)
    return frozenset(place for place, times in counts.items() if times > 1)


def _owners(spec: LanguageSpec, definitions: list[Definition]) -> dict[int, tuple[Definition | None, Owner]]:
    """What definitions that are assigned to members belong to, by number: an earlier definition if there is one."""
    found: dict[int, tuple[Definition | None, Owner]] = {}
    known: dict[tuple[int, str], Definition] = {}
    if not any(definition.owner for definition in definitions):
        return found
    for number, definition in enumerate(definitions):
        owner = spec.owner(definition.owner) if definition.owner else None
        if owner is None:
            known.setdefault((id(definition.container), definition.name), definition)
            continue
        parent = known.get((id(definition.container), owner.path))
        if parent is None and owner.path and owner.kind is SymbolKind.METHOD and not owner.certain:
            owner = owner._replace(kind=SymbolKind.FUNCTION)
        found[number] = (parent, owner)
    return found


def _at_paths(spec: LanguageSpec, definitions: list[Definition]) -> dict[int, Definition]:
    """The definitions that those with a path belong to, by number: the nearest earlier one of that qualified name."""
    found: dict[int, Definition] = {}
    known: dict[str, Definition] = {}
    full: dict[Definition, str] = {}
    separator = spec.separator
    for number, definition in enumerate(definitions):
        around = full[definition.parent] + separator if definition.parent is not None else ""
        path = definition.path
        if path:
            outer = around
            while number not in found:
                if outer + path in known:
                    found[number] = known[outer + path]
                if not outer:
                    break
                parent, _, _ = outer.removesuffix(separator).rpartition(separator)
                outer = parent + separator if parent else ""
            if number in found:
                around, path = full[found[number]] + separator, ""
        full[definition] = around + path + definition.name
        place = full[definition] + separator
        if place not in known or (known[place].body < 0 <= definition.body):
            known[place] = definition
    return found


def _comments(collected: Collected) -> list[tuple[int, int]]:
    return [found["comment"][0].byte_range for found in collected.matches("comment")]


def _modifiers(text: SourceText, definition: Definition, modifiers: list[tuple[int, int, str]]) -> tuple[str, ...]:
    """The modifiers in a definition's head, and those that run up to its start."""
    first = last = bisect_left(modifiers, (definition.start,))
    while last < len(modifiers) and modifiers[last][0] < definition.name_at:
        last += 1
    start = definition.start
    while first > 0 and not text.bytes[modifiers[first - 1][1] : start].strip():
        first -= 1
        start = modifiers[first][0]
    return tuple(dict.fromkeys(word for _, _, word in modifiers[first:last]))


def _with_arguments(text: str, start: int, end: int, limit: int) -> tuple[int, int]:
    """A base's span with the type arguments right behind it, which some grammars keep apart from its name."""
    if text[end : end + 1] != "<":
        return start, end
    depth = 0
    for place in range(end, limit):
        if text[place] == "<":
            depth += 1
        elif text[place] == ">" and text[place - 1] != "=":
            depth -= 1
            if not depth:
                return start, place + 1
    return start, end


def _place(definition: Definition) -> tuple[int, int, int]:
    return definition.start, -definition.end, definition.name_at


def _is_member(definition: Definition) -> bool:
    return definition.container is not None and definition.container.kind == CLASS_SCOPE


def _head(text: SourceText, definition: Definition, comments: list[tuple[int, int]], spec: LanguageSpec) -> str:
    """What stands before the body, on one line, without comments."""
    start, end = definition.head, definition.head_end
    bodied = definition.body >= 0
    raw = text.bytes[start : min(end, start + (_HEAD_BYTES if bodied or not text.ascii else 2 * SIGNATURE_LENGTH))]
    first = bisect_left(comments, (start,))
    # A comment between a decorator and the rest would hide the words that follow it on the one line.
    leads = first < len(comments) and comments[first][0] == start
    commented = bodied or leads or spec.doc_behind is not None
    if comments and commented and "\n" in raw and first < bisect_left(comments, (end,)):
        raw = text.without(start, min(end, start + _HEAD_BYTES), comments)
    elif not text.ascii:
        raw = decoded(raw)
    raw = raw.rstrip(spec.header_end if bodied else spec.statement_end)
    if "\n" in raw or "  " in raw or "\t" in raw:
        raw = fold(raw)
    return raw if len(raw) <= SIGNATURE_LENGTH else shorten(raw)


def _within(ranges: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    return ranges[bisect_left(ranges, (start, start)) : bisect_left(ranges, (end, end))]


def _form(folded: dict[int, str], text: SourceText, start: int, end: int) -> str:
    form = folded.get(end)
    return fold(text.get(start, end)) if form is None else decoded(form)
