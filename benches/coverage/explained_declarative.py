"""What ctags 5.9, or expressions in its place, make of SQL, style sheets, makefiles, Dockerfiles and Terraform."""

from __future__ import annotations

import re

from benches.coverage.difference import Difference, Explanation


def _in_sql_string(one: Difference) -> bool:
    """Whether an odd number of quotes stands before the line."""
    return sum(line.count("'") for line in one.lines[: one.line - 1]) % 2 == 1


def _in_procedure(one: Difference) -> bool:
    """Whether the last statement above that starts a routine or ends a batch starts a routine."""
    above = (
        line for line in reversed(one.lines[: one.line - 1]) if re.match(r"(?i)\s*(GO\b|(CREATE|ALTER).*\bPROC)", line)
    )
    return re.match(r"(?i)\s*GO\b", next(above, "GO")) is None


def _in_comment(one: Difference) -> bool:
    """Whether a comment of several lines is open before the line."""
    before = "\n".join(one.lines[: one.line - 1])
    return before.rfind("/*") > before.rfind("*/")


DECLARATIVE: tuple[Explanation, ...] = (
    Explanation("sql", "missing extra", "a name in quotes, of which ctags takes the start or nothing", text=r"[\"`]"),
    Explanation(
        "sql", "extra", "a type, for whose composites and enumerations ctags has no kind", text=r"(?i)\bTYPE\b"
    ),
    Explanation("sql", "extra", "a domain, which ctags calls after its schema", text=r"(?i)\bDOMAIN\b"),
    Explanation("sql", "extra", "an aggregate, for which ctags has no kind", text=r"(?i)\bAGGREGATE\b"),
    Explanation(
        "sql",
        "extra",
        "a trigger that calls a function, or whose body follows on another line: ctags knows those with a body at once",
        kind="^trigger$",
        text=r"(?i)\bTRIGGER\b",
    ),
    Explanation(
        "sql",
        "extra",
        "a table without a list of columns behind its name: a part of another, or the answer of a query",
        kind="^table$",
        text=r"(?i)\bPARTITION\s+OF\b|\bAS\b",
    ),
    Explanation("sql", "extra", "a name with letters beyond ASCII", text=r"[^\x00-\x7f]"),
    Explanation("sql", "extra", "a temporary table of T-SQL, whose sign ctags does not know", text=r"(?i)\bTABLE\s+#"),
    Explanation(
        "sql", "extra", "a body that T-SQL replaces, which defines as much as a first one", text=r"(?i)^\s*ALTER\b"
    ),
    Explanation(
        "sql",
        "extra",
        "the line creates it; ctags loses its way in bodies quoted by dollars and in batches",
        kind="^function$",
        text=r"(?i)^\s*CREATE\b.*\b(FUNCTION|PROC)",
    ),
    Explanation("sql", "missing", "in a string that is executed later", when=_in_sql_string),
    Explanation("sql", "missing", "in a procedure, which makes it when it runs", when=_in_procedure),
    Explanation(
        "css scss less",
        "missing extra",
        "a selector with an attribute, of which ctags takes apart what stands in and behind the brackets",
        text=r"\[",
    ),
    Explanation(
        "css scss less",
        "missing extra",
        "a list in parentheses, at whose commas ctags cuts the selector",
        text=r"\([^()]*,",
    ),
    Explanation("css scss less", "missing", "an escaped sign, at which ctags cuts the name", text=r"\\\."),
    Explanation("css", "missing", "in a template", text=r"<%"),
    Explanation(
        "css",
        "extra",
        "within a block of @layer, @container or another rule: ctags looks into @media alone",
        text=r"^\s",
    ),
    Explanation(
        "scss",
        "extra",
        "a selector as it is written: ctags knows single classes and identities, no elements, parents and values in it",
        kind="^selector$",
    ),
    Explanation(
        "scss",
        "missing",
        "one class of a selector, which ploke names as a whole, or what follows another point",
        kind="^(class|id)$",
    ),
    Explanation(
        "make", "missing", "a variable of one target", text=r"^[^:=]*::?\s*(export\s+)?\S+\s*[:+?]?=|:[^=]*[+:?]="
    ),
    Explanation("make", "missing", "a pattern or name in a variable, of which ctags takes a part", text=r"\$[({]"),
    Explanation(
        "dockerfile",
        "extra",
        "a stage that has no name of its own, but that of its image",
        text=r"(?i)^\s*FROM\s(?!.*\sAS\s)",
    ),
    Explanation(
        "terraform",
        "extra",
        "a local value, which the expressions do not ask for",
        kind="^variable$",
        text=r"^\s*[\w-]+\s*=",
    ),
    Explanation("terraform", "missing", "in a comment", when=_in_comment),
)
