"""Which files a request is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ploke.errors import UsageError
from ploke.model.index import FileRow


def file_filter(languages: Sequence[str], paths: Sequence[str]) -> Callable[[FileRow], bool] | None:
    """Whether a file is asked for by its language (any case) and path; None where the request does not say.

    Raises ``UsageError`` as ``path_filter`` does.
    """
    if not languages and not paths:
        return None
    wanted = frozenset(language.lower() for language in languages)
    on_path = path_filter(paths)
    return lambda row: (not wanted or row.language.lower() in wanted) and on_path(row.path)


def path_filter(globs: Sequence[str]) -> Callable[[str], bool]:
    """Whether a path matches one of ``globs`` (or there are none) and none of those that start with ``!``.

    Raises ``UsageError`` for a glob that can match nothing or cannot be read.
    """
    ways_in = [_compile(glob) for glob in globs if not glob.startswith("!")]
    ways_out = [_compile(glob[1:]) for glob in globs if glob.startswith("!")]
    return lambda path: (
        (not ways_in or any(way.match(path) for way in ways_in)) and not any(way.match(path) for way in ways_out)
    )


def _compile(glob: str) -> re.Pattern[str]:
    """A glob as in ``.gitignore``, read by characters.

    ``*`` and ``?`` stop at ``/``, ``**`` does not; a glob with a ``/`` before its end counts from the root, any other
    matches a name at any depth; one that matches a folder holds for all below it.
    """
    text = glob.removeprefix("./")
    bare = text.strip("/")
    if not bare:
        raise UsageError(f"The path glob {glob!r} matches nothing.", "Write it relative to the root, like src/**/*.py.")
    anchored = "/" in text.rstrip("/")
    below = "/.+" if text.endswith("/") else "(?:/.*)?"
    pattern = ("" if anchored else "(?:.*/)?") + _translate(bare) + below + r"\Z"
    try:
        return re.compile(pattern, re.DOTALL)
    except re.error as error:
        raise UsageError(f"The path glob {glob!r} cannot be read: {error.msg}.", "Check its brackets.") from error


_TOKEN = re.compile(
    r"(?P<deep>(?:^|(?<=/))\*\*(?:/|$))|(?P<star>\*+)|(?P<one>\?)|(?P<set>\[!?(?:\]|[^\]/])[^\]/]*\])|(?P<plain>.)",
    re.DOTALL,
)


def _translate(glob: str) -> str:
    out = []
    for token in _TOKEN.finditer(glob):
        match token.lastgroup:
            case "deep":
                out.append("(?:.*/)?" if token[0].endswith("/") else ".*")
            case "star":
                out.append("[^/]*")
            case "one":
                out.append("[^/]")
            case "set":
                out.append(_set(token[0][1:-1]))
            case _:
                out.append(re.escape(token[0]))
    return "".join(out)


def _set(inside: str) -> str:
    negated = inside.startswith("!")
    body = re.sub(r"[\[\]\\^&~|]", r"\\\g<0>", inside[1:] if negated else inside)
    return f"(?!/)[{'^' if negated else ''}{body}]"
