"""What universal-ctags 5.9 makes of C++ otherwise."""

from __future__ import annotations

import re

from benches.coverage.difference import Difference, Explanation

_DIRECTIVE = re.compile(r"\s*#\s*(?:(if|ifdef|ifndef)|(else|elif)|(endif))\b")
_TEST = r"^\s*(?:TYPED_|TEMPLATE_|BOOST_\w+_)?(?:TEST\w*|SCENARIO|BENCHMARK\w*|FUZZ_TEST)\s*\("
_LABEL = re.compile(r"\s*[A-Z][A-Z0-9_]+\s*:\s*$")
_MACRO_LINE = re.compile(r"\s*[A-Z][A-Z0-9_]+\s*\(.*\)\s*(?://.*)?$")


def _above(one: Difference, lines: int) -> list[str]:
    return list(one.lines[max(0, one.line - 1 - lines) : one.line - 1])


def _in_other_half(one: Difference) -> bool:
    """Whether the line stands between ``#else`` or ``#elif`` and ``#endif``."""
    depth = 0
    for text in reversed(one.lines[: one.line - 1]):
        found = _DIRECTIVE.match(text)
        if found is None:
            continue
        if found[3]:
            depth += 1
        elif found[1]:
            depth = max(0, depth - 1)
        elif not depth:
            return True
    return False


def _in_no_code(one: Difference) -> bool:
    """Whether ``#if 0`` was not closed above."""
    depth = 0
    for text in reversed(one.lines[: one.line - 1]):
        found = _DIRECTIVE.match(text)
        if found is not None and found[3]:
            depth += 1
        elif found is not None and found[1]:
            if not depth and re.match(r"\s*#\s*if\s+0\b", text):
                return True
            depth = max(0, depth - 1)
    return False


def _code_above(one: Difference, lines: int) -> list[str]:
    """The nearest lines above that are no comments, and where none is blank."""
    return [text for text in _above(one, lines) if text.strip() and not re.match(r"\s*(?://|/?\*)", text)]


def _behind_label(one: Difference) -> bool:
    return any(_LABEL.match(text) for text in _above(one, 25))


def _behind_macro(one: Difference) -> bool:
    return any(_MACRO_LINE.match(text) for text in _code_above(one, 12)[-1:])


def _returns_parameter(one: Difference) -> bool:
    """Whether a function template of several parameters returns what one of them is."""
    head = " ".join([*_above(one, 12), one.text])
    start = head.rfind("template")
    returned = re.match(r"\s*(?:template.*>\s*)?(?:static\s+|inline\s+|constexpr\s+)*(\w+)", one.text)
    written = head[start:] if start >= 0 else ""
    return (
        returned is not None
        and "," in written
        and re.search(rf"(?:typename|class)\s+{returned[1]}\b|using\s+{returned[1]}\b", written) is not None
    )


def _named_twice(one: Difference) -> bool:
    """Whether a typedef repeats the name of what it defines, ``typedef struct X { … } X``."""
    return any(re.search(rf"\b(?:struct|union|enum)\s+{re.escape(one.name)}\b", text) for text in _above(one, 60))


CPP: tuple[Explanation, ...] = (
    Explanation(
        "cpp",
        "missing",
        "a macro that defines a test: ctags takes its name for the function's, ploke what it is given: TEST(A, B) {",
        "function",
        text=_TEST,
    ),
    Explanation("cpp", "extra", "a test, called by what its macro is given: ctags has the macro's name", text=_TEST),
    Explanation(
        "cpp",
        "missing",
        "a call of a macro without a semicolon, which ctags takes for a function",
        "function",
        name="^[A-Z][A-Z0-9_]+$",
        text=r"^\s*[A-Z][A-Z0-9_]+\(.*\)\s*$",
    ),
    Explanation(
        "cpp",
        "missing",
        "what a macro before a function is given, which ctags takes for the function's name",
        "function",
        text=r"^\s*[A-Z][A-Z0-9_]+\(.*\)\s*(?://.*)?$",
    ),
    Explanation(
        "cpp", "missing", "a variable of a struct made in place, struct X y {…}", text=r"\bstruct\s+\w+\s+\w+\s*\{"
    ),
    Explanation(
        "cpp",
        "missing",
        "typedef struct X { … } X names one type twice: it is one symbol",
        "typedef",
        when=_named_twice,
    ),
    Explanation("cpp", "extra", "ctags reads one half of #if … #else … #endif", when=_in_other_half),
    Explanation("cpp", "extra", "ctags does not know concepts", "trait", text=r"\bconcept\b"),
    Explanation("cpp", "extra", "code within #if 0, which ctags skips", when=_in_no_code),
    Explanation("cpp", "extra", "ctags loses what stands behind a macro in the place of public:", when=_behind_label),
    Explanation(
        "cpp",
        "extra",
        "ctags loses function templates of several parameters that return what one of them is",
        when=_returns_parameter,
    ),
    Explanation(
        "cpp", "extra", "ctags takes what the macro above is given for this function's name", when=_behind_macro
    ),
)
