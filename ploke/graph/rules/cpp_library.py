"""What the standard library's types hold and lead to, as far as that decides whose member is called.

Sources: ISO/IEC 14882:2020, [containers], [smartptr], [optional], [utilities], [ranges]; the documentation of Boost,
Abseil and Qt for their counterparts.
"""

from __future__ import annotations

from typing import Final

_STD: Final = "std:"


def _std(names: str) -> frozenset[str]:
    return frozenset(_STD + name for name in names.split())


POINTERS: Final = _std(
    "unique_ptr shared_ptr weak_ptr optional reference_wrapper auto_ptr observer_ptr indirect polymorphic"
)
"""Types that ``->`` leads through to their first argument."""

SEQUENCES: Final = _std(
    """
    vector list deque array forward_list set multiset unordered_set unordered_multiset flat_set flat_multiset span
    initializer_list stack queue priority_queue valarray
    """
)
"""Types that hold objects of their first argument."""

MAPPINGS: Final = _std("map multimap unordered_map unordered_multimap flat_map flat_multimap")
"""Types that hold pairs of their first two arguments."""

PAIRS: Final = _std("pair tuple")

ITERATOR: Final = "std:iterator"
"""Stands for any iterator: its first argument is what it points to."""

OF_POINTER: Final = frozenset("get reset release swap use_count unique expired owner_before has_value value_or".split())
"""What smart pointers have themselves, whatever they point to."""

YIELDS_ELEMENT: Final = frozenset("front back at top value pop_back emplace_back emplace_front emplace data".split())
YIELDS_ITERATOR: Final = frozenset(
    """
    begin end cbegin cend rbegin rend crbegin crend find lower_bound upper_bound insert emplace erase insert_or_assign
    try_emplace emplace_hint
    """.split()
)
YIELDS_SELF: Final = frozenset({"lock", "value", "get", "release"})

_READS: Final = ("istream", "basic_istream", "ios", "ios_base")
_WRITES: Final = ("ostream", "basic_ostream", "ios", "ios_base")
BASES: Final = {
    **dict.fromkeys(("ifstream", "istringstream", "ispanstream"), _READS),
    **dict.fromkeys(("ofstream", "ostringstream", "osyncstream"), _WRITES),
    **dict.fromkeys(("fstream", "stringstream", "iostream"), ("iostream", *_READS, *_WRITES)),
    **dict.fromkeys(("runtime_error", "logic_error", "bad_alloc", "bad_cast"), ("exception",)),
    **dict.fromkeys(("invalid_argument", "out_of_range", "length_error", "domain_error"), ("logic_error", "exception")),
    **dict.fromkeys(("range_error", "overflow_error", "system_error"), ("runtime_error", "exception")),
}
"""Types of the library to their bases, where functions take those."""

MOVES: Final = _std(
    """
    move forward as_const ref cref addressof next prev find find_if find_if_not lower_bound upper_bound max_element
    min_element remove remove_if unique partition adjacent_find search rotate
    """
)
"""Functions that answer what they are given first, or an iterator like it."""
