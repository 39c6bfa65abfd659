"""What JavaScript has built in: global names, and what members of its objects yield.

Data from ECMA-262 and the declarations that TypeScript ships (``lib.es*.d.ts``), cut down to what decides a type.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

BUILT_IN: Final = "builtins:"

GLOBALS: Final = frozenset(
    """
    Object Function Boolean Symbol Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError
    URIError Number BigInt Math Date String RegExp Array Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array
    Int32Array Uint32Array BigInt64Array BigUint64Array Float32Array Float64Array Map Set WeakMap WeakSet WeakRef
    FinalizationRegistry ArrayBuffer SharedArrayBuffer DataView Atomics JSON Promise Reflect Proxy Intl Iterator
    WebAssembly globalThis eval isFinite isNaN parseFloat parseInt decodeURI decodeURIComponent encodeURI
    encodeURIComponent escape unescape console setTimeout clearTimeout setInterval clearInterval setImmediate
    clearImmediate queueMicrotask structuredClone fetch URL URLSearchParams Headers Request Response FormData Blob File
    FileReader AbortController AbortSignal Event EventTarget CustomEvent TextEncoder TextDecoder ReadableStream
    WritableStream TransformStream WebSocket Worker MessageChannel MessagePort BroadcastChannel crypto performance
    window document navigator location history localStorage sessionStorage screen self alert confirm prompt
    requestAnimationFrame cancelAnimationFrame requestIdleCallback cancelIdleCallback getComputedStyle matchMedia
    XMLHttpRequest DOMParser Element HTMLElement SVGElement Node NodeList MutationObserver IntersectionObserver
    ResizeObserver Image Audio atob btoa process Buffer global require module exports __dirname __filename Deno Bun
    describe it test expect beforeEach afterEach beforeAll afterAll before after suite context specify jest vi
    """.split()
)
"""Names that a host or the language defines; a test runner's count as a host's."""

BROWSER_TYPE: Final = re.compile(
    r"(?:HTML|SVG|CSS|DOM|RTC|IDB|WebGL|GPU|Audio|Media|Canvas|File|Blob|XML|Text|Readable|Writable|Web|Service|Storage)"
    r"\w+|\w+(?:Event|EventMap|EventInit|Init|Observer|Error|Constructor)|Generator|Async\w+|Iterable\w*|PropertyKey"
    r"|PropertyDescriptor|Record|NodeJS|Element|Document|Range|Selection|CallableFunction|NewableFunction|TemplateStringsArray"
)
"""Names of types that browsers and the language declare, by their customs: a sample, not a list."""

TRANSPARENT: Final = frozenset({"Partial", "Required", "Readonly", "NonNullable", "NoInfer", "Pick", "Omit", "Awaited"})
"""Types of types whose members are some of those of their first argument."""

UTILITIES: Final = frozenset(
    "ReturnType InstanceType Exclude Extract Parameters ConstructorParameters ThisType ThisParameterType "
    "OmitThisParameter Uppercase Lowercase Capitalize Uncapitalize".split()
)
"""Other types of types."""

NOTHING_TYPES: Final = frozenset({"undefined", "null", "void", "never"})
PRIMITIVES: Final = {
    "string": "String",
    "number": "Number",
    "boolean": "Boolean",
    "bigint": "BigInt",
    "symbol": "Symbol",
    "true": "Boolean",
    "false": "Boolean",
}

PROMISES: Final = frozenset({"Promise", "PromiseLike"})
PROMISE_MEMBERS: Final = frozenset({"then", "catch", "finally"})


class Members(NamedTuple):
    """Members of a built-in type: its type parameters, and by member the type of its result or value."""

    parameters: tuple[str, ...]
    results: Mapping[str, str]
    callbacks: Mapping[str, tuple[str, ...]]


def _members(parameters: str, results: str, callbacks: str = "") -> Members:
    """Rows of ``names: type``, and of ``names: types of the parameters of what they call``, split by ``;``."""
    found = {}
    for row in filter(str.strip, results.split("\n")):
        names, _, text = row.partition(":")
        found.update(dict.fromkeys(names.split(), text.strip()))
    called = {}
    for row in filter(str.strip, callbacks.split("\n")):
        names, _, text = row.partition(":")
        called.update(dict.fromkeys(names.split(), tuple(part.strip() for part in text.split(";"))))
    return Members(tuple(parameters.split()), found, called)


_ARRAY: Final = _members(
    "T",
    """
    pop shift find findLast at: T
    filter slice concat reverse sort fill splice copyWithin toSorted toReversed toSpliced with flat: T[]
    entries: IterableIterator<[number, T]>
    keys: IterableIterator<number>
    values: IterableIterator<T>
    join toString toLocaleString: string
    push unshift indexOf lastIndexOf findIndex findLastIndex length: number
    includes every some: boolean
    """,
    """
    forEach map filter find findIndex findLast findLastIndex some every flatMap: T; number; T[]
    sort toSorted: T; T
    reduce reduceRight: ; T; number; T[]
    """,
)
_MAP: Final = _members(
    "K V",
    """
    get: V
    values: IterableIterator<V>
    keys: IterableIterator<K>
    entries: IterableIterator<[K, V]>
    has delete: boolean
    size: number
    """,
    "forEach: V; K; Map<K, V>",
)
_SET: Final = _members(
    "T",
    """
    values keys: IterableIterator<T>
    entries: IterableIterator<[T, T]>
    union intersection difference symmetricDifference: Set<T>
    has delete: boolean
    size: number
    """,
    "forEach: T; T; Set<T>",
)
_ITERATOR: Final = _members(
    "T", "filter take drop: IterableIterator<T>\ntoArray: T[]\nfind: T", "forEach map filter: T; number"
)

MEMBERS: Final[Mapping[str, Members]] = {
    "Array": _ARRAY,
    "ReadonlyArray": _ARRAY,
    "Map": _MAP,
    "ReadonlyMap": _MAP,
    "WeakMap": _MAP,
    "Set": _SET,
    "ReadonlySet": _SET,
    "WeakSet": _SET,
    "IterableIterator": _ITERATOR,
    "Promise": _members("T", "catch finally: Promise<T>", "then: T"),
    "WeakRef": _members("T", "deref: T"),
    "String": _members(
        "",
        """
        split match: string[]
        charAt concat normalize padEnd padStart repeat replace replaceAll slice substr substring toLocaleLowerCase
            toLocaleUpperCase toLowerCase toUpperCase trim trimEnd trimStart toString valueOf at: string
        indexOf lastIndexOf length charCodeAt codePointAt search localeCompare: number
        includes startsWith endsWith: boolean
        """.replace("\n            ", " "),
    ),
    "Number": _members("", "toFixed toString toPrecision toExponential toLocaleString: string"),
    "RegExp": _members("", "exec: string[]\ntest: boolean"),
}

ITERATED: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        (
            "Array ReadonlyArray Set ReadonlySet Iterable Iterator IterableIterator AsyncIterable AsyncIterator "
            "AsyncIterableIterator Generator AsyncGenerator ArrayLike ArrayIterator MapIterator SetIterator"
        ).split(),
        "0",
    ),
    "Map": "[0,1]",
    "ReadonlyMap": "[0,1]",
}
"""What going over an object gives: its first type argument, or a pair of both."""

STATIC_RESULTS: Final[Mapping[str, str]] = {
    "Object.keys": "string[]",
    "Object.getOwnPropertyNames": "string[]",
    "JSON.stringify": "string",
    "Math.max": "number",
    "Math.min": "number",
    "Math.floor": "number",
    "Math.random": "number",
    "Date.now": "number",
    "Array.isArray": "boolean",
    "Number": "number",
    "String": "string",
    "Boolean": "boolean",
    "Symbol": "symbol",
    "parseInt": "number",
    "parseFloat": "number",
}
"""What functions of built-in objects yield, as a type."""

SAME: Final = frozenset(
    {"Object.freeze", "Object.seal", "Object.preventExtensions", "Object.assign", "structuredClone"}
)
"""Functions that yield what they are given first."""
