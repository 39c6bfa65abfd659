"""What Rust's standard library, and crates that mirror it, say of types: plain data.

Source: the documentation of ``std`` (doc.rust-lang.org/std), "The Rust Standard Library Prelude".
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

LIBRARY_CRATES: Final = frozenset({"std", "core", "alloc", "proc_macro", "test"})

PRELUDE: Final = frozenset(
    """
    Some None Ok Err Option Result Vec Box String ToString ToOwned Clone Copy Send Sync Sized Drop Fn FnMut FnOnce
    AsRef AsMut Into From Default Iterator Extend IntoIterator DoubleEndedIterator ExactSizeIterator Eq PartialEq Ord
    PartialOrd TryFrom TryInto FromIterator Debug Hash Unpin Future IntoFuture drop
    bool char str u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64
    """.split()
)
"""Names that every module knows: of the prelude, of traits that are only derived there, and of primitive types."""

PRELUDE_MACROS: Final = frozenset(
    """
    assert assert_eq assert_ne cfg column compile_error concat concat_idents dbg debug_assert debug_assert_eq
    debug_assert_ne env eprint eprintln file format format_args include include_bytes include_str line matches
    module_path option_env panic print println stringify thread_local todo try unimplemented unreachable vec write
    writeln
    """.split()
)

MIRRORS: Final = frozenset(
    """
    std core alloc parking_lot tokio once_cell lazy_static futures futures_util hashbrown indexmap smallvec arrayvec
    either triomphe
    """.split()
)
"""Crates whose types of these names behave as those of the standard library do, as far as is said here."""

TUPLE: Final = "builtin:tuple"
SLICE: Final = "builtin:slice"
ITERATOR: Final = "std:Iterator"
LIST: Final = "std:Vec"
OPTION: Final = "std:Option"
RESULT: Final = "std:Result"

POINTERS: Final = frozenset(
    """
    Box Rc Arc Ref RefMut MutexGuard MappedMutexGuard RwLockReadGuard RwLockWriteGuard OwnedMutexGuard Cow Pin
    ManuallyDrop Lazy LazyLock LazyCell NonNull AssertUnwindSafe
    """.split()
)
"""Types that stand for the one inside them where a member is asked of them."""

MAYBE: Final = frozenset({"Option", "Result"})
"""What ``?`` and patterns take a value out of, without a trace in an expression."""

AWAITED: Final = frozenset({"Future", "BoxFuture", "LocalBoxFuture"})

CELLS: Final = frozenset("RefCell Mutex RwLock Cell OnceCell OnceLock UnsafeCell MaybeUninit Wrapping".split())
MAPS: Final = frozenset("HashMap BTreeMap IndexMap".split())
SEQUENCES: Final = frozenset(
    """
    Vec VecDeque LinkedList BinaryHeap HashSet BTreeSet IndexSet SmallVec ArrayVec slice array Iterator IntoIterator
    DoubleEndedIterator ExactSizeIterator Iter IterMut IntoIter Drain Peekable Rev Skip Take Filter FromIterator Extend
    """.split()
)
"""Types whose last argument is what they hold, that is, what ``for`` goes over."""

_SAME: Final = """
clone to_owned by_ref iter iter_mut into_iter rev skip skip_while take take_while step_by chain peekable filter inspect
fuse cloned copied cycle drain as_slice as_mut_slice to_vec into_boxed_slice into_vec sorted sorted_by sorted_by_key
dedup unique collect split_at split_off chunks windows union intersection difference symmetric_difference partition
as_ref as_mut as_deref as_deref_mut into_sorted_vec split_last split_first
"""
_ONE: Final = """
next next_back last nth find max min max_by max_by_key min_by min_by_key peek peek_mut first first_mut last_mut get
get_mut pop pop_front pop_back front back front_mut back_mut reduce nth_back rfind pop_first pop_last replace take
"""

METHODS: Final[dict[str, dict[str, str]]] = {
    "sequence": {
        **dict.fromkeys(_ONE.split(), "option last"),
        **dict.fromkeys(_SAME.split(), "same"),
        **dict.fromkeys("remove swap_remove get_unchecked get_unchecked_mut".split(), "last"),
        "enumerate": "iterator counted",
        "zip": "iterator paired",
    },
    "map": {
        **dict.fromkeys("get get_mut remove insert".split(), "option last"),
        **dict.fromkeys("entry and_modify".split(), "same"),
        **dict.fromkeys("or_insert or_insert_with or_default or_insert_with_key".split(), "last"),
        **dict.fromkeys("values values_mut into_values".split(), "iterator last"),
        **dict.fromkeys("keys into_keys".split(), "iterator first"),
        **dict.fromkeys("iter iter_mut into_iter drain range range_mut".split(), "iterator entries"),
        **dict.fromkeys("first_key_value last_key_value get_key_value pop_first pop_last".split(), "option entries"),
        **dict.fromkeys("clone as_ref as_mut by_ref".split(), "same"),
    },
    "maybe": {
        **dict.fromkeys(
            """
            clone as_ref as_mut as_deref as_deref_mut take or or_else filter map_err cloned copied inspect inspect_err
            xor to_owned context with_context transpose ok_or ok_or_else replace as_pin_mut
            """.split(),
            "same",
        ),
        **dict.fromkeys(
            """
            unwrap expect unwrap_or unwrap_or_else unwrap_or_default unwrap_unchecked get_or_insert insert
            get_or_insert_with flatten
            """.split(),
            "first",
        ),
        **dict.fromkeys("iter iter_mut into_iter".split(), "iterator first"),
        **dict.fromkeys("ok".split(), "option first"),
        **dict.fromkeys("err".split(), "option last"),
        **dict.fromkeys("unwrap_err expect_err".split(), "last"),
        **dict.fromkeys(
            """
            map and_then map_or map_or_else is_some is_none is_ok is_err is_some_and is_ok_and is_none_or and zip unzip
            """.split(),
            "unknown",
        ),
    },
    "cell": {
        **dict.fromkeys(
            """
            borrow borrow_mut get take replace get_or_init blocking_lock upgradable_read assume_init load swap
            """.split(),
            "last",
        ),
        **dict.fromkeys(
            """
            lock read write get_mut into_inner try_borrow try_borrow_mut try_lock try_read try_write
            """.split(),
            "option last",
        ),
        "clone": "same",
    },
    "pointer": {
        **dict.fromkeys("clone as_ref as_mut".split(), "same"),
        **dict.fromkeys("deref deref_mut into_inner get_mut to_mut into_owned unwrap_or_clone".split(), "last"),
    },
    "weak": {"upgrade": "option last", "clone": "same"},
}
"""What methods yield, by the group of the object's type: of itself, of its first or last argument, wrapped."""


RESULTS: Final[dict[str, dict[str, str]]] = {
    "sequence": {
        "map": "iterator 0",
        **dict.fromkeys("filter_map map_while".split(), "iterator opened 0"),
        **dict.fromkeys("flat_map".split(), "iterator element 0"),
        **dict.fromkeys("fold rfold".split(), "given 0"),
        **dict.fromkeys("find_map try_fold".split(), "option opened 0"),
        "scan": "iterator opened 1",
    },
    "maybe": {
        "map": "same 0",
        "and_then": "0",
        **dict.fromkeys("map_or map_or_else".split(), "1"),
    },
}
"""What methods yield that a function is handed to: its result, by the place it is handed at, wrapped or opened.

``given`` is what is handed at that place itself, ``opened`` what an ``Option`` holds, ``element`` what is gone over.
"""

TAKING: Final[dict[str, frozenset[str]]] = {
    "sequence": frozenset(
        """
        all any binary_search_by binary_search_by_key chunk_by dedup_by dedup_by_key filter filter_map find find_map
        flat_map fold for_each group_by inspect map map_while max_by max_by_key min_by min_by_key partition position
        reduce retain retain_mut rev_each rfind rfold rposition scan skip_while sort_by sort_by_cached_key sort_by_key
        sort_unstable_by sort_unstable_by_key take_while try_fold try_for_each
        """.split()
    ),
    "maybe": frozenset(
        """
        and_then filter inspect inspect_err is_err_and is_none_or is_ok_and is_some_and map map_err map_or map_or_else
        or_else unwrap_or_else
        """.split()
    ),
    "map": frozenset("retain and_modify or_insert_with_key".split()),
}
"""Methods that hand what an object holds to a function that they are given."""

ITERATING: Final = frozenset(METHODS["sequence"]) | frozenset(RESULTS["sequence"]) | TAKING["sequence"]
"""Methods that ``Iterator`` provides, as far as is said here of what they yield and hand on."""

FOLDING: Final = frozenset("fold rfold scan try_fold".split())
"""Methods whose function is handed what was gathered so far before what an object holds."""

ON_ERRORS: Final = frozenset("inspect_err is_err_and map_err or_else unwrap_or_else".split())
"""Methods of ``Result`` whose function is handed the error."""

WRAPPERS: Final[dict[str, str]] = {
    "Some": "std:Option",
    "Ok": "std:Result",
    **{f"{name}.new": f"std:{name}" for name in sorted(POINTERS | CELLS)},
    **{"Box.pin": "std:Box", "Cow.Borrowed": "std:Cow", "Cow.Owned": "std:Cow", "Arc.from": "std:Arc"},
    **{"Rc.from": "std:Rc", "Box.from": "std:Box"},
}
"""Functions whose result holds what they are given, by the ends of their names, and what that result is."""


@cache
def known_methods() -> frozenset[str]:
    """Names of methods that types of the standard library have themselves: ``rust_methods.txt``, from its sources.

    A type's own method goes before one of a trait of that name.
    """
    return frozenset((Path(__file__).parent / "rust_methods.txt").read_text(encoding="utf-8").split())


MARKERS: Final = frozenset("Sized Send Sync Unpin Copy Clone Debug Any".split())
"""Bounds that nearly all types have, and that bring no members of the repository's."""


def group_of(last: str) -> str:
    """The group in ``METHODS`` of a type by its last name; "" for none."""
    if last in MAYBE:
        return "maybe"
    if last in POINTERS:
        return "pointer"
    if last in MAPS:
        return "map"
    if last in CELLS:
        return "cell"
    if last in SEQUENCES:
        return "sequence"
    return "weak" if last == "Weak" else ""
