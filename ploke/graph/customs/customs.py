"""What the analyses must be told of a language: plain data and a few small functions."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ploke.model.graph import NodeRow


def _never(node: NodeRow) -> bool:
    return False


def _no(text: str) -> bool:
    return False


def _none(path: str) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True)
class Customs:
    """Defaults are those of a language of which nothing is known.

    - ``judged``: enough is known to call a definition dead
    - ``loads_on_import``: importing a file runs its top level, and a file may be loaded by its path
    - ``is_for_types``: whether the import at a line (from 1, of the file's lines) is carried out for types alone
    - ``runs_alone``: text that says that a file is run by itself; ``program_names``: names of files that say so
    - ``loads_with``: the paths of files that a file cannot be loaded without, whether they are there or not
    - ``is_main``: whether the system starts a function
    - ``is_value``: whether what stands in no class is part of something larger: of an expression, which hands it on, or
      of a sequence that counts
    - ``is_special``: whether the language itself calls a member
    - ``protocols``: members that the standard library calls on objects it is handed
    - ``structural``: a type satisfies an interface that it does not name
    - ``duck_typed``: whoever is handed an object may call any of its public members, whatever it was declared as
    - ``reflected``: names of public members that libraries call by reflection
    - ``satisfies_others``: whether a member may satisfy an interface of another package, which nothing here names
    - ``harmless``: decorators that hand what they decorate to nobody; ``registering``: those that do, to a framework.
      Both hold last names (``route`` of ``app.route()``), or whole ones where the last alone says too little
    - ``is_harmless``: whether a decorator's name says so by its form
    - ``inert_bases``: last names of classes of the standard library that call no member of those derived from them but
      special ones
    - ``bases_register``: a class of others can list those derived from it; ``registers``: text by which one does
    - ``named``: names, bare or qualified, that some tool finds by convention, whole
    - ``computed``: text that looks up members of its own object by names it computes; its group ``own`` matches where
      only that object is meant, else the whole file is
    - ``computed_words``: text of which some is in every file that ``computed`` is worth looking for in
    - ``comment``: a line that says nothing to the program
    - ``declares_apart``: a definition may be announced elsewhere, under the same name
    - ``has_variants``: files of one folder may define the same for different systems
    - ``protected_is_offered``: members for subclasses are part of what a library offers
    - ``is_internal_path``: whether nobody outside can import a file
    - ``assumes_library``: no manifest says whether the code is a library, so it may be one unless something in it is a
      main function
    """

    judged: bool = True
    loads_on_import: bool = False
    is_for_types: Callable[[list[str], int], bool] | None = None
    runs_alone: re.Pattern[bytes] | None = None
    program_names: frozenset[str] = frozenset()
    loads_with: Callable[[str], tuple[str, ...]] = _none
    is_main: Callable[[NodeRow], bool] = _never
    is_value: Callable[[NodeRow], bool] = _never
    is_special: Callable[[NodeRow], bool] = _never
    protocols: frozenset[str] = frozenset()
    structural: bool = False
    duck_typed: bool = False
    reflected: re.Pattern[str] | None = None
    satisfies_others: Callable[[NodeRow], bool] = _never
    harmless: frozenset[str] = frozenset()
    is_harmless: Callable[[str], bool] = _no
    registering: frozenset[str] = frozenset()
    inert_bases: frozenset[str] = frozenset()
    bases_register: bool = False
    registers: re.Pattern[bytes] | None = None
    named: re.Pattern[str] | None = None
    computed: re.Pattern[bytes] | None = None
    computed_words: tuple[bytes, ...] = ()
    comment: re.Pattern[bytes] | None = None
    declares_apart: bool = False
    has_variants: bool = False
    protected_is_offered: bool = True
    is_internal_path: Callable[[str], bool] = _no
    assumes_library: bool = False


NONE = Customs(judged=False)

_HEAD = re.compile(r"@?\s*([\w$]+(?:(?:\.|::)[\w$]+)*)")


def decorator_names(decorator: str) -> tuple[str, str]:
    """The dotted name of a decorator or attribute without arguments, and the last name in it; empty if it has none."""
    found = _HEAD.match(decorator)
    if found is None:
        return "", ""
    return found[1], re.split(r"\.|::", found[1])[-1]


def words(text: str) -> frozenset[str]:
    """The words of a table."""
    return frozenset(text.split())
