"""C that does not parse before its preprocessor has run: what is blanked out, and what stays."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ploke.languages import Dialect, extract
from ploke.languages.families.preprocessor import mend, prepare_c, repair_c

PIECES = [
    *("API_EXPORT ", "int ", "f", "(void)", " {", "}", ";", "\n", "\r\n", "#if A\n", "#else\n", "#endif\n", "/* */"),
    *(
        "FOR_EACH(x)",
        "struct ",
        "PACKED ",
        "s ",
        '"a" ',
        "'b'",
        ", ",
        "(",
        ")",
        "\\\n",
        "#define A(b,\\\n",
        "*",
        "é",
        "  ",
    ),
]


def mended(source: str) -> str:
    return mend(source.encode(), [(0, len(source))]).decode()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("API_EXPORT int f(void);\n", "           int f(void);\n"),
        ("LIB_FUNC(2) static foo_t *f(int a);\n", "            static foo_t *f(int a);\n"),
        ("int f(void) NOTHROW;\n", "int f(void)        ;\n"),
        ("int f(int a UNUSED, char *b ALIGNED(8));\n", "int f(int a       , char *b           );\n"),
        ("void f(void) {\n  each(x) {\n    g();\n  }\n}\n", "void f(void) {\n  each(x);{\n    g();\n  }\n}\n"),
        ('enum { A OLD_ONE("x") = 1, B };\n', "enum { A              = 1, B };\n"),
        ("int a;\nBEGIN_ALL\nint b;\n", "int a;\n         \nint b;\n"),
        ("void f(void) { v = va_arg(ap, const char *); }\n", "void f(void) { v = va_arg(ap,       char  ); }\n"),
        ('char *a = "x" QUOTED("y") "z";\n', 'char *a = "x"             "z";\n'),
        ("int t[] = {\n#define A 1\n  A,\n};\n", "int t[] = {\n           \n  A,\n};\n"),
        ("if (a) FAIL(b);\n", "if (a) FAIL(b);\n"),
        ("x = a * MACRO + b;\n", "x = a * MACRO + b;\n"),
        ("/* API int f(void); */ int a;\n", "/* API int f(void); */ int a;\n"),
    ],
)
def test_mend(source: str, expected: str) -> None:
    assert mended(source) == expected


def test_only_what_is_near_is_touched() -> None:
    far = "int a;\n" * 20
    source = f"API_EXPORT int f(void);\n{far}int broken(;\n".encode()
    assert mend(source, [(len(source) - 3, len(source) - 2)]) == source


def test_what_is_for_cpp_goes() -> None:
    source = b'#ifdef __cplusplus\nextern "C" {\n#endif\nint a;\n'
    assert next(iter(repair_c(source, []))).split() == [b"int", b"a;"]


def test_a_struct_keeps_its_name() -> None:
    source = b"struct PACKED s { int a; };\nstruct t { int b; } __packed;\n"
    assert prepare_c(source) == b"struct        s { int a; };\nstruct t { int b; }         ;\n"


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.integers(0, 60), st.integers(0, 60))
@settings(max_examples=200, deadline=None)
def test_length_and_lines_stay(text: str, start: int, length: int) -> None:
    source = text.encode()
    start = min(start, len(source))
    unread = [(start, min(len(source), start + length))]
    for changed in (prepare_c(source), mend(source, unread), *repair_c(source, unread)):
        assert len(changed) == len(source)
        assert [at for at, byte in enumerate(changed) if byte == 10] == [
            at for at, byte in enumerate(source) if byte == 10
        ]


def test_long_tables_are_read_in_time() -> None:
    rows = "".join(f"    {{0x{number:x}, {number}, handle_{number % 7}}},\n" for number in range(20_000))
    facts = extract(f"struct row table[] = {{\n{rows}}};\n".encode(), Dialect("c", "c"))
    assert [symbol.name for symbol in facts.symbols] == ["table"]
    assert not facts.problems
