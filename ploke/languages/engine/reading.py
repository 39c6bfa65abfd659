"""From one run of the query to the parts of ``FileFacts``."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from ploke.languages.engine.apart import tell_names_apart, told_apart
from ploke.languages.engine.arguments import ArgumentReader, gather_arguments
from ploke.languages.engine.assignments import read_assignments, read_returns, read_yields
from ploke.languages.engine.binder import Binder
from ploke.languages.engine.bindings import Forms, finish_bindings
from ploke.languages.engine.chains import BOUND, Stream, fold_chains
from ploke.languages.engine.documented import with_documented_types
from ploke.languages.engine.exports import PendingImport, finish_imports, read_exports, read_imports
from ploke.languages.engine.forms import path_form
from ploke.languages.engine.grammar import APPLY
from ploke.languages.engine.known import KnownNames
from ploke.languages.engine.narrowing import read_narrowed
from ploke.languages.engine.outline import Outline, read_outline
from ploke.languages.engine.references import gather_references
from ploke.languages.engine.scopes import hide_locals
from ploke.languages.engine.straightening import straighten, tell_apart
from ploke.languages.engine.symbols import build_symbols, file_doc
from ploke.languages.engine.tags import read_tags
from ploke.languages.engine.text import encoded, fold
from ploke.languages.engine.type_parameters import read_type_parameters
from ploke.languages.spec import Level
from ploke.model.facts import MODULE, Binding, BindingKind, Import, Reference, ReferenceRole, Symbol

if TYPE_CHECKING:
    from ploke.languages.engine.collect import Collected
    from ploke.languages.engine.text import SourceText
    from ploke.languages.spec import LanguageSpec

_DOTTED: Final = re.compile(r"[A-Za-z_\x80-\xff][\w\x80-\xff]*(?:\.[A-Za-z_\x80-\xff][\w\x80-\xff]*)*", re.ASCII)
_byte = itemgetter(6)


class Parts(NamedTuple):
    """The fields of ``FileFacts`` that come from the query."""

    doc: str
    symbols: tuple[Symbol, ...]
    references: tuple[Reference, ...]
    imports: tuple[Import, ...]
    bindings: tuple[Binding, ...]


def read(spec: LanguageSpec, text: SourceText, collected: Collected, suffixes: dict[str, tuple[str, int]]) -> Parts:
    """Names are bound first, in all scopes; then every expression is folded and looked up; then rows are built."""
    if spec.usual_fields:
        collected = collected.sound()
    bound: set[int] = set()
    outline = read_outline(spec, text, collected, bound)
    binder = Binder(spec, text, outline, bound)
    binder.read_definitions()
    binder.read_parameters()
    binder.read_outer_names(collected)
    imports = read_imports(binder, collected)
    for found in collected.matches("chain.stated"):
        start, end = found["inner"][0].byte_range
        binder.modules[found["chain.stated"][0].end_byte] = path_form(text.bytes[start:end])[0] + "()"
    read_assignments(binder, collected)
    read_returns(binder, collected)
    read_yields(binder, collected)
    binder.read_locals(collected)
    read_narrowed(binder, collected)
    read_exports(binder, collected)
    hide_locals(outline.scopes, spec.scope_hides_members, spec.implicit)
    if spec.level is Level.COMPLETE:
        tell_names_apart(outline.scopes, behind_values=spec.seen_behind == "value")

    bases = sorted(found["role.base"][0].byte_range for found in collected.matches("role.base"))
    special = _special(collected, bound, bases, binder.written)
    wrapped = {
        found["chain.wrap"][0].start_byte: found["inner"][0].start_byte for found in collected.matches("chain.wrap")
    }
    folded, argued = fold_chains(
        text.bytes,
        outline.map,
        *_stream(text, collected),
        special=special,
        wrapped=wrapped,
        modules=binder.modules,
        starts={
            end: start
            for start, end in (found["role.mixin"][0].byte_range for found in collected.matches("role.mixin"))
        },
        suffixes=suffixes,
        least=_least(spec),
    )
    _read_quoted_types(spec, text, outline, collected)
    _read_tokens(spec, text, outline, collected)
    read_tags(text, outline, collected, bound)

    offered = binder.exported | binder.renamed
    symbols = build_symbols(spec, text, collected, outline, bases=bases, folded=folded, exported=offered)
    for found in collected.matches("arguments"):
        start, end = found["arguments"][0].byte_range
        callee = folded.get(found["inner"][0].end_byte)
        if callee:
            argued.append((callee, start, end, outline.map.read_at(start)))
    forms = Forms(folded, binder.answers)
    if binder.values.any_answer:
        forms.name_all(binder.pending, "this." if "this" in spec.implicit else "")
    arguments: tuple[Binding, ...] = ()
    if argued:
        reader = ArgumentReader(spec, text, collected, binder.values, forms)
        known = KnownNames(binder.pending, binder.receivers, _tops(spec, symbols, imports))
        inert = spec.inert - outline.map.module.declared
        arguments = gather_arguments(reader, argued, known, inert, binder.modules)
    bindings = finish_bindings(sorted(binder.pending, key=_byte), forms, text)
    bindings = with_documented_types(bindings, symbols, spec.documented_types)
    return Parts(
        file_doc(spec, text, collected, symbols),
        symbols,
        gather_references(text, outline.scopes),
        finish_imports(imports, binder.exported),
        _packages(text, collected) + bindings + arguments + read_type_parameters(text, outline.generics),
    )


def _tops(spec: LanguageSpec, symbols: Sequence[Symbol], imports: Sequence[PendingImport]) -> set[str] | None:
    """The names of symbols and imports, where these decide which arguments tell a callee something."""
    if not spec.flowing_arguments:
        return None
    return {encoded(symbol.name) for symbol in symbols} | {encoded(row[2]) for row in imports}


def _stream(text: SourceText, collected: Collected) -> Stream:
    """The stream of expressions, put right where the grammar does not say what must be known."""
    stream: Stream = (collected.spans, collected.codes)
    if APPLY in collected.codes:
        stream = tell_apart(text.bytes, stream)
    behind = [
        (*found["chain.behind"][0].byte_range, found["inner"][0].start_byte)
        for found in collected.matches("chain.behind")
    ]
    return straighten(stream, behind) if behind else stream


def _least(spec: LanguageSpec) -> int:
    """How many bytes a list of arguments that says nothing has at most: its parentheses, unless their number counts."""
    return (1 if spec.overloads else 2) if spec.argument_lists else sys.maxsize


def _special(collected: Collected, bound: set[int], bases: list[tuple[int, int]], written: set[int]) -> dict[int, str]:
    """What ``fold_chains`` is to do with expressions by their end, where that is not just to note them."""
    special = dict.fromkeys(bound, BOUND)
    special.update((found["access"][0].end_byte, BOUND) for found in collected.matches("access"))
    special.update((end, ReferenceRole.BASE.value) for _, end in bases)
    special.update(dict.fromkeys(written, ReferenceRole.WRITE.value))
    for capture, role in (
        ("decorator", ReferenceRole.DECORATOR),
        ("role.mixin", ReferenceRole.BASE),
        ("role.write", ReferenceRole.WRITE),
        ("role.call", ReferenceRole.CALL),
    ):
        inner = "role.decorator" if capture == "decorator" else capture
        special.update((found[inner][0].end_byte, role.value) for found in collected.matches(capture))
    return special


def _packages(text: SourceText, collected: Collected) -> tuple[Binding, ...]:
    """What ``@package`` names the file to be part of."""
    return tuple(
        Binding(BindingKind.PACKAGE, "", "", fold(text.get(start, end)), MODULE, text.line(start))
        for found in collected.matches("package")
        for start, end in (found["name"][0].byte_range,)
    )


def _read_quoted_types(spec: LanguageSpec, text: SourceText, outline: Outline, collected: Collected) -> None:
    """Names in the string of a forward reference are type references."""
    literals = frozenset(spec.literals.values())
    for found in collected.matches("type.string"):
        start, end = found["type.string"][0].byte_range
        scope = outline.map.read_at(start)
        assert scope.uses is not None
        for name in _DOTTED.finditer(text.bytes, start, end):
            if name[0] not in scope.hidden and name[0] not in literals:
                scope.uses.types[name[0]].append(name.start() + name[0].rfind(".") + 1)


def _read_tokens(spec: LanguageSpec, text: SourceText, outline: Outline, collected: Collected) -> None:
    """Uses in what the grammar does not parse, such as the arguments of a macro."""
    for capture, matches in collected.families("tokens"):
        for found in matches:
            start, end = found[capture][0].byte_range
            scope = outline.map.read_at(start)
            uses = scope.uses
            assert uses is not None
            for role, written, offset in spec.tokens(capture.partition(".")[2], text.bytes[start:end]):
                expression = told_apart(written, scope, start + offset)
                if role == ReferenceRole.CALL:
                    uses.calls[expression].append(start + offset)
                elif role in (ReferenceRole.DECORATOR, ReferenceRole.BASE):
                    uses.others[role, expression].append(start + offset)
                elif expression not in scope.hidden:
                    places = uses.types if role == ReferenceRole.TYPE else uses.reads
                    places[expression].append(start + offset)
