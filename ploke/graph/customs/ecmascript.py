"""JavaScript and TypeScript: who calls what that no source names.

Sources: ECMA-262 (well-known members), the DOM and custom elements' standards, TypeScript's handbook (JSX), the
documentation of the frameworks whose decorators are listed.
"""

from __future__ import annotations

import re

from ploke.graph.customs.customs import Customs, words
from ploke.model.facts import SymbolKind
from ploke.model.graph import NodeRow

_STATEMENT = re.compile(r"\s*(?:import|export)\b")
_FOR_TYPES = re.compile(r"\s*(?:import|export)\s+(?:type|typeof)\b(?!\s*(?:from\b|,|=))")
_INLINE = re.compile(r"(?:[{,]|^)\s*type\s+[\w$]+")
_MEMBERS = words(
    "toString toJSON valueOf toLocaleString constructor then next return throw handleEvent asyncDispose dispose"
)


def is_for_types(lines: list[str], line: int) -> bool:
    """Whether the statement that holds the line is ``import type``, or each name on the line is a ``type``."""
    first = line - 1
    while first > 0 and line - first < _LONGEST and not _STATEMENT.match(lines[first]):
        first -= 1
    if _FOR_TYPES.match(lines[first]):
        return True
    names = lines[line - 1].partition("{")[2] if "{" in lines[line - 1] else lines[line - 1]
    listed = [name.strip() for name in names.partition("}")[0].split(",") if name.strip()]
    return _STATEMENT.match(lines[first]) is not None and bool(listed) and all(map(_INLINE.match, listed))


_LONGEST = 60


def is_special(node: NodeRow) -> bool:
    """``toString`` and the like, and members under computed names such as ``[Symbol.iterator]``."""
    return node.kind is SymbolKind.METHOD and (node.name in _MEMBERS or node.name.startswith("["))


# ``m()``, ``async m()``, ``m: function``, ``A.m = function``: no word declares it.
_MEMBER = re.compile(r"(?:(?:async|get|set)\s+|\*\s*)*[\w$.\[\]\"'#]+\s*[?!]?\s*[(:<=]")


def is_value(node: NodeRow) -> bool:
    """A member of an object, a function that is written as an argument, or one assigned to a member of something."""
    if "expression" in node.markers:
        return True
    return "exported" not in node.markers and _MEMBER.match(node.signature) is not None


CUSTOMS = Customs(
    loads_on_import=True,
    is_for_types=is_for_types,
    runs_alone=re.compile(rb"^#!|\brequire\.main\s*===?\s*module\b|\bimport\.meta\.main\b", re.M),
    is_value=is_value,
    is_special=is_special,
    # What a compiler of JSX reads from the namespace that says which elements there are.
    named=re.compile(
        r"(?:.*\.)?JSX\.(?:Element|ElementType|ElementClass|ElementAttributesProperty|ElementChildrenAttribute"
        r"|IntrinsicElements|IntrinsicAttributes|IntrinsicClassAttributes|LibraryManagedAttributes)"
    ),
    protocols=words(
        """
        connectedCallback disconnectedCallback adoptedCallback attributeChangedCallback formAssociatedCallback
        formDisabledCallback formResetCallback formStateRestoreCallback start pull cancel write close abort transform
        flush apply get set has deleteProperty ownKeys getOwnPropertyDescriptor defineProperty construct
        """
    ),
    duck_typed=True,
    registering=words(
        """
        Component Directive Pipe Injectable NgModule HostListener HostBinding Input Output Controller Get Post Put Patch
        Delete Options Head All Module Resolver Query Mutation Subscription ResolveField Catch WebSocketGateway
        SubscribeMessage MessagePattern EventPattern Cron Interval Timeout OnEvent Process Processor Entity
        EventSubscriber BeforeInsert AfterInsert BeforeUpdate AfterUpdate BeforeRemove AfterRemove AfterLoad
        customElement
        """
    ),
    harmless=words("override deprecated sealed readonly"),
    inert_bases=words("Object Error TypeError RangeError SyntaxError ReferenceError EvalError URIError AggregateError"),
    computed=re.compile(
        rb"""
          (?P<own>\bthis(?:\?\.)?\[\s*(?![\d"'\]]) | \bReflect\.\w+\(this\b
            | \bObject\.(?:keys|entries|values|assign|getOwnPropertyNames)\(this\b)
        | \b(?:module\.)?exports\[\s*(?!["']) | \b(?:window|globalThis|global|self)\[\s*(?!["']) | \beval\(
        """,
        re.VERBOSE,
    ),
    computed_words=(b"this[", b"this?.[", b"(this", b"exports[", b"window[", b"This[", b"global[", b"self[", b"eval("),
    comment=re.compile(rb"\s*//(?![/#@])"),
)
