"""Definitions as a line alone shows them, for languages that ctags does not know: kind and expression, name last.

They are POSIX extended expressions that ctags runs on each line by itself: comments, strings and definitions that go
over several lines are beyond them. They are a second, cruder reader, not a gold standard.
"""

Patterns = tuple[tuple[str, str], ...]

_SCALA_WORDS = (
    "((private|protected)(\\[[a-zA-Z.]+\\])?|override|final|sealed|abstract|implicit|lazy|inline|case|transparent|infix|"
    "opaque|open)"
)
_SCALA = f"^[ \\t]*(@[a-zA-Z.]+(\\([^)]*\\))?[ \\t]+)*({_SCALA_WORDS}[ \\t]+)*"
_NAME = "([a-zA-Z_$][a-zA-Z0-9_$]*)"

SCALA: Patterns = (
    ("function", f"{_SCALA}def[ \\t]+([a-zA-Z_$][a-zA-Z0-9_$]*|`[^`]+`)"),
    ("class", f"{_SCALA}class[ \\t]+{_NAME}"),
    ("trait", f"{_SCALA}trait[ \\t]+{_NAME}"),
    ("object", f"{_SCALA}object[ \\t]+{_NAME}"),
    ("enum", f"{_SCALA}enum[ \\t]+{_NAME}"),
    ("type", f"{_SCALA}type[ \\t]+{_NAME}"),
)

_SWIFT = (
    "^[ \\t]*(@[a-zA-Z]+(\\([^)]*\\))?[ \\t]+)*((public|private|fileprivate|internal|open|package|static|class|final|"
    "override|mutating|nonmutating|indirect|required|convenience|dynamic|nonisolated|prefix|postfix|infix|isolated)"
    "(\\(set\\))?[ \\t]+)*"
)

SWIFT: Patterns = (
    ("function", f"{_SWIFT}func[ \\t]+([^ \\t(<]+)"),
    ("class", f"{_SWIFT}class[ \\t]+([A-Z][a-zA-Z0-9_]*)"),
    ("struct", f"{_SWIFT}struct[ \\t]+{_NAME}"),
    ("enum", f"{_SWIFT}enum[ \\t]+{_NAME}"),
    ("actor", f"{_SWIFT}actor[ \\t]+([A-Z][a-zA-Z0-9_]*)"),
    ("protocol", f"{_SWIFT}protocol[ \\t]+{_NAME}"),
    ("typealias", f"{_SWIFT}typealias[ \\t]+{_NAME}"),
    ("initializer", f"{_SWIFT}(init)[?!]?[ \\t]*[<(]"),
)

ZIG: Patterns = (
    ("function", f'^[ \\t]*((pub|export|inline|noinline|extern([ \\t]+"[^"]*")?)[ \\t]+)*fn[ \\t]+{_NAME}'),
    *(
        (word, f"^[ \\t]*(pub[ \\t]+)?const[ \\t]+{_NAME}[ \\t]*=[ \\t]*[a-z]*[ \\t]*{word}[ \\t]*[({{]")
        for word in ("struct", "enum", "union", "opaque")
    ),
)

GRAPHQL: Patterns = (
    ("type", f"^[ \\t]*type[ \\t]+{_NAME}"),
    ("interface", f"^[ \\t]*interface[ \\t]+{_NAME}"),
    ("input", f"^[ \\t]*input[ \\t]+{_NAME}"),
    ("enum", f"^[ \\t]*enum[ \\t]+{_NAME}"),
    ("union", f"^[ \\t]*union[ \\t]+{_NAME}"),
    ("scalar", f"^[ \\t]*scalar[ \\t]+{_NAME}"),
    ("operation", f"^(query|mutation|subscription|fragment)[ \\t]+{_NAME}"),
)

TERRAFORM: Patterns = (
    ("resource", '^(resource|data)[ \\t]+"?[a-zA-Z0-9_-]+"?[ \\t]+"?([a-zA-Z0-9_-]+)'),
    ("block", '^(module|variable|output|provider)[ \\t]+"?([a-zA-Z0-9_-]+)'),
)

DOCKERFILE: Patterns = (("stage", "^[ \\t]*[Ff][Rr][Oo][Mm][ \\t].*[ \\t][Aa][Ss][ \\t]+([a-zA-Z0-9_.-]+)"),)

DART: Patterns = (
    ("class", f"^[ \\t]*((abstract|base|final|sealed|interface|mixin)[ \\t]+)*class[ \\t]+{_NAME}"),
    ("enum", f"^[ \\t]*enum[ \\t]+{_NAME}"),
    ("mixin", "^[ \\t]*(base[ \\t]+)?mixin[ \\t]+([A-Z][a-zA-Z0-9_$]*)"),
    ("typedef", f"^[ \\t]*typedef[ \\t]+{_NAME}[ \\t]*[=<]"),
)

SOLIDITY: Patterns = (
    ("contract", f"^[ \\t]*(abstract[ \\t]+)?(contract|library|interface)[ \\t]+{_NAME}"),
    ("function", f"^[ \\t]*function[ \\t]+{_NAME}"),
    ("type", f"^[ \\t]*(struct|enum)[ \\t]+{_NAME}"),
)
