from __future__ import annotations

from collections.abc import Iterator

from ploke.graph.rules.java_library import LibraryType, library_type, listed_types, whole_name
from ploke.graph.rules.java_type_text import TypeText, parse_type
from ploke.graph.rules.java_values import PRIMITIVES


def test_every_line_reads_as_a_type() -> None:
    assert [name for name in listed_types() if library_type(name) is None] == []


def test_every_name_in_the_table_is_known() -> None:
    unknown = [
        (name, used)
        for name in listed_types()
        for used, own in _used(_type(name))
        if used not in own and used not in PRIMITIVES and ":" not in whole_name(used)
    ]
    assert unknown == []


def test_no_two_types_share_a_name() -> None:
    names = [name.partition(":")[2] for name in listed_types()]
    assert len(names) == len(set(names))


def test_members_of_a_type() -> None:
    found = _type("java.util:Map")
    assert found.parameters == ("K", "V")
    assert [row.result for row in found.methods["entrySet"]] == ["Set<Map.Entry<K,V>>"]
    assert [row.parameters for row in found.methods["merge"]] == [("K", "V", "BiFunction<V,V,V>")]


def test_a_functional_interface_has_one_method_that_counts() -> None:
    for name in ("java.util.function:Function", "java.lang:Runnable", "java.util:Comparator"):
        methods = [row for rows in _type(name).methods.values() for row in rows]
        assert sum(row.is_function for row in methods) == 1, name


def test_what_is_not_listed_is_nothing() -> None:
    assert library_type("java.util:Nothing") is None


def _type(name: str) -> LibraryType:
    found = library_type(name)
    assert found is not None
    return found


def _used(known: LibraryType) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The names in all texts of a type, with the type variables that are known there."""
    texts = [(text, known.parameters) for text in (*known.bases, *known.fields.values())]
    for rows in known.methods.values():
        for row in rows:
            own = (*known.parameters, *row.type_parameters)
            texts += [(text, own) for text in (row.result, *(row.parameters or ()))]
    for text, own in texts:
        parsed = parse_type(text)
        assert parsed is not None, text
        yield from ((name, own) for name in _names(parsed))


def _names(parsed: TypeText) -> Iterator[str]:
    yield parsed.name
    for part in parsed.arguments:
        yield from _names(part)
