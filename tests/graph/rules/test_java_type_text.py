from __future__ import annotations

import pytest

from ploke.graph.rules.java_type_text import TypeText, parse_type


def _written(parsed: TypeText | None) -> str:
    """A type as it was read, with everything spelt out."""
    if parsed is None:
        return "nothing"
    if parsed.name in ("|", "&"):
        return f" {parsed.name} ".join(map(_written, parsed.arguments))
    inner = f"<{', '.join(map(_written, parsed.arguments))}>" if parsed.arguments else ""
    return parsed.name + inner + "[]" * parsed.dimensions


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("int", "int"),
        ("java.util.List", "java.util.List"),
        ("Map<String, List<Foo>>", "Map<String, List<Foo>>"),
        ("Map.Entry<K,V>[]", "Map.Entry<K, V>[]"),
        ("Outer<A>.Inner<B>", "Outer.Inner<B>"),
        ("Class<?>", "Class<?>"),
        ("List<? extends Foo[]>", "List<?<Foo[]>>"),
        ("Comparator<? super T>", "Comparator<?<T>>"),
        ("String...", "String[]"),
        ("int [ ] []", "int[][]"),
        ("final @Nullable Foo", "Foo"),
        ('@Size(min = 1, message = "a)b") List<@NotNull Foo>', "List<Foo>"),
        ("IOException | RuntimeException", "IOException | RuntimeException"),
        ("Item & Comparable<? super T>", "Item & Comparable<?<T>>"),
        ("Größe", "Größe"),
    ],
)
def test_types_are_taken_apart(text: str, meant: str) -> None:
    assert _written(parse_type(text)) == meant


@pytest.mark.parametrize("text", ["", "<", "&", "...", "[]", "?"])
def test_what_is_no_type_names_none(text: str) -> None:
    parsed = parse_type(text)
    assert parsed is None or parsed == TypeText("?")


@pytest.mark.parametrize("text", ["List<", "Map<String, List<", "A<B>>>", "A<,>", "A.", "A<" * 500, "A&", "A|"])
def test_what_is_cut_short_is_read_as_far_as_it_goes(text: str) -> None:
    parsed = parse_type(text)
    assert parsed is not None
    assert parsed.name in ("A", "List", "Map", "&", "|")
