"""Python: who calls what that no source names.

Sources: the language reference, "Data model" and "Special method names"; the standard library's documentation of
file-like objects, ``collections.abc`` and ``unittest``; the documentation of the frameworks whose decorators are
listed.
"""

from __future__ import annotations

import re

from ploke.graph.customs.customs import Customs, words
from ploke.model.facts import SymbolKind
from ploke.model.graph import NodeRow

_FOR_TYPES = re.compile(r"(?:el)?if\s+\(?\s*(?:[\w.]+\.)?(?:TYPE_CHECKING|MYPY)\s*\)?\s*:")


def is_for_types(lines: list[str], line: int) -> bool:
    """Whether a line stands in a block that only type checkers enter."""
    indent = _indent(lines[line - 1])
    for text in reversed(lines[: line - 1]):
        if not text.strip() or _indent(text) >= indent:
            continue
        indent = _indent(text)
        if _FOR_TYPES.match(text.lstrip()):
            return True
        if not indent:
            return False
    return False


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def is_special(node: NodeRow) -> bool:
    """``__len__`` and the like; ``_missing_`` and the like of enumerations."""
    name = node.name
    return (name.startswith("__") and name.endswith("__") and len(name) > 4) or (
        node.kind is not SymbolKind.CONSTANT and name.startswith("_") and name.endswith("_") and len(name) > 2
    )


def is_internal_path(path: str) -> bool:
    """Whether a folder or the file is private by its name, as ``_vendor/x.py`` is."""
    return any(part.startswith("_") and not part.startswith("__") for part in path.split("/"))


def loads_with(path: str) -> tuple[str, ...]:
    """The packages around a module, which are imported before it."""
    parts = path.split("/")[:-1]
    return tuple("/".join([*parts[:depth], "__init__.py"]) for depth in range(1, len(parts) + 1))


CUSTOMS = Customs(
    loads_on_import=True,
    is_for_types=is_for_types,
    runs_alone=re.compile(
        rb"""^#!|^if\s+\(?\s*(?:__name__\s*==\s*["']__main__["']|["']__main__["']\s*==\s*__name__)""", re.M
    ),
    program_names=words("__main__.py manage.py wsgi.py asgi.py"),
    loads_with=loads_with,
    is_special=is_special,
    protocols=words(
        """
        close closed detach fileno flush getbuffer getvalue isatty peek read read1 readable readall readinto readinto1
        readline readlines reconfigure seek seekable tell truncate writable write writelines
        append clear copy count discard extend fromkeys get index insert isdisjoint items keys pop popitem remove
        reverse setdefault sort update values
        send throw acquire release run start join
        connection_made connection_lost data_received eof_received pause_writing resume_writing datagram_received
        error_received
        emit format filter handle formatException formatTime default encode decode
        debug info warning error critical exception log
        setUp tearDown setUpClass tearDownClass setUpModule tearDownModule
        find_module find_spec load_module exec_module create_module get_data get_source
        """
    ),
    duck_typed=True,
    harmless=words(
        """
        staticmethod classmethod property cached_property setter getter deleter abstractmethod abstractproperty
        abstractclassmethod abstractstaticmethod overload override final runtime_checkable no_type_check deprecated
        wraps lru_cache cache singledispatch singledispatchmethod total_ordering dataclass dataclass_transform
        contextmanager asynccontextmanager coroutine unique verify nonmember member type_check_only
        define frozen mutable attrs attr.s attr.attrs attr.define attr.frozen attr.mutable attr.dataclass
        """
    ),
    registering=words(
        """
        route get post put patch delete head options trace websocket api_route api_view action view
        before_request after_request teardown_request before_app_request after_app_request teardown_appcontext
        context_processor app_context_processor errorhandler app_errorhandler url_value_preprocessor template_filter
        template_global template_test shell_context_processor cli.command
        middleware exception_handler on_event on_startup on_shutdown listener websocket_route
        command group callback result_callback
        task shared_task periodic_task actor job cron
        fixture parametrize hookimpl hookspec
        register receiver simple_tag inclusion_tag filter tag simple_block_tag admin.register display
        listens_for listens_for_event validates reconstructor
        validator field_validator model_validator root_validator field_serializer model_serializer computed_field
        event subscriber on subscribe handler
        atexit.register register_cls
        """
    ),
    inert_bases=words(
        """
        object ABC Generic Protocol NamedTuple TypedDict Enum IntEnum StrEnum Flag IntFlag ReprEnum
        BaseException Exception ArithmeticError AssertionError AttributeError BufferError EOFError ImportError
        IndexError KeyError LookupError MemoryError NameError NotImplementedError OSError IOError OverflowError
        RecursionError ReferenceError RuntimeError StopIteration SyntaxError SystemError TypeError UnicodeError
        ValueError Warning
        ZeroDivisionError TimeoutError ConnectionError FileNotFoundError FileExistsError PermissionError UserWarning
        DeprecationWarning FutureWarning RuntimeWarning PendingDeprecationWarning ResourceWarning ImportWarning
        """
    ),
    bases_register=True,
    registers=re.compile(rb"__subclasses__\b|\b__init_subclass__\b|\bmetaclass\s*="),
    named=re.compile(r"pytest_\w+|load_tests|setup_module|teardown_module|setup_function|teardown_function"),
    computed=re.compile(
        rb"""
          (?P<own>\b(?:getattr|hasattr|setattr|delattr|attrgetter)\(\s*(?:self|cls|type\(self\)|self\.__class__)\s*,\s*(?!["'])
            | \bvars\(\s*(?:self|cls)\s*\) | \b(?:self|cls)\.__dict__ | \bdir\(\s*(?:self|cls)\s*\)
            | \bgetmembers\(\s*(?:self|cls)\b)
        | \bglobals\(\)\s*[\[.] | \bvars\(\s*\) | \bsys\.modules\[\s*__name__\s*\]
        """,
        re.VERBOSE,
    ),
    computed_words=(
        b"attr(",
        b"attrgetter(",
        b"vars(",
        b"__dict__",
        b"dir(",
        b"getmembers(",
        b"globals()",
        b"__name__",
    ),
    comment=re.compile(rb"\s*#(?!\s*type:|!)"),
    protected_is_offered=False,
    is_internal_path=is_internal_path,
)
