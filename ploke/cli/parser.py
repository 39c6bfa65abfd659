"""Command-line options: argparse, with errors that are ours and options that commands share."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from ploke.cli.registry import Command
from ploke.errors import UsageError

if TYPE_CHECKING:
    from ploke.config import Config


class Formatter(argparse.HelpFormatter):
    """Help of a fixed width: asking the terminal for its own imports a fifth of a start-up."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30, width=100)


class Words(NamedTuple):
    """The words of a command line that are not options. ``most`` is 0 where any number may stand."""

    name: str
    metavar: str
    help: str
    most: int


class Parser(argparse.ArgumentParser):
    """An argument parser that raises ``UsageError`` instead of exiting, and lets options stand anywhere.

    Words are collected here, since argparse splits them at every option in between and loses what follows ``--``.
    """

    words: Words | None = None

    def add_words(self, name: str, metavar: str, help: str, most: int = 0) -> None:
        """Accept words beside options; they arrive as a list named ``name``."""
        self.words = Words(name, metavar, help, most)

    def parse(self, argv: list[str]) -> argparse.Namespace:
        """Read a command line; after ``--`` everything is a word. Raises ``UsageError``."""
        end = argv.index("--") if "--" in argv else len(argv)
        arguments, words = self.parse_known_args(argv[:end])
        unknown = [word for word in words if word.startswith("-") and word != "-"]
        if unknown:
            self.error(f"there is no option {unknown[0]}")
        words += argv[end + 1 :]
        if self.words is None or 0 < self.words.most < len(words):
            if words:
                self.error(f"cannot use {words[-1]!r}")
        else:
            setattr(arguments, self.words.name, words)
        return arguments

    def format_help(self) -> str:
        """The help text, words included."""
        if self.words is not None:
            nargs = "?" if self.words.most == 1 else "*"
            self.add_argument(self.words.name, metavar=self.words.metavar, help=self.words.help, nargs=nargs)
            self.words = None
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong."""
        said = message.removeprefix("argument ")
        raise UsageError(f"{said[:1].upper()}{said[1:]}.", f"See `{self.prog} --help`.")


def build_parser(command: Command) -> Parser:
    """The parser of one command; imports that command's module."""
    parser = Parser(
        prog=f"ploke {command.name}",
        description=f"{command.summary}.",
        formatter_class=Formatter,
        allow_abbrev=False,
    )
    import_module(command.module).configure(parser)
    return parser


def positive(text: str) -> int:
    """A whole number from 1 up, for ``type=``."""
    return _whole(text, 1)


def whole(text: str) -> int:
    """A whole number from 0 up, for ``type=``."""
    return _whole(text, 0)


def seconds(text: str) -> float:
    """A finite number of seconds from 0 up, for ``type=``."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds from 0 up")
    return value


def known_languages_of(names: Sequence[str], config: Config) -> tuple[str, ...]:
    """``names`` in lower case. Raises ``UsageError`` for one that is no language, nor one of the user's own."""
    if not names:
        return ()
    from difflib import get_close_matches

    from ploke.languages.registry import known_languages

    known = {*known_languages(), *(language.name for language in config.languages)}
    for name in names:
        if name.lower() not in known:
            near = get_close_matches(name.lower(), sorted(known))
            hint = f"Did you mean {' or '.join(near)}?" if near else "`ploke languages --all` lists them."
            raise UsageError(f"There is no language {name!r}.", hint)
    return tuple(name.lower() for name in names)


def _whole(text: str, least: int) -> int:
    if not (text.isascii() and text.isdecimal()) or int(text[:18]) < least:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from {least} up")
    return int(text[:18])


def add_repository(parser: argparse.ArgumentParser) -> None:
    """``--repo`` and ``--index-dir``."""
    parser.add_argument("--repo", metavar="PATH", help="the repository: a folder or a git URL; else the one you are in")
    add_index_dir(parser)


def add_index_dir(parser: argparse.ArgumentParser) -> None:
    """``--index-dir``."""
    parser.add_argument("--index-dir", metavar="DIR", help="where the index lies, for trees that cannot be written")


def add_output(parser: argparse.ArgumentParser, json_help: str) -> None:
    """``--json``, ``--quiet`` and ``--color``."""
    parser.add_argument("--json", action="store_true", help=json_help)
    add_console(parser)


def add_console(parser: argparse.ArgumentParser) -> None:
    """``--quiet`` and ``--color``."""
    parser.add_argument("-q", "--quiet", action="store_true", help="no notes and no progress; errors stay")
    parser.add_argument("--color", choices=("auto", "always", "never"), help="colour; auto: on a terminal")


def add_no_sync(parser: argparse.ArgumentParser) -> None:
    """``--no-sync``."""
    parser.add_argument("--no-sync", action="store_true", help="answer from the index as it is; never index first")


def add_filters(parser: argparse.ArgumentParser) -> None:
    """``--language`` and ``--path``."""
    parser.add_argument(
        "--language",
        metavar="NAME",
        action="append",
        default=[],
        help="only this language; may be repeated",
    )
    parser.add_argument(
        "--path", metavar="GLOB", action="append", default=[], help="only paths that match, from the root; repeatable"
    )


Arguments = Any
"""What a parser returns: an ``argparse.Namespace`` with one attribute an option."""
